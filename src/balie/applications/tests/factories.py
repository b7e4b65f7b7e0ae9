"""A small service with everything that a draft can meet, residents, and drafts as far as a test wants them."""
from __future__ import annotations

from uuid import UUID, uuid4

from balie.applications import public
from balie.applications.models import Application
from balie.catalogue import public as catalogue
from balie.documents import public as documents
from balie.forms.public import definition_of
from balie.identity import public as identity

SERVICE = """
service: speelstraat
name: Speelstraat aanvragen
title: Speelstraat
summary: Laat kinderen op straat spelen.
login: {digid: midden}
promise: {online: direct, term: 5 werkdagen, minutes: 3}
settings:
  tarief: {type: money, value: "20.00", label: Prijs}
facts:
  - {source: brp, fields: [persoon.naam, persoon.kinderen], purpose: Om te weten wie u bent., legal_basis: Artikel 3.5 Wet BRP, required: true}
  - {source: rdw, fields: [voertuig.merk], purpose: Om uw auto te kennen., legal_basis: Artikel 43 WVW, required: false}
pages:
  - page: plan
    title: Wat bent u van plan?
    questions:
      - {question: kinderen, type: number, label: Hoeveel kinderen komen er?, min: 1, max: 900}
      - {question: muziek, type: yes_no, label: Is er muziek?}
      - {question: luid, type: text, label: Hoe luid is het?, toon als: muziek is ja}
    stops: [{als: kinderen > 500, title: Dit is een evenement, text: Bel ons.}]
  - page: wie
    title: Wie helpt er mee?
    questions:
      - {question: toelichting, type: text, label: Wilt u iets zeggen?, required: false}
      - {question: buur_email, type: email, label: E-mailadres van uw buur, required: false}
      - {question: kind, type: people, from: persoon.kinderen, max: 1, label: Welk kind helpt?, required: false}
      - {question: kenteken, type: number_plate, label: Welke auto staat in de weg?, required: false}
      - {question: bijlage, type: upload, label: Tekening, required: false}
values:
  prijs_muziek: als muziek is ja dan tarief anders 0
costs:
  - {label: Muziek, amount: prijs_muziek, als: muziek is ja}
  - {label: Parkeren, amount: tarief * 2, als: voertuig.merk is ingevuld}
payment: {when: submit, description: Speelstraat}
decision:
  rows:
    - {row: luid, als: luid is ingevuld, outcome: medewerker, reason: Wij luisteren eerst.}
    - {row: anders, outcome: verlenen, reason: Het mag.}
cosign:
  - {role: buur, name: Uw buur, als: buur_email is ingevuld, email: buur_email, text: texts/akkoord.md, term: 14 dagen}
  - {role: andere-ouder, name: De andere ouder, als: kind is ingevuld, who: kind.andere_ouder, text: texts/akkoord.md, term: 2 weken}
zaak:
  term: 5 werkdagen
  statuses: [{status: ontvangen, name: Ontvangen, text: U vroeg het aan.}, {status: klaar, name: Klaar, text: U krijgt ons besluit.}]
  tasks: [{task: luisteren, name: Luister, role: buurt, checks: [{name: Muziek, value: luid, source: aanvrager}]}]
  results:
    - {result: verleend, name: Verleend, on: verlenen, selectielijst: "5.1", archive: vernietigen, keep: 1 jaar}
    - {result: geweigerd, name: Geweigerd, on: weigeren, selectielijst: "5.2", archive: vernietigen, keep: 1 jaar}
messages: {received: texts/ontvangen.md, cosign: texts/akkoord.md, payment_failed: texts/betaling.md}
"""
FILES = {
    "service.yaml": SERVICE, "texts/ontvangen.md": "Ontvangen\n\nDank u.", "texts/betaling.md": "Betalen is niet gelukt",
    "texts/akkoord.md": "Gaat u akkoord?\n\nEr komen {{ kinderen }} kinderen.",
}
BSN, OTHER_BSN, PARENT_BSN = "999993653", "999990019", "999990457"
PAGES = {"plan": ("kinderen", "muziek", "luid"), "wie": ("toelichting", "buur_email", "kind", "kenteken", "bijlage")}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
TOKEN, OTHER_TOKEN = "t" * 27, "u" * 27


