"""Tree to text: the same rule, written the usual way. `parse(unparse(tree)) == tree`."""

from balie.forms.language import tree
from balie.forms.language.lexer import quote
from balie.forms.language.tree import Node

_SPANS = {"jaar": "jaren"}


def unparse(node: Node) -> str:
    """The text of a rule, with no more brackets than it needs."""
    return _WRITERS[type(node)](node)


def _condition(node: Node) -> str:
    """A part of `en` and `of`, or what follows `niet`."""
    return _bracket(node, (tree.Logic, tree.Choose))


def _operand(node: Node) -> str:
    """A side of a comparison."""
    return _bracket(node, (*_CONDITIONS, tree.Choose))


def _bracket(node: Node, kinds: tuple[type, ...]) -> str:
    return f"({unparse(node)})" if isinstance(node, kinds) else unparse(node)


def _term(node: Node) -> str:
    return _bracket(node, (*_CONDITIONS, tree.Choose, tree.Sum, tree.Span))


def _atom(node: Node) -> str:
    return _bracket(node, (*_CONDITIONS, tree.Choose, tree.Sum, tree.Span, tree.Negative, tree.Age))


def _compare(node: tree.Compare) -> str:
    return f"{_operand(node.left)} {node.op} {_operand(node.right)}"


def _one_of(node: tree.OneOf) -> str:
    among = f"({', '.join(map(_operand, node.options))})" if node.among is None else _atom(node.among)
    return f"{_operand(node.part)} is {'niet ' * node.negated}een van {among}"


def _sum(node: tree.Sum) -> str:
    low = node.op in "+-"
    left = _operand(node.left) if low or isinstance(node.left, tree.Sum) and node.left.op in "*/" else _term(node.left)
    left = f"({unparse(node.left)})" if isinstance(node.left, tree.Span) else left
    right = unparse(node.right) if low and isinstance(node.right, tree.Sum) and node.right.op in "*/" else _term(node.right)
    return f"{left} {node.op} {right}"


def _age(node: tree.Age) -> str:
    return f"leeftijd van {_atom(node.born)}" + (f" op {_atom(node.on)}" if node.on else "")


def _filter(node: tree.Filter) -> str:
    return f"{unparse(node.source)}{''.join('.' + part for part in node.rest)} waar ({unparse(node.condition)})"


def _choose(node: tree.Choose) -> str:
    return f"als {unparse(node.condition)} dan {unparse(node.then)} anders {unparse(node.other)}"


def _option(node: tree.Option) -> str:
    plain = node.value.isidentifier() or node.value.replace("-", "_").isidentifier()
    return node.value if plain else quote(node.value)


_CONDITIONS = (tree.Logic, tree.Not, tree.Compare, tree.Between, tree.OneOf, tree.Contains, tree.Filled)
_WRITERS = {
    tree.Number: lambda n: f"{n.value:f}",
    tree.Text: lambda n: quote(n.value),
    tree.YesNo: lambda n: "ja" if n.value else "nee",
    tree.Day: lambda n: n.value.isoformat(),
    tree.Clock: lambda n: f"{n.value:%H:%M}",
    tree.Today: lambda n: "vandaag",
    tree.Duration: lambda n: f"{n.amount} {n.unit}",
    tree.Name: lambda n: ".".join(n.path),
    tree.Row: lambda n: ".".join(n.path),
    tree.Option: _option,
    tree.Not: lambda n: f"niet {_condition(n.part)}",
    tree.Logic: lambda n: f" {n.op} ".join(map(_condition, n.parts)),
    tree.Compare: _compare,
    tree.Between: lambda n: f"{_operand(n.part)} tussen {_operand(n.low)} en {_operand(n.high)}",
    tree.OneOf: _one_of,
    tree.Contains: lambda n: f"{_operand(n.whole)} bevat {'niet ' * n.negated}{_operand(n.item)}",
    tree.Filled: lambda n: f"{_operand(n.part)} is {'leeg' if n.empty else 'ingevuld'}",
    tree.Negative: lambda n: f"-{_term(n.part)}",
    tree.Sum: _sum,
    tree.Age: _age,
    tree.Span: lambda n: f"{_SPANS.get(n.unit, n.unit)} tussen {_operand(n.start)} en {_operand(n.end)}",
    tree.Numeral: lambda n: f"getal van {_atom(n.part)}",
    tree.Empty: lambda n: "leeg",
    tree.Fold: lambda n: f"{n.op} van {unparse(n.part)}",
    tree.Filter: _filter,
    tree.Quantifier: lambda n: f"{n.op} van {unparse(n.source)} ({unparse(n.condition)})",
    tree.Choose: _choose,
}
