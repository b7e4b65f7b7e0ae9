"""Every route × role × own, foreign and other municipality's object is listed in routes.yaml, tried with a real request, and tells nobody else."""
from django.db.models import Q
from django.http import HttpResponse
from django.urls import path

from balie.settings import urls
from tests.security import matrix, people


def test_every_route_is_listed():
    assert matrix.unlisted() == []


def test_every_line_names_known_policies_and_objects(world):
    for key, line in matrix.table()["routes"].items():
        for method in matrix.METHODS:
            assert line[method] in matrix.table()["policies"], key
    known = set(people.ROLES) | {"rest"}
    assert all(set(rule) <= known and (len(rule) == len(people.ROLES) or "rest" in rule) for rule in matrix.table()["policies"].values())


def test_everybody_gets_what_the_table_says_and_nobody_learns_what_is_another_s(world):
    found = matrix.findings(world)
    assert not found, "\n".join(found)


# -- controls ---------------------------------------------------------------------------------------------------------------

def test_control_a_route_that_is_not_listed_is_reported(monkeypatch):
    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, path("achterdeur/", lambda request: HttpResponse("open"), name="achterdeur")])
    assert "achterdeur is not in routes.yaml" in listed_again()


def test_control_a_line_without_a_route_is_reported(monkeypatch):
    monkeypatch.setattr(urls, "urlpatterns", urls.urlpatterns[1:])
    assert "api:ready in routes.yaml is no route" in listed_again()


def listed_again() -> list[str]:
    real = matrix.get_resolver
    try:
        from django.urls.resolvers import RegexPattern, URLResolver

        matrix.get_resolver = lambda: URLResolver(RegexPattern(r"^/"), urls.urlpatterns)
        return matrix.unlisted()
    finally:
        matrix.get_resolver = real


def test_control_a_guard_that_is_taken_away_is_reported(world, monkeypatch):
    monkeypatch.setattr("balie.applications.access.visible_to", lambda resident, token="": Q())
    found = matrix.findings(world, only="portal:done", roles=("visitor", "stranger"))
    assert any("GET portal:done as stranger: ja, should be 404" in each for each in found)
    assert any("tells" in each for each in found)


def test_control_an_official_s_permission_that_is_not_asked_is_reported(world, monkeypatch):
    monkeypatch.setattr("balie.identity.views.OfficialView.can", lambda self, permission: True)
    found = matrix.findings(world, only="workspace:zaak", roles=("beheerder",))
    assert found  # the list of zaken that this role may see says no as well: 404 instead of 403


def test_control_what_the_resident_typed_is_recognised(world):
    answer = people.client(world, "owner").get(f"/mijn/zaken/{world.objects['zaak']}/")
    assert set(matrix.told(world, answer)) >= {"Wilt u uw kanarie-bewijs sturen", "Mijn geheime bericht kanarievogel", "Kanariebewijs"}
