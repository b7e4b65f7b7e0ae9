"""Applicaties are in order or are not made: the rules of the standard, everything wrong at once, and the database as the last guard."""
from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from balie.kernel import rotation, tenancy
from balie.kernel.audit.models import AuditEntry
from balie.kernel.tenancy import scope
from balie.kernel.testing import make_gemeente
from balie.zgw import errors
from balie.zgw.autorisaties import actions, secrets
from balie.zgw.autorisaties.rules import Given
from balie.zgw.autorisaties.tests.world import SECRET, ZAAKTYPE, make_client, zaken
from balie.zgw.models import Applicatie, Autorisatie, ClientId, Wijziging

NRC = Given("nrc", ("notificaties.consumeren",))


def refused(**about) -> set[tuple[str, str]]:
    with pytest.raises(errors.Invalid) as caught:
        actions.create_applicatie(**{"client_ids": ("x",), "label": "X", "autorisaties": (NRC,)} | about)
    return {(each.name, each.code) for each in caught.value.params}


def test_it_is_made_with_everything(gemeente):
    row = actions.create_applicatie(client_ids=("b", "a"), label="Het zaaksysteem", autorisaties=(zaken("zaken.lezen"), NRC))
    assert list(row.clients.order_by("place").values_list("client_id", flat=True)) == ["b", "a"]
    assert [each.component for each in row.autorisaties.order_by("id")] == ["zrc", "nrc"]
    assert row.autorisaties.get(component="zrc").zaaktype == ZAAKTYPE


# -- rules


def test_ac_001_a_client_id_is_of_one_applicatie(gemeente):
    make_client("a")
    assert refused(client_ids=("a",)) == refused(client_ids=("b", "a")) == {("clientIds", "clientId-exists")}
    assert actions.create_applicatie(client_ids=("b",), label="B", heeft_alle_autorisaties=True), "control: another one is fine"


def test_ac_001_its_own_client_id_is_no_other(gemeente):
    row = make_client("a")
    actions.update_applicatie(applicatie_id=row.id, client_ids=("a", "c"), label="Nieuw")
    assert ClientId.objects.filter(applicatie=row).count() == 2
    make_client("b")
    with pytest.raises(errors.Invalid):
        actions.update_applicatie(applicatie_id=row.id, client_ids=("b",))


def test_ac_001_in_another_municipality_it_is_another(gemeente, other_gemeente):
    make_client("a")
    with tenancy.scope(other_gemeente):
        assert make_client("a")


def test_ac_001_the_database_refuses_it_too(gemeente):
    """Control: without any check of ours."""
    one, other = make_client("a"), make_client("b")
    with pytest.raises(IntegrityError), transaction.atomic():
        ClientId.objects.create(applicatie=other, client_id="a")
    assert one.clients.count() == 1


def test_ac_001_who_was_not_seen_is_seen_by_the_database(gemeente, monkeypatch):
    make_client("a")
    calls, real = [], actions.taken
    monkeypatch.setattr(actions, "taken", lambda *about: calls.append(1) or (set() if len(calls) == 1 else real(*about)))
    assert refused(client_ids=("b", "a")) == {("clientIds", "clientId-exists")}
    assert Applicatie.objects.count() == 1 and ClientId.objects.count() == 1, "nothing half done"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("with_secret", [False, True])
def test_ac_001_of_many_at_once_one_gets_it(with_secret):
    """Also when the client id waits with its secret: then they all want the same row."""
    town, outcomes = make_gemeente("zonnedam", "Zonnedam", "9991", ["testserver"]), []
    start = threading.Barrier(6)
    if with_secret:
        with scope(town):
            actions.set_secret(client_id="dezelfde", secret=SECRET)

    def attempt(number: int):
        try:
            with scope(town):
                start.wait(10)
                actions.create_applicatie(client_ids=("dezelfde", f"eigen-{number}"), label="X", heeft_alle_autorisaties=True)
            outcomes.append("made")
        except errors.Invalid as invalid:
            outcomes.append({each.code for each in invalid.params} == {"clientId-exists"} and "exists")
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=[number]) for number in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert sorted(outcomes) == ["exists"] * 5 + ["made"]
    with scope(town), transaction.atomic():
        assert Applicatie.objects.count() == 1 and ClientId.objects.count() == 2


