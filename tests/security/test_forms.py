"""No form of another site, no redirect to another site, no other host: CSRF on every POST, `next`, host headers, and who may frame us."""
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest

from tests.security import matrix, people

WITHOUT_TOKEN = {"portal:webhook"}  # called by the bank; its own token is in the address
EVIL = ["https://boos.example/", "//boos.example/", "/\\boos.example", "\\\\boos.example", "javascript:alert(1)",
        "https:boos.example", " //boos.example", "/%0d%0aSet-Cookie:%20a=b", "\thttps://boos.example", "////boos.example",
        "http:///boos.example", "/inloggen/?next=//boos.example"]


def let_in(policy: str) -> str:
    roles = ("owner", "parent", "teamleider", "balie", *people.ROLES)
    return next(role for role in roles if matrix.wanted(policy, role) in ("ja", "404", "tweede stap"))


def unprotected(world) -> list[str]:
    """POST routes that answer a form without a token with anything but 403."""
    found = []
    for route in matrix.routes():
        line = matrix.table()["routes"][route.key]
        if line["post"] in ("nobody", "not allowed", "staff reads", "leave", "machine"):  # a token in a header is sent by no form
            continue
        with people.undone():
            browser = people.client(world, let_in(line["post"]), enforce_csrf_checks=True, raise_request_exception=False)
            if browser.post(matrix.address(world, route), line.get("data", {})).status_code != 403:
                found.append(route.key)
    return found


def test_every_form_needs_the_token_of_its_own_page(world):
    assert set(unprotected(world)) == WITHOUT_TOKEN


def test_control_a_page_without_the_check_is_reported(world):
    with patch("django.middleware.csrf.CsrfViewMiddleware.process_view", lambda self, request, view, args, kwargs: None):
        assert len(unprotected(world)) > 20


def test_a_form_with_its_token_is_taken(world):
    browser = people.client(world, "visitor", enforce_csrf_checks=True)
    page = browser.get("/contact/")
    token = page.content.decode().partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    assert token and browser.post("/taal/", {"language": "en", "next": "/", "csrfmiddlewaretoken": token}).status_code == 302


def lands(response) -> str:
    """The host that a redirect leads to; empty for our own."""
    return urlsplit(response.headers.get("Location", "")).netloc


@pytest.mark.parametrize("evil", EVIL)
def test_no_redirect_leads_elsewhere(world, evil):
    owner, staff = people.client(world, "owner"), people.client(world, "teamleider")
    answers = [
        owner.get("/inloggen/", {"next": evil}), owner.post("/inloggen/verlengen/", {"next": evil}),
        owner.post("/taal/", {"next": evil, "language": "en"}),
        people.client(world, "visitor").post("/taal/", {"next": evil}), people.client(world, "visitor").post("/inloggen/verlengen/", {"next": evil}),
        staff.get("/werk/inloggen/", {"next": evil}), staff.post("/werk/inloggen/", {"next": evil, "login": "x", "password": "y"}),
    ]
    for answer in answers:
        target = answer.headers.get("Location", "/")
        assert lands(answer) == "" and target.startswith("/") and not target.startswith(("//", "/\\")), target
        assert "\r" not in target and "\n" not in target
    page = people.client(world, "visitor").get("/inloggen/", {"next": evil}).content.decode()
    assert "boos.example" not in page


def test_control_a_redirect_elsewhere_is_seen(world, monkeypatch):
    monkeypatch.setattr("balie.identity.public.safe_next", lambda target, default="/": target)
    assert lands(people.client(world, "owner").post("/inloggen/verlengen/", {"next": EVIL[0]})) == "boos.example"


HOSTS = ["boos.example", "zonnedam.boos.example", "localhost.boos.example", "", "local host", "127.0.0.1", "[::1", "LOCALHOST@x"]


@pytest.mark.parametrize("host", HOSTS)
def test_another_host_gets_nothing(world, host):
    answer = people.client(world, "owner").get("/mijn/", headers={"host": host})
    assert answer.status_code == 404 and b"boos" not in answer.content and not matrix.told(world, answer)


def test_a_forwarded_host_is_not_believed(world):
    """Links in mails are made with the host of the request: it must be one of the municipality."""
    browser = people.client(world, "owner", raise_request_exception=False)
    with people.undone(), patch("balie.messages.public.send_resume_link") as sent:
        browser.post(f"/aanvraag/{world.objects['draft']}/bewaren/", {"email": "a@b.example"}, headers={"x-forwarded-host": "boos.example"})
    assert urlsplit(sent.call_args.kwargs["link"]).netloc == "testserver"
