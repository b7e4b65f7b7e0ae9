"""Pure rules of payments: statuses, what a report of the provider means, when to ask again."""

from __future__ import annotations

from datetime import timedelta

STATUS_NAMES = {"open": "Nog te betalen", "betaald": "Betaald", "mislukt": "Niet gelukt"}
REFUND_NAMES = {
    "gevraagd": "Wordt terugbetaald", "onderweg": "Wordt terugbetaald", "terugbetaald": "Terugbetaald", "mislukt": "Terugbetalen is niet gelukt",
}
ENDED = frozenset({"canceled", "expired", "failed"})  # Mollie's words, as are "open", "pending", "authorized" and "paid"
UNDER_WAY = frozenset({"open", "pending", "authorized"})
REFUND_UNDER_WAY = ("gevraagd", "onderweg")
REFUND_OF_PROVIDER = {
    "queued": "onderweg", "pending": "onderweg", "processing": "onderweg", "refunded": "terugbetaald", "failed": "mislukt",
    "canceled": "mislukt",
}
LONGEST = timedelta(hours=6)


def attempt_becomes(known: str, reported: str) -> str:
    """What we believe of an attempt after a report: the end is final, and of the ends only "paid" may still replace another.

    A provider may report late, twice or in another order than things happened; an unknown word changes nothing.
    """
    if known == "paid" or reported not in ENDED | UNDER_WAY | {"paid"}:
        return known
    if known in ENDED and reported != "paid":
        return known
    return reported


def refund_becomes(known: str, reported: str) -> str:
    """The same for money going back: "terugbetaald" is final; a failed one may still turn out to have been paid."""
    new = REFUND_OF_PROVIDER.get(reported, known)
    return known if known == "terugbetaald" or (known == "mislukt" and new != "terugbetaald") else new


def ask_again_after(checks: int) -> timedelta:
    """How long to wait before distrusting silence: 1, 2, 4 … minutes, 6 hours at most."""
    return min(timedelta(minutes=2 ** min(checks, 10)), LONGEST)
