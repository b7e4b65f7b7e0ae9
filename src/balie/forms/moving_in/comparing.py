"""Comparisons of JsonLogic: what `==`, `<` and `in` mean for each kind of answer."""

import ast
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from balie.forms.language import tree
from balie.forms.language.tree import Node
from balie.forms.moving_in.reading import EMPTY_WORDS, Const, Made, Operand, Reading, Unsaid, number, numeric, written
from balie.forms.moving_in.scope import Known, Ticked, option
from balie.forms.moving_in.simplify import NO, YES, both, either, opposite

_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_NATURAL: Mapping[str, tuple[Any, ...]] = {
    "text": ("",), "choice": ("",), "number": (None,), "date": (None,), "time": (None,), "moment": (None,),
    "group": ([],), "list": ([],), "upload": ([],),
}  # fmt: skip
_TRUE = (True, "true", "True", 1)
_FALSE = (False, "false", "False", 0)
_ORDER: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
}  # fmt: skip


def equal(reading: Reading, left: Operand, right: Operand) -> Node:
    """left == right"""
    if isinstance(left, Const):
        left, right = right, left
    if isinstance(left, Const) and isinstance(right, Const):
        return tree.YesNo(_soft(left.value, right.value))
    if isinstance(left, Ticked):
        return _ticked(reading, left, right)
    if isinstance(left, Known) and isinstance(right, Const):
        return _known(reading, left, right.value)
    if isinstance(left, Made) and isinstance(right, Const):
        return _made(left, right.value)
    if isinstance(left, Known | Made) and isinstance(right, Known | Made):
        return _two(left, right)
    raise Unsaid("een vergelijking met een termijn")


def _soft(left: Any, right: Any) -> bool:
    if isinstance(left, str) or isinstance(right, str):
        return str(left) == str(right)
    if isinstance(left, bool) or isinstance(right, bool):
        return bool(left) is bool(right)
    return bool(left == right)


def ticked(found: Ticked) -> Node:
    """This box is ticked."""
    if found.option is None:
        return NO
    return tree.Contains(found.known.node, option(found.option), False)


def _ticked(reading: Reading, left: Ticked, right: Operand) -> Node:
    if not isinstance(right, Const):
        raise Unsaid("een vinkje dat met een ander antwoord wordt vergeleken")
    if left.option is None:
        reading.fault(f"Een keuze die niet bestaat bij `{_name(left.known)}`.")
    if _in(right.value, _TRUE):
        return ticked(left)
    return opposite(ticked(left)) if _in(right.value, _FALSE) else NO


def _in(value: Any, among: tuple[Any, ...]) -> bool:
    """1 and True are different constants here as soon as one of them is a text."""
    return any(value == each and isinstance(value, str) == isinstance(each, str) for each in among)


def _known(reading: Reading, known: Known, value: Any) -> Node:
    if known.form == "always":
        if isinstance(value, str) and value not in EMPTY_WORDS:
            raise Unsaid("een gegeven van Open Forms zelf")
        return NO
    if _means_nothing(known, value):
        natural = () if known.outside else _NATURAL.get(_form(known), ())
        if not any(value == each and type(value) is type(each) for each in natural):
            reading.differ(known.node, f"`{value}` is hier hetzelfde als niet ingevuld")
        return tree.Filled(known.node, True)
    found = _EQUAL[_form(known)](reading, known, value)
    if found is None:
        reading.fault(f"`{_name(known)}` kan nooit `{value}` zijn.")
        return NO
    return found


def _form(known: Known) -> str:
    """A question with the options Ja and Nee looked like a choice; one without options of its own like a box to tick."""
    return ("choice_yes_no" if known.yes else "statement") if known.form == "yes_no" else known.form


def _means_nothing(known: Known, value: Any) -> bool:
    if value is None or value == [] or value == {}:
        return True
    if isinstance(value, str) and value in EMPTY_WORDS:
        return value not in known.options
    found = _written_mapping(value)
    return known.form == "record" and found is not None and not any(found.values())


def _written_mapping(value: Any) -> Mapping[str, Any] | None:
    """{'route': False, …}: what a dictionary of Python looks like as a text."""
    if isinstance(value, str) and value.startswith("{"):
        try:
            value = ast.literal_eval(value)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return None
    return value if isinstance(value, Mapping) else None


def _yes_no(reading: Reading, known: Known, value: Any) -> Node | None:
    answer = known.yes.get(written(value))
    return None if answer is None else tree.Compare("is", known.node, tree.YesNo(answer))


