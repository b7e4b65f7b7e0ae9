"""Who has a part in a zaak besides the applicant: who asked by a mandate, and who agreed with a code; in the Rollen and in Mijn Balie."""
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache

from balie.applications.public import CosignView
from balie.cases import public
from balie.cases.elsewhere import parcel
from balie.cases.models import Rol, Zaak
from balie.cases.tests import factories
from balie.identity import public as identity
from balie.kernel import audit, clock


@pytest.fixture
def people(gemeente):
    cache.clear()
    return [factories.resident(identity.person_for_bsn(bsn)) for bsn in ("999993653", "999990019", "999990457")]


def given(ada, bo, services=("dakterras",)):
    _view, code = identity.give_mandate(
        resident=ada, giver_name="Ada", receiver_name="Bo", services=services, until=clock.today() + timedelta(days=30),
    )
    return identity.accept_mandate(code=code, resident=bo)


def signed(**changes) -> CosignView:
    return CosignView(**{
        "id": uuid4(), "application_id": uuid4(), "service": "dakterras", "role": "buur", "name": "Uw buur", "text": "texts/akkoord.md",
        "status": "akkoord", "status_name": "Akkoord", "until": clock.today(), "applicant_id": None, "person_id": None,
        "email": "buur@voorbeeld.nl", "token": "t", "by": "code", "signed_name": "Kim van Dam",
    } | changes)


def roles() -> set:
    return {(rol.roltype.omschrijving_generiek, rol.indicatie_machtiging, rol.person_id, rol.afwijkende_naam_betrokkene)
            for rol in Rol.objects.select_related("roltype")}


def test_both_stand_in_the_zaak_as_the_standard_says(people):
    ada, bo, _other = people
    factories.zaak(person_id=ada.person_id, mandate_id=given(ada, bo).id)
    assert roles() == {("initiator", "machtiginggever", ada.person_id, ""), ("belanghebbende", "gemachtigde", bo.person_id, "")}


def test_control_without_a_mandate_there_is_the_applicant_alone(people):
    factories.zaak(person_id=people[0].person_id)
    assert roles() == {("initiator", "", people[0].person_id, "")}


def test_both_see_it_until_the_mandate_ends_and_nobody_else_does(people):
    ada, bo, other = people
    by = given(ada, bo)
    given(other, bo), given(ada, other, services=("iets-anders",))
    zaak_id, *_ = factories.zaak(person_id=ada.person_id, mandate_id=by.id)
    for who in (ada, bo):
        assert public.zaak_of_resident(who, zaak_id).line.zaak_id == zaak_id and len(public.mijn_balie(who).running) == 1
    with pytest.raises(public.NotFound):
        public.zaak_of_resident(other, zaak_id)
    with clock.frozen(clock.now() + timedelta(days=31)), pytest.raises(public.NotFound):
        public.zaak_of_resident(bo, zaak_id)
    identity.end_mandate(mandate_id=by.id, resident=ada)
    with pytest.raises(public.NotFound):
        public.zaak_of_resident(bo, zaak_id)
    assert public.mijn_balie(bo).running == () and public.zaak_of_resident(ada, zaak_id)


def test_the_applicant_sees_who_looked_and_why(people):
    ada, bo, _other = people
    zaak_id, *_ = factories.zaak(person_id=ada.person_id, mandate_id=given(ada, bo).id)
    public.zaak_of_resident(ada, zaak_id), public.zaak_of_resident(bo, zaak_id)
    assert [each.purpose for each in audit.history_of(ada.person_id) if each.action == "zaak.bekeken"] == [
        "Inzage met een machtiging", "Inzage in eigen zaak"]


def test_the_page_names_the_other_to_each(people):
    ada, bo, _other = people
    for who, name in ((ada, "Ada Vos"), (bo, "Bo Bakker")):
        identity.remember_name(person_id=who.person_id, name=name)
    zaak_id, *_ = factories.zaak(person_id=ada.person_id, mandate_id=given(ada, bo).id)
    assert [(each.role, each.name) for each in public.zaak_of_resident(ada, zaak_id).parties] == [("Gemachtigde", "Bo Bakker")]
    assert [(each.role, each.name) for each in public.zaak_of_resident(bo, zaak_id).parties] == [("Initiator", "Ada Vos")]


def test_who_agreed_with_a_code_is_a_party_by_name(people):
    ada, bo, _other = people
    cosigners = (signed(), signed(role="andere", signed_name="", person_id=bo.person_id, by="login"))
    zaak_id, *_ = factories.zaak(person_id=ada.person_id, cosigners=cosigners)
    assert roles() == {("initiator", "", ada.person_id, ""), ("mede_initiator", "", None, "Kim van Dam"), ("mede_initiator", "", bo.person_id, "")}
    by_code = Rol.objects.get(afwijkende_naam_betrokkene="Kim van Dam")
    assert (by_code.betrokkene_type, by_code.betrokkene_identificatie, by_code.roltoelichting) == (
        "natuurlijk_persoon", {"geslachtsnaam": "Kim van Dam"}, "buur")
    assert [each.name for each in public.zaak_of_resident(ada, zaak_id).parties] == ["Kim van Dam", identity.name_of(bo.person_id)]


def test_control_who_did_not_agree_is_no_party(people):
    zaak_id, *_ = factories.zaak(person_id=people[0].person_id, cosigners=(signed(signed_name="", status="geweigerd"),))
    assert len(roles()) == 1 and public.zaak_of_resident(people[0], zaak_id).parties == ()
    assert Zaak.objects.get().mandate_id is None


def test_another_system_gets_them_as_the_standard_says(people):
    ada, bo, _other = people
    zaak_id, *_ = factories.zaak(person_id=ada.person_id, mandate_id=given(ada, bo).id, cosigners=(signed(),))
    found = {(each.role, each.mandate, *each.identification.items()) for each in parcel._people(Zaak.objects.get(pk=zaak_id))}
    assert found == {
        ("initiator", "machtiginggever", ("inpBsn", "999993653")), ("belanghebbende", "gemachtigde", ("inpBsn", "999990019")),
        ("mede_initiator", "", ("geslachtsnaam", "Kim van Dam")),
    }
