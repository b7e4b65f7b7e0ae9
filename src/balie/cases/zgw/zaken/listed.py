"""Attributes of a zaak that point at a reference list: the way of contact (zrc-010) and the class of the selectielijst."""
from __future__ import annotations

from balie.zgw.public import Draft, lists

LISTS = {"communicatiekanaal": "communicatiekanalen", "selectielijstklasse": "resultaten"}


def known(draft: Draft) -> None:
    """There is such an entry, and it is of that list. What was there before and does not change is left alone."""
    for wire, kind in LISTS.items():
        url = draft.fresh(wire)
        entry = lists.entry(url) if url else None
        if url and entry is None:
            draft.wrong(wire, "bad-url", "Dit adres bestaat niet, of wij kunnen er niet bij.")
        elif entry is not None and entry.kind != kind:
            draft.wrong(wire, "invalid-resource", "Dit adres wijst naar iets anders dan hier hoort.")
