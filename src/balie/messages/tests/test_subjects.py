"""Messages in the words of a real service, through the real outbox: from the start of a zaak to the inbox."""

from uuid import uuid4

import pytest

from balie.applications import public as applications
from balie.applications.tests import factories as forms
from balie.appointments.tests import factories as counter
from balie.cases.public import decide as refuse
from balie.cases.tests import factories as cases
from balie.identity import public as identity
from balie.kernel import clock
from balie.messages import public, subjects
from balie.messages.models import Delivery, Message


@pytest.mark.parametrize("outcome, subject", [
    ("verlenen", "Uw aanvraag is goedgekeurd: Dakterras"), ("weigeren", "Uw aanvraag is afgewezen: Dakterras"),
    ("wachtlijst", "U staat op de wachtlijst: Dakterras"),
])
def test_from_zaak_to_inbox(gemeente, run_jobs, outcome, subject):
    zaak_id, resident, application = cases.zaak(
        outcome=outcome, decision={"outcome": outcome, "row": "laag", "reason": "Uw terras is *laag* genoeg."}
    )
    with cases.submitted(application):
        run_jobs()
    found = {message.subject: message for message in public.inbox(resident)}
    assert set(found) == {"Wij hebben uw melding", subject}
    assert f"Dank u, inwoner. Uw kenmerk is {application.kenmerk}." in found["Wij hebben uw melding"].html
    assert application.kenmerk in found[subject].html and "*laag*" in found[subject].html
    assert {message.owner for message in found.values()} == {f"zaak:{zaak_id}"}


def test_the_decision_comes_with_its_documents(gemeente, run_jobs):
    _, resident, application = cases.zaak(outcome="verlenen", decision={"outcome": "verlenen", "row": "laag", "reason": "Goed."})
    with cases.submitted(application):
        run_jobs()
    granted = next(message for message in public.inbox(resident) if message.kind == "granted")
    assert "Vergunning dakterras" in [one.title for one in granted.attachments]


def test_an_sms_names_the_service_and_nothing_else(gemeente, postman, run_jobs):
    _, resident, application = cases.zaak(outcome="verlenen", decision={"outcome": "verlenen", "row": "laag", "reason": "Voor mevrouw Bakker."})
    identity.update_contact(person_id=resident.person_id, phone="06 12345678", by_email=False, by_sms=True)
    with cases.submitted(application):
        run_jobs()
    assert {parcel.text for parcel in postman.sent} == {
        "Zonnedam: u hebt een nieuw bericht. Het gaat over: Dakterras. Log in op Mijn Balie om het te lezen.",
    }


def test_a_refusal_says_once_that_nobody_has_to_come(gemeente, run_jobs):
    with clock.frozen(counter.MORNING):
        counter.counter()
        zaak_id, resident, application = cases.zaak(outcome="medewerker")
        counter.booked(start=counter.at(10, day=26), owner=application.owner, person_id=resident.person_id)
        with cases.submitted(application):
            refuse(zaak_id=zaak_id, official=cases.official(), outcome="weigeren", reason="Nee.")
            run_jobs(later=True)
    assert sorted(message.kind for message in public.inbox(resident)) == ["appointment_ended", "received", "refused"]


def test_what_an_owner_is_about_is_nobodys_secret(gemeente):
    zaak_id, _, _ = cases.zaak()
    assert subjects.title_of(f"zaak:{zaak_id}", "nl") == "Dakterras"
    assert [subjects.title_of(owner, "nl") for owner in ("", "zaak:x", f"zaak:{uuid4()}", "person:x")] == [""] * 4


def test_moments_in_both_languages():
    from balie.appointments.tests.factories import at

    assert subjects.standard.moment(at(9, 20), "nl") == "maandag 23 november om 9.20 uur"
    assert subjects.standard.moment(at(9, 20), "en") == "Monday 23 November at 9:20"
    assert subjects.standard.day(at(9, 20).date(), "en") == "Monday 23 November"


def test_an_owner_of_another_kind(gemeente):
    about = subjects.about("person:x")
    assert about.recipient is None and about.text("ready").startswith("U kunt het ophalen")


def test_every_standard_text_has_a_subject_and_a_body_in_both_languages(gemeente):
    from balie.messages import rules, standard

    parts = {"mail", "voet", "sms", "cosign_link"}
    names = sorted(path.stem for path in (standard.FOLDER / "nl").glob("*.md"))
    for language in ("nl", "en"):
        for name in names:
            assert (standard.FOLDER / language / f"{name}.md").exists(), (language, name)
            subject, body = rules.cut(standard.text(name, language, dienst="Paspoort", kenmerk="Z1"))
            assert name in parts or (subject and body and "{" not in subject + body), (language, name)


def test_the_clock_of_a_message_is_ours(gemeente, run_jobs):
    with clock.frozen(clock.now()) as moment:
        _, _, application = cases.zaak()
        with cases.submitted(application):
            run_jobs()
    assert {message.created for message in Message.objects.all()} == {moment}


@pytest.mark.parametrize("mail", ["jo@voorbeeld.example", ""])
def test_who_did_not_log_in_hears_of_it_at_the_address_they_gave(gemeente, postman, run_jobs, mail):
    """The whole message, since there is no inbox for them; without an address nobody is written to."""
    start, end = forms.SERVICE.index("cosign:"), forms.SERVICE.index("zaak:")
    began, until = forms.SERVICE.index("facts:"), forms.SERVICE.index("pages:")
    forms.publish((forms.SERVICE[start:end], ""), (forms.SERVICE[began:until], ""), ("login: {digid: midden}\n", ""), (forms.PEOPLE, ""),
                  (forms.COST, ""), ("buur_email, type: email,", "buur_email, type: email, autocomplete: email,"))
    token = forms.TOKEN
    view = forms.fill(applications.start(service="speelstraat", resident=None, token=token), token=token, buur_email=mail)
    applications.submit(application_id=view.id, resident=None, token=token)
    run_jobs(), run_jobs()
    assert [(each.subject, "Dank u." in each.text, each.address) for each in postman.sent if each.subject == "Ontvangen"] == (
        [("Ontvangen", True, mail)] if mail else [])  # fmt: skip
    assert not Message.objects.exists() and Delivery.objects.filter(kind="received").count() == bool(mail)
