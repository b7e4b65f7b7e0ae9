"""Reads for residents: Mijn Balie and the page of one zaak. Only their own; a fixed number of queries however many zaken."""
from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from balie.applications import public as applications
from balie.cases import access, money, paging, reading, rules
from balie.cases.filled import Filled
from balie.cases.models import Offer, Product, Resultaat, Rol, WaitingPlace, WorkItem, Zaak
from balie.cases.timeline import Kind
from balie.cases.views import AskView, MijnBalie, NotFound, OpenAction, Party, PayingZaak, ProductView, ResidentLine, ResidentZaak, ToPay
from balie.documents import public as documents
from balie.identity import public as identity
from balie.identity.public import Resident
from balie.kernel import clock

MOST = 100
STATES = {
    WorkItem.State.WACHT_OP_INWONER: "wij_wachten_op_u", WorkItem.State.KLAAR_VOOR_AFHALEN: "ophalen",
    WorkItem.State.WACHTLIJST: "wachtlijst", WorkItem.State.WACHT_OP_BETALING: "wij_wachten_op_u",
}
PARTIES = ("initiator", "mede_initiator", "belanghebbende")
NO_STATUS = Kind(0, "", "")
PAY_FIRST = "U kunt het krijgen. Betaal eerst."


def mijn_balie(resident: Resident, *, finished: int = 5) -> MijnBalie:
    """What to do first, what runs, what is done (the newest `finished`), and what they have. Seven queries, and one
    more when something is to be paid."""
    mine = list(access.zaken_of_resident(resident).select_related("zaaktype").order_by(*paging.NEWEST)[:MOST])
    running = [zaak for zaak in mine if zaak.einddatum is None]
    done = [zaak for zaak in mine if zaak.einddatum is not None][:finished]
    asks = reading.asks_of([zaak.id for zaak in running])
    lines = _lines(running + done, asks)
    due = _to_pay([line.zaak_id for line in lines.values() if line.next_text == PAY_FIRST])
    return MijnBalie(
        actions=_actions([lines[zaak.id] for zaak in running], asks, due), running=tuple(lines[zaak.id] for zaak in running),
        finished=tuple(lines[zaak.id] for zaak in done), products=products_of(resident),
    )


def services_of(resident: Resident) -> frozenset[str]:
    """Slugs of the services of which they have a zaak, running or done. One query."""
    return frozenset(access.zaken_of_resident(resident).order_by().values_list("zaaktype__identificatie", flat=True).distinct())


def zaken_of(resident: Resident, *, before: str = "", limit: int = 25) -> tuple[tuple[ResidentLine, ...], str]:
    """All zaken, newest first, and where the next page begins (empty: no more)."""
    rows = access.zaken_of_resident(resident).select_related("zaaktype").order_by(*paging.NEWEST)
    found = list(paging.before(rows, before)[: limit + 1])
    lines = _lines(found[:limit], reading.asks_of([zaak.id for zaak in found[:limit]]))
    return tuple(lines[zaak.id] for zaak in found[:limit]), paging.place_of(found[limit - 1]) if len(found) > limit else ""


def zaak_of_resident(resident: Resident, zaak_id: UUID) -> ResidentZaak:
    """All of one zaak. The look is recorded. Raises `NotFound` for anybody else's."""
    zaak = access.zaak_for_resident(resident, zaak_id)
    work = WorkItem.objects.filter(zaak=zaak).first()
    kinds, reached, asks = reading.history(zaak)
    result, reason = reading.result_of(zaak)
    shown = [document for document in documents.documents_of_owner(f"zaak:{zaak.id}") if document.for_resident]
    return ResidentZaak(
        line=_line(zaak, kinds, reached[-1][0] if reached else 0, work, asks, result),
        timeline=reading.timeline_of(zaak, kinds, reached, asks, work), asks=asks, documents=tuple(shown),
        besluiten=reading.besluiten_of(zaak), products=tuple(_product(row) for row in Product.objects.filter(zaak=zaak)),
        application_id=zaak.application_id, waiting_place=_waiting_place(zaak) if work and work.state == "wachtlijst" else None,
        can_withdraw="withdraw" in rules.possible(work.state if work else None, of_client=zaak.of_client),
        outcome=result, reason=reason, why=_why(zaak, reason),
        to_pay=_to_pay([zaak.id]).get(zaak.id) if work and work.state == "wacht_op_betaling" else None, back_on_stop=_back_on_stop(zaak, work),
        parties=_parties(zaak, resident),
    )


