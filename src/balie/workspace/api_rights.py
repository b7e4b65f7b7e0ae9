"""One right of an applicatie as a form, and as words: within which API, for what, up to which vertrouwelijkheidaanduiding."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from balie.kernel import dutch
from balie.workspace.words import Typed
from balie.zgw.public import autorisaties

ABOUT = {"zaaktype": ("zaaktypen", "Over welke zaaktypen?"), "informatieobjecttype": ("soorten documenten", "Over welke soorten documenten?"),
         "besluittype": ("besluittypen", "Over welke besluittypen?")}
LEVELS = [{"value": level, "label": level.replace("_", " ").capitalize()} for level in autorisaties.LEVELS]
MOST = 200


def components() -> list[dict]:
    labels = dict(autorisaties.Component.choices)
    return [{"value": component, "label": labels[component]} for component in autorisaties.SCOPES]


def form(component: str, posted: Mapping[str, Any] | None = None) -> dict:
    """What the page of one right shows. `posted`: what was typed before, to show it again."""
    needed = autorisaties.NEEDED.get(component, ())
    types = autorisaties.types(component) if needed else []
    return {
        "component": component, "component_label": dict(autorisaties.Component.choices)[component],
        "scopes": [{"value": scope, "label": scope} for scope in autorisaties.SCOPES[component]],
        "chosen_scopes": posted.getlist("scopes") if posted else [],
        "about": ABOUT[needed[0]][1] if needed else "", "types": [{"value": each.url, "label": each.label} for each in types],
        "chosen_types": addresses(posted) if posted else [], "addresses": "\n".join(addresses(posted)) if posted else "",
        "levels": LEVELS if len(needed) > 1 else [], "level": posted.get("niveau", "") if posted else "",
    }


def typed(posted: Mapping[str, Any]) -> list[autorisaties.Given]:
    """The rights that were chosen: one for each type. Raises `Typed`."""
    component = posted.get("onderdeel", "")
    if component not in autorisaties.SCOPES:
        raise Typed("onderdeel", "Kies een onderdeel.")
    needed = autorisaties.NEEDED.get(component, ())
    scopes = [each for each in autorisaties.SCOPES[component] if each in posted.getlist("scopes")]
    urls = addresses(posted)
    if not scopes:
        raise Typed("scopes", "Kies wat de applicatie mag.")
    if needed and not urls:
        raise Typed("typen", f"Kies een of meer {ABOUT[needed[0]][0]}.")
    level = posted.get("niveau", "") if len(needed) > 1 else ""
    if len(needed) > 1 and level not in autorisaties.LEVELS:
        raise Typed("niveau", "Kies tot en met welke vertrouwelijkheid.")
    return [
        autorisaties.Given(component, tuple(scopes), max_vertrouwelijkheidaanduiding=level, **({needed[0]: url} if url else {}))
        for url in (urls if needed else [""])
    ]


def addresses(posted: Mapping[str, Any]) -> list[str]:
    """Chosen from a list, or typed: on every line one."""
    return " ".join(posted.getlist("typen")).split()[:MOST]


def words(right: autorisaties.Given, names: Mapping[str, str]) -> dict:
    """`names`: what types are called, by URL."""
    url = right.zaaktype or right.informatieobjecttype or right.besluittype
    level = right.max_vertrouwelijkheidaanduiding.replace("_", " ")
    return {
        "title": dict(autorisaties.Component.choices).get(right.component, right.component), "scopes": dutch.join(list(right.scopes)),
        "about": names.get(url, url), "level": f"tot en met {level}" if level else "",
    }


def summary(one: autorisaties.ApiClient) -> str:
    if one.everything:
        return "Alles"
    labels = dict(autorisaties.Component.choices)
    return dutch.join(list(dict.fromkeys(labels.get(each.component, each.component) for each in one.rights)))
