"""Balie without an outbox."""
from tests.crash.controls import changes

changes.install({changes.REACTIONS: (changes.call_after_commit,)})
