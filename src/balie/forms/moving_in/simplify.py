"""Conditions put together in their shortest readable form, without changing when they hold (leeg included)."""

from collections.abc import Iterable
from dataclasses import replace

from balie.forms.language import tree
from balie.forms.language.tree import Node

YES, NO = tree.YesNo(True), tree.YesNo(False)
_FALLS_FOR_EMPTY = ("is", "<", "<=", ">", ">=")


def both(*parts: Node) -> Node:
    """All of them hold."""
    found = _flat("en", parts)
    if NO in found or any(opposite(part) in found for part in found if plain(part)):
        return NO
    found = _without_spare_filled([part for part in found if part != YES])
    found = _merged(_ranges(found), "is niet", negated=True)
    found = [part for part in found if not _covered(part, found)]
    return found[0] if len(found) == 1 else tree.Logic("en", tuple(found)) if found else YES


def either(*parts: Node) -> Node:
    """One of them holds."""
    found = _flat("of", parts)
    if YES in found or any(opposite(part) in found for part in found if plain(part)):
        return YES
    found = _merged([part for part in found if part != NO], "is", negated=False)
    found = [part for part in found if not _absorbed(part, found)]
    return found[0] if len(found) == 1 else tree.Logic("of", tuple(found)) if found else NO


def opposite(node: Node) -> Node:
    """It does not hold."""
    if isinstance(node, tree.Not):
        return node.part
    if isinstance(node, tree.YesNo):
        return tree.YesNo(not node.value)
    if isinstance(node, tree.Compare) and node.op in ("is", "is niet"):
        return replace(node, op="is niet" if node.op == "is" else "is")
    if isinstance(node, tree.Contains | tree.OneOf):
        return replace(node, negated=not node.negated)
    if isinstance(node, tree.Filled):
        return replace(node, empty=not node.empty)
    if isinstance(node, tree.Logic) and all(plain(part) for part in node.parts):
        turned = [opposite(part) for part in node.parts]
        return either(*turned) if node.op == "en" else both(*turned)
    return tree.Not(node)


def plain(node: Node) -> bool:
    """Has it an opposite of its own, without `niet (…)`?"""
    return isinstance(node, tree.YesNo | tree.Contains | tree.OneOf | tree.Filled | tree.Not) or (
        isinstance(node, tree.Compare) and node.op in ("is", "is niet")
    )


def _flat(op: str, parts: Iterable[Node]) -> list[Node]:
    found: dict[Node, None] = {}
    for part in parts:
        inner = part.parts if isinstance(part, tree.Logic) and part.op == op else (part,)
        found |= dict.fromkeys(inner)
    return list(found)


def _without_spare_filled(parts: list[Node]) -> list[Node]:
    """`x is ingevuld` says nothing beside `x is 3`."""
    surely = {side for part in parts for side in _sides(part)}
    return [part for part in parts if not (isinstance(part, tree.Filled) and not part.empty and part.part in surely)]


def _sides(part: Node) -> tuple[Node, ...]:
    if isinstance(part, tree.Compare) and part.op in _FALLS_FOR_EMPTY:
        return (part.left, part.right)
    if isinstance(part, tree.OneOf) and not part.negated:
        return (part.part,)
    return (part.whole,) if isinstance(part, tree.Contains) and not part.negated else ()


def _ranges(parts: list[Node]) -> list[Node]:
    """x >= 1 en x <= 5: x tussen 1 en 5."""
    found = list(parts)
    for low in parts:
        if not (isinstance(low, tree.Compare) and low.op == ">=" and low in found):
            continue
        for high in parts:
            if isinstance(high, tree.Compare) and high.op == "<=" and high.left == low.left and high in found:
                found[found.index(low)] = tree.Between(low.left, low.right, high.right)
                found.remove(high)
                break
    return found


def _merged(parts: list[Node], op: str, negated: bool) -> list[Node]:
    """x is a of x is b: x is een van (a, b)."""
    groups: dict[Node, list[Node]] = {}
    for part in parts:
        for left, options in _options(part, op, negated):
            groups.setdefault(left, []).extend(each for each in options if each not in groups.get(left, ()))
    found: dict[Node, None] = {}
    for part in parts:
        several = next((groups[left] for left, _ in _options(part, op, negated)), [])
        if len(several) > 1:
            left = part.left if isinstance(part, tree.Compare) else part.part  # type: ignore[attr-defined]
            found[tree.OneOf(left, tuple(several), None, negated)] = None
        else:
            found[part] = None
    return list(found)


def _options(part: Node, op: str, negated: bool) -> Iterable[tuple[Node, tuple[Node, ...]]]:
    if isinstance(part, tree.Compare) and part.op == op and isinstance(part.right, tree.Option | tree.Text | tree.Number):
        yield part.left, (part.right,)
    if isinstance(part, tree.OneOf) and part.among is None and part.negated is negated:
        yield part.part, part.options


def _absorbed(part: Node, among: list[Node]) -> bool:
    """a of (a en b): a."""
    return isinstance(part, tree.Logic) and part.op == "en" and any(other in part.parts for other in among if other != part)


def _covered(part: Node, among: list[Node]) -> bool:
    """a en (a of b): a."""
    return isinstance(part, tree.Logic) and part.op == "of" and any(other in part.parts for other in among if other != part)
