"""Picks the ports that Balie listens on: the one asked for, or the first free ones from 8000 up. Loopback only."""
from __future__ import annotations

import errno
import socket
from collections.abc import Sequence

from balie.runtime import processes

HOST = "127.0.0.1"
HIGHEST = 65_500


class PortTaken(Exception):
    """The port that was asked for is in use; the text is for the person at the console."""


def is_free(port: int) -> bool:
    """Whether nothing listens on `port`, on either loopback address (a browser may try both)."""
    for family, address in ((socket.AF_INET, HOST), (socket.AF_INET6, "::1")):
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except OSError as problem:
                if problem.errno == errno.EADDRINUSE or address == HOST:  # a machine without IPv6 refuses the other address altogether
                    return False
    return True


def listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex((HOST, port)) == 0


def pick(wanted: int, *, strict: bool, previous: Sequence[int] | None = None, patience: float = 6.0) -> tuple[int, int, int]:
    """Ports for the web, the demo town and its mail server.

    `strict`: the web gets `wanted` or `PortTaken` is raised. `previous`: the ports of a run that was killed just now; they are taken
    again, and its processes get `patience` seconds to be gone.
    """
    if previous and (previous[0] == wanted or not strict):
        if processes.wait_until(lambda: all(map(is_free, previous)), seconds=patience):
            return tuple(previous)
    first = wanted
    if not is_free(first):
        if strict:
            raise PortTaken(f"Port {first} is in use by another program. Choose another one: make run PORT={_next_free(first + 1)}")
        first = _next_free(first + 1)
    town = _next_free(first + 1)
    return first, town, _next_free(max(town + 1, first + 25))


def _next_free(start: int) -> int:
    for port in range(start, HIGHEST):
        if is_free(port):
            return port
    raise PortTaken("There is no free port on this machine.")
