"""Verbs on a zaak that a client made: its zaaktype says which statussen, results and besluiten there are, and the official chooses.

What follows from them is the same as when the client does it over the API: `steps` and `closing`.
"""
from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from balie.cases import access, on_record, rules, steps
from balie.cases.models import Besluit, BesluitType, Resultaat, ResultaatType, StatusType, WorkItem, Zaak
from balie.cases.views import Choices
from balie.identity.public import OfficialView
from balie.kernel import audit, clock

HANDLE, DECIDE = "zaak.behandelen", "zaak.besluiten"


@transaction.atomic
def set_step(*, zaak_id: UUID, official: OfficialView, statustype_id: UUID, note: str = "") -> None:
    """Any statustype but the last: that one closes the zaak, which needs a result. Raises `NotFound`, `NotAllowed`, `Impossible`."""
    zaak, work = _enter("step", zaak_id, official, HANDLE)
    kinds = steps.status_types(zaak)
    chosen = next((kind for kind in kinds[:-1] if kind.id == statustype_id), None)
    if chosen is None:
        raise rules.Impossible("Deze status hoort niet bij deze zaak.")
    steps.set_status(zaak, work, chosen, toelichting=note.strip())
    if work.state == WorkItem.State.NIEUW and chosen.volgnummer > kinds[0].volgnummer:
        work.state = WorkItem.State.IN_BEHANDELING
    work.save()
    audit.record("zaak.status_gezet", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id, details={"status": chosen.omschrijving})


@transaction.atomic
def finish(*, zaak_id: UUID, official: OfficialView, resultaattype_id: UUID, reason: str = "") -> None:
    """Give it a result, in place of one that it had, and close it. Raises `NotFound`, `NotAllowed`, `Impossible`."""
    zaak, work = _enter("finish", zaak_id, official, DECIDE)
    kind = ResultaatType.objects.filter(pk=resultaattype_id, zaaktype=zaak.zaaktype_id).first()
    if kind is None:
        raise rules.Impossible("Dit resultaat hoort niet bij deze zaak.")
    result, is_new = Resultaat.objects.update_or_create(zaak=zaak, defaults={"resultaattype": kind, "toelichting": reason.strip()[:1000]})
    on_record.wrote(result, is_new=is_new)
    steps.close(zaak, work, toelichting=reason.strip())


@transaction.atomic
def give_besluit(*, zaak_id: UUID, official: OfficialView, besluittype_id: UUID, reason: str) -> UUID:
    """Raises `NotFound`, `NotAllowed`, `Impossible`."""
    zaak, _ = _enter("besluit", zaak_id, official, DECIDE)
    kind = _besluittypen(zaak).filter(pk=besluittype_id).first()
    if kind is None:
        raise rules.Impossible("Dit besluit hoort niet bij deze zaak.")
    if not reason.strip():
        raise rules.Impossible("Schrijf eerst waarom u dit besluit.")
    today = clock.today()
    besluit = Besluit.objects.create(
        identificatie=f"{zaak.identificatie}-B{Besluit.objects.filter(zaak=zaak).count() + 1}", besluittype=kind, zaak=zaak, datum=today,
        verantwoordelijke_organisatie=zaak.verantwoordelijke_organisatie, toelichting=reason.strip(), ingangsdatum=today,
        uiterlijke_reactiedatum=clock.next_working_day(rules.add_duration(today, kind.reactietermijn)) if kind.reactietermijn else None,
    )
    on_record.created([besluit])
    audit.record("zaak.besluit", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id, details={"besluit": kind.omschrijving})
    return besluit.id


def choices_of(zaak: Zaak) -> Choices:
    """Three or four queries."""
    kinds, latest = steps.status_types(zaak), steps.latest_status(zaak)
    place = latest.statustype.volgnummer if latest else 0
    results = ResultaatType.objects.filter(zaaktype=zaak.zaaktype_id).order_by("id")
    return Choices(
        statuses=tuple((kind.id, kind.omschrijving) for kind in kinds[:-1]),
        following=next((kind.id for kind in kinds[:-1] if kind.volgnummer > place), None),
        results=tuple(results.values_list("id", "omschrijving")),
        besluiten=tuple(_besluittypen(zaak).values_list("id", "omschrijving")) if zaak.zaaktype.besluittype_omschrijving else (),
    )


def next_of(standing: Mapping[UUID, str]) -> dict[UUID, str]:
    """`standing`: {zaak: name of its status}. What its zaaktype puts after that; the first, as long as it has none. One query, none for none."""
    kinds: dict[UUID, list[str]] = {}
    rows = StatusType.objects.filter(zaaktype__zaken__in=list(standing)).order_by("volgnummer") if standing else StatusType.objects.none()
    for zaak_id, name in rows.values_list("zaaktype__zaken", "omschrijving"):
        kinds.setdefault(zaak_id, []).append(name)
    found = {}
    for zaak_id, names in kinds.items():
        place = names.index(standing[zaak_id]) + 1 if standing.get(zaak_id) in names else 0
        found[zaak_id] = names[place] if place < len(names) else ""
    return found


def _besluittypen(zaak: Zaak):
    names = zaak.zaaktype.besluittype_omschrijving
    return BesluitType.objects.filter(
        catalogus=zaak.zaaktype.catalogus_id, omschrijving__in=names, concept=False, einde_geldigheid__isnull=True,
    ).order_by("omschrijving", "id")


def _enter(verb: str, zaak_id: UUID, official: OfficialView, permission: str) -> tuple[Zaak, WorkItem]:
    zaak, work = access.locked_for_official(official, zaak_id, permission)
    if permission == DECIDE:
        access.must_be_of_team(official, work)
    rules.check(verb, work.state if work else None, of_client=zaak.of_client)
    return zaak, work
