"""A small world for the security tests: one resident with everything that a resident can have, and everybody who might want to see it.

`build(...)` runs real verbs: an extract paid, decided and delivered; a passport for a child that waits for the other parent; an appointment;
a draft; a question of the municipality that is still open. What the resident typed or what was written about them is in `secrets`: none of
these texts may reach anybody else.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time, timedelta
from uuid import UUID

from balie.applications import public as applications
from balie.appointments import public as appointments
from balie.cases import public as cases
from balie.cases.models import Followed, ZaakElsewhere
from balie.catalogue import public as catalogue
from balie.documents import public as documents
from balie.forms.public import definition_of, load_folder
from balie.identity import public as identity
from balie.kernel import clock, tenancy
from balie.kernel.testing import run_pending_jobs
from balie.messages import public as messages
from balie.payments import public as payments
from balie.registers import public as registers
from balie.settings.environment import ROOT
from balie.zgw.models import Abonnement
from balie.zgw.notificaties.sealing import seal_auth
from balie.zgw.public import autorisaties

BSN, OTHER_BSN, PARENT_BSN = "999993653", "999990019", "999990457"
CHILD = "9e1a2f50-0000-4000-8000-000000000001"
FOR_CHILDREN = "uittreksel-kind"
NAME = "Sanne Kanarie-de Wit"
STREET = "Kanariepad"
ADDRESS = {"straat": STREET, "huisnummer": "12", "postcode": "1998CA", "woonplaats": "Zonnedam", "bag_id": "9991010000000012"}
EMAIL, PHONE = "kanarie@voorbeeld.example", "+31655512345"
MESSAGE, NOTE = "Mijn geheime bericht kanarievogel", "Interne aantekening over kanarie"
QUESTION, DRAFT_TOKEN = "Wilt u uw kanarie-bewijs sturen", "draft-token-kanarie-0123456789abcdef"
FILE = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@dataclass
class World:
    """Ids of what the resident has, by the name of the URL parameter they fill, and who the people are."""

    gemeente: object
    other: object
    bank: object
    person: UUID = None
    stranger: UUID = None
    parent: UUID = None
    organisation: UUID = None
    officials: dict = field(default_factory=dict)
    objects: dict = field(default_factory=dict)
    secrets: list[str] = field(default_factory=list)

    @property
    def resident(self) -> identity.Resident:
        return who(self.person)


def publish_for_children() -> None:
    """An extract that a parent may also ask for a child: no standard service asks that question of everybody."""
    files = dict(load_folder(ROOT / "services" / "brp-uittreksel").files)
    changed = files["service.yaml"].replace("service: brp-uittreksel", f"service: {FOR_CHILDREN}")
    changed = changed.replace("represent: [mandate]", "represent: [mandate, parent]")
    catalogue.publish(definition=definition_of({name: text for name, text in files.items() if name.startswith(("texts/", "letters/"))}
                                               | {"service.yaml": changed}))


def who(person_id: UUID) -> identity.Resident:
    return identity.Resident(person_id=person_id, loa=identity.Loa.MIDDEN, name=NAME)


def build(gemeente, other, bank) -> World:
    """Make it all, in both municipalities; the scope of `gemeente` is entered."""
    world = World(gemeente=gemeente, other=other, bank=bank)
    with tenancy.scope(other):
        catalogue.publish_standard_catalogue()
        publish_for_children()
        identity.person_for_bsn(BSN)
        world.officials["elsewhere"] = official("elders@waterrijk.example", "teamleider", "beheerder", "behandelaar", "balie")
    catalogue.publish_standard_catalogue()
    publish_for_children()
    counter()
    world.person, world.stranger, world.parent = (identity.person_for_bsn(bsn) for bsn in (BSN, OTHER_BSN, PARENT_BSN))
    world.organisation = identity.organisation_for(kvk_nummer="69599084", name="Bakkerij Test")
    identity.update_contact(person_id=world.person, email=EMAIL, phone=PHONE)
    for role in ("behandelaar", "balie", "teamleider", "beheerder"):
        world.officials[role] = official(f"{role}@zonnedam.example", role)
    world.officials["other_team"] = official("parkeren@zonnedam.example", "behandelaar", teams=("parkeren",))
    world.objects["colleague"] = world.officials["behandelaar"]
    world.objects["subscriber"] = subscriber()
    world.objects["api_client"] = autorisaties.create_applicatie(client_ids=("proef",), label="Proef", heeft_alle_autorisaties=True).id
    world.officials["password_only"] = official("alleen@zonnedam.example", "teamleider", "beheerder", "balie")
    running(world)
    delivered(world)
    permitted(world)
    waiting(world)
    drafts(world)
    run_pending_jobs()
    mail(world)
    world.secrets += [BSN, NAME, STREET, EMAIL, PHONE, MESSAGE, NOTE, QUESTION]
    return world


def subscriber() -> UUID:
    """Another system that is told what changes; nobody listens there."""
    return Abonnement.objects.create(callback_url="https://ontvanger.example/callback", auth=seal_auth("Bearer kanarie"), client_id="proef").id


def official(email: str, *roles: str, teams: tuple[str, ...] = ("burgerzaken",)) -> UUID:
    found = identity.add_official(
        email=email, name=email.partition("@")[0].title(), roles=list(roles), teams=teams, password="een-lang-en-goed-wachtwoord",
    )
    return found.id


def counter() -> None:
    appointments.add_location(code="stadhuis", name="Stadhuis", street="Havenplein 1", postcode="9991 AA", town="Zonnedam", accessibility="Vlak.")
    appointments.add_desk(location="stadhuis", name="Balie 1")
    appointments.open_hours(location="stadhuis", hours=[(day, time(9), time(17)) for day in range(5)])
    for card in catalogue.list_services():
        wanted = catalogue.definition(card.version_id).service.appointment
        if wanted is not None:
            appointments.add_product(code=wanted.product, name=card.title, minutes=wanted.minutes, locations=["stadhuis"])


def filled_in(service: str, name: str, resident, **facts) -> applications.ApplicationView:
    """A draft with the facts and answers of an example of the service, kept page by page as the portal keeps them."""
    examples = load_folder(ROOT / "services" / service).examples
    given = next(one for key, one in examples.items() if name in key)
    draft = applications.start(service=service, resident=resident)
    known = plain(given.facts)
    known["persoon"] |= {"naam": NAME, "adres": ADDRESS, **facts}
    for source in catalogue.definition(draft.version_id).service.facts:
        applications.keep_facts(application_id=draft.id, resident=resident, source=source.source, facts=known)
        registers.give(person_id=resident.person_id, owner=draft.owner, asks=[registers.Ask(
            source=source.source, fields=tuple(source.fields), purpose=source.purpose, legal_basis=source.legal_basis, required=source.required)])
    draft, answers = applications.get(draft.id, resident=resident), plain(given.answers)
    for _page in range(30):
        page = next((page for page in draft.state.pages if not page.done or page.name not in draft.visited), None)
        if page is None:
            return draft
        posted = {}
        for name, value in answers.items():
            posted[name] = [str(one) for one in value] if isinstance(value, list) else [str(value)]
        saved = applications.save_page(application_id=draft.id, page=page.name, posted=posted, revision=draft.revision, resident=resident)
        assert saved.ok, (page.name, saved.errors, saved.fresh)
        draft = saved.application
    raise AssertionError(f"{service}: the example does not come to an end")


def plain(value):
    """What YAML read, in stored form."""
    from balie.forms.examples import _plain

    return _plain(value)


def running(world: World) -> None:
    """A passport: paid, at work, with an appointment, a question that is open, a file, a message and a note."""
    resident = world.resident
    sent = applications.submit(application_id=filled_in("paspoort", "volwassene", resident).id, resident=resident)
    token = pay(world, sent)
    zaak = cases.zaak_id_of_application(resident, sent.id)
    slot = appointments.first_free("paspoort-aanvragen", 1)[0]
    booked = appointments.book(owner=sent.owner, product="paspoort-aanvragen", location=slot.location, start=slot.start,
                               person_id=world.person, key="kanarie")
    worker = identity.official_of(world.officials["teamleider"])
    cases.take(zaak_id=zaak, official=worker)
    cases.add_note(zaak_id=zaak, official=worker, text=NOTE)
    cases.ask_resident(zaak_id=zaak, official=worker, question=QUESTION)
    messages.send_from_resident(resident=resident, owner=f"zaak:{zaak}", text=MESSAGE, key="kanarie")
    paper = documents.store(content=FILE, title="Kanariebewijs", filename="Kanariebewijs.pdf", owner=f"zaak:{zaak}",
                            uploader=f"person:{world.person}", received=True)
    task = cases.zaak_page(worker, zaak).tasks[0].task_id
    run_pending_jobs()
    world.objects["zaak_elders"] = elsewhere(world)
    world.objects |= {"sent": sent.id, "zaak": zaak, "document": paper, "task": task, "appointment": booked.id, "webhook": token,
                      "payment": sent.payment_id}
    world.secrets += [sent.kenmerk, "Kanariebewijs", token]


def elsewhere(world: World) -> UUID:
    """A zaak of theirs in another system."""
    followed = Followed.objects.create(connection="kanarie", label="Zaaksysteem kanarie", secret=b"")
    return ZaakElsewhere.objects.create(
        followed=followed, url="https://zaken.example/1", identificatie="ZS-kanarie", omschrijving="Kanariefeest", confidentiality=3,
        person_id=world.person, started=clock.today(), fingerprint="", read_at=clock.now(),
    ).id


def delivered(world: World) -> None:
    """An extract: paid, decided at once, with the paper that Balie made."""
    resident = world.resident
    sent = applications.submit(application_id=filled_in("brp-uittreksel", "digitaal", resident).id, resident=resident)
    pay(world, sent)
    world.secrets.append(sent.kenmerk)


def permitted(world: World) -> None:
    """A parking permit, that the resident has since it was paid."""
    draft = filled_in("parkeervergunning", "eerste-auto", world.resident, adres=ADDRESS | {"straat": "Kerkstraat"})
    sent = applications.submit(application_id=draft.id, resident=world.resident)
    pay(world, sent)
    world.objects["product"] = cases.products_of(world.resident)[0].product_id
    world.secrets.append(sent.kenmerk)


def pay(world: World, sent) -> str:
    payment = payments.get(sent.payment_id, owner=sent.owner)
    payments.start(payment_id=payment.id, return_url="https://x.example/", webhook_url="https://x.example/")
    provider_id = list(world.bank.status)[-1]
    world.bank.status[provider_id][0] = "paid"
    payments.process_callback(token=payment.token, provider_id=provider_id)
    run_pending_jobs()
    return payment.token


def waiting(world: World) -> None:
    """A passport for a child, that waits for the other parent; and one that waits for the money."""
    resident = world.resident
    child = {"person_id": CHILD, "naam": "Nora Kanarie", "geboortedatum": "2018-09-02", "andere_ouder": str(world.parent)}
    draft = filled_in("paspoort", "kind-samen", resident, kinderen=[child])
    applications.submit(application_id=draft.id, resident=resident)
    cosign = applications.cosigners_of(draft.id)[0]
    unpaid = applications.submit(application_id=filled_in("brp-uittreksel", "digitaal", resident).id, resident=resident)
    world.objects |= {"cosign": cosign.token, "signing": draft.id, "unpaid": unpaid.id}
    world.secrets += ["Nora Kanarie", cosign.token]


def drafts(world: World) -> None:
    """A draft of the resident, one without login, and the link by which that one goes on elsewhere."""
    mine = filled_in("brp-uittreksel", "papier", world.resident)
    loose = applications.start(service="afvalpas", resident=None, token=DRAFT_TOKEN) if loose_service() else None
    link = applications.make_resume_link(application_id=mine.id, resident=world.resident)
    mandate, code = identity.give_mandate(
        resident=world.resident, giver_name=NAME, receiver_name="Buur", services=["brp-uittreksel"], until=clock.today() + timedelta(days=9),
    )
    world.objects |= {"draft": mine.id, "loose": loose and loose.id, "resume": link, "mandate": mandate.id}
    world.secrets.append(code)


def loose_service() -> bool:
    return not catalogue.service("afvalpas").login


def mail(world: World) -> None:
    """What the municipality wrote, and the papers and deliveries that came of it."""
    zaak = world.objects["zaak"]
    letter = messages.inbox(world.resident)[0]
    deliveries = messages.deliveries(f"zaak:{zaak}", f"application:{world.objects['sent']}")
    consent = registers.consents_of(world.person)[0]
    world.objects |= {"message": letter.id, "delivery": deliveries[0].id if deliveries else zaak, "consent": consent.id}
