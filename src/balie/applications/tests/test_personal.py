"""What the law gives: a copy of everything, and erasure of what is nobody's record."""
import json
from uuid import uuid4

import pytest

from balie.applications import handlers, public
from balie.applications.models import Application, Cosigner
from balie.applications.tests import factories
from balie.documents import public as documents
from balie.kernel.models import AuditEntry
from balie.payments import public as payments
from balie.payments.events import PaymentPaid
from balie.registers import public as registers

MUSIC = {"muziek": "ja", "luid": "zacht"}
BUUR = {"buur_email": "buur@voorbeeld.example"}


def answered(resident, *, agree: bool):
    public.answer(token=Cosigner.objects.latest("asked").token, agree=agree, resident=resident)


def test_a_copy_holds_the_answers_in_words_and_what_registers_said(jo):
    parent = factories.resident(factories.PARENT_BSN)
    view = factories.filled(jo, parent=parent.person_id, toelichting="Voor de buurt", kind="kind-1")
    factories.upload(view, name="tekening.pdf")
    copy = public.export_for(jo.person_id)
    (one,) = copy["aanvragen"]
    assert json.dumps(copy) and (one["aanvraag"], one["stand"]) == ("Speelstraat aanvragen", "Nog niet verstuurd")
    assert one["antwoorden"]["Wilt u iets zeggen?"] == "Voor de buurt" and one["antwoorden"]["Welk kind helpt?"] == "Bo de Wit"
    assert one["uit_registers"] == {"persoon": {"naam": "J. de Wit", "kinderen": [{"naam": "Bo de Wit"}]}}
    assert one["documenten"] == ["tekening.pdf"] and "brp" in one["bronnen"]
    assert str(parent.person_id) not in json.dumps(copy)
    assert AuditEntry.objects.filter(action="inzageverzoek.aanvragen", subject=jo.person_id).count() == 1


def test_a_copy_holds_every_state_and_nobody_elses(jo, bo):
    factories.sent(jo, **MUSIC)
    factories.sent(jo)
    public.withdraw(application_id=factories.sent(jo, **BUUR).id, resident=jo)
    factories.draft(bo)
    stands = sorted(each["stand"] for each in public.export_for(jo.person_id)["aanvragen"])
    assert stands == ["Gestopt", "Verstuurd", "Wacht op betaling"]
    assert public.export_for(uuid4()) == {"aanvragen": [], "ondertekeningen": []}


def test_an_answer_to_what_is_not_asked_any_more_is_in_the_copy_too(jo):
    view = factories.filled(jo, **MUSIC)
    factories.save(view, "plan", of=jo, kinderen="30", muziek="nee", luid="zacht")
    assert public.export_for(jo.person_id)["aanvragen"][0]["antwoorden"]["luid"] == "zacht"


def test_who_signed_finds_it_in_their_own_copy(jo, bo):
    factories.sent(jo, **BUUR)
    answered(bo, agree=True)
    (one,) = public.export_for(bo.person_id)["ondertekeningen"]
    assert (one["aanvraag"], one["als"], one["stand"]) == ("Speelstraat aanvragen", "Uw buur", "Akkoord") and one["beantwoord"]
    assert public.export_for(bo.person_id)["aanvragen"] == []
    assert public.export_for(jo.person_id)["aanvragen"][0]["medeondertekenaars"][0]["e-mail"] == "buur@voorbeeld.example"


def test_an_organisation_has_a_copy_too(service):
    company = factories.organisation()
    public.start(service="speelstraat", resident=company)
    assert len(public.export_for(company.person_id)["aanvragen"]) == 1
    public.erase(company.person_id)
    assert not Application.objects.exists()


def test_erasing_takes_everything_that_did_not_become_a_zaak(jo, bo):
    draft, others = factories.draft(jo), factories.draft(bo)
    factories.upload(draft)
    factories.upload(others)
    sent, to_pay, signing = factories.sent(jo), factories.sent(jo, **MUSIC), factories.sent(jo, **BUUR)
    public.withdraw(application_id=factories.sent(jo, **BUUR).id, resident=jo)
    registers.give(person_id=jo.person_id, owner=draft.owner, asks=[registers.Ask(source="brp", fields=("persoon.naam",), purpose="x")])
    public.erase(jo.person_id)
    left = set(Application.objects.values_list("pk", flat=True))
    assert left == {sent.id, others.id} and not left & {draft.id, to_pay.id, signing.id}
    assert documents.documents_of_owner(draft.owner) == [] and len(documents.documents_of_owner(others.owner)) == 1
    assert not any(each.active for each in registers.consents_of(jo.person_id)) and not Cosigner.objects.exists()
    assert AuditEntry.objects.filter(action="gewist.aanvragen", subject=jo.person_id).count() == 1


def test_money_for_what_was_erased_goes_back(jo, monkeypatch):
    view, refunds = factories.sent(jo, **MUSIC), []
    monkeypatch.setattr(payments, "refund", lambda **refund: refunds.append(refund))
    public.erase(jo.person_id)
    handlers.complete_when_paid(PaymentPaid(payment_id=view.payment_id, owner=view.owner))
    assert [(each["payment_id"], each["amount"]) for each in refunds] == [(view.payment_id, view.price)]


@pytest.mark.parametrize(("agree", "person"), [(True, True), (False, False)])
def test_a_signature_stays_as_long_as_what_it_stands_under(jo, bo, agree, person):
    """What somebody agreed to and became a zaak, is part of it; what came to nothing forgets them. The address to ask them goes anyway."""
    factories.sent(jo, **BUUR)
    answered(bo, agree=agree)
    public.erase(bo.person_id)
    row = Cosigner.objects.get()
    assert (row.person_id == bo.person_id, row.email) == (person, "")


def test_a_question_that_is_still_open_stays_asked(jo):
    parent = factories.resident(factories.PARENT_BSN)
    factories.sent(jo, kind="kind-1", parent=parent.person_id)
    public.erase(parent.person_id)
    assert Cosigner.objects.get().person_id == parent.person_id


def test_destroyed_with_its_zaak(jo):
    view = factories.filled(jo)
    view = factories.save(view, "wie", of=jo, given={"bijlage": [factories.upload(view)]}).application
    public.submit(application_id=view.id, resident=jo)
    kept = factories.sent(jo)
    public.destroy(application_id=view.id)
    assert list(Application.objects.values_list("pk", flat=True)) == [kept.id] and documents.documents_of_owner(view.owner) == []
    public.destroy(application_id=view.id)  # gone is gone
