"""Which addresses the town sends browsers and callbacks to: this machine only."""
from __future__ import annotations

from urllib.parse import urlsplit


def is_local(address: str) -> bool:
    """True for http(s) on localhost, a *.localhost name or the loopback address, without user name or fragment."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    host = parts.hostname or ""
    known = host in ("localhost", "127.0.0.1", "::1") or host.endswith(".localhost")
    return known and parts.scheme in ("http", "https") and not parts.fragment and not parts.username
