"""The vault: a BSN is in no row that can be read without the key, comes out on record only, and survives a change of keys."""
import pyotp
import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.db import connection

from balie.identity import public as identity
from balie.identity.models import Person
from balie.kernel import crypto, rotation, tenancy
from balie.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db
CANARY = "999993653"
OTHERS = ["999990019", "999995935", "999994888"]


def dump() -> str:
    """Every row of every table of Balie, as text, bytes as hex and as what they spell."""
    rows = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f'select t::text from "{model._meta.db_table}" t')
            rows += [row[0] for row in cursor.fetchall()]
    return "\n".join(rows)


def holds(text: str, bsn: str) -> bool:
    return bsn in text or bsn.encode().hex() in text


def test_no_bsn_in_any_table(gemeente):
    person_id = identity.person_for_bsn(CANARY)
    identity.bsn_of(person_id, purpose="Test")
    identity.update_contact(person_id=person_id, email="iemand@voorbeeld.nl")
    assert not holds(dump(), CANARY)


def test_control_a_bsn_in_a_row_would_be_found(gemeente):
    person_id = identity.person_for_bsn(CANARY)
    identity.remember_name(person_id=person_id, name=f"Iemand {CANARY}")
    assert holds(dump(), CANARY)
    Person.objects.update(name="", bsn_sealed=CANARY.encode())
    assert holds(dump(), CANARY)


def test_the_same_person_has_one_id(gemeente):
    assert identity.person_for_bsn(CANARY) == identity.person_for_bsn(CANARY)
    found = identity.persons_for_bsns([CANARY, *OTHERS])
    assert len(set(found.values())) == 4 and found[CANARY] == identity.person_for_bsn(CANARY)
    assert Person.objects.count() == 4


def test_several_people_take_three_queries(gemeente, django_assert_num_queries):
    with django_assert_num_queries(5):  # look up, insert, look up, and a savepoint around them
        identity.persons_for_bsns(OTHERS)


def test_another_municipality_knows_another_id(gemeente, other_gemeente):
    here, mark = identity.person_for_bsn(CANARY), bytes(Person.objects.get().bsn_fingerprint)
    with tenancy.scope(other_gemeente):
        assert identity.person_for_bsn(CANARY) != here
        assert bytes(Person.objects.get().bsn_fingerprint) != mark
        with pytest.raises(identity.NotFound):
            identity.bsn_of(here, purpose="Test")


def test_out_of_the_vault_is_on_record(gemeente):
    person_id = identity.person_for_bsn(CANARY)
    assert identity.bsn_of(person_id, purpose="Bevragen van de BRP", legal_basis="Wet BRP") == CANARY
    entry = AuditEntry.objects.get(action="bsn.gebruikt")
    assert (entry.subject, entry.purpose, entry.legal_basis) == (person_id, "Bevragen van de BRP", "Wet BRP")
    with pytest.raises(ValueError):
        identity.bsn_of(person_id, purpose="")


@pytest.mark.parametrize("wrong", ["123456789", "", "12345", "abc", "99999365399"])
def test_a_number_that_is_no_bsn_is_refused_without_repeating_it(gemeente, wrong):
    with pytest.raises(identity.InvalidInput) as refusal:
        identity.person_for_bsn(wrong)
    assert not wrong or wrong not in str(refusal.value)


@pytest.fixture
def keys(monkeypatch):
    """Call it with the keys there are, newest first."""
    def are(*names: str):
        monkeypatch.setattr(type(settings.BALIE), "keys", lambda self: [name.encode().ljust(32) for name in names])
        crypto.forget_keys()

    yield are
    monkeypatch.undo()
    crypto.forget_keys()


def test_keys_change_while_people_come_and_go(gemeente, keys):
    keys("old")
    known = identity.persons_for_bsns(OTHERS)
    keys("new", "old")
    done = []
    for name, count in rotation.rotate(batch=1):
        assert name == "identity.people"
        done.append(count)
        assert identity.persons_for_bsns(OTHERS) == known, "everybody is found halfway"
        identity.person_for_bsn(CANARY)
    assert done == [1, 2, 3]
    assert set(rotation.left().values()) == {0}
    keys("new")
    assert identity.persons_for_bsns(OTHERS) == known
    assert all(identity.bsn_of(person_id, purpose="Test") == bsn for bsn, person_id in known.items())
    assert Person.objects.count() == 4


def test_second_factors_survive_a_change_of_keys(gemeente, keys):
    keys("old")
    secret = pyotp.random_base32()
    official = identity.add_official(email="roos@zonnedam.example", name="Roos", roles=["balie"])
    identity.set_totp(official_id=official.id, secret=secret)
    totp, codes = (Authenticator.objects.get(type=kind) for kind in ("totp", "recovery_codes"))
    code = codes.wrap().get_unused_codes()[0]
    keys("new", "old")
    assert rotation.left()["identity.second_factors"] == 2
    list(rotation.rotate())
    assert rotation.left()["identity.second_factors"] == 0
    keys("new")
    for row in (totp, codes):
        row.refresh_from_db()
    assert totp.wrap().validate_code(pyotp.TOTP(secret).now())
    assert code in codes.wrap().get_unused_codes()


def test_control_without_rotating_an_old_key_cannot_be_missed(gemeente, keys):
    keys("old")
    person_id = identity.person_for_bsn(CANARY)
    keys("new")
    with pytest.raises(crypto.CannotOpen):
        identity.bsn_of(person_id, purpose="Test")
    assert identity.person_for_bsn(CANARY) != person_id


def test_contact_details(gemeente):
    person_id = identity.person_for_bsn(CANARY)
    assert identity.contact_of(person_id).email == ""
    contact = identity.update_contact(person_id=person_id, email=" Naam@Voorbeeld.NL ", phone="06 12345678", by_sms=True)
    assert (contact.email, contact.phone, contact.by_sms) == ("Naam@voorbeeld.nl", "+31612345678", True)
    assert identity.update_contact(person_id=person_id, email="ander@voorbeeld.nl").phone == "+31612345678"
    for wrong in ({"email": "geen adres"}, {"phone": "12"}, {"language": "xx"}):
        with pytest.raises(identity.InvalidInput):
            identity.update_contact(person_id=person_id, **wrong)


def test_access_request_and_erasure(gemeente):
    person_id = identity.person_for_bsn(CANARY)
    identity.update_contact(person_id=person_id, email="naam@voorbeeld.nl")
    assert identity.export_for(person_id)["contact"]["e-mail"] == "naam@voorbeeld.nl"
    identity.erase(person_id)
    assert identity.export_for(person_id)["contact"] is None
    assert identity.person_for_bsn(CANARY) != person_id, "who was erased and comes back is somebody new"
