"""JsonLogic, as Open Forms and Form.io write it, as a tree of our own rule language."""

from collections.abc import Callable, Mapping
from typing import Any

from balie.forms.language import tree
from balie.forms.language.tree import Node
from balie.forms.language.types import DATE, YES_NO, Type
from balie.forms.language.unparse import unparse
from balie.forms.moving_in import computing
from balie.forms.moving_in.comparing import among, equal, ordered, ticked
from balie.forms.moving_in.reading import Const, Made, Operand, Reading, Terms, Unsaid, parted
from balie.forms.moving_in.scope import Known, Row, Ticked
from balie.forms.moving_in.simplify import NO, YES, both, either, opposite


def condition(reading: Reading, expression: Any) -> Node:
    """When this holds, as a node that gives ja or nee. Raises Unsaid."""
    if isinstance(expression, Mapping) and expression:
        operator, arguments = parted(expression)
        if operator in _CONDITIONS:
            return _CONDITIONS[operator](reading, arguments)
    return truth(reading, operand(reading, expression))


def text(reading: Reading, expression: Any) -> str:
    """The condition as the text of a rule."""
    return unparse(condition(reading, expression))


def truth(reading: Reading, found: Operand) -> Node:
    """Does JsonLogic take it for true?"""
    if isinstance(found, Const):
        return tree.YesNo(bool(found.value))
    if isinstance(found, Ticked):
        return ticked(found)
    if isinstance(found, Terms):
        return YES
    if isinstance(found, Known) and found.form == "always":
        return YES
    if found.type.kind == "yes_no" and not (isinstance(found, Known) and found.yes):
        return tree.Compare("is", found.node, YES) if isinstance(found, Known) else found.node
    filled = tree.Filled(found.node, False)
    if found.type.kind == "number":
        return both(filled, tree.Compare("is niet", found.node, tree.Number(computing.NOTHING)))
    if isinstance(found.node, tree.Filter):
        return tree.Compare(">", tree.Fold("aantal", found.node), tree.Number(computing.NOTHING))
    if isinstance(found, Known) and found.form == "choices":
        reading.differ(found.node, "het telt nu pas als ingevuld wanneer er iets is aangekruist")
    return filled


def operand(reading: Reading, expression: Any) -> Operand:
    """What an expression is: a constant, a name, or something computed. Raises Unsaid."""
    if isinstance(expression, list):
        if any(isinstance(each, Mapping) for each in expression):
            raise Unsaid("een lijst die wordt samengesteld")
        return Const(expression)
    if not isinstance(expression, Mapping) or not expression:
        return Const(expression)
    operator, arguments = parted(expression)
    if operator == "var":
        return _var(reading, arguments)
    if operator in _CONDITIONS:
        return Made(_CONDITIONS[operator](reading, arguments), YES_NO)
    if operator in _VALUES:
        return _VALUES[operator](reading, arguments)
    raise Unsaid(f"de bewerking `{operator}`")


def _var(reading: Reading, arguments: list[Any]) -> Operand:
    path = arguments[0] if arguments else ""
    if isinstance(path, Mapping):
        raise Unsaid("een naam die wordt uitgerekend")
    found = reading.scope.find(str(path))
    if found is None:
        reading.fault(f"De naam `{path}` bestaat niet in het formulier.")
        found = Const(None)  # type: ignore[assignment]
    if len(arguments) > 1 and arguments[1] not in (None, ""):
        return computing.choose(reading, [(truth(reading, found), found)], Const(arguments[1]))  # type: ignore[arg-type]
    return found  # type: ignore[return-value]


# -- conditions


def _all(reading: Reading, arguments: list[Any]) -> Node:
    return both(*(condition(reading, each) for each in arguments))


def _any(reading: Reading, arguments: list[Any]) -> Node:
    return either(*(condition(reading, each) for each in arguments))


def _not(reading: Reading, arguments: list[Any]) -> Node:
    return opposite(_only(reading, arguments))


def _only(reading: Reading, arguments: list[Any]) -> Node:
    # `!!` of a list of arguments looks at the first; of an empty one at nothing
    return condition(reading, arguments[0] if arguments else None)


def _equal(reading: Reading, arguments: list[Any]) -> Node:
    left, right = (operand(reading, each) for each in _two(arguments))
    return equal(reading, left, right)


def _unequal(reading: Reading, arguments: list[Any]) -> Node:
    return opposite(_equal(reading, arguments))


def _ordered(op: str) -> Callable[[Reading, list[Any]], Node]:
    def compare(reading: Reading, arguments: list[Any]) -> Node:
        if len(arguments) not in (2, 3):
            raise Unsaid(f"`{op}` met {len(arguments)} delen")
        found = [operand(reading, each) for each in arguments]
        if len(found) == 3 and op == "<=" and not isinstance(found[1], Const):
            return both(ordered(reading, ">=", found[1], found[0]), ordered(reading, "<=", found[1], found[2]))
        return both(*(ordered(reading, op, first, second) for first, second in zip(found, found[1:], strict=False)))

    return compare


def _in(reading: Reading, arguments: list[Any]) -> Node:
    needle, whole = (operand(reading, each) for each in _two(arguments))
    return among(reading, needle, whole)


def _missing(reading: Reading, arguments: list[Any]) -> Node:
    return either(*(_lacks(reading, each) for each in _names(arguments)))


def _missing_some(reading: Reading, arguments: list[Any]) -> Node:
    wanted, names = (_two(arguments)[0], _names([_two(arguments)[1]]))
    if not isinstance(wanted, int) or wanted < 1:
        return NO
    lacking = [_lacks(reading, each) for each in names]
    if wanted == 1:
        return both(*lacking)
    if wanted >= len(names):
        return either(*lacking)
    raise Unsaid(f"dat er minstens {wanted} van {len(names)} zijn ingevuld")


