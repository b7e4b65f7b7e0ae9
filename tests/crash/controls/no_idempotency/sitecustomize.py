"""Balie under the circumstances of `slow_note`, without anything that makes a second time harmless."""
from tests.crash.controls import changes

changes.install({
    changes.REACTIONS: (changes.note_slowly, changes.never_remember), changes.IDEMPOTENCY: (changes.always_the_first,),
    changes.WRITING: (changes.always_new,),
})
