"""A zaak goes to another zaaksysteem, whole and once: also when the answer is lost, or somebody is killed halfway."""
from __future__ import annotations

import base64
from datetime import timedelta

import httpx2
import pytest

from balie.cases.elsewhere import running
from balie.cases.elsewhere.tests import world
from balie.cases.models import Registration, Task, WorkItem
from balie.kernel import clock
from balie.kernel.models import AuditEntry

State = Registration.State


def row() -> Registration:
    return Registration.objects.get()


def test_the_zaak_is_there_with_all_that_belongs_to_it(other, run_jobs):
    zaak_id, _, application = world.zaak(run_jobs=run_jobs)
    assert (row().state, row().error, row().tries) == (State.DONE, "", 1)
    (zaak,) = world.there()
    assert (zaak["identificatie"], zaak["url"]) == (application.kenmerk, row().url)
    (role,) = world.there("rol")
    assert (role["omschrijvingGeneriek"], role["betrokkeneIdentificatie"]) == ("initiator", {"inpBsn": world.BSN})
    values = {each["naam"]: each["waarde"] for each in world.there("eigenschap")}
    assert values == {"hoogte": "5", "kosten": "2501.00", "postcode": "1998AB"}  # what the zaaktype there does not know stays here
    (paper,) = world.there("document")
    assert paper["titel"] == "Bevestiging van uw aanvraag" and len(world.there("zio")) == 1 and len(world.there("status")) == 1
    assert base64.b64decode(other.made("enkelvoudiginformatieobjecten")[0].body["inhoud"]).startswith(b"%PDF")
    assert WorkItem.objects.get().state == "elders" and not Task.objects.exists()


def test_who_does_not_fit_the_rule_stays_here(other, run_jobs):
    world.zaak(hoogte="2.5", run_jobs=run_jobs)
    assert not Registration.objects.exists() and not other.calls and Task.objects.count() == 1


def test_doing_it_again_makes_nothing_twice(other, run_jobs):
    world.zaak(run_jobs=run_jobs)
    before = {kind: len(world.there(kind)) for kind in ("zaak", "rol", "eigenschap", "document", "zio", "status", "zaakobject")}
    Registration.objects.update(state=State.WAITING, made={}, url="")
    running.run(row().id)
    assert row().state == State.DONE
    assert {kind: len(world.there(kind)) for kind in before} == before and all(before[kind] for kind in ("zaak", "rol", "document"))


POSTS = ("zaken", "rollen", "zaakeigenschappen", "zaakobjecten", "enkelvoudiginformatieobjecten", "zaakinformatieobjecten", "statussen")


@pytest.mark.parametrize("ending", POSTS)
def test_an_answer_that_got_lost_leaves_nothing_double(other, run_jobs, ending):
    """The other side made it, and we never heard."""
    lost = []

    def lose(call) -> bool:
        once = call.method == "POST" and call.path.endswith(f"/{ending}") and not lost
        lost.extend([call] * once)
        return once

    other.lose = lose
    zaak_id, _, application = world.zaak(run_jobs=run_jobs)
    assert lost and row().state == State.WAITING and "geeft nu geen antwoord" in row().error and row().next_at > clock.now()
    with world.factories.submitted(application):
        run_jobs(later=True)
    assert (row().state, row().error) == (State.DONE, "")
    counts = {kind: len(world.there(kind)) for kind in ("zaak", "rol", "eigenschap", "document", "zio", "status", "zaakobject")}
    assert counts == {"zaak": 1, "rol": 1, "eigenschap": 3, "document": 1, "zio": 1, "status": 1, "zaakobject": 1}


def test_control_without_looking_first_there_would_be_two(other, run_jobs, monkeypatch):
    """The other side takes a second one when it has no identificatie of ours to know it by."""
    from balie.cases.elsewhere.sending import Sending

    monkeypatch.setattr(Sending, "_zaak", lambda self: None)
    monkeypatch.setattr("balie.cases.elsewhere.parcel._zaak", _nameless(__import__("balie.cases.elsewhere.parcel", fromlist=["_zaak"])._zaak))
    lost = []
    other.lose = lambda call: call.method == "POST" and call.path.endswith("/zaken") and not lost and not lost.append(call)
    _, _, application = world.zaak(run_jobs=run_jobs)
    with world.factories.submitted(application):
        run_jobs(later=True)
    assert len(world.there()) == 2


def _nameless(real):
    return lambda zaak: {name: value for name, value in real(zaak).items() if name != "identificatie"}


@pytest.mark.parametrize("ending", POSTS)
def test_killed_after_any_step_it_goes_on_where_it_was(other, run_jobs, ending):
    """What a killed process leaves: a row that somebody seems to be at, and no job."""
    class Killed(BaseException):
        pass

    killed = []

    def die(call) -> None:
        if call.method == "POST" and call.path.endswith(f"/{ending}") and not killed:
            killed.append(call)
            raise Killed

    _, _, application = world.zaak()
    other.before = die
    with world.factories.submitted(application):
        with pytest.raises(Killed):
            run_jobs()
        assert row().state == State.WAITING and row().busy_until
        assert running.run(row().id) is None and row().tries == 1  # somebody may still be at it
        assert running.left_behind() == []
        with clock.frozen(clock.now() + timedelta(minutes=20)):
            assert running.left_behind() == [row().id]
            running.run(row().id)
    assert row().state == State.DONE and len(world.there()) == 1 and len(world.there("rol")) == 1 and len(world.there("document")) == 1


