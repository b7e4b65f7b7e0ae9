"""Handing over by mail: everything in the attachments, nothing in the subject, encrypted or not at all."""
from __future__ import annotations

import json

import pytest
from django.core import mail

from balie.cases.elsewhere.tests import world
from balie.cases.export.tests import kit
from balie.cases.models import Registration, Task
from balie.cases.tests import factories

State = Registration.State
MAIL = (
    ("\nzaak:\n", "\nregistration:\n  - {to: mail, address: post}\nzaak:\n"),
    ("promise:", "settings:\n  post: {type: text, value: terrassen@zonnedam.example, label: Adres}\npromise:"),
)


def sent(run_jobs, *changes):
    version = kit.publish(*MAIL, *changes)
    one = kit.application(version, answers={"tekening": []})
    with factories.submitted(one):
        from balie.cases import intake

        intake.start_zaak(application_id=one.application_id)
        run_jobs()
    return one


def row() -> Registration:
    return Registration.objects.get()


def test_pdf_and_data_go_to_the_team(gemeente, run_jobs):
    one = sent(run_jobs)
    assert (row().state, row().error) == (State.DONE, "")
    (letter,) = mail.outbox
    assert letter.to == ["terrassen@zonnedam.example"] and letter.subject == f"Nieuwe aanvraag {one.kenmerk}"
    kinds = [(name, media) for name, _content, media in letter.attachments]
    assert [media for _name, media in kinds] == ["application/pdf", "application/json"]
    data = json.loads(letter.attachments[1][1])
    assert data["reference"] == one.kenmerk and data["answers"]["hoogte"]["value"] == 2.5
    assert world.BSN not in str(letter.message()) and world.BSN not in letter.attachments[1][1].decode()
    assert "Wit" not in letter.subject + letter.body and letter.extra_headers["Message-ID"] == f"<registration.{row().id}@balie.example>"


def test_the_zaak_is_still_decided_here(gemeente, run_jobs):
    sent(run_jobs)
    assert Task.objects.count() == 1


def test_without_encryption_nothing_goes(gemeente, run_jobs, settings):
    settings.BALIE = settings.BALIE.model_copy(update={"smtp_security": "none", "smtp_host": "mail.zonnedam.example"})
    sent(run_jobs)
    assert mail.outbox == [] and row().state == State.REFUSED and "onversleuteld" in row().error


def test_control_with_encryption_it_does(gemeente, run_jobs, settings):
    settings.BALIE = settings.BALIE.model_copy(update={"smtp_security": "starttls", "smtp_host": "mail.zonnedam.example"})
    sent(run_jobs)
    assert len(mail.outbox) == 1


def test_an_address_that_was_not_filled_in_is_said(gemeente, run_jobs):
    sent(run_jobs, ("value: terrassen@zonnedam.example", 'value: null'))
    assert row().state == State.REFUSED and "niet ingevuld" in row().error


@pytest.mark.parametrize(("problem", "state", "said"), [
    (ConnectionRefusedError(), State.WAITING, "niet bereikt"),
    (__import__("smtplib").SMTPRecipientsRefused({"x@y": (550, b"no")}), State.REFUSED, "weigert het adres"),
])
def test_a_mail_server_that_says_no(gemeente, run_jobs, monkeypatch, problem, state, said):
    def refuse(self, messages):
        raise problem

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    sent(run_jobs)
    assert row().state == state and said in row().error and "x@y" not in row().error
