"""Rules that several resources have in common: what fits together, and what there is once. Each gives a rule that adds to `draft.errors`."""
from __future__ import annotations

from collections.abc import Callable

from balie.zgw.public import NOWHERE, Draft

Rule = Callable[[Draft], None]


def of_the_zaaktype(column: str) -> Rule:
    """The type in this column belongs to the zaaktype of the zaak (zrc-016, 018, 019, 020). A column is called as its type is."""
    def rule(draft: Draft) -> None:
        zaak, kind = draft.get("zaak"), draft.get(column)
        if zaak is not None and kind is not None and kind.zaaktype_id != zaak.zaaktype_id:
            draft.wrong(NOWHERE, "zaaktype-mismatch", f"{SAID[column]} hoort niet bij het zaaktype van de zaak.")

    return rule


SAID = {
    "statustype": "Dit statustype", "resultaattype": "Dit resultaattype", "roltype": "Dit roltype", "zaakobjecttype": "Dit zaakobjecttype",
    "eigenschap": "Deze eigenschap",
}


def once(*columns: str, reason: str = "Deze relatie is er al.") -> Rule:
    """What is new has another combination of these than what is there."""
    def rule(draft: Draft) -> None:
        values = {column: draft.get(column) for column in columns}
        if draft.is_new and all(values.values()) and draft.resource.model.objects.filter(**values).exists():
            draft.wrong(NOWHERE, "unique", reason)

    return rule
