"""Both municipalities through the eyes of a client: everything the APIs of each show, with the addresses of one made those of the other."""
from __future__ import annotations

import json
from typing import Any

from balie.cases.moving_in.tests import world
from balie.kernel import tenancy
from balie.kernel.web.roots import root
from balie.zgw.tests.clients import Api

ALL = {"status": "alles"}
LISTS: dict[str, dict[str, str]] = {
    "catalogi/catalogussen": {}, **dict.fromkeys((
        "catalogi/informatieobjecttypen", "catalogi/besluittypen", "catalogi/zaaktypen", "catalogi/statustypen", "catalogi/resultaattypen",
        "catalogi/roltypen", "catalogi/eigenschappen", "catalogi/zaaktype-informatieobjecttypen"), ALL),
    **dict.fromkeys((
        "catalogi/zaakobjecttypen", "documenten/enkelvoudiginformatieobjecten", "documenten/gebruiksrechten", "zaken/zaken", "zaken/rollen",
        "zaken/statussen", "zaken/resultaten", "zaken/zaakobjecten", "zaken/zaakinformatieobjecten", "zaken/klantcontacten",
        "zaken/zaakcontactmomenten", "zaken/zaakverzoeken", "zaken/zaaknotities", "besluiten/besluiten", "besluiten/besluitinformatieobjecten"), {}),
}


def shown(gemeente: Any) -> dict[str, Any]:
    """By address. With each version of each document, and its content."""
    with world.inside(gemeente):
        api = Api()
        made: dict[str, Any] = {}
        for path, query in LISTS.items():
            for each in _listed(api, path, query):
                made[each["url"]] = each
                if path == "zaken/zaken":
                    made |= {one["url"]: one for one in _listed(api, f"{path}/{each['uuid']}/zaakeigenschappen", {})}
                if path.endswith("enkelvoudiginformatieobjecten"):
                    made |= _versions(api, each)
        return json.loads(json.dumps(made).replace(root(), "").replace(api.root, ""))


def _listed(api: Api, path: str, query: dict[str, str]) -> list[dict[str, Any]]:
    name, _, tail = path.partition("/")
    answer = api.get(f"/{name}/api/v1/{tail}", **query)
    assert answer.status_code == 200, (path, answer.content)
    body = answer.json()
    return body["results"] if isinstance(body, dict) else body


def _versions(api: Api, document: dict[str, Any]) -> dict[str, Any]:
    made = {}
    for number in range(1, document["versie"] + 1):
        version = api.get(document["url"], versie=str(number)).json()
        made[f"{document['url']}#{number}"] = version
        made[version["inhoud"]] = b"".join(api.get(version["inhoud"]).streaming_content).decode()
    return made


def both(there: world.There) -> tuple[dict[str, Any], dict[str, Any]]:
    """(there, here)"""
    return shown(there.gemeente), shown(tenancy.current())


def differences(there: world.There) -> dict[str, Any]:
    """By address: what is missing on one side, and which attributes differ."""
    one, other = both(there)
    found: dict[str, Any] = {}
    for url in one.keys() | other.keys():
        if url not in one or url not in other:
            found[url] = "alleen daar" if url in one else "alleen hier"
        elif one[url] != other[url]:
            pair = one[url], other[url]
            found[url] = {name: tuple(each.get(name) for each in pair) for name in pair[0] if pair[0][name] != pair[1].get(name)} \
                if isinstance(pair[0], dict) else pair
    return found
