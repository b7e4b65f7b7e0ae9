"""Which ports Balie takes."""
import socket
from contextlib import contextmanager

import pytest

from balie.runtime import ports
from balie.runtime.testing.house import free_port


@contextmanager
def taken(port, address="127.0.0.1"):
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen()
        yield


@pytest.fixture
def port():
    return free_port()


def test_the_wanted_one_and_its_neighbour(port):
    assert ports.pick(port, strict=True) == (port, port + 1, port + 25)


def test_a_taken_default_gives_the_next_free_one(port):
    with taken(port):
        first, town, mail = ports.pick(port, strict=False)
    assert first > port and len({first, town, mail}) == 3


def test_a_taken_port_that_was_asked_for_is_refused_with_advice(port):
    with taken(port), pytest.raises(ports.PortTaken, match=f"Port {port} is in use.*make run PORT={port + 1}"):
        ports.pick(port, strict=True)


def test_a_taken_neighbour_is_passed_by(port):
    with taken(port + 1):
        assert ports.pick(port, strict=True)[:2] == (port, port + 2)


def test_a_port_taken_on_the_other_loopback_address_counts(port):
    try:
        with taken(port, "::1"):
            assert not ports.is_free(port)
    except OSError:
        pytest.skip("no IPv6 on this machine")
    assert ports.is_free(port)


def test_the_ports_of_a_killed_run_are_taken_again(port):
    assert ports.pick(8000, strict=False, previous=[port, port + 3, port + 7]) == (port, port + 3, port + 7)


def test_after_some_patience_others_are_taken(port):
    with taken(port):
        assert port not in ports.pick(port, strict=False, previous=[port, port + 1, port + 26], patience=0.2)


def test_another_port_that_is_asked_for_goes_before_the_previous_one(port):
    assert ports.pick(port, strict=True, previous=[port + 40, port + 41, port + 42])[0] == port
