"""Numbers of organisations (RSIN): nine digits that add up, in every attribute of a zaak that holds one."""
from __future__ import annotations

from stdnum.nl import bsn

from balie.zgw.public import Draft

LENGTH = 9


def wrong_in(number: str) -> tuple[str, str] | None:
    """Code and reason; None when it is a good one. It adds up as a BSN does; so do nine zeros, with which clients try things out."""
    if not (number.isascii() and number.isdigit()):
        return "only-digits", "Een RSIN heeft alleen cijfers."
    if len(number) != LENGTH:
        return "invalid-length", "Een RSIN heeft 9 cijfers."
    return None if bsn.checksum(number) == 0 else ("invalid", "Dit is geen geldig RSIN.")


def rule(*wires: str):
    """The rule that these attributes hold good ones. What Balie had before and did not change is left alone."""

    def check(draft: Draft) -> None:
        for wire in wires:
            number = draft.fresh(wire)
            if number and (found := wrong_in(number)):
                draft.wrong(wire, *found)

    return check
