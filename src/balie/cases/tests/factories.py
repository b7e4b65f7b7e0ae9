"""A small town desk for tests: a service with every outcome, published; residents, officials; applications as if submitted."""
from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from itertools import count
from unittest.mock import patch
from uuid import UUID, uuid4

from django.utils.datastructures import MultiValueDict

from balie.applications import public as applications
from balie.applications.public import SubmittedApplication
from balie.cases import intake, public
from balie.catalogue import public as catalogue
from balie.forms.public import ServiceDefinition, definition_of
from balie.identity.public import Loa, OfficialView, Resident
from balie.kernel import clock, ids

SERVICE = """
service: dakterras
name: Dakterras melden
title: Dakterras
summary: Meld uw dakterras.
promise: {online: direct, term: 5 werkdagen, minutes: 3}
facts:
  - {source: brp, fields: [persoon.naam], purpose: Om te weten wie u bent., legal_basis: Artikel 3.5 Wet BRP, required: true}
pages:
  - page: terras
    title: Uw terras
    questions:
      - {question: hoogte, type: number, label: Hoe hoog is het terras?, unit: meter}
      - {question: waarom_wilt_u_een_terras, type: text, label: Waarom wilt u een terras?}
      - {question: bsn_buur, type: bsn, label: Burgerservicenummer van uw buur, required: false}
decision:
  rows:
    - {row: laag, als: hoogte < 3, outcome: verlenen, reason: Uw terras is laag genoeg.}
    - {row: te-hoog, als: hoogte > 20, outcome: weigeren, reason: Uw terras is te hoog.}
    - {row: vol, als: hoogte is 7, outcome: wachtlijst, reason: Er zijn nu te veel terrassen.}
    - {row: anders, outcome: medewerker, reason: Wij kijken of het veilig is.}
documents:
  - {document: vergunning, template: letters/vergunning.md, when: granted, signed: true, title: Vergunning dakterras}
zaak:
  term: 5 werkdagen
  statuses:
    - {status: ontvangen, name: Ontvangen, text: U hebt het gemeld}
    - {status: bekijken, name: In behandeling, text: Wij bekijken uw melding, within: 3 werkdagen}
    - {status: afgehandeld, name: Klaar, text: U krijgt ons besluit}
  tasks:
    - {task: bekijken, name: Bekijk het terras, role: bouwen, checks: [{name: Hoogte, value: hoogte, source: aanvrager}, {name: Veilig}]}
  results:
    - {result: verleend, name: Verleend, on: verlenen, selectielijst: "5.1", archive: vernietigen, keep: 5 jaar}
    - {result: geweigerd, name: Geweigerd, on: weigeren, selectielijst: "5.2", archive: vernietigen, keep: 1 jaar}
    - {result: ingetrokken, name: Ingetrokken, on: intrekken, selectielijst: "5.3", archive: vernietigen, keep: 1 jaar}
  besluit: {name: Vergunning dakterras, objection_days: 42}
  product: {name: "Dakterras van {{ hoogte }}", valid: 1 jaar}
messages: {received: texts/ontvangen.md}
"""
FILES = {
    "service.yaml": SERVICE,
    "texts/ontvangen.md": "Wij hebben uw melding\n\nDank u, {{ aanvrager.naam }}. Uw kenmerk is {{ zaak.kenmerk }}.",
    "letters/vergunning.md":
        "Vergunning voor uw dakterras\n\n| Gegeven | Inhoud |\n|---|---|\n| Hoogte | {{ hoogte }} |\n\nKenmerk {{ zaak.kenmerk }}.",
}
HAND_OUT = SERVICE.replace("service: dakterras", "service: sleutel").replace(
    "    - {status: bekijken, name: In behandeling, text: Wij bekijken uw melding, within: 3 werkdagen}\n",
    "    - {status: besteld, name: Wordt gemaakt, text: Wij maken uw sleutel}\n"
    "    - {status: klaar, name: Ligt klaar, text: Uw sleutel ligt klaar, within: 4 werkdagen}\n",
).replace("  results:", "    - {task: uitreiken, name: Reik uit, role: bouwen, when: granted, desk: true}\n  results:").replace(
    "messages: {received: texts/ontvangen.md}", "messages: {received: texts/ontvangen.md, ready: texts/ontvangen.md}"
)
VISIT = HAND_OUT.replace("service: sleutel", "service: sleutel-na-bezoek").replace(
    "documents:\n", "appointment: {product: sleutel-aanvragen, minutes: 15}\ndocuments:\n"
)
_numbers = count(1)


