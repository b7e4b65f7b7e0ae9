"""Rules that are too long for one line of thought: what is said twice, and what is too much, gets a name of its own."""

from collections import Counter
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from balie.forms.language import tree
from balie.forms.language.errors import LanguageError
from balie.forms.language.parser import parse
from balie.forms.language.tree import Node
from balie.forms.language.unparse import unparse

LONG = 900
WORTH_A_NAME = 80
Give = Callable[[Node], Node]


def shorten(node: Node, give: Give) -> Node:
    """The same rule, with parts of it named. `give` keeps a part under a name and returns that name."""
    if readable(node):
        return node
    repeated = _repeated(node)
    while repeated is not None:
        node = _swapped(node, repeated, give(repeated))
        if readable(node):
            return node
        repeated = _repeated(node)
    return _squeezed(node, give)


def readable(node: Node) -> bool:
    """Short enough, and not too deep for the parser."""
    text = unparse(node)
    if len(text) > LONG:
        return False
    try:
        parse(text)
    except LanguageError:
        return False
    return True


def _repeated(node: Node) -> Node | None:
    """The longest part that is there twice, outside conditions over rows."""
    counted = Counter(_free(node))
    again = [part for part, times in counted.items() if times > 1 and len(unparse(part)) >= WORTH_A_NAME]
    return max(again, key=lambda part: len(unparse(part)), default=None)


def _free(node: Node) -> list[Node]:
    found = [node] if not isinstance(node, tree.Name | tree.Duration | tree.Empty | tree.Option) else []
    if isinstance(node, tree.Quantifier | tree.Filter):
        return found
    return found + [each for child in tree.children(node) for each in _free(child)]


def _swapped(node: Any, old: Node, new: Node) -> Any:
    if node == old:
        return new
    if isinstance(node, tuple):
        return tuple(_swapped(each, old, new) for each in node)
    if not isinstance(node, Node):
        return node
    return replace(node, **{part.name: _swapped(getattr(node, part.name), old, new) for part in fields(node) if part.name != "at"})


def _squeezed(node: Node, give: Give) -> Node:
    if readable(node):
        return node
    if isinstance(node, tree.Logic) and len(node.parts) > 2:
        half = len(node.parts) // 2
        halves = [tree.Logic(node.op, part) if len(part) > 1 else part[0] for part in (node.parts[:half], node.parts[half:])]
        return tree.Logic(node.op, tuple(give(_squeezed(each, give)) for each in halves))
    if isinstance(node, tree.Choose):
        smaller = replace(node, other=_named(node.other, give))
        if readable(smaller):
            return smaller
        return replace(smaller, condition=_named(node.condition, give), then=_named(node.then, give))
    if isinstance(node, tree.Logic):
        return replace(node, parts=tuple(_named(each, give) for each in node.parts))
    if isinstance(node, tree.Sum):
        return replace(node, left=_named(node.left, give), right=node.right if isinstance(node.right, tree.Duration) else _named(node.right, give))
    if isinstance(node, tree.Not):
        return tree.Not(_named(node.part, give))
    return node


def _named(node: Node, give: Give) -> Node:
    if isinstance(node, tree.Name | tree.Empty | tree.Text | tree.Number | tree.YesNo):
        return node
    return give(_squeezed(node, give))
