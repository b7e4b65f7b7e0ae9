"""Zaken with all that belongs to them: one zaak in one transaction, so that a run that is stopped leaves none half.

What is here is held against what is there: what the source has more comes over as well, unless somebody here changed the zaak since.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from balie.cases import queued, steps
from balie.cases.models import WorkItem, Zaak
from balie.cases.moving_in import shapes
from balie.cases.moving_in.lists import Listed, take_all
from balie.cases.moving_in.mapping import Unreadable, key_of, key_or_none
from balie.cases.moving_in.move import Body, Move, here, keyed, reasons, touched
from balie.cases.zgw.zaken import working
from balie.zgw.public import Invalid, Resource, changes, providers

API, KIND = "zaken", "zaken"


@dataclass(frozen=True)
class Part:
    """`shown`: the attribute of a zaak in which a provider lists these, newer ones all of them. `nested`: the list lies under the zaak."""

    kind: str
    resource: Resource
    shown: str
    nested: bool = False


PARTS = (  # in this order: a status may name the rol that set it, a document the status at which it came
    Part("rollen", shapes.ROL, "rollen"), Part("statussen", shapes.STATUS, "status"), Part("resultaten", shapes.RESULTAAT, "resultaat"),
    Part("zaakeigenschappen", shapes.ZAAKEIGENSCHAP, "eigenschappen", nested=True), Part("zaakobjecten", shapes.ZAAKOBJECT, "zaakobjecten"),
    Part("zaakinformatieobjecten", shapes.ZAAKINFORMATIEOBJECT, "zaakinformatieobjecten"),
)
BESIDE = tuple(
    Listed(kind, resource, "zaak", young=True) for kind, resource in (
        ("klantcontacten", shapes.KLANTCONTACT), ("zaakcontactmomenten", shapes.ZAAKCONTACTMOMENT), ("zaakverzoeken", shapes.ZAAKVERZOEK))
) + (Listed("zaaknotities", shapes.ZAAKNOTITIE, "gerelateerdAan", young=True),)
Parts = Mapping[str, list[dict[str, Any]]]


@dataclass
class Waiting:
    """Deelzaken whose hoofdzaak was not here yet: zaak → (hoofdzaak, where the zaak is)."""

    of: dict[UUID, tuple[UUID, str]] = field(default_factory=dict)


def take(move: Move) -> None:
    waiting = Waiting()
    for page in move.source.pages(API, KIND):
        _take_page(move, keyed(move, KIND, page.results), waiting)
    if not move.dry_run:
        for key, (main, url) in waiting.of.items():
            _join(move, key, main, url)
    move.report.of("statussen").source = max(move.report.of("statussen").source, move.source.count(API, "statussen"))
    for each in BESIDE:
        take_all(move, each)


# -- a page

def _take_page(move: Move, found: dict[UUID, Body], waiting: Waiting) -> None:
    there, known = here(shapes.ZAAK, found), _parts_here(found)
    expected: dict[str, set[UUID]] = {part.kind: set() for part in PARTS}
    for key, body in found.items():
        parts = None
        try:
            own = {kind: rows.get(key, set()) for kind, rows in known.items()}
            parts = _take_one(move, key, body, key in there, own, waiting)
        except (Invalid, Unreadable) as error:
            move.report.refuse(KIND, body["url"], *reasons(error))
        except providers.Refused as refused:
            move.report.refuse(KIND, body["url"], str(refused))
        for part in PARTS:
            expected[part.kind] |= _keys(parts[part.kind]) if parts is not None else set(_shown(body, part) or ())
    _count(move, found, expected)


def _take_one(move: Move, key: UUID, body: Body, is_here: bool, own: Mapping[str, set[UUID]], waiting: Waiting) -> Parts | None:
    """Returns its parts, when these were read. Raises `Invalid`, `Unreadable` or `Refused`."""
    body = _with_hoofdzaak(key, body, waiting)
    followed = is_here and move.follow(KIND, shapes.ZAAK, body)
    if move.dry_run or (is_here and not (followed or move.thorough or _may_lack(body, own))):
        return None
    parts = _read(move, key, body)
    if is_here and move.thorough:
        _parts_follow(move, key, parts, own)
    if is_here and not any(_keys(parts[kind]) - there for kind, there in own.items()):
        if followed:
            _work_follows(key)
        return parts
    if is_here and touched(key):
        move.report.differ(KIND, body["url"], "Daar is iets bij de zaak gekomen, maar hier is de zaak ook gewijzigd.")
        return parts
    refused, made = _write(move, key, body, parts, own, is_here=is_here)
    if followed:
        _work_follows(key)
    for kind, url, why in refused:
        move.report.refuse(kind, url, *why)
    for kind, count in made.items():
        move.report.of(kind).copied += count
    return parts


@transaction.atomic
def _write(
    move: Move, key: UUID, body: Body, parts: Parts, own: Mapping[str, set[UUID]], *, is_here: bool,
) -> tuple[list[tuple[str, Any, list[str]]], dict[str, int]]:
    """What was refused of it, and how many of each were made. A part that is refused does not keep back the zaak."""
    refused: list[tuple[str, Any, list[str]]] = []
    made = {KIND: 0 if is_here else 1}
    if is_here:
        Zaak.objects.select_for_update(no_key=True).get(pk=key)
    else:
        move.take(shapes.ZAAK, body)
    for part in PARTS:
        for each in parts[part.kind]:
            try:
                if key_of(each.get("url")) not in own[part.kind]:
                    move.take(part.resource, each, parent=key if part.nested else None)
                    made[part.kind] = made.get(part.kind, 0) + 1
            except (Invalid, Unreadable) as error:
                refused.append((part.kind, each.get("url"), reasons(error)))
    return refused, made


def _parts_follow(move: Move, key: UUID, parts: Parts, own: Mapping[str, set[UUID]]) -> None:
    for part in PARTS:
        for each in parts[part.kind]:
            if key_or_none(each.get("url")) in own[part.kind]:
                move.follow(part.kind, part.resource, each, main=key)


# -- what the source says

def _read(move: Move, key: UUID, body: Body) -> Parts:
    """Outside the transaction: nothing is held while the source thinks. A list that the zaak says is empty is not asked for."""
    made = {}
    for part in PARTS:
        if _shown(body, part) == []:
            made[part.kind] = []
        elif part.nested:
            made[part.kind] = move.source.all(API, f"{body['url']}/{part.kind}")
        else:
            made[part.kind] = move.source.all(API, part.kind, zaak=body["url"])
    made["statussen"].sort(key=lambda each: str(each.get("datumStatusGezet")))
    return made


def _shown(body: Body, part: Part) -> list[UUID] | None:
    """None: this provider does not say. Of statussen it shows the last one only."""
    if part.shown not in body:
        return None
    given = body[part.shown]
    given = given if isinstance(given, list) else [given]
    return [key for each in given if (key := key_or_none(each))]


def _may_lack(body: Body, own: Mapping[str, set[UUID]]) -> bool:
    """Whether the source has more of it, or does not say."""
    return any((shown := _shown(body, part)) is None or not set(shown) <= own[part.kind] for part in PARTS)


def _keys(listed: list[dict[str, Any]]) -> set[UUID]:
    return {key for each in listed if (key := key_or_none(each.get("url")))}


# -- a hoofdzaak may come after its deelzaken

def _with_hoofdzaak(key: UUID, body: Body, waiting: Waiting) -> Body:
    main = key_or_none(body.get("hoofdzaak"))
    if main is None or here(shapes.ZAAK, [main]):
        return body
    waiting.of[key] = (main, str(body["url"]))
    return {**body, "hoofdzaak": None}


@transaction.atomic
def _join(move: Move, key: UUID, main: UUID, url: str) -> None:
    zaak = Zaak.objects.select_related("zaaktype").select_for_update(of=("self",), no_key=True).filter(pk=key).first()
    if zaak is None:
        return  # refused, and named as such
    if not Zaak.objects.filter(pk=main).exists():
        move.report.refuse(KIND, url, "hoofdzaak: Deze zaak is er niet. De deelzaak is er wel, en staat nu op zichzelf.")
        return
    before = changes.shown([zaak])[key]
    zaak.hoofdzaak_id = main
    zaak.save(update_fields=["hoofdzaak"])
    changes.record(shapes.ZAAK, zaak, "update", old=before, new=changes.shown([zaak])[key], note=move.note, told=False)


# -- what is here

@transaction.atomic
def _work_follows(key: UUID) -> None:
    """Closed there: no work any more. Else officials see it as it is now, again when it was opened again."""
    zaak = Zaak.objects.select_related("zaaktype").get(pk=key)
    work = WorkItem.objects.filter(zaak=zaak)
    if zaak.einddatum is not None:
        work.delete()
        return
    if not work.exists():
        working.begin(zaak)
    work.update(**queued.columns(zaak) | queued.roles(zaak))
    if latest := steps.latest_status(zaak):
        working.moved(latest)


@transaction.atomic
def _parts_here(keys: Any) -> dict[str, dict[UUID, set[UUID]]]:
    made: dict[str, dict[UUID, set[UUID]]] = {}
    for part in PARTS:
        rows: dict[UUID, set[UUID]] = {}
        for key, zaak in part.resource.model.objects.filter(zaak__in=list(keys)).values_list("pk", "zaak_id"):
            rows.setdefault(zaak, set()).add(key)
        made[part.kind] = rows
    return made


@transaction.atomic
def _count(move: Move, found: dict[UUID, Body], expected: Mapping[str, set[UUID]]) -> None:
    """Again, after it was written."""
    move.report.of(KIND).source += len(found)
    move.report.of(KIND).here += len(here(shapes.ZAAK, found))
    for part in PARTS:
        rows = part.resource.model.objects
        own = rows.filter(zaak__in=list(found)) if part.kind == "statussen" else rows.filter(pk__in=expected[part.kind])
        move.report.of(part.kind).source += len(expected[part.kind])
        move.report.of(part.kind).here += own.count()
