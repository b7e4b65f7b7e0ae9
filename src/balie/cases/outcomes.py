"""What follows from an outcome: result, besluit, documents, what the resident then has, and the end of the zaak.

Used when the rules of the service decide and when an official does; the caller has locked the zaak.
"""
from __future__ import annotations

from uuid import UUID

from balie.cases import money, on_record, papers, places, rules, steps, used, visits
from balie.cases.events import ZaakDecided
from balie.cases.filled import Filled
from balie.cases.models import Besluit, BesluitType, Product, Task, WaitingPlace, WorkItem, Zaak
from balie.kernel import audit, clock, outbox

WHEN = {"verlenen": "granted", "weigeren": "refused"}


def conclude(
    zaak: Zaak, work: WorkItem, filled: Filled, *, outcome: str, reason: str, text: str = "", official: str = "",
) -> Besluit | None:
    """Decide `verlenen` or `weigeren`. `text`: Markdown of the official's own letter. Raises `Impossible`."""
    steps.set_result(zaak, outcome, reason)
    used.decided(zaak, filled.application, official=official)
    besluit = _besluit(zaak, filled, outcome, reason)
    made = _documents(zaak, filled, besluit, outcome=outcome, reason=reason, text=text, official=official)
    if besluit:
        papers.record_in(besluit, made)
    if outcome == "verlenen":
        _product(zaak, filled)
        places.let_go(zaak, taken=True)
    elif filled.plan.service.payment and filled.plan.service.payment.refund_refused:
        money.give_back(zaak, "refused")
    WaitingPlace.objects.filter(zaak=zaak, left_at__isnull=True).update(left_at=clock.now())
    outbox.announce(ZaakDecided(zaak_id=zaak.id, outcome=outcome, besluit_id=besluit.id if besluit else None))
    audit.record(
        f"zaak.{outcome}", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id,
        details={"besluit": str(besluit.id) if besluit else "", "documenten": [str(document_id) for document_id in made]},
    )
    if outcome == "verlenen" and (zaak.zaaktype.hand_out or left_after_granting(zaak)):
        _make_it(zaak, work)
    else:
        steps.close(zaak, work, toelichting=reason)
    return besluit


def wait(zaak: Zaak, work: WorkItem, filled: Filled, reason: str) -> None:
    """A place at the end of the waiting list of the service; also for who had left it."""
    WaitingPlace.objects.filter(zaak=zaak, left_at__isnull=False).delete()
    WaitingPlace.objects.get_or_create(
        zaak=zaak, defaults={"service": work.service, "pool": filled.state.pool, "reason": reason, "since": clock.now()}
    )
    places.let_go(zaak)
    work.state = WorkItem.State.WACHTLIJST
    work.save()
    outbox.announce(ZaakDecided(zaak_id=zaak.id, outcome="wachtlijst"))


def left_after_granting(zaak: Zaak) -> bool:
    return Task.objects.filter(zaak=zaak, after=True, done_at__isnull=True).exists()


def _make_it(zaak: Zaak, work: WorkItem) -> None:
    """Granted, but something has to be made, sent or handed out first. Its term runs, also when nobody came by."""
    kinds = steps.status_types(zaak)
    work.state = WorkItem.State.BESLOTEN
    step = rules.making_step(len(kinds), hand_out=zaak.zaaktype.hand_out)
    latest = steps.latest_status(zaak)
    if step and (latest is None or latest.statustype.volgnummer < step):
        steps.set_status(zaak, work, kinds[step - 1])
    if work.deadline is None:
        work.term_from = clock.today()
        steps.set_deadline(zaak, work, rules.ends_on(work.term_from, visits.term_of(zaak)))
    work.save()


def _besluit(zaak: Zaak, filled: Filled, outcome: str, reason: str) -> Besluit | None:
    names = zaak.zaaktype.besluittype_omschrijving
    if not names:
        return None
    kind = BesluitType.objects.get(catalogus=zaak.zaaktype.catalogus_id, omschrijving=names[0], einde_geldigheid__isnull=True)
    today = clock.today()
    start, until = filled.period() if outcome == "verlenen" else (None, None)
    besluit = Besluit.objects.create(
        identificatie=f"{zaak.identificatie}-B{Besluit.objects.filter(zaak=zaak).count() + 1}", besluittype=kind, zaak=zaak, datum=today,
        verantwoordelijke_organisatie=zaak.verantwoordelijke_organisatie, toelichting=reason, ingangsdatum=start or today,
        vervaldatum=until, verzenddatum=today,
        uiterlijke_reactiedatum=clock.next_working_day(rules.add_duration(today, kind.reactietermijn)) if kind.reactietermijn else None,
    )
    on_record.created([besluit])
    return besluit


def _documents(
    zaak: Zaak, filled: Filled, besluit: Besluit | None, *, outcome: str, reason: str, text: str, official: str,
) -> list[UUID]:
    """The official's own letter, or the documents of the service for this outcome; a refusal always has one."""
    made = []
    if text.strip():
        made.append(papers.letter(zaak, title=filled.title, body=text, to=filled.address(), official=official))
    if outcome == "verlenen" or not made:
        made += [
            papers.from_template(zaak, filled, document, row=row, reason=reason)
            for document in filled.documents(WHEN[outcome]) for row in filled.rows(document)
        ]
    if outcome == "weigeren" and not made:
        title, body = papers.refusal(zaak, reason, besluit)
        made.append(papers.letter(zaak, title=title, body=body, to=filled.address(), official=official))
    return made


def _product(zaak: Zaak, filled: Filled) -> None:
    product = filled.product()
    if product is None:
        return
    (name, _term), (start, until) = product, filled.period()
    Product.objects.create(
        zaak=zaak, service=zaak.zaaktype.identificatie, name=name[:200], person_id=zaak.person_id, organisation_id=zaak.organisation_id,
        address=filled.home(), pool=filled.state.pool, valid_from=start, valid_until=until, give_up=filled.plan.service.zaak.product.give_up,
    )
