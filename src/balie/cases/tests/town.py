"""A service with two places in each district, of which one home may have one, that costs money; and a bank that says what came in."""
from __future__ import annotations

from uuid import UUID

from balie.applications import public as applications
from balie.applications.public import own_parameters
from balie.cases import decisions, waiting
from balie.cases.tests import factories
from balie.catalogue import public as catalogue
from balie.forms.public import definition_of
from balie.identity import public as identity
from balie.identity.public import Resident
from balie.kernel import plugins
from balie.payments import public as payments
from balie.payments.models import Attempt, Payment
from balie.payments.process import take_in
from balie.payments.providers import KIND, Report
from balie.payments.tests.factories import Bank
from balie.registers import public as registers

CHANGES = (
    ("login", "summary: Meld uw dakterras.\n", "summary: Meld uw dakterras.\nlogin: {digid: midden}\n"
     "settings:\n  plekken: {type: number, value: 2, label: Plekken}\n  tarief: {type: money, value: \"12.50\", label: Prijs}\n"),
    ("facts", "pages:\n", "  - {source: eigen, fields: [eigen.op_adres, eigen.in_gebruik], purpose: Om te tellen., legal_basis: Verordening}\n"
     "values:\n  vol: eigen.in_gebruik >= plekken\npages:\n"),
    ("questions", "      - {question: bsn_buur", "      - {question: wijk, type: text, label: In welke wijk?}\n"
     "      - {question: vanaf, type: date, label: Vanaf wanneer?, required: false}\n      - {question: bsn_buur"),
    ("money", "decision:\n", "costs:\n  - {label: Terras, amount: tarief}\n"
     "payment: {when: submit, description: Dakterras, refund_refused: true}\nplaces: {per: wijk}\ndecision:\n"),
    ("rows", "    - {row: laag,", "    - {row: huis, als: eigen.op_adres >= 1, outcome: weigeren, reason: Uw huis heeft er al een.}\n"
     "    - {row: te-vol, als: vol, outcome: wachtlijst, reason: \"In {{ wijk }} is geen plek.\"}\n    - {row: laag,"),
    ("product", "\", valid: 1 jaar}", "\", from: vanaf, valid: 1 jaar}"),
    ("adres", "fields: [persoon.naam]", "fields: [persoon.naam, persoon.adres]"),
)


def service(*more: tuple[str, str]) -> str:
    text = factories.SERVICE
    for old, new in (*((old, new) for _, old, new in CHANGES), *more):
        assert text.count(old) == 1, (text.count(old), old)
        text = text.replace(old, new)
    return text


def publish(*more: tuple[str, str]) -> UUID:
    letter = "Vergunning\n\nVan {{ zaak.geldig_vanaf }} tot {{ zaak.geldig_tot }}, voor {{ prijs }}."
    files = factories.FILES | {"service.yaml": service(*more), "letters/vergunning.md": letter}
    return catalogue.publish(definition=definition_of(files))


def somebody(number: int) -> Resident:
    """A resident; the same number is the same person."""
    digits = f"99900{number:03d}"
    check = next(last for last in range(10) if (sum(int(d) * w for d, w in zip(digits, range(9, 1, -1), strict=True)) - last) % 11 == 0)
    return factories.resident(identity.person_for_bsn(f"{digits}{check}"))


NUMBERS = [number for number in range(10, 90) if any(
    (sum(int(d) * w for d, w in zip(f"99900{number:03d}", range(9, 1, -1), strict=True)) - last) % 11 == 0 for last in range(10))]


def draft(of: Resident, *, home: str, hoogte: str = "2", wijk: str = "Noord", vanaf: str | None = None) -> applications.ApplicationView:
    """As far as it can be sent, with what our own registration said when it was begun."""
    view = applications.start(service="dakterras", resident=of)
    person = {"persoon": {"naam": "J. de Wit", "adres": {"straat": "Laan", "postcode": "1998AB", "huisnummer": home}}}
    view = applications.keep_facts(application_id=view.id, resident=of, source="brp", facts=person)
    asked = next(each for each in view.plan.service.facts if each.source == "eigen")
    registers.give(person_id=of.person_id, owner=view.owner, asks=[registers.Ask(
        source="eigen", fields=asked.fields, purpose=asked.purpose, legal_basis=asked.legal_basis)])
    posted = {"hoogte": [hoogte], "wijk": [wijk], "waarom_wilt_u_een_terras": ["Zon"], "bsn_buur": [""]}
    if vanaf:
        year, month, day = vanaf.split("-")
        posted |= {"vanaf-jaar": [year], "vanaf-maand": [month], "vanaf-dag": [day]}
    view = applications.save_page(application_id=view.id, page="terras", posted=posted, revision=view.revision, resident=of).application
    said = registers.fetch_facts(person_id=of.person_id, sources=["eigen"], owner=view.owner,
                                 parameters={"eigen": own_parameters("dakterras", view.facts, view.state.pool)})
    return applications.keep_facts(application_id=view.id, resident=of, source="eigen", facts=said.values)


def send(view: applications.ApplicationView, of: Resident) -> applications.ApplicationView:
    return applications.submit(application_id=view.id, resident=of)


BANK = Bank()


def pay(owner: str) -> Payment:
    """The money of the newest payment of this owner comes in, as the bank says."""
    payment = Payment.objects.filter(owner=owner).latest("created")
    plugins.register(KIND, "bank", lambda: BANK)
    BANK.status[f"tr_{payment.id.hex}"] = ["paid", payment.amount]
    attempt = Attempt.objects.create(
        payment=payment, number=1, provider="bank", provider_id=f"tr_{payment.id.hex}", checkout_url="https://bank.example/", created=payment.created)
    take_in(attempt.id, Report(status="paid", amount=payment.amount))
    return payment


def has(of: Resident, run_jobs, **answers) -> UUID:
    """Somebody asks, pays if there is something to pay, and the zaak is there."""
    sent = send(draft(of, **answers), of)
    if sent.status == "betalen":
        pay(sent.owner)
    run_jobs()
    from balie.cases import public

    return public.zaak_id_of_application(of, sent.id)


__all__ = ["NUMBERS", "decisions", "draft", "has", "pay", "payments", "publish", "send", "service", "somebody", "waiting"]