def test_ac_002_rights_are_given_one_way(gemeente):
    assert refused(heeft_alle_autorisaties=True) == {("nonFieldErrors", "ambiguous-authorizations-specified")}
    assert refused(autorisaties=()) == {("nonFieldErrors", "missing-authorizations")}
    assert actions.create_applicatie(client_ids=("y",), label="Y", heeft_alle_autorisaties=True), "control"


def test_ac_002_also_when_it_changes(gemeente):
    row = make_client("a", NRC)
    for change, code in (({"heeft_alle_autorisaties": True}, "ambiguous-authorizations-specified"), ({"autorisaties": ()}, "missing-authorizations")):
        with pytest.raises(errors.Invalid) as caught:
            actions.update_applicatie(applicatie_id=row.id, **change)
        assert [each.code for each in caught.value.params] == [code]
    actions.update_applicatie(applicatie_id=row.id, heeft_alle_autorisaties=True, autorisaties=())
    assert not Autorisatie.objects.exists()


@pytest.mark.parametrize(("given", "missing"), [
    (Given("zrc", ("zaken.lezen",)), {"zaaktype", "maxVertrouwelijkheidaanduiding"}),
    (Given("zrc", ("audittrails.lezen", "zaken.lezen"), zaaktype=ZAAKTYPE), {"maxVertrouwelijkheidaanduiding"}),
    (Given("drc", ("documenten.lezen",)), {"informatieobjecttype", "maxVertrouwelijkheidaanduiding"}),
    (Given("drc", ("documenten.lezen",), max_vertrouwelijkheidaanduiding="openbaar"), {"informatieobjecttype"}),
    (Given("brc", ("besluiten.lezen",)), {"besluittype"}),
    (Given("zrc", ("audittrails.lezen",)), set()), (Given("zrc", ()), set()), (Given("ztc", ("catalogi.lezen",)), set()),
    (Given("ac", ("autorisaties.lezen",)), set()), (Given("brc", ("besluiten.lezen",), besluittype=ZAAKTYPE), set()),
])  # fmt: skip
def test_ac_003_what_a_component_needs(gemeente, given, missing):
    if missing:
        assert refused(autorisaties=(NRC, given)) == {(f"autorisaties.1.{name}", "required") for name in missing}
    else:
        assert actions.create_applicatie(client_ids=("x",), label="X", autorisaties=(NRC, given))


def test_everything_wrong_is_said_at_once(gemeente):
    make_client("a")
    wrong = Given("zrc", ("zaken.lezen", ""), zaaktype="geen adres", max_vertrouwelijkheidaanduiding="onzin")
    found = refused(client_ids=("a", "", "x" * 51), label="", heeft_alle_autorisaties=True, autorisaties=(wrong, Given("xyz", ())))
    assert found == {
        ("clientIds", "clientId-exists"), ("clientIds.1", "blank"), ("clientIds.2", "max_length"), ("label", "blank"),
        ("nonFieldErrors", "ambiguous-authorizations-specified"), ("autorisaties.0.scopes.1", "blank"), ("autorisaties.0.zaaktype", "bad-url"),
        ("autorisaties.0.maxVertrouwelijkheidaanduiding", "invalid_choice"), ("autorisaties.1.component", "invalid_choice"),
    }
    assert Applicatie.objects.count() == 1


@pytest.mark.parametrize(("about", "name"), [
    ({"client_ids": ()}, "clientIds"), ({"label": "x" * 101}, "label"), ({"label": "a\x00b"}, "label"), ({"client_ids": ("a\nb",)}, "clientIds.0"),
    ({"autorisaties": (Given("nrc", ("x" * 101,)),)}, "autorisaties.0.scopes.0"),
    ({"autorisaties": (zaken("zaken.lezen", zaaktype="https://x.nl/" + "a" * 1000),)}, "autorisaties.0.zaaktype"),
])  # fmt: skip
def test_what_does_not_fit_is_refused(gemeente, about, name):
    assert {where for where, _ in refused(**about)} == {name}


# -- changing and removing


def test_what_is_not_among_the_changes_stays(gemeente):
    row = make_client("a", zaken("zaken.lezen"), alleen_is_gereed_voor_publicatie=True)
    actions.update_applicatie(applicatie_id=row.id, label="Anders")
    row.refresh_from_db()
    assert row.label == "Anders" and row.alleen_is_gereed_voor_publicatie
    assert row.clients.get().client_id == "a" and row.autorisaties.get().scopes == ["zaken.lezen"]