def _lacks(reading: Reading, name: Any) -> Node:
    found = operand(reading, {"var": name})
    if isinstance(found, Const):
        return YES
    if isinstance(found, Ticked) or isinstance(found, Known) and found.form in ("always", "choices"):
        return NO
    if isinstance(found, Known) and found.form not in ("number", "date", "time", "moment"):
        reading.differ(found.node, "een leeg antwoord ontbreekt nu ook")
    return tree.Filled(found.node, True)  # type: ignore[union-attr]


def _names(arguments: list[Any]) -> list[Any]:
    return [name for each in arguments for name in (each if isinstance(each, list) else [each])]


def _if(reading: Reading, arguments: list[Any]) -> Node:
    """As a condition: the outcomes are conditions too."""
    if len(arguments) < 2:
        return condition(reading, arguments[0]) if arguments else NO
    first, then = condition(reading, arguments[0]), condition(reading, arguments[1])
    other = _if(reading, arguments[2:]) if len(arguments) > 2 else NO
    return either(both(first, then), both(opposite(first), other))


def _quantified(op: str, negated: bool = False) -> Callable[[Reading, list[Any]], Node]:
    def over(reading: Reading, arguments: list[Any]) -> Node:
        source, inner = operand(reading, _two(arguments)[0]), _two(arguments)[1]
        if not isinstance(source, Known):
            raise Unsaid("een voorwaarde over rijen die eerst worden uitgerekend")
        found = _rows(reading, op, source, inner)
        return opposite(found) if negated else found

    return over


def _rows(reading: Reading, op: str, source: Known, inner: Any) -> Node:
    if source.form == "group":
        holds = condition(reading.inside(Row(source)), inner)
        return tree.Quantifier(op, source.node, holds)
    if source.form in ("list", "choices") and op == "een" and isinstance(inner, Mapping):
        operator, arguments = parted(inner)
        rest = [each for each in arguments if each not in ({"var": ""}, {"var": []})]
        if operator in ("==", "===") and len(rest) == 1 and len(arguments) == 2:
            return among(reading, operand(reading, rest[0]), source)
    raise Unsaid("een voorwaarde over een lijst zonder rijen")


def _two(arguments: list[Any]) -> tuple[Any, Any]:
    if len(arguments) != 2:
        raise Unsaid("een vergelijking met niet precies twee delen")
    return arguments[0], arguments[1]


_CONDITIONS: dict[str, Callable[[Reading, list[Any]], Node]] = {
    "and": _all, "or": _any, "!": _not, "!!": _only, "==": _equal, "===": _equal, "!=": _unequal, "!==": _unequal,
    "<": _ordered("<"), "<=": _ordered("<="), ">": _ordered(">"), ">=": _ordered(">="), "in": _in, "missing": _missing,
    "missing_some": _missing_some, "some": _quantified("een"), "all": _quantified("alle"), "none": _quantified("een", True),
}  # fmt: skip


# -- values


def value(reading: Reading, expression: Any, wanted: Type | None = None) -> Made:
    """What this gives, of the wanted type where a constant leaves a choice. Raises Unsaid."""
    return computing.settled(operand(reading, expression), wanted)


def _today(reading: Reading, arguments: list[Any]) -> Operand:
    return Made(tree.Today(), DATE)


def _choose(reading: Reading, arguments: list[Any]) -> Operand:
    rest = list(arguments)
    branches: list[tuple[Node, Operand]] = []
    while len(rest) > 1:
        branches.append((condition(reading, rest[0]), operand(reading, rest[1])))
        rest = rest[2:]
    otherwise = operand(reading, rest[0]) if rest else Const(None)
    if all(_is_truth(each) for _, each in branches) and _is_truth(otherwise):
        return Made(_if(reading, arguments), YES_NO)
    return computing.choose(reading, branches, otherwise)


def _is_truth(found: Operand) -> bool:
    if isinstance(found, Const):
        return isinstance(found.value, bool)
    return isinstance(found, Ticked) or isinstance(found, Made) and found.type.kind == "yes_no"


def _reduce(reading: Reading, arguments: list[Any]) -> Operand:
    return computing.reduced(reading, arguments, operand, condition)


def _map(reading: Reading, arguments: list[Any]) -> Operand:
    return computing.mapped(reading, arguments, operand)


def _filter(reading: Reading, arguments: list[Any]) -> Operand:
    source, inner = operand(reading, _two(arguments)[0]), _two(arguments)[1]
    if not isinstance(source, Known) or source.form != "group":
        raise Unsaid("een keuze uit een lijst zonder rijen")
    return Made(tree.Filter(source.node, condition(reading.inside(Row(source)), inner)), source.type)


def _calculated(op: str) -> Callable[[Reading, list[Any]], Operand]:
    return lambda reading, arguments: computing.calculated(op, [operand(reading, each) for each in arguments])


_VALUES: dict[str, Callable[[Reading, list[Any]], Operand]] = {
    "if": _choose, "?:": _choose, "today": _today, "reduce": _reduce, "map": _map, "filter": _filter,
    "date": lambda reading, arguments: computing.dated(operand(reading, arguments[0] if arguments else None), whole=True),
    "datetime": lambda reading, arguments: computing.dated(operand(reading, arguments[0] if arguments else None), whole=False),
    "rdelta": lambda reading, arguments: computing.delta(arguments),
    "duration": lambda reading, arguments: computing.duration(arguments),
    "count": lambda reading, arguments: computing.counted([condition(reading, each) for each in arguments]),
    **{op: _calculated(op) for op in ("+", "-", "*", "/", "min", "max")},
}  # fmt: skip