def definition(**changes: str) -> ServiceDefinition:
    """`changes`: old text → new text in service.yaml, as pairs of keyword values `old`, `new`."""
    text = SERVICE.replace(changes["old"], changes["new"]) if changes else SERVICE
    return definition_of(FILES | {"service.yaml": text})


def publish(source: ServiceDefinition | None = None) -> UUID:
    return catalogue.publish(definition=source or definition())


def publish_hand_out() -> UUID:
    return catalogue.publish(definition=definition_of(FILES | {"service.yaml": HAND_OUT}))


def publish_visit() -> UUID:
    """A key that is made after a visit to the counter."""
    return catalogue.publish(definition=definition_of(FILES | {"service.yaml": VISIT}))


def application(version_id: UUID, *, outcome: str = "medewerker", **changes) -> SubmittedApplication:
    """As `applications.public.submitted` gives it."""
    answers = {"hoogte": "5", "waarom_wilt_u_een_terras": "Voor de zon", "bsn_buur": "999993653"} | changes.pop("answers", {})
    plan = catalogue.plan(version_id)
    names = {part.document for part in plan.service.documents}, {part.task for part in plan.service.zaak.tasks}
    return SubmittedApplication(**{
        "application_id": ids.new_id(), "kenmerk": f"ZD-2026-{next(_numbers):06d}", "service": plan.service.service, "version_id": version_id,
        "person_id": uuid4(), "organisation_id": None, "loa": "midden", "submitted_at": clock.now(), "completed_at": clock.now(),
        "language": "nl", "answers": answers, "facts": {"persoon": {"naam": "J. de Wit"}}, "values": {}, "price": Decimal("12.50"),
        "decision": {"outcome": outcome, "row": "anders", "reason": "Uw terras is laag genoeg."}, "costs": (), "attachments": (),
        "needs": {"documents": sorted(names[0]), "tasks": sorted(names[1]), "product": "Dakterras van 5 meter", "term": "5 werkdagen"},
        "cosigners": (), "assisted_by": "", "today": clock.today(),
    } | changes)


def sent_for_visit(resident: Resident, hoogte: str = "5"):
    """A real application for a key, through the form; the zaak is made by `run_jobs()`."""
    publish_visit()
    view = applications.start(service="sleutel-na-bezoek", resident=resident)
    applications.keep_facts(application_id=view.id, resident=resident, source="brp", facts={"persoon": {"naam": "J. de Wit"}})
    posted = MultiValueDict({"hoogte": [hoogte], "waarom_wilt_u_een_terras": ["Voor de zon"], "bsn_buur": [""]})
    saved = applications.save_page(application_id=view.id, page="terras", posted=posted, revision=view.revision, resident=resident)
    assert saved.ok
    return applications.submit(application_id=view.id, resident=resident)


@contextmanager
def submitted(*applications_: SubmittedApplication):
    """Inside, these applications are the ones that were submitted."""
    known = {one.application_id: one for one in applications_}
    with patch("balie.applications.public.submitted", lambda application_id: known[application_id]):
        yield known


def zaak(version_id: UUID | None = None, **changes):
    """A zaak made by the real intake; returns (zaak_id, resident, application)."""
    one = application(version_id or publish(), **changes)
    with submitted(one):
        zaak_id = intake.start_zaak(application_id=one.application_id)
    return zaak_id, resident(one.person_id), one


def resident(person_id: UUID | None = None) -> Resident:
    return Resident(person_id=person_id or uuid4(), loa=Loa.MIDDEN)


def official(*roles: str, name: str = "S. Idrissi", teams: tuple[str, ...] = ("bouwen",)) -> OfficialView:
    """Of the team that works on the terraces, unless said otherwise."""
    return OfficialView(id=uuid4(), name=name, email="", roles=roles or ("behandelaar",), teams=teams)


def look_over(zaak_id: UUID, official: OfficialView) -> None:
    """Everything that has to be done before it can be granted."""
    for task in public.zaak_page(official, zaak_id).tasks:
        if task.done_at is None and not task.after:
            public.finish_task(zaak_id=zaak_id, task_id=task.task_id, official=official)


def grant(zaak_id: UUID, official: OfficialView, *, reason: str = "Ja.") -> UUID | None:
    """Looked over and granted."""
    look_over(zaak_id, official)
    return public.decide(zaak_id=zaak_id, official=official, outcome="verlenen", reason=reason)


def later(days: int):
    """The same hour, some days on."""
    return clock.frozen(clock.now() + timedelta(days=days))