def test_new_autorisaties_take_the_place_of_all(gemeente):
    row = make_client("a", zaken("zaken.lezen"), NRC)
    actions.update_applicatie(applicatie_id=row.id, autorisaties=(zaken("zaken.aanmaken"),))
    assert [each.scopes for each in row.autorisaties.all()] == [["zaken.aanmaken"]]


def test_a_client_id_that_stays_keeps_its_secret(gemeente):
    row = make_client("a")
    actions.update_applicatie(applicatie_id=row.id, client_ids=("b", "a"))
    kept = row.clients.get(client_id="a")
    assert secrets.opened(kept.secret) == SECRET and kept.place == 1 and bytes(row.clients.get(client_id="b").secret) == b""


def test_removed_is_all_of_it(gemeente):
    row = make_client("a", NRC)
    actions.update_applicatie(applicatie_id=row.id, client_ids=("a", "zonder-geheim"))
    actions.delete_applicatie(applicatie_id=row.id)
    assert not (Applicatie.objects.exists() or Autorisatie.objects.exists())
    assert ClientId.objects.get().client_id == "a", "what has a secret waits for another applicatie"
    with pytest.raises(errors.NotFound):
        actions.delete_applicatie(applicatie_id=row.id)


def test_of_two_client_ids_the_other_stays_with_its_applicatie(gemeente):
    row = make_client("a")
    actions.update_applicatie(applicatie_id=row.id, client_ids=("a", "b"))
    actions.remove_client_id(client_id="a")
    assert row.clients.get().client_id == "b"
    actions.remove_client_id(client_id="b")
    assert not Applicatie.objects.exists()
    with pytest.raises(errors.NotFound):
        actions.remove_client_id(client_id="b")


def test_another_municipality_cannot_touch_it(gemeente, other_gemeente):
    row = make_client("a")
    with tenancy.scope(other_gemeente):
        for act in (lambda: actions.delete_applicatie(applicatie_id=row.id), lambda: actions.update_applicatie(applicatie_id=row.id, label="x"),
                    lambda: actions.remove_client_id(client_id="a"), lambda: actions.make_token(client_id="a")):
            with pytest.raises(errors.NotFound):
                act()
        actions.set_secret(client_id="a", secret="een-ander-goed-geheim")
    assert secrets.opened(ClientId.objects.get().secret) == SECRET


# -- secrets


def test_the_secret_is_sealed_and_is_rotated(gemeente):
    make_client("a")
    row = ClientId.objects.get()
    assert SECRET.encode() not in bytes(row.secret) and secrets.opened(row.secret) == SECRET
    assert rotation.registered()["zgw"].contexts == {"zgw_clientid.secret": secrets.SEALED}


@pytest.mark.parametrize("secret", ["kort", "x" * 15, "x" * 256, "met een\nregeleinde erin", "met een\x00 erin hoor"])
def test_an_unfit_secret_is_refused(gemeente, secret):
    make_client("a")
    with pytest.raises(errors.Invalid):
        actions.set_secret(client_id="a", secret=secret)
    assert secrets.opened(ClientId.objects.get().secret) == SECRET
    actions.set_secret(client_id="a", secret="x" * 16)


def test_a_new_secret_is_long_and_fits(gemeente):
    assert len({secrets.new_secret() for _ in range(50)}) == 50
    assert not secrets.fault(secrets.new_secret()) and len(secrets.new_secret()) >= 43


def test_what_is_done_is_on_record_without_secrets(gemeente):
    row = make_client("a")
    actions.update_applicatie(applicatie_id=row.id, label="Anders")
    actions.delete_applicatie(applicatie_id=row.id)
    found = AuditEntry.objects.filter(object_ref=f"applicatie:{row.id}").order_by("id")
    assert [each.action for each in found] == ["applicatie.gemaakt", "applicatie.geheim_gezet", "applicatie.gewijzigd", "applicatie.verwijderd"]
    assert SECRET not in str([each.details for each in found])


def test_who_follows_the_kanaal_is_told_of_every_change(gemeente):
    """Also of what Balie itself does; who came over the API is told by the API."""
    row = make_client("a")
    actions.update_applicatie(applicatie_id=row.id, client_ids=("a", "b"))
    actions.remove_client_id(client_id="b")
    actions.delete_applicatie(applicatie_id=row.id)
    make_client("c")
    actions.remove_client_id(client_id="c")
    told = Wijziging.objects.filter(kanaal="autorisaties").order_by("volgnummer").values_list("actie", flat=True)
    assert list(told) == ["create", "partial_update", "partial_update", "destroy", "create", "destroy"]
