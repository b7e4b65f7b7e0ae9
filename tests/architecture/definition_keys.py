"""The keys of one part of a definition as a table: what may stand there, whether it must, its limits and its meaning."""
from __future__ import annotations

import types
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from balie.forms.definition import described
from balie.forms.definition.lookups import Keep, Pointer
from balie.forms.definition.parts import File, Image, Name, Part, Path, Rule, Slug, Term
from balie.forms.definition.question import QuestionPart
from balie.forms.definition.questions import Question

NAMED: tuple[tuple[Any, str], ...] = (
    (Rule, "[rule](../condition-language.md)"), (Name, "name (`a-z`, `0-9`, `_`)"), (Slug, "word (`a-z`, `0-9`, `-`)"),
    (Term, "term (`5 werkdagen`, `8 weken`)"), (Keep, "short term (`10 minuten`, `1 uur`, `2 dagen`)"), (File, "path of a `.md` file"),
    (Image, "path of an image"), (Path, "name of a fact or answer (`persoon.naam`)"), (Pointer, "JSON pointer (`/status`)"),
    (Question, "[question](pages.md#pagesquestions)"),
    (str, "text"), (int, "whole number"), (Decimal, "number"), (bool, "`true` or `false`"), (date, "day (`2026-11-25`)"), (Any, "anything"),
)  # fmt: skip


def hints(part: type[Part]) -> dict[str, Any]:
    """Key as it is written → its annotation."""
    found = get_type_hints(part, include_extras=True)
    return {info.alias or name: found[name] for name, info in part.model_fields.items()}


def inner_parts(hint: Any) -> Iterator[type[Part]]:
    """The parts that may stand there."""
    if isinstance(hint, type) and get_origin(hint) is None:
        if issubclass(hint, Part):
            yield hint
        return
    for each in get_args(hint):
        if get_origin(hint) is not Literal:
            yield from inner_parts(each)


def table(part: type[Part], where: Mapping[type[Part], str], *, without: Collection[str] = ()) -> str:
    """Markdown; nothing when no key is left. `where`: the address of the section of a part."""
    found, meanings = part.model_json_schema(by_alias=True), described.keys(part)
    schema = (found if "properties" in found else found["$defs"][part.__name__])["properties"]  # a group may hold itself
    rows = []
    for (name, info), (key, hint) in zip(part.model_fields.items(), hints(part).items(), strict=True):
        if key in without and name not in part.__annotations__ or key == "type" and key in without:
            continue
        kind = _kind(hint, where) + "".join(f", {each}" for each in _limits(schema[key]))
        rows.append(f"| `{key}` | {kind} | {_needed(info)} | {meanings.get(name, '')} |".replace("||", "|"))
    return "| key | what | needed | meaning |\n|---|---|---|---|\n" + "\n".join(rows) + "\n" if rows else ""


def _kind(hint: Any, where: Mapping[type[Part], str]) -> str:
    if named := next((words for alias, words in NAMED if hint == alias), ""):
        return named
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        inner = list(inner_parts(hint))
        if len(inner) > 1 and issubclass(inner[0], QuestionPart):
            return "question of type " + " or ".join(f"`{get_args(each.model_fields['type'].annotation)[0]}`" for each in inner)
        return _kind(args[0], where)
    if origin in (Union, types.UnionType):
        return " or ".join(dict.fromkeys(_kind(each, where) for each in args if each is not type(None)))
    if origin is Literal:
        return " or ".join(f"`{each}`" for each in args)
    if origin is tuple:
        return f"list of {_kind(args[0], where)}"
    if origin is dict:
        return f"block of {_kind(args[0], where)}: {_kind(args[1], where)}"
    return f"[block]({where[hint]})"


def _limits(schema: Mapping[str, Any]) -> Iterator[str]:
    """Also those of what may be left out: the first that is not null."""
    one = next((each for each in schema.get("anyOf", ()) if each.get("type") != "null"), schema)
    for least, most, of in (("minimum", "maximum", ""), ("minLength", "maxLength", " characters"), ("minItems", "maxItems", " of them"),
                            ("minProperties", "maxProperties", " of them")):  # fmt: skip
        low, high = one.get(least), one.get(most)
        if high is not None:
            yield f"{low if low is not None else 'at most'}{'–' if low is not None else ' '}{high}{of}"
        elif low is not None and (low > 1 or not of):
            yield f"at least {low}{of}"


def _needed(info: Any) -> str:
    if info.is_required():
        return "yes"
    if info.default is None or info.default in ((), {}, "") or isinstance(info.default, Part):
        return "no"
    shown = ", ".join(map(str, info.default)) if isinstance(info.default, tuple) else str(info.default)
    return f"no: `{shown.lower() if isinstance(info.default, bool) else shown}`"
