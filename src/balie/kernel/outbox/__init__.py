"""What happened is announced in the transaction in which it happened, and reacted to afterwards, exactly once in its effect.

`announce` defers one procrastinate job per handler inside the running transaction: a rollback leaves none, a commit leaves all. A job runs at
least once; `HandledEvent` commits together with the handler's changes, so the effect is there once.
"""
from balie.kernel.outbox.events import Event
from balie.kernel.outbox.jobs import defer, defer_at, job, periodic
from balie.kernel.outbox.reactions import announce, announce_all, reacts_to

__all__ = ["Event", "announce", "announce_all", "defer", "defer_at", "job", "periodic", "reacts_to"]
