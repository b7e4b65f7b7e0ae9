"""What this municipality has to confirm of its services: where it stands, what it says now, and what to look up."""
from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.views.decorators.http import require_safe

from balie.cases.public import exports
from balie.catalogue import public as catalogue
from balie.forms.public import stands_at
from balie.kernel import tenancy
from balie.look.written import euro
from balie.workspace.coverage.lists import MAY, address, named, paged, searched, show
from balie.workspace.frame import official

COLUMNS = [{"label": "Dienst"}, {"label": "Wat u nakijkt"}, {"label": "Wat er nu staat"}, {"label": "Plaats in de dienst"}]
LONG = 80


@require_safe
@official(MAY)
def confirm(request):
    text, names = searched(request), named()
    found = filtered(text, names)
    pages = paged(request, found, "confirm", zoek=text)
    context = {
        "title": "Te bevestigen", "columns": COLUMNS, "pages": pages, "sought": text, "count": len(found), "town": tenancy.current().slug,
        "rows": [row(slug, what, said, names) for slug, what, said in pages["shown"]], "download": address("confirm_file", zoek=text),
    }
    return show(request, "confirm", "confirm", context)


@require_safe
@official(MAY)
def as_file(request):
    rows = ((slug, what, stands_now(slug, what), said) for slug, what, said in filtered(searched(request), named()))
    return exports.as_csv_file("te-bevestigen.csv", [("dienst", "plaats", "staat er nu", "wat u nakijkt"), *rows])


def filtered(text: str, names: dict[str, str]) -> list[tuple[str, str, str]]:
    wanted = text.casefold()
    return [each for each in catalogue.unconfirmed() if wanted in " ".join([*each, names.get(each[0], "")]).casefold()]


def row(slug: str, what: str, said: str, names: dict[str, str]) -> list:
    there = reverse("portal:service", args=[slug])
    return [{"text": names.get(slug, slug), "href": there, "sub": slug}, said, stands_now(slug, what) or "Zie de dienst", what]


def stands_now(slug: str, what: str) -> str:
    """In a few words, of a setting with its label and as this municipality has it; empty where it is a whole block."""
    definition = catalogue.definition(catalogue.current_version(slug).version_id)
    block, _, name = what.partition(".")
    if block == "settings" and name in definition.service.settings:
        setting = definition.service.settings[name]
        value = catalogue.settings_of(slug)[name]
        return f"{setting.label}: {euro(Decimal(str(value))) if setting.type == 'money' else written(value)}"
    return written(stands_at(definition, what))


def written(value: Any) -> str:
    match value:
        case bool():
            return "ja" if value else "nee"
        case list() if all(isinstance(each, str | int) for each in value):
            text = ", ".join(map(str, value))
        case str() | int():
            text = " ".join(str(value).split())
        case _:
            return ""
    return f"{text[:LONG]}…" if len(text) > LONG else text