def _parties(zaak: Zaak, resident: Resident) -> tuple[Party, ...]:
    """Who else asks: who agreed (also with a code), who filled it in, and to who filled it in, for whom that was."""
    rows = Rol.objects.filter(zaak=zaak, roltype__omschrijving_generiek__in=PARTIES).exclude(person_id=resident.person_id)
    found = [row for row in rows.select_related("roltype").order_by("id") if row.organisation_id != resident.person_id]
    return tuple(
        Party(role=row.roltype.omschrijving, name=row.afwijkende_naam_betrokkene or (identity.name_of(row.person_id) if row.person_id else ""))
        for row in found if zaak.mandate_id or row.roltype.omschrijving_generiek != "initiator"
    )


def _why(zaak: Zaak, reason: str) -> str:
    """Why the rules decided this; nothing when an official did, whose reason is another."""
    decided = applications.decision_of(zaak.application_id) if reason and zaak.application_id else {}
    return decided.get("why", "") if decided.get("reason") == reason else ""


def _to_pay(zaken: list[UUID]) -> dict[UUID, ToPay]:
    rows = Offer.objects.filter(zaak__in=zaken, closed_at__isnull=True, until__isnull=False) if zaken else ()
    return {row.zaak_id: ToPay(payment_id=row.payment_id, amount=row.amount, until=row.until) for row in rows}


def _back_on_stop(zaak: Zaak, work: WorkItem | None) -> Decimal | None:
    """What comes back when they stop now; None when nothing was paid, or stopping is over."""
    if zaak.application_id is None or "withdraw" not in rules.possible(work.state if work else None):
        return None
    paid = money.received(zaak)
    if paid <= 0:
        return None
    return paid if money.back_on_stop(zaak, work, Filled(applications.submitted(zaak.application_id))) else Decimal(0)


def paying_zaken_of(resident: Resident) -> tuple[PayingZaak, ...]:
    """Zaken for which money was asked once they could be granted, newest first. One query."""
    rows = Offer.objects.filter(payment_id__isnull=False, zaak__in=access.zaken_of_resident(resident)).select_related("zaak__zaaktype")
    return tuple(
        PayingZaak(zaak_id=row.zaak_id, kenmerk=row.zaak.identificatie, service=row.zaak.zaaktype.identificatie, title=row.zaak.omschrijving,
                   is_open=row.closed_at is None)
        for row in rows.order_by("-id")[:MOST]
    )


def zaak_id_of_application(resident: Resident, application_id: UUID) -> UUID:
    """Raises `NotFound`: somebody else's, or the zaak does not exist yet."""
    found = access.zaken_of_resident(resident).filter(application_id=application_id).values_list("id", flat=True).first()
    if found is None:
        raise NotFound(application_id)
    return found


def document_for_resident(resident: Resident, zaak_id: UUID, document_id: UUID) -> documents.Content:
    """The content of a document of an own zaak, recorded. Raises `NotFound`, `documents.DocumentNotFound`."""
    zaak = access.zaken_of_resident(resident).filter(pk=zaak_id).first()
    if zaak is None:
        raise NotFound(zaak_id)
    owner = f"zaak:{zaak.id}"
    if not documents.document_of_owner(document_id, owner=owner).tonen_aan_initiator:
        raise documents.DocumentNotFound(document_id)
    return documents.content_of_owner(document_id, owner=owner, subject=zaak.person_id, purpose=access.OWN_LOOK)


