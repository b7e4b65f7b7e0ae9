"""Every example of every standard service, from a submitted application to its zaak with all its papers.

At a push one for every outcome of a service; `make soak ARGS="--only properties"` all of them.
"""
import io
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from pypdf import PdfReader

from balie.cases import intake, public, zaaktypes
from balie.cases.models import Resultaat, Task, WorkItem, Zaak
from balie.cases.tests import factories
from balie.catalogue import public as catalogue
from balie.documents import public as documents
from balie.forms import public as forms
from balie.kernel import clock

FOLDERS = sorted(place.parent for place in (Path(settings.ROOT) / "services").glob("*/service.yaml"))
ALL = bool(os.environ.get("BALIE_LONG"))
OFFICIAL = factories.official("teamleider", "behandelaar", "balie")


@pytest.mark.soak
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_example(gemeente, folder):
    definition = forms.load_folder(folder)
    version = catalogue.publish(definition=definition)
    plan, submitted = catalogue.plan(version), set()
    zaaktypes.ensure_zaaktype(version)
    for name, example in definition.examples.items():
        state = forms.evaluate(
            plan, example.answers, example.facts, today=example.today, settings=example.settings, holidays=clock.holidays_around(example.today)
        )
        if state.complete and state.decision is not None and (ALL or state.decision.outcome not in submitted):  # others stop before that
            submitted.add(state.decision.outcome)
            with transaction.atomic():
                _becomes_a_zaak(name, version, example, state)
                transaction.set_rollback(True)  # the next comes as if it were the first
    assert submitted


def _becomes_a_zaak(name, version, example, state):
    application, plan = _application(version, example, state), catalogue.plan(version)
    with factories.submitted(application):
        zaak_id = intake.start_zaak(application_id=application.application_id)
        _is_whole(zaak_id, application.decision["outcome"])
        _can_be_finished(zaak_id)
        _is_written_for_each(zaak_id, plan, state)
        assert public.filled_text(zaak_id, plan.service.messages.received), name


def _application(version, example, state):
    needs = {
        "documents": list(state.documents), "tasks": list(state.tasks), "product": state.product, "term": state.term, "partners": [],
        "messages": [], "offers": [], "appointment": {},
    }
    decision = {"outcome": state.decision.outcome, "row": state.decision.row, "reason": state.decision.reason}
    one = factories.application(
        version, needs=needs, decision=decision, facts=dict(example.facts), price=state.total or 0, today=example.today
    )
    one.answers.clear()
    one.answers.update(example.answers)
    return one


def _is_whole(zaak_id, outcome):
    held = documents.documents_of_owner(f"zaak:{zaak_id}")
    assert held[0].title == "Bevestiging van uw aanvraag"
    for document in held:
        data = documents.content_of_owner(document.document_id, owner=f"zaak:{zaak_id}", purpose="test").data
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
        assert "{{" not in text and "\\" not in text and (not document.signed or documents.verify_pdf(data).valid)
    work = WorkItem.objects.filter(zaak=zaak_id).first()
    if outcome == "medewerker":
        assert work.state == "nieuw" and Task.objects.filter(zaak=zaak_id).exists()
    if outcome == "weigeren":
        assert work is None and len(held) > 1


def _is_written_for_each(zaak_id, plan, state):
    """A document for each row of its list: twins have a certificate each."""
    titles = [document.title for document in documents.documents_of_owner(f"zaak:{zaak_id}")]
    for part in plan.service.documents:
        if part.for_each and part.when == "granted":
            assert len([title for title in titles if title.startswith(part.title)]) == len(state.values[part.for_each] or ())


TYPED = {"text": "Voorbeeld", "long_text": "Wij keken het na.", "number": "3", "date": "2026-12-01", "yes_no": "ja"}


def _typed(field) -> str:
    """Something that a field of a task takes."""
    return {"aktenummer": "1A0123", "grens": "40"}.get(field.name) or (field.options[0][0] if field.options else TYPED[field.type])


def _finish(zaak_id, *, after: bool) -> None:
    for task in public.zaak_page(OFFICIAL, zaak_id).tasks:
        if task.after == after and task.done_at is None:
            typed = {field.posted: _typed(field) for field in task.fields}
            public.finish_task(zaak_id=zaak_id, task_id=task.task_id, official=OFFICIAL, typed=typed)


def _can_be_finished(zaak_id):
    """By an official: granted, made ready and handed over, as far as the service asks for that."""
    work = WorkItem.objects.filter(zaak=zaak_id).first()
    if work and work.state in ("nieuw", "wachtlijst"):
        public.take(zaak_id=zaak_id, official=OFFICIAL)
        _finish(zaak_id, after=False)
        public.decide(zaak_id=zaak_id, official=OFFICIAL, outcome="verlenen", reason="Alles klopt.")
        work = WorkItem.objects.filter(zaak=zaak_id).first()
    if work and not work.zaak.zaaktype.hand_out:
        _finish(zaak_id, after=True)
    elif work:
        public.mark_ready_to_collect(zaak_id=zaak_id, official=OFFICIAL)
        public.hand_over(zaak_id=zaak_id, official=OFFICIAL)
    zaak = Zaak.objects.get(pk=zaak_id)
    assert zaak.einddatum and zaak.archiefactiedatum and Resultaat.objects.filter(zaak=zaak).count() == 1
