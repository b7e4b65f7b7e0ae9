"""What no browser of a resident sends: too much, unknown, tampered with or sent again. Each gets a clear 4xx and changes nothing."""
import pytest

from balie.applications import public as applications
from balie.applications.models import Application
from balie.applications.tests import factories
from balie.portal.apply import strange
from balie.portal.tests.browser import browser, hidden

GOOD = {"kinderen": "30", "muziek": "nee"}


@pytest.fixture
def draft(jo, speelstraat):
    return factories.draft(jo.resident)


def at(draft, page: str = "plan") -> str:
    return f"/aanvraag/{draft.id}/stap/{page}/"


def kept(draft) -> tuple:
    row = Application.objects.get(pk=draft.id)
    return row.answers, row.revision, row.status, tuple(row.visited)


def refused(answer, status: int, sentence: str) -> bool:
    return answer.status_code == status and sentence in answer.text and "Traceback" not in answer.text


@pytest.mark.parametrize("field", [
    "prijs", "prijs_muziek", "toelichting", "kinderen_", "weg-alles", "nog-alles", "answers[muziek]", "__class__", "", "a" * 300,
])
def test_an_answer_that_the_page_does_not_ask_is_refused(jo, draft, field):
    before = kept(draft)
    answer = jo.post(at(draft), hidden(jo.get(at(draft)).text) | GOOD | {field: "0"})
    assert refused(answer, 400, "dat niet bij deze pagina hoort. Er is niets veranderd.") and kept(draft) == before
    assert field == "" or field not in answer.text or len(field) < 15, "what was sent is not repeated"


def test_control_without_the_check_it_would_be_taken(jo, draft, monkeypatch):
    monkeypatch.setattr(strange, "refuse", lambda *_: None)
    assert jo.post(at(draft), hidden(jo.get(at(draft)).text) | GOOD | {"prijs": "0"}).status_code == 302 and kept(draft)[0]


def test_control_what_a_page_does_send_is_taken(jo, draft):
    assert jo.post(at(draft), hidden(jo.get(at(draft)).text) | GOOD | {"luid": ""}).status_code == 302


@pytest.mark.parametrize("revision", ["", "-1", "99", "1e3", "０", "²", "0; drop table", "9" * 400, "null"])
def test_a_revision_that_was_tampered_with_keeps_nothing(jo, draft, revision):
    before = kept(draft)
    answer = jo.post(at(draft), GOOD | {"revision": revision})
    assert refused(answer, 409, "intussen ergens anders gewijzigd") and kept(draft) == before and 'value="30"' in answer.text


def test_a_step_that_is_sent_again_changes_nothing(jo, draft):
    sent = hidden(jo.get(at(draft)).text) | GOOD
    assert jo.post(at(draft), sent).status_code == 302
    after = kept(draft)
    assert jo.post(at(draft), sent | {"kinderen": "600"}).status_code == 409 and kept(draft) == after


def test_a_step_of_an_application_that_was_sent_changes_nothing(gemeente):
    factories.publish_open()
    visitor = browser()
    plan = visitor.get("/aanvragen/speelstraat/")["Location"]
    step = hidden(visitor.get(plan).text) | GOOD
    wie = visitor.post(plan, step)["Location"]
    check = visitor.post(wie, hidden(visitor.get(wie).text))["Location"]
    assert visitor.post(check, hidden(visitor.get(check).text))["Location"].endswith("/klaar/")
    before = list(Application.objects.values())
    answer = visitor.post(plan, step | {"kinderen": "31"})
    assert refused(answer, 409, "al verstuurd of gestopt") and list(Application.objects.values()) == before
    assert visitor.get(plan).status_code == 302, "who only looks is brought to where it goes on"
    assert 'href="/aanvraag/' in answer.text and "/klaar/" in answer.text


@pytest.mark.parametrize(("field", "value"), [
    ("kinderen", "[]"), ("kinderen", "{}"), ("kinderen", "1e9"), ("kinderen", "NaN"), ("kinderen", "0x1f"), ("kinderen", "9" * 500),
    ("kinderen", "-0"),
    ("muziek", "true"), ("muziek", "misschien"), ("muziek", "[\"ja\"]"),
])
def test_an_answer_of_another_kind_is_not_kept(jo, draft, field, value):
    answer = jo.post(at(draft), hidden(jo.get(at(draft)).text) | GOOD | {field: value})
    assert answer.status_code == 422 and field not in kept(draft)[0] and 'role="alert"' in answer.text


def test_a_person_of_somebody_else_is_nobody(jo, draft):
    jo.post(at(draft), hidden(jo.get(at(draft)).text) | GOOD)
    page = at(draft, "wie")
    jo.post(page, hidden(jo.get(page).text) | {"kind": "01a208b5-e29a-7472-bc6b-c3da5635091a"})
    assert applications.get(draft.id, resident=jo.resident).state.values["kind"] is None


@pytest.mark.parametrize("sent", [
    {f"rij-{number}-naam": "x" for number in range(10_000)},  # ten thousand rows
    {"luid": "a" * 6_000_000},
], ids=["rows", "text"])
def test_too_much_is_refused_whole(jo, draft, sent):
    before, form = kept(draft), hidden(jo.get(at(draft)).text)
    assert refused(jo.post(at(draft), form | GOOD | sent), 413, "te veel in één keer") and kept(draft) == before


class Body:
    """What a browser sends, which says so when somebody reads it."""

    def read(self, *_):
        raise AssertionError("read")

    readline = read


def large(client, draft, length: object):
    return client.generic("POST", at(draft), CONTENT_TYPE="multipart/form-data; boundary=x", CONTENT_LENGTH=str(length), **{"wsgi.input": Body()})


@pytest.mark.parametrize("length", [200_000_000, 110_000_001])
def test_a_request_of_200_megabytes_is_refused_before_it_is_read(jo, draft, length):
    before = kept(draft)
    answer = large(jo, draft, length)
    assert refused(answer, 413, "te veel in één keer") and kept(draft) == before


@pytest.mark.parametrize("length", ["-1", "veel", "1e3", "²"])
def test_a_length_that_is_no_number_is_refused(jo, draft, length):
    assert large(jo, draft, length).status_code == 413


def test_control_without_the_limit_it_would_be_read(jo, draft, settings):
    settings.REQUEST_MAX_SIZE = 10**12
    with pytest.raises(AssertionError, match="read"):
        large(jo, draft, 200_000_000)
