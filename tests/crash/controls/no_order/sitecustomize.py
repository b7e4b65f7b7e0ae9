"""Balie that delivers whatever is due, whether or not something older about the same thing still waits."""
from tests.crash.controls import changes

changes.install({changes.RUNNING: (changes.any_that_is_due,)})
