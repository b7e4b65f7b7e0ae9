"""Addresses that go into mails. What they open needs a login, or carries a random token in a path that is never logged."""

from django.conf import settings

from balie.kernel import tenancy

INBOX = "/mijn/berichten/"


def absolute(path: str) -> str:
    """The path at the municipality's own host name (its first one)."""
    host, balie = tenancy.current().hosts[0], settings.BALIE
    port = f":{balie.port}" if balie.mode == "demo" else ""
    return f"{'https' if balie.https else 'http'}://{host}{port}{path}"