def _statement(reading: Reading, known: Known, value: Any) -> Node | None:
    holds = tree.Compare("is", known.node, YES)
    return holds if _in(value, _TRUE) else opposite(holds) if _in(value, _FALSE) else None


def _choice(reading: Reading, known: Known, value: Any) -> Node | None:
    fits = not known.options or written(value) in known.options
    return tree.Compare("is", known.node, option(written(value)) if known.options else tree.Text(written(value))) if fits else None


def _choices(reading: Reading, known: Known, value: Any) -> Node | None:
    boxes = _written_mapping(value)
    if boxes is None:
        raise Unsaid("een vraag met meer keuzes die met één waarde wordt vergeleken")
    reading.differ(known.node, "de vakjes worden een voor een vergeleken")
    parts = [(tree.Contains(known.node, option(str(box)), False), on) for box, on in boxes.items() if str(box) in known.options]
    if any(on for box, on in boxes.items() if str(box) not in known.options):
        return None
    if not any(boxes.values()):
        return tree.Filled(known.node, True)
    return both(*(part if on else opposite(part) for part, on in parts))


def _number(reading: Reading, known: Known, value: Any) -> Node | None:
    found = numeric(value)
    return None if found is None else tree.Compare("is", known.node, number(found))


def _text(reading: Reading, known: Known, value: Any) -> Node | None:
    return tree.Compare("is", known.node, tree.Text(written(value)))


def _date(reading: Reading, known: Known, value: Any) -> Node | None:
    found = day(value)
    return None if found is None else tree.Compare("is", known.node, found)


def _time(reading: Reading, known: Known, value: Any) -> Node | None:
    found = clock(value)
    return None if found is None else tree.Compare("is", known.node, found)


def _other(reading: Reading, known: Known, value: Any) -> Node | None:
    raise Unsaid(f"`{_name(known)}` is geen antwoord dat als geheel te vergelijken is")


_EQUAL = {
    "choice_yes_no": _yes_no, "statement": _statement, "choice": _choice, "choices": _choices, "number": _number, "text": _text,
    "date": _date, "moment": _date, "time": _time, "group": _other, "list": _other, "record": _other, "upload": _other,
}  # fmt: skip


def day(value: Any) -> Node | None:
    """A day written as text."""
    try:
        return tree.Day(date.fromisoformat(value)) if len(value) == 10 else tree.Day(datetime.fromisoformat(value.replace("Z", "+00:00")).date())
    except (ValueError, TypeError, AttributeError):
        return None


def clock(value: Any) -> Node | None:
    try:
        return tree.Clock(time.fromisoformat(value).replace(second=0, microsecond=0, tzinfo=None))
    except (ValueError, TypeError):
        return None


def _made(left: Made, value: Any) -> Node:
    kind = left.type.kind
    if kind == "yes_no" and (_in(value, _TRUE) or _in(value, _FALSE)):
        return left.node if _in(value, _TRUE) else opposite(left.node)
    if kind == "number" and numeric(value) is not None:
        return tree.Compare("is", left.node, number(numeric(value)))  # type: ignore[arg-type]
    if kind == "date" and (found := day(value)):
        return tree.Compare("is", left.node, found)
    if value in ("", None) or value == []:
        return tree.Filled(left.node, True)
    if kind == "text":
        return tree.Compare("is", left.node, tree.Text(written(value)))
    raise Unsaid(f"een berekening die met `{value}` wordt vergeleken")


def _two(left: Known | Made, right: Known | Made) -> Node:
    kinds = {left.type.kind, right.type.kind}
    if kinds <= {"text", "choice"} or (len(kinds) == 1 and kinds <= {"number", "date", "time", "yes_no"}):
        return tree.Compare("is", left.node, right.node)
    raise Unsaid("twee antwoorden van een verschillend soort")


# -- larger and smaller


