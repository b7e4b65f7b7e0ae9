"""The number of a zaak that came without one (zrc-002): unique per bronorganisatie, also when two hundred are made at once."""
from __future__ import annotations

import secrets

from balie.kernel import clock

ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXZ"  # no vowels and no look-alikes: nothing to misread, no words


def generate(bronorganisatie: str) -> str:
    """`ZAAK-2026-<10 characters>`: 48 random bits, so that nobody waits for anybody. The database still refuses a second one."""
    return f"ZAAK-{clock.today().year}-{''.join(secrets.choice(ALPHABET) for _ in range(10))}"
