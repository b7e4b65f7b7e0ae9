"""The calendar of events, and every way in which it gives no answer."""
import json

import pytest

ADDRESS = "/opzoeken/evenementenkalender?datum={}"


def ask(call, day: str = "2026-04-27", **headers):
    response = call("GET", ADDRESS.format(day), **headers or {"x_api_key": call.place.config.keys["lookup"]})
    return response.status_code, response


def test_a_day_with_and_a_day_without(call):
    status, response = ask(call)
    assert status == 200 and json.loads(response.content)["results"][0]["naam"] == "Koningsmarkt"
    assert json.loads(ask(call, "2026-04-28")[1].content) == {"count": 0, "results": []}


def test_it_needs_its_key_and_a_day(call):
    assert ask(call, x_api_key="other")[0] == 401 and ask(call, "27 april")[0] == 400


@pytest.mark.parametrize(("fault", "status"), [("redirect", 302), ("page", 200), ("huge", 200), ("wrong", 200)])
def test_other_answers(call, fault, status):
    call.fault("kalender", fault)
    got, response = ask(call)
    assert got == status
    assert {"redirect": response.headers.get("Location", "").startswith("https://elders"), "page": response.content.startswith(b"<!doctype"),
            "huge": len(response.content) > 256 * 1024, "wrong": b"misschien" in response.content}[fault]
    call.fault("kalender", "off")
    assert b"Koningsmarkt" in ask(call)[1].content
