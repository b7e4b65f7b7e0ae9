"""Besluiten, each with its documents in one transaction. After the zaken and documents that they name."""
from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from balie.cases.models import BesluitInformatieObject
from balie.cases.moving_in import shapes
from balie.cases.moving_in.mapping import Unreadable, key_of, key_or_none
from balie.cases.moving_in.move import Body, Move, here, keyed, reasons
from balie.zgw.public import Invalid, providers

API, KIND, PAPERS = "besluiten", "besluiten", "besluitinformatieobjecten"


def take(move: Move) -> None:
    for page in move.source.pages(API, KIND):
        found = keyed(move, KIND, page.results)
        there = here(shapes.BESLUIT, found)
        papers: set[UUID] = set()
        for key, body in found.items():
            try:
                papers |= _take_one(move, body, key in there)
            except (Invalid, Unreadable) as error:
                move.report.refuse(KIND, body["url"], *reasons(error))
            except providers.Refused as refused:
                move.report.refuse(KIND, body["url"], str(refused))
        _count(move, found, papers)


def _take_one(move: Move, body: Body, is_here: bool) -> set[UUID]:
    """Returns the relations with documents that it has there. Raises `Invalid`, `Unreadable` or `Refused`."""
    papers = move.source.all(API, PAPERS, besluit=str(body["url"]))
    if is_here:
        move.follow(KIND, shapes.BESLUIT, body)
    if not move.dry_run:
        refused, made = _write(move, body, papers, is_here=is_here)
        for url, why in refused:
            move.report.refuse(PAPERS, url, *why)
        move.report.of(KIND).copied += not is_here
        move.report.of(PAPERS).copied += made
    return {key for each in papers if (key := key_or_none(each.get("url")))}


@transaction.atomic
def _write(move: Move, body: Body, papers: list[dict[str, Any]], *, is_here: bool) -> tuple[list[tuple[Any, list[str]]], int]:
    refused: list[tuple[Any, list[str]]] = []
    made = 0
    own = set(BesluitInformatieObject.objects.filter(besluit=key_of(body["url"])).values_list("pk", flat=True))
    if not is_here:
        move.take(shapes.BESLUIT, body)
    for each in papers:
        try:
            if key_of(each.get("url")) not in own:
                move.take(shapes.BESLUITINFORMATIEOBJECT, each)
                made += 1
        except (Invalid, Unreadable) as error:
            refused.append((each.get("url"), reasons(error)))
    return refused, made


@transaction.atomic
def _count(move: Move, found: dict[UUID, Body], papers: set[UUID]) -> None:
    move.report.of(KIND).source += len(found)
    move.report.of(KIND).here += len(here(shapes.BESLUIT, found))
    move.report.of(PAPERS).source += len(papers)
    move.report.of(PAPERS).here += BesluitInformatieObject.objects.filter(pk__in=papers).count()