def publish(*changes: tuple[str, str], files: dict[str, str] | None = None) -> UUID:
    """The service, with texts replaced in service.yaml; a change that changes nothing is a mistake in the test."""
    service = SERVICE
    for old, new in changes:
        assert old in service, old
        service = service.replace(old, new)
    return catalogue.publish(definition=definition_of(FILES | {"service.yaml": service} | (files or {})))


def publish_open() -> UUID:
    """The same service for everybody: no login and no registers."""
    start, end = SERVICE.index("facts:"), SERVICE.index("pages:")
    return publish((SERVICE[start:end], ""), ("login: {digid: midden}\n", ""), (PEOPLE, ""), (COST, ""), (PARENT, ""))


PEOPLE = "      - {question: kind, type: people, from: persoon.kinderen, max: 1, label: Welk kind helpt?, required: false}\n"
COST = "  - {label: Parkeren, amount: tarief * 2, als: voertuig.merk is ingevuld}\n"
PARENT = ("  - {role: andere-ouder, name: De andere ouder, als: kind is ingevuld, who: kind.andere_ouder, text: texts/akkoord.md,"
          " term: 2 weken}\n")


def resident(bsn: str = BSN, **changes) -> identity.Resident:
    return identity.Resident(**{"person_id": identity.person_for_bsn(bsn), "loa": identity.Loa.MIDDEN} | changes)


def organisation() -> identity.Resident:
    key = identity.organisation_for(kvk_nummer="69599084", name="Bakkerij Test")
    return identity.Resident(person_id=key, kind="organisatie", via="eherkenning", loa=identity.Loa.EH3)


def draft(of: identity.Resident, *, parent: UUID | None = None) -> public.ApplicationView:
    """A new draft; what the BRP says is there. `parent`: the other parent of the child with person_id "kind-1"."""
    view = public.start(service="speelstraat", resident=of)
    child = {"person_id": "kind-1", "naam": "Bo de Wit", "andere_ouder": str(parent or uuid4())}
    facts = {"persoon": {"naam": "J. de Wit", "kinderen": [child]}}
    return public.keep_facts(application_id=view.id, resident=of, source="brp", facts=facts)


def save(view, page: str, *, of=None, token: str = "", revision: int | None = None, given=None, refused=None, **typed) -> public.PageSaved:
    """Post a page: `typed` is what stands in its fields."""
    posted = {name: [value] for name, value in typed.items()}
    return public.save_page(
        application_id=view.id, page=page, posted=posted, revision=view.revision if revision is None else revision, resident=of, token=token,
        given=given, refused=refused,
    )


def on_the_second_page(of: identity.Resident) -> public.ApplicationView:
    """A draft of which the first page is answered; the RDW said nothing."""
    view = public.keep_facts(application_id=draft(of).id, resident=of, source="rdw", facts=None)
    return save(view, "plan", of=of, kinderen="30", muziek="nee").application


def filled(of: identity.Resident, *, parent: UUID | None = None, **typed) -> public.ApplicationView:
    """A draft that can be sent."""
    return fill(draft(of, parent=parent), of=of, **typed)


def fill(view, *, of=None, token: str = "", **typed) -> public.ApplicationView:
    typed = {"kinderen": "30", "muziek": "nee"} | typed
    for page, names in PAGES.items():
        saved = save(view, page, of=of, token=token, **{name: value for name, value in typed.items() if name in names})
        assert saved.ok, (saved.errors, saved.fresh)
        view = saved.application
    return view


def sent(of: identity.Resident, **typed) -> public.ApplicationView:
    return public.submit(application_id=filled(of, **typed).id, resident=of)


def upload(view, *, name: str = "tekening.pdf", owner: str | None = None) -> dict:
    """A stored file, as an answer holds it."""
    key = documents.store(content=PDF, title=name, filename=name, owner=view.owner if owner is None else owner, received=True)
    return {"document_id": str(key), "name": name, "size": len(PDF)}


def row(view) -> Application:
    return Application.objects.get(pk=view.id)
