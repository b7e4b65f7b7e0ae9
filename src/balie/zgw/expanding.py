"""`expand=zaaktype,status.statustype`: what a reference points at, beside it under `_expand`. One query for each relation, however many rows.

Source: Zaken API, "Expand" (inlining of resources). A name that cannot be expanded is a 404, as the standard has it; what the client may not
see, what is elsewhere, or what there is none of, is left out. Any depth is allowed; what bounds an answer is how much it would hold.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from balie.zgw.access import sees
from balie.zgw.autorisaties.tokens import Client
from balie.zgw.errors import NotFound
from balie.zgw.fields import JsonRefs, Ref, Refs, Row
from balie.zgw.providers import mirrors
from balie.zgw.references import MIRRORED, Links, lies_elsewhere
from balie.zgw.resources import Resource, UnknownResource, of_kind
from balie.zgw.rows import reader

READ = {
    "zrc": frozenset({"zaken.lezen"}), "ztc": frozenset({"catalogi.lezen"}), "drc": frozenset({"documenten.lezen"}),
    "brc": frozenset({"besluiten.lezen"}),
}
DEEPEST = {"documenten": 3}  # drc-012; elsewhere there is no such bound
WHOLE = frozenset({"documenten"})  # drc-014: what cannot be fetched is told
MOST = 60  # relations in one request: each is a query
LARGEST = 20_000  # things in one answer: a thing that stands in ten places counts ten times
Tree = dict[str, Any]
Weights = dict[int, int]  # id() of what is shown → how many things it holds


def tree_of(paths: Sequence[str], *, deepest: int | None = None) -> Tree:
    """`["zaaktype", "status.statustype"]` → `{"zaaktype": {}, "status": {"statustype": {}}}`. What is deeper than `deepest` is left out."""
    made: Tree = {}
    relations = 0
    for path in paths:
        place = made
        for name in path.strip().split(".")[:deepest]:
            relations += name not in place
            if relations > MOST:
                raise NotFound("U vraagt met expand te veel of te diep.")
            place = place.setdefault(name, {})
    return made


def expand(
    resource: Resource, rows: Sequence[Row], shown: Sequence[dict[str, Any]], tree: Tree, client: Client, links: Links,
    weights: Weights | None = None,
) -> None:
    """Adds `_expand` to each of `shown`, which are those rows as JSON."""
    found, weights = reader(resource.kind), {} if weights is None else weights
    for each in shown:
        each["_expand"] = {}
    for wire, deeper in tree.items():
        relation = resource.by_wire.get(wire)
        if not isinstance(relation, Ref | Refs | JsonRefs):
            raise NotFound(f"Het attribuut {wire[:50]!r} kunt u niet uitklappen.")
        pointed = [found.ids_in(row, relation) for row in rows]
        known = pointed_at(relation.kind, {key for keys in pointed for key in keys}, deeper, client, links, weights)
        if resource.api in WHOLE and any(key not in known for keys in pointed for key in keys):
            raise NotFound(f"Wij kunnen niet alles geven waar {wire} naar wijst.")
        many = isinstance(relation, JsonRefs) or (isinstance(relation, Refs) and not relation.one)
        for each, keys in zip(shown, pointed, strict=True):
            made = [known[key] for key in keys if key in known]
            weights[id(each)] = weights.get(id(each), 1) + sum(weights.get(id(one), 1) for one in made)
            if many or made:
                each["_expand"][wire] = made if many else made[0]
    if sum(weights.get(id(each), 1) for each in shown) > LARGEST:
        raise NotFound("Dit antwoord wordt te groot. Vraag minder met expand.")


def pointed_at(
    kind: str, keys: set[str], deeper: Tree, client: Client, links: Links, weights: Weights | None = None,
) -> dict[str, dict[str, Any]]:
    """By id, as text: those of `keys` that the client may see, with what is asked of them. Raises `NotFound` when one is not there any more."""
    try:
        target = of_kind(kind)
    except UnknownResource:
        return {}
    found, scopes = reader(kind), READ[target.access.component]
    there = found.rows(list(keys))
    if len(there) < len(keys):
        raise NotFound("Wij kunnen niet alles geven waar dit naar wijst: iets ervan is er niet meer.")
    rows = [row for row in there if sees(target, client, scopes, row)]
    shown = found.all_shown(rows, links)
    if kind in MIRRORED:
        shown = _as_there(rows, shown)
    if deeper:
        expand(target, rows, shown, deeper, client, links, weights)
    return {row[0]: each for row, each in zip(rows, shown, strict=True)}


def _as_there(rows: Sequence[Row], shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is of another provider as it was read there."""
    there = mirrors.bodies([row[0] for row in rows if lies_elsewhere(row[0])])
    return [there.get(row[0], each) for row, each in zip(rows, shown, strict=True)]
