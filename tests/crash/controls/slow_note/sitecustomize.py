"""Balie with all its guarantees, under harder circumstances: see `changes.note_slowly`."""
from tests.crash.controls import changes

changes.install({changes.REACTIONS: (changes.note_slowly,)})
