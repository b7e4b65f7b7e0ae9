"""Checked tree to a Python function. Constants and names go in by reference, so no text of a rule ever becomes code."""

from collections.abc import Callable, Mapping
from typing import Any

from balie.forms.language import tree
from balie.forms.language.runtime import CALLS, Moment
from balie.forms.language.tree import Node

Function = Callable[[Mapping[str, Any], Moment], Any]
_ALWAYS = (tree.YesNo, tree.Not, tree.Logic, tree.Compare, tree.Between, tree.OneOf, tree.Contains, tree.Filled, tree.Quantifier)
_SUMS = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}
_FOLDS = {"aantal": "count", "som": "total", "laagste": "lowest", "hoogste": "highest"}
_ORDER = {"<": "lt({0}, {1})", "<=": "le({0}, {1})", ">": "lt({1}, {0})", ">=": "le({1}, {0})"}


def compiled(node: Node) -> Function:
    """A function (values, moment) → value; None is leeg. `values` holds every name the rule reads."""
    writer = _Writer()
    return writer.function(writer.value(node))


def compiled_condition(node: Node) -> Callable[[Mapping[str, Any], Moment], bool]:
    """A function (values, moment) → does it hold; leeg does not."""
    writer = _Writer()
    return writer.function(writer.truth(node))


class _Writer:
    def __init__(self) -> None:
        self.scope: dict[str, Any] = {"__builtins__": {}, **CALLS}
        self.rows = 0  # how many rows deep: `r0` is the outermost

    def function(self, code: str) -> Function:
        return eval(compile(f"lambda v, m: {code}", "<regel>", "eval"), self.scope)  # noqa: S307 - made here, constants by reference

    def constant(self, value: Any) -> str:
        key = f"k{len(self.scope)}"
        self.scope[key] = value
        return key

    def truth(self, node: Node) -> str:
        code = self.value(node)
        return code if isinstance(node, _ALWAYS) else f"({code} is True)"

    def value(self, node: Node) -> str:
        return getattr(self, f"_{type(node).__name__.lower()}")(node)

    def _literal(self, node: Any) -> str:
        return self.constant(node.value)

    _number = _text = _yesno = _day = _clock = _option = _literal

    def _empty(self, node: tree.Empty) -> str:
        return self.constant(None)

    def _numeral(self, node: tree.Numeral) -> str:
        return f"numeral({self.value(node.part)})"

    def _today(self, node: tree.Today) -> str:
        return "m.today"

    def _name(self, node: tree.Name) -> str:
        return self.way(f"v[{self.constant(node.path[0])}]", node, 1)

    def _row(self, node: tree.Row) -> str:
        return self.way(f"r{self.rows - 1 - node.up}", node, 0)

    def way(self, code: str, node: tree.Name | tree.Row, start: int) -> str:
        """The rest of the path, from `start`; lists in rows are joined on the way."""
        for size in node.nested:
            code, start = f"flat(dig({code}, {self.constant(node.path[start:size])}))", size
        return f"dig({code}, {self.constant(node.path[start:])})" if start < len(node.path) else code

    def each(self, condition: Node) -> str:
        """A condition on a row, as a function."""
        self.rows += 1
        code = f"lambda r{self.rows - 1}: {self.truth(condition)}"
        self.rows -= 1
        return code

    def _not(self, node: tree.Not) -> str:
        return f"(not {self.truth(node.part)})"

    def _logic(self, node: tree.Logic) -> str:
        return f"({(' and ' if node.op == 'en' else ' or ').join(map(self.truth, node.parts))})"

    def _compare(self, node: tree.Compare) -> str:
        left, right = self.value(node.left), self.value(node.right)
        if node.op in _ORDER:
            return _ORDER[node.op].format(left, right)
        return f"({'not ' * (node.op == 'is niet')}eq({left}, {right}))"

    def _between(self, node: tree.Between) -> str:
        return f"between({self.value(node.part)}, {self.value(node.low)}, {self.value(node.high)})"

    def _oneof(self, node: tree.OneOf) -> str:
        among = f"({''.join(self.value(each) + ', ' for each in node.options)})" if node.among is None else self.value(node.among)
        return f"({'not ' * node.negated}one_of({self.value(node.part)}, {among}))"

    def _contains(self, node: tree.Contains) -> str:
        return f"({'not ' * node.negated}contains({self.value(node.whole)}, {self.value(node.item)}))"

    def _filled(self, node: tree.Filled) -> str:
        return f"({'' if node.empty else 'not '}empty({self.value(node.part)}))"

    def _negative(self, node: tree.Negative) -> str:
        return f"negative({self.value(node.part)})"

    def _sum(self, node: tree.Sum) -> str:
        if isinstance(node.right, tree.Duration):
            amount = -node.right.amount if node.op == "-" else node.right.amount
            return f"shift({self.value(node.left)}, {self.constant(amount)}, {self.constant(node.right.unit)}, m)"
        return f"{_SUMS[node.op]}({self.value(node.left)}, {self.value(node.right)})"

    def _age(self, node: tree.Age) -> str:
        on = self.value(node.on) if node.on else "m.today"
        return f"span({self.constant('jaar')}, {self.value(node.born)}, {on}, m)"

    def _span(self, node: tree.Span) -> str:
        return f"span({self.constant(node.unit)}, {self.value(node.start)}, {self.value(node.end)}, m)"

    def _fold(self, node: tree.Fold) -> str:
        return f"{_FOLDS[node.op]}({self.value(node.part)})"

    def _filter(self, node: tree.Filter) -> str:
        return f"where({self.value(node.source)}, {self.each(node.condition)}, {self.constant(node.rest)})"

    def _quantifier(self, node: tree.Quantifier) -> str:
        call = "some" if node.op == "een" else "every"
        return f"{call}({self.value(node.source)}, {self.each(node.condition)})"

    def _choose(self, node: tree.Choose) -> str:
        return f"({self.value(node.then)} if {self.truth(node.condition)} else {self.value(node.other)})"
