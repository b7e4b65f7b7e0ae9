"""Documents: every version, with its content held against what the source says of it. One document in one transaction.

The content of a version is on disk before the rows are made; a run that stops in between leaves content that is swept away at night.
"""
from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from balie.cases.moving_in import shapes
from balie.cases.moving_in.lists import Listed, take_all
from balie.cases.moving_in.mapping import Unreadable
from balie.cases.moving_in.move import Body, Move, keyed, reasons, touched
from balie.documents import public as documents
from balie.zgw.public import Invalid, providers

API, KIND, VERSIONS = "documenten", "enkelvoudiginformatieobjecten", "documentversies"
BESIDE = (
    Listed("gebruiksrechten", shapes.GEBRUIKSRECHTEN, "informatieobject"),
    Listed("verzendingen", shapes.VERZENDING, "informatieobject", young=True),
)


class NotGiven(Exception):
    """A version cannot be had; `str()` says why."""


def take(move: Move) -> None:
    for page in move.source.pages(API, KIND):
        _take_page(move, keyed(move, KIND, page.results))
    for each in BESIDE:
        take_all(move, each)


def _take_page(move: Move, found: dict[UUID, Body]) -> None:
    here = _here(found)
    for key, body in found.items():
        number, have = _number(body), here.get(key, 0)
        if have < number and not move.dry_run:
            _take_one(move, key, body, have)
        elif have > number:
            move.report.differ(KIND, body["url"], f"Hier is versie {have}, daar versie {number}.")
    here = _here(found)
    move.report.of(KIND).source += len(found)
    move.report.of(KIND).here += len(here)
    move.report.of(VERSIONS).source += sum(_number(body) for body in found.values())
    move.report.of(VERSIONS).here += sum(min(here.get(key, 0), _number(body)) for key, body in found.items())


def _take_one(move: Move, key: UUID, body: Body, have: int) -> None:
    if have and touched(key):
        move.report.differ(KIND, body["url"], "Daar is een nieuwe versie, maar hier is het document ook gewijzigd.")
        return
    try:
        versions = [_with_content(move, each) for each in _versions(move, body, have)]
        documents.take_over(
            document_id=key, links=move.links, note=move.note,
            versions=[(move.addresses.of(about), content) for about, content in versions],
        )
    except (NotGiven, documents.NotAsSaid) as error:
        move.report.refuse(KIND, body["url"], str(error))
    except (Invalid, Unreadable) as error:
        move.report.refuse(KIND, body["url"], *reasons(error))
    else:
        move.report.of(KIND).copied += not have
        move.report.of(KIND).updated += bool(have)
        move.report.of(VERSIONS).copied += len(versions)
        move.report.bytes += sum(content.size for _about, content in versions if content)


def _versions(move: Move, body: Body, have: int) -> list[Body]:
    """Oldest first."""
    made = []
    for number in range(have + 1, _number(body)):
        try:
            made.append(move.source.one(API, str(body["url"]), versie=str(number)))
        except providers.Refused as refused:
            raise NotGiven(f"Versie {number}: {refused}") from None
    return [*made, body]


def _with_content(move: Move, about: Body) -> tuple[Body, Any]:
    url, size = about.get("inhoud"), about.get("bestandsomvang")
    if not url:
        if size:
            raise NotGiven(f"Versie {about.get('versie')}: de inhoud is bij de bron nog niet helemaal aangekomen.")
        return about, None
    try:
        return about, move.source.content(str(url), lambda pieces: documents.keep_as_said(pieces, about))
    except providers.Refused as refused:
        raise NotGiven(f"Versie {about.get('versie')}: {refused}") from None


def _number(body: Body) -> int:
    number = body.get("versie")
    return number if isinstance(number, int) and number > 0 else 1


@transaction.atomic
def _here(keys: Any) -> dict[UUID, int]:
    return documents.versions_here(list(keys))
