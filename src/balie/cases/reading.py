"""Parts of a zaak that both residents' and officials' pages show. Takes a zaak that `access` gave."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from balie.cases import rules, timeline
from balie.cases.models import Ask, Besluit, Resultaat, Status, StatusType, WorkItem, Zaak
from balie.cases.timeline import Kind
from balie.cases.views import AskView, BesluitView, TimelineStep

Reached = list[tuple[int, datetime]]


def history(zaak: Zaak) -> tuple[list[Kind], Reached, tuple[AskView, ...]]:
    """Statustypes, statuses and questions. Three queries."""
    return kinds_of([zaak.zaaktype_id])[zaak.zaaktype_id], reached_of([zaak.id]).get(zaak.id, []), asks_of([zaak.id]).get(zaak.id, ())


def kinds_of(zaaktypes: Iterable[UUID]) -> dict[UUID, list[Kind]]:
    """Of each; a zaaktype of a client may have none."""
    found: dict[UUID, list[Kind]] = {key: [] for key in zaaktypes}
    for kind in StatusType.objects.filter(zaaktype__in=list(found)).order_by("volgnummer"):
        found[kind.zaaktype_id].append(Kind(kind.volgnummer, kind.omschrijving, kind.statustekst, kind.within))
    return found


def reached_of(zaken: Iterable[UUID]) -> dict[UUID, Reached]:
    found: dict[UUID, Reached] = {}
    rows = Status.objects.filter(zaak__in=list(zaken)).order_by("datum_status_gezet")
    for zaak_id, place, at in rows.values_list("zaak_id", "statustype__volgnummer", "datum_status_gezet"):
        found.setdefault(zaak_id, []).append((place, at))
    return found


def asks_of(zaken: Iterable[UUID]) -> dict[UUID, tuple[AskView, ...]]:
    found: dict[UUID, tuple[AskView, ...]] = {}
    for ask in Ask.objects.filter(zaak__in=list(zaken)).order_by("asked_at"):
        found[ask.zaak_id] = (*found.get(ask.zaak_id, ()), ask_view(ask))
    return found


def ask_view(ask: Ask) -> AskView:
    return AskView(
        ask_id=ask.id, zaak_id=ask.zaak_id, question=ask.question, wants_document=ask.wants_document, asked_at=ask.asked_at,
        asked_by=ask.asked_by, deadline=ask.deadline, answer=ask.answer, answered_at=ask.answered_at,
        document_ids=tuple(UUID(document_id) for document_id in ask.document_ids),
    )


def timeline_of(
    zaak: Zaak, kinds: list[Kind], reached: Reached, asks: tuple[AskView, ...], work: WorkItem | None,
) -> tuple[TimelineStep, ...]:
    deadline = work.deadline if work else None
    start = (work.term_from or zaak.startdatum) if work and deadline else None
    due = rules.ready_step(len(kinds)) if zaak.zaaktype.hand_out else None  # when it is collected is up to the resident
    return timeline.steps(kinds, reached, asks, start=start, deadline=deadline, closed=zaak.einddatum is not None, due=due)


def besluiten_of(zaak: Zaak) -> tuple[BesluitView, ...]:
    return tuple(
        BesluitView(
            besluit_id=besluit.id, name=besluit.besluittype.omschrijving, day=besluit.datum, reason=besluit.toelichting,
            objection_until=besluit.uiterlijke_reactiedatum,
        )
        for besluit in Besluit.objects.filter(zaak=zaak).select_related("besluittype").order_by("id")
    )


def result_of(zaak: Zaak) -> tuple[str, str]:
    """Name of the result and the reason; both empty when there is none yet."""
    return Resultaat.objects.filter(zaak=zaak).values_list("resultaattype__omschrijving", "toelichting").first() or ("", "")
