"""Login attempts under way, in the visitor's own session: a few at most, each for a quarter of an hour."""
from __future__ import annotations

from balie.identity.public import LOGIN_ATTEMPT
from balie.kernel import clock

KEY = "logins"
AT_ONCE = 5  # tabs in which somebody may be logging in


def remember(request, *, means: str, level: str, next: str, transaction: dict) -> None:
    attempts = _fresh(request)
    attempts[transaction["state"]] = {
        "means": means, "level": level, "next": next, "transaction": transaction, "at": clock.now().timestamp(),
    }
    request.session[KEY] = dict(list(attempts.items())[-AT_ONCE:])


def take(request, *, means: str, state: str) -> dict | None:
    """The attempt that this answer belongs to; it can be used once. None when it is not known or too old."""
    attempts = _fresh(request)
    attempt = attempts.pop(state, None)
    request.session[KEY] = attempts
    return attempt if attempt and attempt["means"] == means else None


def _fresh(request) -> dict:
    earliest = clock.now().timestamp() - LOGIN_ATTEMPT.total_seconds()
    return {state: one for state, one in (request.session.get(KEY) or {}).items() if one["at"] > earliest}
