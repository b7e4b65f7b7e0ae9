"""One signer for each row of a group, invited by mail or by text message: everybody signs for themselves, once, and all of them must."""
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balie.applications import code_signing, cosigning, jobs, public
from balie.applications.models import Cosigner
from balie.applications.tests import factories
from balie.identity import public as identity
from balie.kernel import clock

FIRST = "      - {question: bijlage,"
GROUP = """\
      - question: eigenaren
        type: group
        label: Eigenaren
        required: false
        summary: "{{ naam }}"
        questions:
          - {question: naam, type: text, label: Naam}
          - {question: e_mail, type: email, label: E-mailadres, required: false}
          - {question: mobiel, type: phone, label: Mobiel nummer, required: false}
"""
RULE = ("  - {{role: eigenaar, name: De mede-eigenaar, for each: eigenaren, email: e_mail, phone: mobiel{by}, text: texts/eigenaar.md,"
        " term: 7 dagen}}\n")
TEXT = {"texts/eigenaar.md": "Tekent u?\n\nDag {{ naam }}, er komen {{ kinderen }} kinderen."}
AL, BO = "al@voorbeeld.example", "bo@voorbeeld.example"
MOBILE, OTHER = "+31612345678", "+31687654321"


@pytest.fixture(autouse=True)
def nobody_asked_before():
    cache.clear()


@pytest.fixture
def jo(gemeente):
    return factories.resident()


def publish(by: str = ", by: code") -> None:
    factories.publish((FIRST, GROUP + FIRST), ("cosign:\n", "cosign:\n" + RULE.format(by=by)), files=TEXT)


def filled(jo, *rows: dict):
    """A draft with these owners. `naam`, `e_mail` and `mobiel` as they are typed."""
    view = factories.on_the_second_page(jo)
    posted = {f"eigenaren-{at}-{name}": typed for at, row in enumerate(rows) for name, typed in row.items()}
    saved = factories.save(view, "wie", of=jo, **posted)
    assert saved.ok, saved.errors
    return saved.application


def sent(jo, *rows: dict):
    return public.submit(application_id=filled(jo, *rows).id, resident=jo)


def signers(view) -> list[Cosigner]:
    return list(Cosigner.objects.filter(application_id=view.id).order_by("row"))


def sign(cosigner, name: str, **more):
    fresh = public.ask_cosign_code(token=cosigner.token, resident=None)
    shown, wrong = public.answer_by_code(token=cosigner.token, agree=True, name=name, typed=fresh.code, resident=None, **more)
    assert wrong == ""
    return shown, fresh


THREE = ({"naam": "Al", "e_mail": AL}, {"naam": "Bo", "mobiel": "06 12345678"}, {"naam": "Cor", "e_mail": BO, "mobiel": "0687654321"})


def test_every_row_is_asked_and_all_must_agree(jo, names):
    publish()
    view = sent(jo, *THREE)
    al, bo, cor = signers(view)
    assert [(each.row, each.called, each.email, each.phone) for each in (al, bo, cor)] == [
        (1, "Al", AL, ""), (2, "Bo", "", MOBILE), (3, "Cor", BO, OTHER)]
    assert names()[1:] == ["CosignAsked"] * 3 and (al.until - clock.today()).days == 7
    sign(al, "Al de Boer"), sign(cor, "Cor Vos")
    assert factories.row(view).status == "ondertekenen", "control: one row is left"
    shown, fresh = sign(bo, "Bo Bakker")
    assert (fresh.channel, fresh.address) == ("sms", MOBILE) and shown.name == "De mede-eigenaar: Bo" and shown.channel == "sms"
    assert factories.row(view).status == "ingediend"
    assert [(each.name, each.signed_name) for each in public.submitted(view.id).cosigners] == [
        ("De mede-eigenaar: Al", "Al de Boer"), ("De mede-eigenaar: Bo", "Bo Bakker"), ("De mede-eigenaar: Cor", "Cor Vos")]


def test_mail_goes_before_a_text_message(jo):
    publish()
    cor = signers(sent(jo, *THREE))[2]
    fresh = public.ask_cosign_code(token=cor.token, resident=None)
    assert (fresh.channel, fresh.address) == ("email", BO)


def test_one_refusal_stops_it_for_all(jo):
    publish()
    view = sent(jo, *THREE)
    al = signers(view)[0]
    fresh = public.ask_cosign_code(token=al.token, resident=None)
    public.answer_by_code(token=al.token, agree=False, name="Al", typed=fresh.code, resident=None)
    assert factories.row(view).status == "ingetrokken" and [each.status for each in signers(view)] == ["geweigerd", "vervallen", "vervallen"]


