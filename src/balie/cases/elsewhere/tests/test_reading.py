"""The status there is read back, and when it is done there it is done here."""
from __future__ import annotations

from datetime import timedelta

import pytest

from balie.cases import public as cases
from balie.cases.elsewhere import reading
from balie.cases.elsewhere.tests import world
from balie.cases.models import Registration, Resultaat, WorkItem, Zaak
from balie.demo.zaaksysteem import catalogus, zaken
from balie.kernel import clock

State = Registration.State


def row() -> Registration:
    return Registration.objects.get()


def there(*, status: int = 1, result: str = "") -> None:
    """What an official of the other system does. `status`: which one, from 0."""
    (zaak,) = world.there()
    kinds = [each for each in catalogus.of("statustypen").values() if each["zaaktype"] == zaak["zaaktype"]]
    if result:
        found = catalogus.of("resultaattypen").values()
        zaken.set_result(zaak, next(each for each in found if each["zaaktype"] == zaak["zaaktype"] and each["omschrijving"] == result))
    zaken.set_status(zaak, kinds[status], zaken.now())


@pytest.fixture
def handed(other, run_jobs):
    zaak_id, resident, application = world.zaak(run_jobs=run_jobs)
    with world.factories.submitted(application):
        yield zaak_id, resident, application


def test_the_status_there_is_kept(handed):
    reading.poll(row().id)
    assert row().remote_status == "Ontvangen"
    there(status=1)
    reading.poll(row().id)
    assert row().remote_status == "In behandeling" and row().remote_since and row().state == State.DONE
    assert WorkItem.objects.get().state == "elders"


def test_done_there_is_done_here_with_the_same_result(handed):
    zaak_id, resident, _ = handed
    there(status=2, result="Verleend")
    reading.poll(row().id)
    assert row().state == State.ENDED and row().remote_result == "Verleend"
    assert Zaak.objects.get().einddatum and Resultaat.objects.get().resultaattype.omschrijving == "Verleend"
    assert cases.zaak_of_resident(resident, zaak_id).outcome == "Verleend"
    reading.poll(row().id)  # again: nothing more happens
    assert Resultaat.objects.count() == 1


def test_a_result_that_we_do_not_know_waits_for_an_official(handed, monkeypatch):
    there(status=2, result="Geweigerd")
    Resultaat.objects.all().delete()
    monkeypatch.setattr(reading, "_result", lambda zgw, zaak: "Afgebroken")
    reading.poll(row().id)
    assert row().state == State.ENDED and Zaak.objects.get().einddatum is None and WorkItem.objects.exists()


def test_no_answer_changes_nothing_and_is_asked_again(handed):
    world.faults.switch("zaaksysteem", "error")
    reading.poll(row().id)
    assert (row().state, row().remote_status) == (State.DONE, "")
    assert row().id not in reading.to_poll()
    with clock.frozen(clock.now() + timedelta(minutes=16)):
        assert reading.to_poll() == [row().id]


def test_what_we_took_back_is_not_asked_any_more(handed):
    Registration.objects.update(state=State.HERE, polled_at=None)
    assert reading.to_poll() == []


def test_control_a_zaak_that_is_not_closed_there_stays_open(handed):
    there(status=1)
    reading.poll(row().id)
    assert Zaak.objects.get().einddatum is None and not Resultaat.objects.exists()
