"""What later rooms (messages, insight) ask after hearing an event: the facts of a zaak, for the system and not for a person."""
from __future__ import annotations

from uuid import UUID

from balie.cases import given, places
from balie.cases.filled import Filled
from balie.cases.models import Ask, Besluit, Offer, Product, Resultaat, WaitingPlace, Zaak
from balie.cases.reading import ask_view
from balie.cases.steps import latest_status
from balie.cases.views import AskView, CaseFacts, NotFound


def case_facts(zaak_id: UUID) -> CaseFacts:
    """Raises `NotFound`. Six queries."""
    zaak = Zaak.objects.select_related("zaaktype").filter(pk=zaak_id).first()
    if zaak is None:
        raise NotFound(zaak_id)
    status, result = latest_status(zaak), Resultaat.objects.select_related("resultaattype").filter(zaak=zaak).first()
    waiting = None if result else WaitingPlace.objects.filter(zaak=zaak, left_at__isnull=True).first()
    product, besluit = Product.objects.filter(zaak=zaak).first(), Besluit.objects.filter(zaak=zaak).order_by("-id").first()
    return CaseFacts(
        zaak_id=zaak.id, kenmerk=zaak.identificatie, service=zaak.zaaktype.identificatie, version_id=zaak.zaaktype.service_version_id,
        application_id=zaak.application_id, title=zaak.omschrijving, person_id=zaak.person_id, organisation_id=zaak.organisation_id,
        mandate_id=zaak.mandate_id,
        language=zaak.language, status_name=status.statustype.omschrijving if status else "",
        status_text=status.statustype.statustekst if status else "", status_code=status.statustype.code if status else "",
        deadline=zaak.uiterlijke_einddatum_afdoening, einddatum=zaak.einddatum,
        outcome=result.resultaattype.on_outcome if result else "wachtlijst" if waiting else "",
        reason=result.toelichting if result else waiting.reason if waiting else "", product=product.name if product else "",
        valid_from=product.valid_from if product else None, valid_until=product.valid_until if product else None,
        pay_until=Offer.objects.filter(zaak=zaak, closed_at__isnull=True).values_list("until", flat=True).first(),
        objection_until=besluit.uiterlijke_reactiedatum if besluit else None,
        hand_out=zaak.zaaktype.hand_out,
    )


def ask_facts(ask_id: UUID) -> AskView:
    """Raises `NotFound`."""
    ask = Ask.objects.filter(pk=ask_id).first()
    if ask is None:
        raise NotFound(ask_id)
    return ask_view(ask)


def filled_text(zaak_id: UUID, path: str, **known) -> str:
    """A Markdown text of the service (such as its `messages.granted`), filled in for this zaak. Raises `NotFound`."""
    from balie.applications import public as applications

    facts = case_facts(zaak_id)
    if facts.application_id is None:
        raise NotFound(zaak_id)
    days = {"uiterlijk": facts.deadline, "geldig_vanaf": facts.valid_from, "geldig_tot": facts.valid_until, "betaal_uiterlijk": facts.pay_until}
    about = {"kenmerk": facts.kenmerk, "reden": facts.reason, **{name: day and day.isoformat() for name, day in days.items()}}
    application = applications.submitted(facts.application_id)
    price = str(application.price + places.asked(zaak_id))
    return Filled(application, given.of(zaak_id)).markdown(path, **({"zaak": about, "prijs": price} | known))