def products_of(resident: Resident) -> tuple[ProductView, ...]:
    """What they have now, what ends first in front."""
    today = clock.today()
    who = {"organisation_id": resident.person_id} if resident.kind == "organisatie" else {"person_id": resident.person_id}
    rows = Product.objects.filter(**who, ended_at__isnull=True).order_by("valid_until", "id")[:MOST]
    return tuple(_product(row) for row in rows if row.valid_until is None or row.valid_until >= today)


def product_of(resident: Resident, product_id: UUID) -> ProductView:
    """Something that they have now. Raises `NotFound`."""
    found = next((each for each in products_of(resident) if each.product_id == product_id), None)
    if found is None:
        raise NotFound(product_id)
    return found


def _product(row: Product) -> ProductView:
    return ProductView(
        product_id=row.id, zaak_id=row.zaak_id, service=row.service, name=row.name, valid_from=row.valid_from, valid_until=row.valid_until,
        can_give_up=row.give_up and row.ended_at is None,
    )


def _lines(zaken: list[Zaak], asks: dict[UUID, tuple[AskView, ...]]) -> dict[UUID, ResidentLine]:
    ids = [zaak.id for zaak in zaken]
    kinds, reached = reading.kinds_of(zaak.zaaktype_id for zaak in zaken), reading.reached_of(ids)
    work = {item.zaak_id: item for item in WorkItem.objects.filter(zaak__in=ids)}
    results = dict(Resultaat.objects.filter(zaak__in=ids).values_list("zaak_id", "resultaattype__omschrijving"))
    return {
        zaak.id: _line(
            zaak, kinds[zaak.zaaktype_id], reached[zaak.id][-1][0] if zaak.id in reached else 0, work.get(zaak.id),
            asks.get(zaak.id, ()), results.get(zaak.id, ""),
        )
        for zaak in zaken
    }


def _line(zaak: Zaak, kinds: list[Kind], place: int, work: WorkItem | None, asks: tuple[AskView, ...], result: str) -> ResidentLine:
    kind = next((kind for kind in kinds if kind.place == place), kinds[0] if kinds else NO_STATUS)
    ask = next((ask for ask in asks if ask.is_open), None)
    return ResidentLine(
        zaak_id=zaak.id, kenmerk=zaak.identificatie, title=zaak.title, service=zaak.zaaktype.identificatie,
        state=STATES.get(work.state, "wij_zijn_bezig") if work else "klaar", status_name=kind.name,
        next_text=ask.question if ask else PAY_FIRST if work and work.state == "wacht_op_betaling" else kind.text, step=kind.place, steps=len(kinds),
        deadline=ask.deadline if ask else work.deadline if work else None, started=zaak.startdatum, ended=zaak.einddatum, result=result,
        application_id=zaak.application_id, undecided=bool(work and work.state in rules.UNDECIDED),
        mandate_id=zaak.mandate_id,
    )


def _actions(lines: list[ResidentLine], asks: dict[UUID, tuple[AskView, ...]], due: dict[UUID, ToPay]) -> tuple[OpenAction, ...]:
    found = [
        OpenAction(kind="vraag", zaak_id=line.zaak_id, title=line.title, text=ask.question, until=ask.deadline)
        for line in lines for ask in asks.get(line.zaak_id, ()) if ask.is_open
    ]
    found += [
        OpenAction(kind="betalen", zaak_id=line.zaak_id, title=line.title, text=line.next_text, until=due[line.zaak_id].until,
                   amount=due[line.zaak_id].amount)
        for line in lines if line.zaak_id in due
    ]
    found += [
        OpenAction(kind="ophalen", zaak_id=line.zaak_id, title=line.title, text=line.next_text, until=None)
        for line in lines if line.state == "ophalen"
    ]
    return tuple(sorted(found, key=lambda action: (action.until is None, action.until)))


def _waiting_place(zaak: Zaak) -> int | None:
    own = WaitingPlace.objects.filter(zaak=zaak, left_at__isnull=True).first()
    return own and WaitingPlace.objects.filter(service=own.service, pool=own.pool, left_at__isnull=True, id__lte=own.id).count()
