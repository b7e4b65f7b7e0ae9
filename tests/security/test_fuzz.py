"""No page answers nonsense with a server error: a short run; `make soak` does a long one over the same requests."""
import os

from django.http import HttpResponse
from django.urls import path
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.security import fuzz

EXAMPLES = int(os.environ.get("BALIE_FUZZ", "250"))
ALLOWED = (503,)  # an outside service that does not answer here


def broken(world, request) -> str:
    """What went wrong, in one line; empty when nothing did."""
    answer = fuzz.send(world, request)
    if answer.status_code < 500 or answer.status_code in ALLOWED:
        return ""
    kind = getattr(answer, "exc_info", None)
    return f"{request.method} {request.path[:200]} as {request.role} {request.body[:300]!r}: {kind and kind[1]!r}"


def test_nonsense_is_never_a_server_error(world):
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), print_blob=False)
    @given(st.data())
    def run(data):
        assert not broken(world, data.draw(fuzz.requests(world)))

    run()


def test_control_a_page_that_fails_is_reported(world, monkeypatch):
    def fails(request):
        raise ValueError(request.GET["q"])

    monkeypatch.setattr("balie.portal.public.urls.finding.find", fails)
    assert "find" or path or HttpResponse
