"""The version that a client is about to write, within the draft of the document."""
from __future__ import annotations

from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.zgw.public import Draft

NEWEST = "newest"
OWN = ("id", "versie", "actueel", "begin_registratie")  # every version has these for itself
KEPT = tuple(each.attname for each in Versie._meta.concrete_fields if each.name not in OWN)


def version_of(draft: Draft) -> Versie:
    """Begins as a copy of the newest one, which is read here: after the document was locked, so that no change in between gets lost."""
    found = draft.values.get(NEWEST)
    if found is None:
        found = draft.values[NEWEST] = successor(draft.old.newest) if draft.old is not None else Versie()
    return found


def successor(version: Versie) -> Versie:
    return Versie(**{name: getattr(version, name) for name in KEPT})
