"""Error pages: each says in plain Dutch what happened and what to do, and tells nothing of what went wrong inside."""
import pytest

from balie.applications.tests import factories
from balie.portal.tests.browser import BSN, browser


@pytest.mark.parametrize("path", ["/bestaat-niet/", "/aanvraag/0190e0c0-0000-7000-8000-000000000001/", "/diensten/bestaat-niet/", "/verder/"])
def test_not_found_helps_to_search(visitor, path):
    response = visitor.get(path)
    assert response.status_code == 404 and "Deze pagina is er niet" in response.text and 'role="search"' in response.text


def test_an_error_of_ours_keeps_what_went_wrong_to_itself(gemeente, monkeypatch):
    def fails(**_):
        raise RuntimeError("geheim van de bakker")

    monkeypatch.setattr("balie.portal.public.pages.catalogue.list_services", fails)
    visitor = browser()
    visitor.raise_request_exception = False
    response = visitor.get("/")
    assert response.status_code == 500 and "Er ging bij ons iets mis" in response.text
    assert "geheim" not in response.text and "Traceback" not in response.text


def test_a_form_that_stood_open_too_long_changes_nothing_and_says_so(speelstraat):
    jo = browser(BSN, csrf=True)
    draft = factories.draft(jo.resident)
    response = jo.post(f"/aanvraag/{draft.id}/stoppen/")
    assert response.status_code == 403 and "Er is niets veranderd" in response.text
    assert factories.row(draft).status == "concept"


def test_too_many_fields_are_too_much(visitor):
    response = visitor.post("/taal/", {f"veld{number}": "x" for number in range(5000)})
    assert response.status_code == 413 and "te veel in één keer" in response.text


def test_an_unknown_host_is_nobodys_counter(visitor):
    assert visitor.get("/", headers={"host": "elders.example"}).status_code in (400, 404)


@pytest.mark.parametrize("path", ["/bestaat-niet/", "/"])
def test_every_page_may_run_no_script_of_another(visitor, path):
    policy = visitor.get(path)["Content-Security-Policy"]
    assert "'unsafe" not in policy and "default-src 'self'" in policy
