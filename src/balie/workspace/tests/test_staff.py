"""Colleagues: seen by who leads, changed by who manages; somebody who manages always stays."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balie.identity import public as identity
from balie.kernel import tenancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def ilse(log_in):
    return log_in("beheerder", name="Ilse Brandsma")


def change(client, who, *, roles=("behandelaar",), teams=(), active="ja"):
    return client.post(f"/werk/medewerkers/{who.id}/", {"rollen": list(roles), "teams": list(teams), "inloggen": active})


def test_roles_and_teams_are_seen_and_changed(ilse, nadia, service):
    text = ilse.get("/werk/medewerkers/").content.decode()
    assert "Nadia Benali" in text and "Behandelaar · Bouwen" in text
    page = ilse.get(f"/werk/medewerkers/{nadia.official.id}/").content.decode()
    assert "Over de zaken van deze teams mag een behandelaar besluiten." in page and 'value="bouwen"' in page
    answer = change(ilse, nadia.official, roles=("behandelaar", "balie"), teams=("bouwen", "Burgerlijke stand"))
    assert answer.url == "/werk/medewerkers/?gedaan=gewijzigd"
    found = identity.official_of(nadia.official.id)
    assert (found.roles, found.teams) == (("balie", "behandelaar"), ("bouwen", "burgerlijke-stand"))
    change(ilse, nadia.official, active="nee")
    text = ilse.get("/werk/medewerkers/").content.decode()
    assert "Kan niet inloggen" in text and nadia.get("/werk/").status_code == 302


def test_who_decides_without_a_team_stands_out(ilse, nadia):
    assert "Zonder team" not in ilse.get("/werk/medewerkers/").content.decode()
    change(ilse, nadia.official)
    assert "Zonder team" in ilse.get("/werk/medewerkers/").content.decode()


def test_somebody_who_manages_stays(ilse):
    for wrong in ({"roles": ("behandelaar",)}, {"roles": ("beheerder",), "active": "nee"}):
        answer = change(ilse, ilse.official, **wrong)
        assert answer.status_code == 422 and "Er moet een beheerder blijven." in answer.content.decode()
    assert identity.official_of(ilse.official.id).roles == ("beheerder",)
    assert change(ilse, ilse.official, roles=()).status_code == 422


def test_who_leads_only_looks(log_in, nadia):
    boss = log_in("teamleider", name="Marlon Pinas")
    page = boss.get("/werk/medewerkers/")
    assert page.status_code == 200 and f"/werk/medewerkers/{nadia.official.id}/" not in page.content.decode()
    assert change(boss, nadia.official, roles=("beheerder",)).status_code == 403
    assert nadia.get("/werk/medewerkers/").status_code == 403


def test_colleagues_of_another_municipality_do_not_exist(ilse, other_gemeente):
    with tenancy.scope(other_gemeente):
        theirs = identity.add_official(email="sevda@waterrijk.example", name="Sevda Aksoy", roles=["teamleider"])
    assert change(ilse, theirs).status_code == 404 and "Sevda" not in ilse.get("/werk/medewerkers/").content.decode()


def test_the_list_costs_the_same_however_many_work_here(ilse, gemeente):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert ilse.get("/werk/medewerkers/").status_code == 200
        return len(seen)

    queries()
    few = queries()
    for number in range(8):
        identity.add_official(email=f"collega{number}@zonnedam.example", name=f"Collega {number}", roles=["behandelaar"], teams=["bouwen"])
    assert queries() == few <= 10
