"""Plug-ins of kind "scanner": is this file dangerous? Chosen by BALIE_SCANNER: none, demo, failing or clamav://host:port.

A scanner has one method, `scan(content) -> str`: the name of what was found, or an empty text. It raises `ScannerDown` when it cannot
tell; the file is then refused for now, since a file that nobody looked at is not kept.
"""
from __future__ import annotations

import socket
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from balie.documents.checks import Refused
from balie.kernel import plugins

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
CHUNK = 64 * 1024


class ScannerDown(RuntimeError):
    """The scanner gave no answer."""


class NoScanner:
    def scan(self, content: bytes) -> str:
        return ""


class DemoScanner:
    """Knows one virus: the harmless EICAR test file."""

    def scan(self, content: bytes) -> str:
        return "EICAR" if EICAR in content else ""


class FailingScanner:
    def scan(self, content: bytes) -> str:
        raise ScannerDown("The failing scanner always fails.")


class ClamAV:
    """clamd over TCP, command INSTREAM."""

    def __init__(self, host: str, port: int, timeout: float = 10):
        self.address, self.timeout = (host, port), timeout

    def scan(self, content: bytes) -> str:
        try:
            with socket.create_connection(self.address, self.timeout) as line:
                line.sendall(b"zINSTREAM\0")
                for start in range(0, len(content), CHUNK):
                    part = content[start:start + CHUNK]
                    line.sendall(len(part).to_bytes(4, "big") + part)
                line.sendall(bytes(4))
                answer = line.makefile("rb").read().rstrip(b"\0\n").decode(errors="replace")
        except OSError as error:
            raise ScannerDown(str(error)) from error
        if answer.endswith(" FOUND"):
            return answer.removeprefix("stream: ").removesuffix(" FOUND")
        if answer.endswith(" OK"):
            return ""
        raise ScannerDown(answer or "no answer")


def _clamav() -> ClamAV:
    address = urlsplit(settings.BALIE.scanner)
    return ClamAV(address.hostname or "localhost", address.port or 3310)


def chosen() -> str:
    return settings.BALIE.scanner.split(":", 1)[0]


def check() -> None:
    """At start: is there such a scanner?"""
    plugins.check_setting("scanner", chosen(), setting="BALIE_SCANNER")


def finds(content: bytes) -> bool:
    """Whether the chosen scanner finds something. When it cannot look: no."""
    try:
        return bool(plugins.get("scanner", chosen()).scan(content))
    except ScannerDown:
        return False


def refuse_danger(content: bytes) -> None:
    """Raises `Refused` when the chosen scanner finds something, or cannot look."""
    try:
        found = plugins.get("scanner", chosen()).scan(content)
    except ScannerDown:
        raise Refused(_("Wij kunnen uw bestand nu niet controleren. Probeer het over een paar minuten opnieuw.")) from None
    if found:
        raise Refused(_("In dit bestand zit een virus. Stuur het niet. Kies een ander bestand."))


plugins.register("scanner", "none", NoScanner)
plugins.register("scanner", "demo", DemoScanner, default=True)
plugins.register("scanner", "failing", FailingScanner)
plugins.register("scanner", "clamav", _clamav)
