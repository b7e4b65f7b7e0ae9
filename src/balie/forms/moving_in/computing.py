"""Values of JsonLogic: sums, days, terms, choosing between values, and what is made of a list."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import reduce
from typing import Any

from balie.forms.language import tree
from balie.forms.language.tree import Node
from balie.forms.language.types import DATE, NUMBER, TEXT, YES_NO, Type, list_of
from balie.forms.moving_in.comparing import as_number, day, ticked
from balie.forms.moving_in.reading import EMPTY_WORDS, Const, Made, Operand, Reading, Terms, Unsaid, number, numeric, parted
from balie.forms.moving_in.scope import Known, Row, Ticked, inside, option

NOTHING, ONE = Decimal(0), Decimal(1)
_ISO = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
Read = Callable[[Reading, Any], Any]


# -- choosing


def choose(reading: Reading, branches: list[tuple[Node, Operand]], otherwise: Operand) -> Operand:
    """als … dan … anders …"""
    kind = _kind([each for _, each in branches] + [otherwise])
    node = _outcome(otherwise, kind)
    for holds, each in reversed(branches):
        node = chosen(holds, _outcome(each, kind), node)
    return Made(node, kind)


def chosen(holds: Node, then: Node, other: Node) -> Node:
    """als holds dan then anders other, without what never counts."""
    if isinstance(holds, tree.YesNo):
        return then if holds.value else other
    return then if then == other else tree.Choose(holds, then, other)


def _kind(found: list[Operand]) -> Type:
    kinds = [each.type for each in found if isinstance(each, Known | Made)]
    kinds += [YES_NO] * any(isinstance(each, Ticked) for each in found)
    constants = [each.value for each in found if isinstance(each, Const) and not nothing(each)]
    kinds += [_constant_kind(each) for each in constants]
    names = {each.kind for each in kinds}
    if not names:
        return TEXT
    if len(names) > 1 and names != {"text", "choice"}:
        if names <= {"number", "text", "choice"} and all(numeric(each) is not None for each in constants):
            return NUMBER
        if names == {"date", "text"} and all(day(each) for each in constants):
            return DATE
        raise Unsaid("uitkomsten van een verschillend soort")
    return next((each for each in kinds if each.options), kinds[0])


def _constant_kind(value: Any) -> Type:
    if isinstance(value, bool):
        return YES_NO
    if isinstance(value, int | float):
        return NUMBER
    if isinstance(value, str):
        return TEXT
    raise Unsaid("een lijst of blok als uitkomst")


def nothing(found: Operand) -> bool:
    """A constant that stands for nothing filled in."""
    if not isinstance(found, Const):
        return False
    return found.value is None or found.value in ([], {}) or isinstance(found.value, str) and found.value in EMPTY_WORDS


def _outcome(found: Operand, kind: Type) -> Node:
    return tree.Empty() if nothing(found) else settled(found, kind).node


def settled(found: Operand, wanted: Type | None = None) -> Made:
    """An operand as a value; a constant as the wanted type."""
    if isinstance(found, Made):
        return found
    if isinstance(found, Known):
        if found.form == "always":
            raise Unsaid("een gegeven van Open Forms zelf")
        number_wanted = wanted is not None and wanted.kind == "number" and found.type.kind in ("text", "choice")
        return Made(tree.Numeral(found.node), NUMBER) if number_wanted else Made(found.node, found.type)
    if isinstance(found, Ticked):
        return Made(ticked(found), YES_NO)
    if isinstance(found, Terms):
        raise Unsaid("een termijn als uitkomst")
    if nothing(found):
        return Made(tree.Empty(), wanted or TEXT)
    return _constant(found.value, wanted or _constant_kind(found.value))


def _constant(value: Any, kind: Type) -> Made:
    if isinstance(value, bool):
        return Made(tree.YesNo(value), YES_NO)
    if kind.kind == "number" and numeric(value) is not None:
        return Made(number(numeric(value)), kind)  # type: ignore[arg-type]
    if kind.kind == "date" and (found := day(value)):
        return Made(found, DATE)
    if kind.kind == "choice" and str(value) in kind.options:
        return Made(option(str(value)), kind)
    if kind.kind == "list" and kind.item and str(value) in kind.item.options:
        return Made(option(str(value)), kind.item)
    if isinstance(value, str | int | float) and kind.kind in ("text", "choice", "number", "date", "time"):
        return Made(tree.Text(str(value)), TEXT)
    raise Unsaid(f"de waarde `{value}`")


# -- days and terms


def dated(found: Operand, whole: bool) -> Operand:
    """The day of something; `whole` leaves out the time of day."""
    if isinstance(found, Const):
        made = day(found.value)
        if made is None and found.value not in (None, ""):
            raise Unsaid(f"`{found.value}` als datum")
        return Const(None) if made is None else Made(made, DATE)
    if isinstance(found, Known | Made) and found.type.kind == "date":
        return Made(found.node, DATE) if whole and isinstance(found, Known) and found.clock is not None else found
    raise Unsaid("een tekst als datum")


def delta(arguments: list[Any]) -> Terms:
    """rdelta: [years, months, days]"""
    if any(not isinstance(each, int) for each in arguments) or any(arguments[3:]):
        raise Unsaid("een termijn die wordt uitgerekend, of in uren")
    years, months, days = [*arguments, 0, 0, 0][:3]
    return _terms(years, months, days)


def duration(arguments: list[Any]) -> Terms:
    """An ISO 8601 duration such as P1Y6M."""
    found = _ISO.fullmatch(arguments[0]) if arguments and isinstance(arguments[0], str) else None
    if not found or not any(found.groups()):
        raise Unsaid("een termijn in uren of minuten")
    years, months, weeks, days = (int(each or 0) for each in found.groups())
    return _terms(years, months, days + 7 * weeks)


def _terms(years: int, months: int, days: int) -> Terms:
    # together, because 29 February minus a year minus a month is not 29 February minus thirteen months
    found = [(years * 12 + months, "maanden")] if years and months else [(years, "jaar"), (months, "maanden")]
    found += [(days // 7, "weken")] if days and days % 7 == 0 else [(days, "dagen")]
    return Terms(tuple((amount, unit) for amount, unit in found if amount))


def _shifted(node: Node, terms: Terms, sign: int) -> Node:
    for amount, unit in terms.parts:
        node = tree.Sum("+" if amount * sign > 0 else "-", node, tree.Duration(abs(amount), unit))
    return node


# -- sums


def calculated(op: str, found: list[Operand]) -> Operand:
    """+ - * / min max"""
    if not found or (op == "/" and len(found) != 2) or (op == "-" and len(found) > 2):
        raise Unsaid(f"`{op}` met {len(found)} delen")
    terms = [each for each in found if isinstance(each, Terms)]
    if terms:
        others = [each for each in found if not isinstance(each, Terms)]
        if op not in "+-" or len(others) != 1 or (op == "-" and isinstance(found[0], Terms)):
            raise Unsaid("rekenen met termijnen")
        start = settled(others[0], DATE)
        if start.type.kind != "date":
            raise Unsaid("een termijn bij iets wat geen datum is")
        return Made(reduce(lambda node, each: _shifted(node, each, 1 if op == "+" else -1), terms, start.node), DATE)
    if any(isinstance(each, Known | Made) and each.type.kind == "date" for each in found):
        raise Unsaid("rekenen met twee datums")
    if any(isinstance(each, Const) and each.value is None for each in found):
        return Const(None)
    numbers = [as_number(each) for each in found]
    if op in ("min", "max"):
        return Made(reduce(lambda a, b: _extreme(op, a, b), numbers), NUMBER)
    if op == "-" and len(numbers) == 1:
        return Made(tree.Negative(numbers[0]), NUMBER)
    return Made(reduce(lambda a, b: tree.Sum(op, a, b), numbers), NUMBER)


def _extreme(op: str, left: Node, right: Node) -> Node:
    """The smaller or larger one; leeg as soon as one of them is."""
    both_known = tree.Filled(tree.Sum("+", left, right), False)
    first = tree.Compare("<=" if op == "min" else ">=", left, right)
    return tree.Choose(first, left, tree.Choose(both_known, right, tree.Empty()))


def counted(conditions: list[Node]) -> Made:
    """How many of them hold."""
    ones: list[Node] = [tree.Choose(each, tree.Number(ONE), tree.Number(NOTHING)) for each in conditions]
    return Made(reduce(lambda a, b: tree.Sum("+", a, b), ones) if ones else tree.Number(NOTHING), NUMBER)


# -- lists

_ACCUMULATOR = {"var": "accumulator"}


def mapped(reading: Reading, arguments: list[Any], read: Read) -> Operand:
    """map: one field of every row"""
    source, inner = (read(reading, arguments[0]), arguments[1]) if len(arguments) == 2 else (None, None)
    if not isinstance(source, Known) or not isinstance(inner, Mapping) or parted(inner)[0] != "var":
        raise Unsaid("een lijst die uit een andere wordt gemaakt")
    path = str((parted(inner)[1] or [""])[0])
    if not path and source.type.kind == "list":
        return source
    field = inside(source.fields, path)
    if source.form != "group" or not isinstance(field, Known) or not isinstance(field.node, tree.Name) or not isinstance(source.node, tree.Name):
        raise Unsaid("een lijst die uit een andere wordt gemaakt")
    return Known(tree.Name(source.node.path + field.node.path), list_of(field.type), "list")


def reduced(reading: Reading, arguments: list[Any], read: Read, holds: Read) -> Operand:
    """reduce: counting and adding rows, with or without a condition"""
    if len(arguments) != 3 or not isinstance(arguments[1], Mapping):
        raise Unsaid("een lijst die tot één waarde wordt gemaakt")
    source = read(reading, arguments[0])
    if not (isinstance(source, Known) and source.type.kind == "list"):
        raise Unsaid("rekenen over iets wat geen lijst is")
    operator, inner = parted(arguments[1])
    start = arguments[2]
    row = reading.inside(Row(source, "current"))
    if operator in ("or", "and") and len(inner) == 2 and _ACCUMULATOR in inner and isinstance(start, bool) and source.form == "group":
        if operator == "and":
            reading.differ(source.node, "zonder rijen geldt het nu niet")
        return Made(tree.Quantifier("een" if operator == "or" else "alle", source.node, holds(row, _rest(inner))), YES_NO)
    only: Any = None
    if operator == "if" and len(inner) == 3 and inner[2] == _ACCUMULATOR and isinstance(inner[1], Mapping):
        only = inner[0]
        operator, inner = parted(inner[1])
    if operator != "+" or len(inner) != 2 or _ACCUMULATOR not in inner or numeric(start) is None:
        raise Unsaid("een lijst die tot één waarde wordt gemaakt")
    part = _rest(inner)
    if only is None and isinstance(part, Mapping) and parted(part)[0] == "if":
        outcomes = parted(part)[1]
        if len(outcomes) == 3 and outcomes[2] == 0:
            only, part = outcomes[0], outcomes[1]
    node = _folded(source, part, None if only is None else holds(row, only))
    return Made(tree.Sum("+", number(numeric(start)), node) if numeric(start) else node, NUMBER)  # type: ignore[arg-type]


def _rest(inner: list[Any]) -> Any:
    return next(each for each in inner if each != _ACCUMULATOR)


def _folded(source: Known, part: Any, only: Node | None) -> Node:
    if only is not None and source.form != "group":
        raise Unsaid("een voorwaarde over een lijst zonder rijen")
    if numeric(part) is not None:
        counted = tree.Fold("aantal", source.node if only is None else tree.Filter(source.node, only))
        return counted if numeric(part) == 1 else tree.Sum("*", number(numeric(part)), counted)  # type: ignore[arg-type]
    path = str((parted(part)[1] or [""])[0]) if isinstance(part, Mapping) and parted(part)[0] == "var" else ""
    if path == "current" and source.type.item and source.type.item.kind == "number" and only is None:
        return tree.Fold("som", source.node)
    field = inside(source.fields, path.removeprefix("current.")) if path.startswith("current.") else None
    if not isinstance(field, Known) or field.type.kind != "number" or not isinstance(source.node, tree.Name) or not isinstance(field.node, tree.Name):
        raise Unsaid("een optelling van iets wat geen getal is")
    listed: Node = tree.Name(source.node.path + field.node.path)
    return tree.Fold("som", listed if only is None else tree.Filter(listed, only))
