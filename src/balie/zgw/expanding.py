"""`expand=zaaktype,status.statustype`: what a reference points at, beside it under `_expand`. One query for each relation, however many rows.

Source: Zaken API, "Expand" (inlining of resources). A name that cannot be expanded is a 404, as the standard has it; what the client may not
see, or what is elsewhere, is left out.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from balie.zgw.access import sees
from balie.zgw.autorisaties.tokens import Client
from balie.zgw.errors import NotFound
from balie.zgw.fields import Ref, Refs, Row
from balie.zgw.references import Links
from balie.zgw.resources import Resource, UnknownResource, of_kind
from balie.zgw.rows import reader

READ = {
    "zrc": frozenset({"zaken.lezen"}), "ztc": frozenset({"catalogi.lezen"}), "drc": frozenset({"documenten.lezen"}),
    "brc": frozenset({"besluiten.lezen"}),
}
DEEPEST = 4
MOST = 40  # names in one request
Tree = dict[str, Any]


def tree_of(paths: Sequence[str]) -> Tree:
    """`["zaaktype", "status.statustype"]` → `{"zaaktype": {}, "status": {"statustype": {}}}`."""
    made: Tree = {}
    if len(paths) > MOST:
        raise NotFound("U vraagt te veel tegelijk met expand.")
    for path in paths:
        place, names = made, path.strip().split(".")
        if len(names) > DEEPEST:
            raise NotFound("U vraagt met expand te diep.")
        for name in names:
            place = place.setdefault(name, {})
    return made


def expand(resource: Resource, rows: Sequence[Row], shown: Sequence[dict[str, Any]], tree: Tree, client: Client, links: Links) -> None:
    """Adds `_expand` to each of `shown`, which are those rows as JSON."""
    found = reader(resource.kind)
    for each in shown:
        each["_expand"] = {}
    for wire, deeper in tree.items():
        relation = resource.by_wire.get(wire)
        if not isinstance(relation, Ref | Refs):
            raise NotFound(f"Het attribuut {wire[:50]!r} kunt u niet uitklappen.")
        pointed = [found.ids_in(row, relation) for row in rows]
        known = _read(relation.kind, {key for keys in pointed for key in keys}, deeper, client, links)
        many = isinstance(relation, Refs) and not relation.one
        for each, keys in zip(shown, pointed, strict=True):
            made = [known[key] for key in keys if key in known]
            each["_expand"][wire] = made if many else made[0] if made else {}


def _read(kind: str, keys: set[Any], deeper: Tree, client: Client, links: Links) -> dict[Any, dict[str, Any]]:
    try:
        target = of_kind(kind)
    except UnknownResource:
        return {}
    found, scopes = reader(kind), READ[target.access.component]
    rows = [row for row in found.rows(list(keys)) if sees(target, client, scopes, row)]
    shown = [found.shown(row, links) for row in rows]
    if deeper:
        expand(target, rows, shown, deeper, client, links)
    return {row[0]: each for row, each in zip(rows, shown, strict=True)}