def ordered(reading: Reading, op: str, left: Operand, right: Operand) -> Node:
    """left < right, and the other three."""
    if isinstance(left, Const) and isinstance(right, Const):
        return _ordered_constants(op, left.value, right.value)
    if isinstance(left, Const):
        left, right, op = right, left, _FLIPPED[op]
    if isinstance(right, Const) and right.value is None:
        return NO
    kinds = {each.type.kind for each in (left, right) if isinstance(each, Known | Made)}
    if kinds & {"date"}:
        return _days(op, left, right)
    if kinds & {"time"}:
        moments = [each.node if isinstance(each, Known | Made) else clock(each.value) if isinstance(each, Const) else None for each in (left, right)]
        if None in moments:
            raise Unsaid("een tijd die met iets anders wordt vergeleken")
        return tree.Compare(op, moments[0], moments[1])  # type: ignore[arg-type]
    if kinds and kinds <= {"text", "choice"} and (len(kinds) == 2 or not isinstance(right, Const) or isinstance(right.value, str)):
        reading.differ(left.node, "het wordt nu als getal vergeleken")  # type: ignore[union-attr]
    return tree.Compare(op, as_number(left), as_number(right))


def _ordered_constants(op: str, left: Any, right: Any) -> Node:
    if None in (left, right):
        return NO
    found = [numeric(left), numeric(right)]
    if None in found:
        raise Unsaid("een vergelijking van twee vaste teksten")
    return tree.YesNo(_ORDER[op](*found))


def _days(op: str, left: Operand, right: Operand) -> Node:
    sides = [_day_side(each) for each in (left, right)]
    (first, first_time), (second, second_time) = sides
    if first_time is None or second_time is None:
        return tree.Compare(op, first, second)
    strict = op[0]
    return either(tree.Compare(strict, first, second), both(tree.Compare("is", first, second), tree.Compare(op, first_time, second_time)))


def _day_side(side: Operand) -> tuple[Node, Node | None]:
    if isinstance(side, Known):
        return side.node, side.clock
    if isinstance(side, Made):
        return side.node, None
    found = day(side.value) if isinstance(side, Const) else None
    if found is None:
        raise Unsaid("een datum die met iets anders wordt vergeleken")
    return found, None


def as_number(side: Operand) -> Node:
    """What JsonLogic makes of this in a sum or beside a number. Raises Unsaid."""
    if isinstance(side, Const):
        found = numeric(side.value)
        if found is None:
            raise Unsaid(f"`{side.value}` als getal")
        return number(found)
    if isinstance(side, Ticked):
        return tree.Choose(ticked(side), tree.Number(_ONE), tree.Number(_NONE))
    if isinstance(side, Known | Made):
        if side.type.kind == "number":
            return side.node
        if side.type.kind in ("text", "choice"):
            return tree.Numeral(side.node)
        if side.type.kind == "yes_no" and not (isinstance(side, Known) and side.yes):
            return tree.Choose(tree.Compare("is", side.node, YES), tree.Number(_ONE), tree.Number(_NONE))
    raise Unsaid("rekenen met iets wat geen getal is")


_ONE, _NONE = numeric(1), numeric(0)


def among(reading: Reading, needle: Operand, whole: Operand) -> Node:
    """needle in whole"""
    if isinstance(whole, Const) and isinstance(whole.value, list):
        return either(*(equal(reading, needle, Const(each)) for each in whole.value))
    if isinstance(whole, Const) and isinstance(needle, Const):
        return tree.YesNo(isinstance(whole.value, str) and written(needle.value) in whole.value)
    if isinstance(whole, Known) and isinstance(needle, Const) and isinstance(needle.value, str):
        return _has(reading, whole, needle.value)
    if isinstance(whole, Known) and isinstance(needle, Known) and whole.form in ("list", "choices") and needle.type.kind in ("text", "choice"):
        return tree.OneOf(needle.node, (), whole.node, False)
    raise Unsaid("`in` met een tekst waarin naar een antwoord wordt gezocht")


def _has(reading: Reading, whole: Known, value: str) -> Node:
    if whole.form in ("list", "choices"):
        if whole.options and value not in whole.options:
            reading.fault(f"`{_name(whole)}` kent de keuze `{value}` niet.")
            return NO
        if whole.form == "choices":
            reading.differ(whole.node, "een vakje telt nu alleen als het is aangekruist")
        return tree.Contains(whole.node, option(value) if whole.options else tree.Text(value), False)
    if whole.form == "text":
        reading.differ(whole.node, "hoofdletters tellen niet meer")
        return tree.Contains(whole.node, tree.Text(value), False)
    if whole.form in ("choice", "yes_no"):
        holds = [answer for answer in (whole.yes or whole.options) if value in answer]
        return either(*(equal(reading, whole, Const(each)) for each in holds))
    raise Unsaid("`in` met iets wat geen tekst of lijst is")


def _name(known: Known) -> str:
    return ".".join(known.node.path) if isinstance(known.node, tree.Name) else "dit"