@pytest.mark.parametrize(("fault", "said"), [("error", "heeft een storing (500)"), ("timeout", "heeft een storing (504)"), ("made", "storing (504)")])
def test_a_fault_there_is_waited_for_longer_each_time(other, run_jobs, fault, said):
    world.faults.switch("zaaksysteem", fault, 0)
    _, _, application = world.zaak(run_jobs=run_jobs)
    assert row().state == State.WAITING and said in row().error
    assert [running.wait_after(tries) for tries in (1, 2, 3, 9, 500)] == [timedelta(minutes=m) for m in (1, 2, 5, 360, 360)]
    world.faults.switch("zaaksysteem", "off")
    with world.factories.submitted(application):
        run_jobs(later=True)
    assert row().state == State.DONE and len(world.there()) == 1


@pytest.mark.parametrize(("status", "body", "said"), [
    (403, {"code": "permission_denied"}, "laat ons niet toe (403)"),
    (400, {"invalidParams": [{"name": "zaaktype", "code": "not-published", "reason": "Jan Jansen"}]}, "weigert zaken: 400 (zaaktype: not-published)"),
    (404, {}, "weigert zaken: 404"),
])
def test_a_refusal_waits_for_a_person_and_repeats_nothing_of_what_was_sent(other, run_jobs, status, body, said):
    other.spoil = lambda call: httpx2.Response(status, json=body) if call.method == "POST" and call.path.endswith("/zaken") else None
    world.zaak(run_jobs=run_jobs)
    assert row().state == State.REFUSED and said in row().error and "Jansen" not in row().error
    assert run_jobs(later=True) == []


@pytest.mark.parametrize(("old", "new", "said"), [
    ("zaaktype: TERRAS", "zaaktype: BESTAAT-NIET", "Zaaktype BESTAAT-NIET bestaat nu niet"),
    ("connection: vergunningen", "connection: onbekend", "koppeling “onbekend” bestaat niet"),
])
def test_what_is_set_wrong_is_said(other, run_jobs, old, new, said):
    world.zaak((old, new), run_jobs=run_jobs)
    assert row().state == State.REFUSED and said in row().error


def test_an_answer_that_is_no_json_is_a_fault(other, run_jobs):
    other.spoil = lambda call: httpx2.Response(200, text="<html>")
    world.zaak(run_jobs=run_jobs)
    assert row().state == State.WAITING and "niet kunnen lezen" in row().error


def test_the_bsn_leaves_the_vault_for_a_purpose_and_stays_out_of_addresses_and_the_trail(other, run_jobs):
    zaak_id, resident, _ = world.zaak(run_jobs=run_jobs)
    look = AuditEntry.objects.get(action="bsn.gebruikt")
    assert look.subject == resident.person_id and "Doorgeven" in look.purpose
    assert not [call for call in other.calls if world.BSN in call.path or world.BSN in str(call.query)]
    assert world.BSN not in str(list(AuditEntry.objects.values_list("details", "object_ref")))
    assert world.BSN not in str(Registration.objects.values())
    assert AuditEntry.objects.filter(action="document.gelezen", purpose__startswith="Doorgeven").exists()


def test_two_at_a_time_is_one(other, run_jobs):
    world.zaak()
    Registration.objects.update(busy_until=clock.now() + timedelta(minutes=1))
    assert running.run(row().id) is None and not other.calls


def test_who_asked_for_a_place_on_the_waiting_list_stays_here(other, run_jobs):
    world.zaak(outcome="wachtlijst", run_jobs=run_jobs)
    assert not Registration.objects.exists()


def test_the_access_request_says_where_it_went(other, run_jobs):
    from balie.cases import public

    _, resident, _ = world.zaak(run_jobs=run_jobs)
    (zaak,) = public.export_for(resident.person_id)["zaken"]
    assert zaak["doorgegeven_aan"] == [world.LABEL]


def test_destroying_the_zaak_destroys_what_we_kept_of_it(other, run_jobs):
    from balie.cases import public

    zaak_id, _, application = world.zaak(run_jobs=run_jobs)
    public.destroy(zaak_id=zaak_id)
    assert not Registration.objects.exists()


def test_taken_back_while_we_were_at_it_stays_here(other, run_jobs):
    from balie.cases import public
    from balie.cases.tests import factories

    zaak_id, _, application = world.zaak()
    official = factories.official("behandelaar")

    def take_back(call) -> None:
        if call.method == "POST" and call.path.endswith("/statussen"):
            public.elsewhere.take_back(zaak_id=zaak_id, official=official)

    other.before = take_back
    with world.factories.submitted(application):
        run_jobs()
    assert row().state == State.HERE and WorkItem.objects.get().state == "nieuw" and Task.objects.count() == 1
