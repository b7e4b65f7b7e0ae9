"""The calendar of the demo town over real HTTP, with each of its faults."""
from datetime import timedelta

import pytest

from balie.demo.tests.conftest import call, place, town  # noqa: F401 - fixtures
from balie.registers.lookups import asking, connections
from balie.registers.lookups.tests.test_lookups import serving


def read(data):
    first = (data["results"] or [{}])[0]
    if first and not isinstance(first["bezet"], bool):
        raise ValueError("bezet is no yes_no")
    return {name: first[name] for name in ("bezet", "naam") if name in first}


@pytest.fixture
def served(gemeente, call):  # noqa: F811
    """The address of the town's calendar."""
    with serving() as server:

        def say():
            address, headers = server.asked[-1]
            response = call("GET", f"{address.path}?{address.query}", x_api_key=headers.get("X-Api-Key", ""))
            return response.status_code, {"Location": response.headers["Location"]} if "Location" in response.headers else {}, [response.content]

        server.say = say
        yield f"http://127.0.0.1:{server.server_address[1]}/opzoeken/evenementenkalender"


def connect(address: str):
    connections.set_connection(name="kalender", label="De kalender", address=address, header="X-Api-Key", secret="balie-demo-lookup-key")


def ask(day: str):
    return asking.consult(connection="kalender", parameters={"datum": day}, mark=day, keep=timedelta(0), read=read)


def test_it_answers(served):
    connect(served)
    assert ask("2026-04-27") == {"bezet": True, "naam": "Koningsmarkt"} and ask("2026-04-28") == {}


@pytest.mark.parametrize("fault", ["error", "refuse", "redirect", "page", "huge", "wrong"])
def test_with_each_fault_it_does_not(served, call, fault):  # noqa: F811
    connect(served)
    call.fault("kalender", fault)
    assert ask("2026-04-27") is None
    call.fault("kalender", "off")
    assert ask("2026-04-27") == {"bezet": True, "naam": "Koningsmarkt"}


def test_slow_and_silent(served, call, monkeypatch):  # noqa: F811
    monkeypatch.setattr(asking, "TIMEOUT", 0.3)
    connect(served)
    call.fault("kalender", "timeout", 1)
    assert ask("2026-04-27") is None
    call.fault("kalender", "slow", 0.05)
    assert ask("2026-04-27") is not None
