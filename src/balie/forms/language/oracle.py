"""A slow and obvious evaluator, apart from the compiler: the tests hold the two against each other, explanations use it."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal, DecimalException
from typing import Any

from balie.forms.language import tree
from balie.forms.language.runtime import Moment
from balie.forms.language.tree import Node

Values = Mapping[str, Any]


def meaning(node: Node, values: Values, moment: Moment, within: tuple[Any, ...] = ()) -> Any:
    """The value of a checked rule; None is leeg. `within`: the rows that it is about, innermost first."""
    return _MEANINGS[type(node)](node, lambda part: meaning(part, values, moment, within), _Here(values, moment, within))


def holds(node: Node, values: Values, moment: Moment, within: tuple[Any, ...] = ()) -> bool:
    """Is it ja? Leeg is not."""
    return meaning(node, values, moment, within) is True


class _Here:
    def __init__(self, values: Values, moment: Moment, within: tuple[Any, ...]) -> None:
        self.values, self.moment, self.within = values, moment, within

    def rows(self, source: Node) -> list[Any]:
        return list(meaning(source, self.values, self.moment, self.within) or [])

    def passes(self, condition: Node, row: Any) -> bool:
        return holds(condition, self.values, self.moment, (row, *self.within))


Of = Callable[[Node], Any]


def _follow(value: Any, path: tuple[str, ...]) -> Any:
    if not path:
        return value
    if isinstance(value, tuple):
        return tuple(_follow(each, path) for each in value)
    return _follow(value.get(path[0]), path[1:]) if isinstance(value, Mapping) else None


def _joined(value: Any, node: tree.Name | tree.Row, done: int) -> Any:
    """Along a path of which `done` parts are behind us, one part at a time; a list in rows becomes one list."""
    for size in range(done + 1, len(node.path) + 1):
        value = _follow(value, node.path[size - 1 : size])
        if size in node.nested and value is not None:
            value = tuple(each for rows in value if rows is not None for each in rows)
    return value


def _compare(node: tree.Compare, of: Of, _: _Here) -> bool:
    left, right = of(node.left), of(node.right)
    if left is None or right is None:
        return node.op == "is niet"
    orders: dict[str, Callable[[], bool]] = {
        "is": lambda: left == right,
        "is niet": lambda: left != right,
        "<": lambda: left < right,
        "<=": lambda: left <= right,
        ">": lambda: left > right,
        ">=": lambda: left >= right,
    }
    return orders[node.op]()


def _between(node: tree.Between, of: Of, _: _Here) -> bool:
    part, low, high = of(node.part), of(node.low), of(node.high)
    return part is not None and low is not None and high is not None and low <= part and part <= high


def _one_of(node: tree.OneOf, of: Of, _: _Here) -> bool:
    part = of(node.part)
    among = [of(each) for each in node.options] if node.among is None else list(of(node.among) or [])
    found = part is not None and any(each == part for each in among if each is not None)
    return not found if node.negated else found


def _contains(node: tree.Contains, of: Of, _: _Here) -> bool:
    whole, item = of(node.whole), of(node.item)
    if whole is None or item is None:
        found = False
    elif isinstance(whole, str):
        found = whole.casefold().find(item.casefold()) >= 0
    else:
        found = any(each == item for each in whole)
    return not found if node.negated else found


def _sum(node: tree.Sum, of: Of, here: _Here) -> Any:
    left = of(node.left)
    if isinstance(node.right, tree.Duration):
        amount = node.right.amount if node.op == "+" else -node.right.amount
        return None if left is None else _later(left, amount, node.right.unit, here.moment)
    right = of(node.right)
    if left is None or right is None:
        return None
    try:
        return {"+": left.__add__, "-": left.__sub__, "*": left.__mul__, "/": left.__truediv__}[node.op](right)
    except DecimalException:
        return None


def _later(day: date, amount: int, unit: str, moment: Moment) -> date | None:
    try:
        if unit == "werkdagen":
            while amount:
                day += timedelta(days=1 if amount > 0 else -1)
                if day.isoweekday() not in (6, 7) and day not in moment.holidays:
                    amount += -1 if amount > 0 else 1
            return day
        if unit in ("dagen", "weken"):
            return day + timedelta(**{"days" if unit == "dagen" else "weeks": amount})
        month = (day.year * 12 + day.month - 1) + amount * {"jaar": 12, "maanden": 1}[unit]
        for last in (day.day, 30, 29, 28):
            if last <= day.day and (found := _date(month // 12, month % 12 + 1, last)):
                return found
        return None
    except OverflowError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _age(node: tree.Age, of: Of, here: _Here) -> Any:
    return _units("jaar", of(node.born), of(node.on) if node.on else here.moment.today, here.moment)


def _units(unit: str, start: date | None, end: date | None, moment: Moment) -> Decimal | None:
    if start is None or end is None:
        return None
    if end < start:
        back = _units(unit, end, start, moment)
        return None if back is None else -back
    days = [start + timedelta(days=each) for each in range(1, (end - start).days + 1)] if unit == "werkdagen" else []
    if unit == "werkdagen":
        return Decimal(sum(each.isoweekday() < 6 and each not in moment.holidays for each in days))
    if unit in ("dagen", "weken"):
        return Decimal((end - start).days // (1 if unit == "dagen" else 7))
    years = end.year - start.year - ((end.month, end.day) < (start.month, start.day))
    if unit == "jaar":
        return Decimal(years)
    return Decimal(years * 12 + (end.month - start.month - (end.day < start.day)) % 12)


def _fold(node: tree.Fold, of: Of, _: _Here) -> Any:
    rows = list(of(node.part) or [])
    if node.op == "aantal":
        return Decimal(len(rows))
    if node.op == "som":
        return None if None in rows else _plus(rows)
    filled = sorted(row for row in rows if row is not None)
    return None if not filled else filled[0] if node.op == "laagste" else filled[-1]


def _plus(rows: list[Decimal]) -> Decimal | None:
    try:
        return sum(rows, Decimal(0))
    except DecimalException:
        return None


def _filter(node: tree.Filter, _: Of, here: _Here) -> Any:
    return tuple(_follow(row, node.rest) for row in here.rows(node.source) if here.passes(node.condition, row))


def _quantifier(node: tree.Quantifier, _: Of, here: _Here) -> bool:
    found = [here.passes(node.condition, row) for row in here.rows(node.source)]
    return True in found if node.op == "een" else found != [] and False not in found


def _logic(node: tree.Logic, of: Of, _: _Here) -> bool:
    found = [of(part) is True for part in node.parts]
    return False not in found if node.op == "en" else True in found


def _negative(node: tree.Negative, of: Of, _: _Here) -> Any:
    return None if of(node.part) is None else -of(node.part)


def _numeral(node: tree.Numeral, of: Of, _: _Here) -> Any:
    text = (of(node.part) or "").strip().replace(",", ".")
    whole, _point, part = text.removeprefix("-").partition(".")
    digits = all(each in "0123456789" for each in whole + part)
    if not (digits and 1 <= len(whole) <= 15 and len(part) <= 9 and (part or not _point)):
        return None
    return Decimal(text)


def _literal(node: Any, _of: Of, _here: _Here) -> Any:
    return node.value


_MEANINGS: dict[type, Callable[[Any, Of, _Here], Any]] = {
    **dict.fromkeys((tree.Number, tree.Text, tree.YesNo, tree.Day, tree.Clock, tree.Option), _literal),
    tree.Today: lambda node, of, here: here.moment.today,
    tree.Name: lambda node, of, here: _joined(here.values[node.path[0]], node, 1),
    tree.Row: lambda node, of, here: _joined(here.within[node.up], node, 0),
    tree.Not: lambda node, of, here: of(node.part) is not True,
    tree.Logic: _logic,
    tree.Compare: _compare,
    tree.Between: _between,
    tree.OneOf: _one_of,
    tree.Contains: _contains,
    tree.Filled: lambda node, of, here: (of(node.part) in (None, "", ())) is node.empty,
    tree.Negative: _negative,
    tree.Numeral: _numeral,
    tree.Empty: lambda node, of, here: None,
    tree.Sum: _sum,
    tree.Age: _age,
    tree.Span: lambda node, of, here: _units(node.unit, of(node.start), of(node.end), here.moment),
    tree.Fold: _fold,
    tree.Filter: _filter,
    tree.Quantifier: _quantifier,
    tree.Choose: lambda node, of, here: of(node.then) if of(node.condition) is True else of(node.other),
}
