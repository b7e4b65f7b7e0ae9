"""Clients are remembered for some seconds, and never longer than what they may or sign with stays as it is."""
from __future__ import annotations

import pytest
from django.db import transaction

from balie.zgw import errors
from balie.zgw.autorisaties import actions, authenticate, memory
from balie.zgw.autorisaties.tests.world import SECRET, bearer, make_client, zaken
from balie.zgw.models import Applicatie


@pytest.fixture
def client(gemeente):
    return make_client("zaaksysteem", zaken("zaken.lezen"))


def test_other_rights_count_at_once(client):
    assert not authenticate(bearer()).may("zrc", "zaken.aanmaken")
    actions.update_applicatie(applicatie_id=client.id, autorisaties=(zaken("zaken.aanmaken"),))
    found = authenticate(bearer())
    assert found.may("zrc", "zaken.aanmaken") and not found.may("zrc", "zaken.lezen")


def test_another_secret_counts_at_once(client):
    old = bearer()
    authenticate(old)
    actions.set_secret(client_id="zaaksysteem", secret="een-heel-nieuw-geheim")
    with pytest.raises(errors.Forbidden):
        authenticate(old)
    assert authenticate(bearer(secret="een-heel-nieuw-geheim"))


def test_what_is_removed_opens_nothing(client):
    header = bearer()
    authenticate(header)
    actions.delete_applicatie(applicatie_id=client.id)
    with pytest.raises(errors.Forbidden):
        authenticate(header)


def test_a_client_id_that_was_taken_away_opens_nothing(client):
    header = bearer()
    authenticate(header)
    actions.update_applicatie(applicatie_id=client.id, client_ids=("anders",))
    with pytest.raises(errors.Forbidden):
        authenticate(header)
    actions.update_applicatie(applicatie_id=client.id, client_ids=("zaaksysteem",))
    assert authenticate(header), "its secret was kept: clients of the API remove and make applicaties anew"


def test_an_applicatie_that_is_made_anew_has_the_secret_that_was_agreed(gemeente):
    """The secret comes first, or stays: the standard's API knows no secrets."""
    actions.set_secret(client_id="zaaksysteem", secret=SECRET)
    header = bearer()
    for _ in range(2):
        with pytest.raises(errors.Forbidden):
            authenticate(header)
        row = actions.create_applicatie(client_ids=("zaaksysteem",), label="Nieuw", heeft_alle_autorisaties=True)
        assert authenticate(header)
        actions.delete_applicatie(applicatie_id=row.id)


@pytest.mark.parametrize("remove", [
    lambda row: actions.remove_client_id(client_id="zaaksysteem"), lambda row: actions.delete_applicatie(applicatie_id=row.id, with_secrets=True),
])
def test_who_removes_the_secret_too_removes_it_for_good(client, remove):
    remove(client)
    make = actions.create_applicatie(client_ids=("zaaksysteem",), label="Nieuw", heeft_alle_autorisaties=True)
    with pytest.raises(errors.Forbidden):
        authenticate(bearer())
    actions.set_secret(client_id="zaaksysteem", secret=SECRET)
    assert authenticate(bearer()).applicatie_id == make.id


def test_a_change_of_another_process_counts_within_seconds(client, monkeypatch):
    """Control: it is the time that does it. A row changed past the actions stays unseen until then."""
    moment = [1000.0]
    monkeypatch.setattr(memory.time, "monotonic", lambda: moment[0])
    memory.forget()
    assert not authenticate(bearer()).superuser
    Applicatie.objects.update(heeft_alle_autorisaties=True)
    moment[0] += memory.SECONDS - 0.1
    assert not authenticate(bearer()).superuser
    moment[0] += 0.2
    assert authenticate(bearer()).superuser and memory.SECONDS <= 5


def test_what_was_read_before_a_change_is_not_kept_after_it(client, monkeypatch):
    """A reader that is slow may not put back what a change just made old."""
    read = memory._read

    def slow(client_id):
        found = read(client_id)
        actions.set_secret(client_id="zaaksysteem", secret="een-heel-nieuw-geheim")
        return found

    memory.forget()
    monkeypatch.setattr(memory, "_read", slow)
    authenticate(bearer())
    monkeypatch.setattr(memory, "_read", read)
    with pytest.raises(errors.Forbidden):
        authenticate(bearer())


def test_it_is_bounded_and_forgets_the_oldest(gemeente, monkeypatch):
    monkeypatch.setattr(memory, "MOST_CLIENTS", 3)
    memory.forget()
    for number in range(6):
        make_client(f"client-{number}")
    for number in range(6):
        authenticate(bearer(f"client-{number}"))
        assert len(memory._known) <= 3
    assert (gemeente.pk, "client-5") in memory._known and (gemeente.pk, "client-0") not in memory._known


def test_who_is_unknown_is_not_remembered(client):
    memory.forget()
    for number in range(20):
        with pytest.raises(errors.Forbidden):
            authenticate(bearer(f"niemand-{number}"))
    assert memory._known == {}
    make_client("niemand-1")
    assert authenticate(bearer("niemand-1")), "and is known the moment it is made"


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_works_too():
    """Requests are not atomic when they are authenticated; row-level security shows nothing outside a transaction."""
    from balie.kernel.tenancy import scope
    from balie.kernel.testing import make_gemeente

    with scope(make_gemeente("zonnedam", "Zonnedam", "9991", ["testserver"])):
        with transaction.atomic():
            make_client("zaaksysteem", zaken("zaken.lezen"), secret=SECRET)
        memory.forget()
        assert authenticate(bearer()).may("zrc", "zaken.lezen")


@pytest.mark.django_db(transaction=True)
def test_what_was_read_of_a_change_that_is_undone_goes_with_the_commit_of_another():
    """`forget` comes again after the commit: who read in between read what was."""
    from balie.kernel.tenancy import scope
    from balie.kernel.testing import make_gemeente

    with scope(make_gemeente("zonnedam", "Zonnedam", "9991", ["testserver"])):
        row = make_client("zaaksysteem", zaken("zaken.lezen"))
        known = []
        with transaction.atomic():
            actions.update_applicatie(applicatie_id=row.id, autorisaties=(zaken("zaken.aanmaken"),))
            authenticate(bearer())
            known.append(dict(memory._known))
        assert known[0] and memory._known == {}
        assert authenticate(bearer()).may("zrc", "zaken.aanmaken")
