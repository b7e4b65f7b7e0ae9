"""Whether an address lies under a root: the same scheme, machine and port, and a path below its path. A token goes nowhere else."""
from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

PORTS = {"http": 80, "https": 443}
_PLAIN = re.compile(r"[!-~]+")  # what an address may consist of: no spaces, no control characters, no other alphabet
_CLIMBS = re.compile(r"(^|/)\.{1,2}(/|$)")


def is_below(url: str, root: str) -> bool:
    """Says no to everything that two programs could read in two ways."""
    try:
        given, own = urlsplit(url), urlsplit(root.rstrip("/") + "/")
        if _machine(given) != _machine(own):
            return False
    except ValueError:
        return False
    path = unquote(given.path)
    odd = given.username is not None or given.fragment or "\\" in path or "%" in path or _CLIMBS.search(path) or not _PLAIN.fullmatch(url)
    return not odd and given.path.startswith(own.path) and len(given.path) > len(own.path)


def _machine(parts) -> tuple[str, str, int]:
    """Raises `ValueError` when it is no web address."""
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError
    return parts.scheme, parts.hostname.lower(), parts.port or PORTS[parts.scheme]
