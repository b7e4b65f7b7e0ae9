"""Pure rules of messages: states, when to try again, masking, cutting a text into subject and body."""

from __future__ import annotations

from datetime import timedelta

CHANNELS = {"email": "E-mail", "sms": "Sms"}
STATES = {
    "wacht": "Wordt verstuurd",
    "bezig": "Wordt verstuurd",
    "verstuurd": "Verstuurd",
    "mislukt": "Niet gelukt",
    "onzeker": "Niet zeker of dit is verstuurd",
}
MOST_ATTEMPTS = 8
STUCK = timedelta(minutes=5)  # far longer than any channel's time-out
LONGEST = timedelta(hours=2)


def try_again_after(attempts: int) -> timedelta | None:
    """How long to wait after this many attempts that surely did not send; None: give up."""
    return None if attempts >= MOST_ATTEMPTS else min(timedelta(seconds=15 * 4**attempts), LONGEST)


def mask(channel: str, address: str) -> str:
    """Enough to recognise one's own address by: a…@voorbeeld.nl, …5678."""
    if channel == "email":
        name, _, domain = address.rpartition("@")
        return f"{name[:1]}…@{domain}"[:80]
    return f"…{address[-4:]}"


def cut(text: str) -> tuple[str, str]:
    """A text's first line is its subject (a Markdown heading mark is dropped), the rest is its body."""
    subject, _, body = text.strip().partition("\n")
    return subject.lstrip("# ").strip()[:200], body.strip()
