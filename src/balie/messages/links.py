"""Addresses that go into mails. What they open needs a login, or carries a random token in a path that is never logged."""

from balie.kernel.web.roots import root

INBOX = "/mijn/berichten/"


def absolute(path: str) -> str:
    """The path at the municipality's own host name."""
    return f"{root()}{path}"
