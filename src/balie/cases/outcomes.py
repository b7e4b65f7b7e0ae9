"""What follows from an outcome: result, besluit, documents, what the resident then has, and the end of the zaak.

Used when the rules of the service decide and when an official does; the caller has locked the zaak.
"""
from __future__ import annotations

from uuid import UUID

from balie.cases import papers, rules, steps
from balie.cases.events import ZaakDecided
from balie.cases.filled import Filled
from balie.cases.models import Besluit, BesluitType, Product, WaitingPlace, WorkItem, Zaak
from balie.kernel import audit, clock, outbox

WHEN = {"verlenen": "granted", "weigeren": "refused"}


def conclude(
    zaak: Zaak, work: WorkItem, filled: Filled, *, outcome: str, reason: str, text: str = "", official: str = "",
) -> Besluit | None:
    """Decide `verlenen` or `weigeren`. `text`: Markdown of the official's own letter. Raises `Impossible`."""
    steps.set_result(zaak, outcome, reason)
    besluit = _besluit(zaak, reason)
    made = _documents(zaak, filled, besluit, outcome=outcome, reason=reason, text=text, official=official)
    if besluit:
        papers.record_in(besluit, made)
    if outcome == "verlenen":
        _product(zaak, filled)
    WaitingPlace.objects.filter(zaak=zaak, left_at__isnull=True).update(left_at=clock.now())
    outbox.announce(ZaakDecided(zaak_id=zaak.id, outcome=outcome, besluit_id=besluit.id if besluit else None))
    audit.record(
        f"zaak.{outcome}", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id,
        details={"besluit": str(besluit.id) if besluit else "", "documenten": [str(document_id) for document_id in made]},
    )
    if outcome == "verlenen" and zaak.zaaktype.hand_out:
        _make_it(zaak, work, official)
    else:
        steps.finish_tasks(zaak, official)
        steps.close(zaak, work, toelichting=reason)
    return besluit


def wait(zaak: Zaak, work: WorkItem, reason: str) -> None:
    """A place at the end of the waiting list of the service."""
    WaitingPlace.objects.get_or_create(
        zaak=zaak, defaults={"service": work.service, "reason": reason, "since": clock.now()}
    )
    work.state = WorkItem.State.WACHTLIJST
    work.save()
    outbox.announce(ZaakDecided(zaak_id=zaak.id, outcome="wachtlijst"))


def _make_it(zaak: Zaak, work: WorkItem, official: str) -> None:
    """Granted, but something has to be made and handed out first."""
    steps.finish_tasks(zaak, official, but=(rules.HAND_OUT_TASK,))
    kinds = steps.status_types(zaak)
    work.state = WorkItem.State.BESLOTEN
    steps.set_status(zaak, work, kinds[rules.granted_step(len(kinds), hand_out=True) - 1])
    work.save()


def _besluit(zaak: Zaak, reason: str) -> Besluit | None:
    names = zaak.zaaktype.besluittype_omschrijving
    if not names:
        return None
    kind = BesluitType.objects.get(catalogus=zaak.zaaktype.catalogus_id, omschrijving=names[0], einde_geldigheid__isnull=True)
    today = clock.today()
    return Besluit.objects.create(
        identificatie=f"{zaak.identificatie}-B{Besluit.objects.filter(zaak=zaak).count() + 1}", besluittype=kind, zaak=zaak, datum=today,
        verantwoordelijke_organisatie=zaak.verantwoordelijke_organisatie, toelichting=reason, ingangsdatum=today, verzenddatum=today,
        uiterlijke_reactiedatum=clock.next_working_day(rules.add_duration(today, kind.reactietermijn)) if kind.reactietermijn else None,
    )


def _documents(
    zaak: Zaak, filled: Filled, besluit: Besluit | None, *, outcome: str, reason: str, text: str, official: str,
) -> list[UUID]:
    """The official's own letter, or the documents of the service for this outcome; a refusal always has one."""
    made = []
    if text.strip():
        made.append(papers.letter(zaak, title=filled.title, body=text, to=filled.address(), official=official))
    if outcome == "verlenen" or not made:
        made += [papers.from_template(zaak, filled, document, reason=reason) for document in filled.documents(WHEN[outcome])]
    if outcome == "weigeren" and not made:
        title, body = papers.refusal(zaak, reason, besluit)
        made.append(papers.letter(zaak, title=title, body=body, to=filled.address(), official=official))
    return made


def _product(zaak: Zaak, filled: Filled) -> None:
    product = filled.product()
    if product is None:
        return
    name, valid = product
    today = clock.today()
    Product.objects.create(
        zaak=zaak, service=zaak.zaaktype.identificatie, name=name[:200], person_id=zaak.person_id, organisation_id=zaak.organisation_id,
        address=filled.home(), valid_from=today, valid_until=rules.add_duration(today, rules.duration_of(valid)) if valid else None,
    )