def test_each_reads_of_their_own_row(jo):
    publish()
    al, bo, _ = signers(sent(jo, *THREE))
    assert "Dag Al, er komen 30 kinderen." in public.cosign_text(al.token) and "Dag Bo," in public.cosign_text(bo.token)


def test_nobody_signs_for_two_rows_or_for_themselves(jo):
    publish()
    identity.update_contact(person_id=jo.person_id, email="jo@voorbeeld.example", phone="0611111111", by_email=True, by_sms=True)
    cases = [
        (({"naam": "Al", "e_mail": AL}, {"naam": "Bo", "e_mail": AL.upper()}), code_signing.TWICE),
        (({"naam": "Al", "mobiel": "0612345678"}, {"naam": "Bo", "mobiel": "+31 6 12345678"}), code_signing.NUMBER_TWICE),
        (({"naam": "Al", "e_mail": AL, "mobiel": "0612345678"}, {"naam": "Bo", "mobiel": "0612345678"}), code_signing.NUMBER_TWICE),
        (({"naam": "Al", "e_mail": "jo@voorbeeld.example"},), code_signing.YOURSELF),
        (({"naam": "Al", "mobiel": "0611111111"},), code_signing.YOUR_NUMBER),
        (({"naam": "Al"},), code_signing.NOBODY_AT_ALL),
    ]
    for rows, said in cases:
        draft = filled(jo, *rows)
        with pytest.raises(public.NotReady) as wrong:
            public.submit(application_id=draft.id, resident=jo)
        assert (str(wrong.value), wrong.value.page) == (said, "wie"), rows
    assert sent(jo, {"naam": "Al", "e_mail": AL}, {"naam": "Bo", "mobiel": "0612345678"}).status == "ondertekenen", "control"


def test_by_login_one_person_answers_one_row(jo):
    publish(by="")
    view = sent(jo, {"naam": "Al", "e_mail": AL}, {"naam": "Bo", "e_mail": BO})
    first, second = signers(view)
    somebody, other = factories.resident(factories.OTHER_BSN), factories.resident(factories.PARENT_BSN)
    with pytest.raises(public.NotAllowed):
        public.answer(token=first.token, agree=True, resident=jo)
    assert public.answer(token=first.token, agree=True, resident=somebody).status == "akkoord"
    assert public.answer(token=first.token, agree=True, resident=somebody).status == "akkoord", "the same again does nothing"
    for agree in (True, False):
        with pytest.raises(public.NotAllowed, match=cosigning.AGAIN):
            public.answer(token=second.token, agree=agree, resident=somebody)
    assert factories.row(view).status == "ondertekenen"
    assert public.answer(token=second.token, agree=True, resident=other).status == "akkoord" and factories.row(view).status == "ingediend"


def test_the_term_and_the_reminder_are_per_row(jo, names):
    publish()
    view = sent(jo, *THREE)
    sign(signers(view)[0], "Al")
    names()
    with clock.frozen(clock.now() + timedelta(days=5)):
        jobs.watch_cosigners()
        jobs.watch_cosigners()
        assert names().count("CosignAsked") == 5, "three at first, and two reminders: once each, not of who answered"
    with clock.frozen(clock.now() + timedelta(days=9)):
        jobs.watch_cosigners()
    assert factories.row(view).status == "ingetrokken"


def test_who_can_be_reached_by_text_message_alone(jo):
    publish()
    draft = filled(jo, *THREE)
    assert public.texted(draft.plan, draft.state) == "wie"
    other = filled(jo, {"naam": "Al", "e_mail": AL, "mobiel": "0612345678"})
    assert public.texted(other.plan, other.state) == "", "control"


def test_what_is_kept_of_a_signer_is_exported_and_forgotten(jo):
    publish(by="")
    view = sent(jo, {"naam": "Al", "e_mail": AL, "mobiel": "0612345678"}, {"naam": "Bo", "e_mail": BO})
    told = public.export_for(jo.person_id)["aanvragen"][0]["medeondertekenaars"]
    assert [(each["rij"], each["telefoon"]) for each in told] == [("Al", MOBILE), ("Bo", "")]
    somebody = factories.resident(factories.OTHER_BSN)
    public.answer(token=signers(view)[0].token, agree=False, resident=somebody)
    public.erase(somebody.person_id)
    gone = signers(view)[0]
    assert (gone.person_id, gone.email, gone.phone, gone.called) == (None, "", "", "")


def test_more_rows_cost_no_query_more_to_read(jo):
    publish()
    one, many = sent(jo, THREE[0]), sent(jo, *THREE)

    def cost(view) -> int:
        with CaptureQueriesContext(connection) as asked:
            public.cosigners_of(view.id)
        return len(asked)

    cost(one)
    assert cost(one) == cost(many)
