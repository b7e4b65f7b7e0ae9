"""Gives a rule its types: finds unknown names, impossible comparisons and options that do not exist.

The result is the same tree in which bare words have become options and names inside a condition over rows have become `Row`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NoReturn

from balie.forms.language import tree
from balie.forms.language.errors import LanguageError, did_you_mean
from balie.forms.language.parser import parse
from balie.forms.language.tree import Node
from balie.forms.language.types import DATE, DURATION, MONEY, NUMBER, TEXT, TIME, UNKNOWN, WORDS, YES_NO, Type, list_of

Checked = tuple[Node, Type]
_ORDERED = ("number", "date", "time")
_TEXTUAL = ("text", "choice")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that is right: its text, its checked tree and its type."""

    text: str
    tree: Node
    type: Type


def check(text: str, names: Mapping[str, Type], expect: Type | None = None) -> Rule:
    """Parse and check a rule over these names. With `expect` the rule must give that type. Raises LanguageError."""
    try:
        node, kind = _Checker(names).expected(parse(text), expect)
    except LanguageError as error:
        raise error.placed(text) from None
    return Rule(text, node, kind)


def condition(text: str, names: Mapping[str, Type]) -> Rule:
    """A rule that gives ja or nee."""
    return check(text, names, YES_NO)


def fits(kind: Type, expect: Type) -> bool:
    """May a value of this type stand where `expect` is asked?"""
    if "unknown" in (kind.kind, expect.kind):
        return True
    if kind.kind in _TEXTUAL and expect.kind in _TEXTUAL:
        return True
    if kind.kind == expect.kind == "list":
        return fits(kind.item or UNKNOWN, expect.item or UNKNOWN)
    return kind.kind == expect.kind


class _Checker:
    def __init__(self, names: Mapping[str, Type], rows: tuple[Mapping[str, Type], ...] = ()) -> None:
        self.names = names
        self.rows = rows  # the fields of the rows that a condition is about, innermost first

    def expected(self, node: Node, expect: Type | None) -> Checked:
        if expect is not None and (expect.options or (expect.item and expect.item.options)):
            found, kind = self.against(node, expect.item if expect.item and not isinstance(node, tree.Name) else expect)
        else:
            found, kind = self.typed(node)
        if expect is not None and not fits(kind, expect) and not (expect.item and fits(kind, expect.item)):
            self.fail(f"Hier hoort {WORDS[expect.kind]}, maar dit is {WORDS[kind.kind]}.", node)
        return found, kind

    def typed(self, node: Node) -> Checked:
        return getattr(self, f"_{type(node).__name__.lower()}")(node)

    def fail(self, message: str, node: Node, code: str = "wrong-type") -> NoReturn:
        raise LanguageError(message, at=node.at, code=code)

    def must(self, node: Node, *kinds: str) -> Checked:
        found, kind = self.typed(node)
        if kind.kind not in (*kinds, "unknown"):
            asked = " of ".join(WORDS[each] for each in kinds)
            self.fail(f"Hier hoort {asked}, maar dit is {WORDS[kind.kind]}.", node)
        return found, kind

    def both(self, node: Node, expect: Type, *parts: str) -> Checked:
        changed = {part: self.must(getattr(node, part), expect.kind)[0] for part in parts}
        return replace(node, **changed), expect

    # -- names

    def _name(self, node: tree.Name) -> Checked:
        head = node.path[0]
        for up, row in enumerate(self.rows):
            if head in row:
                kind, nested = self.into(node, row[head], node.path[1:])
                return tree.Row(node.path, nested, up, at=node.at), kind
        if head not in self.names:
            self.unknown(node, head)
        kind, nested = self.into(node, self.names[head], node.path[1:])
        return replace(node, nested=nested), kind

    def unknown(self, node: Node, head: str) -> NoReturn:
        known = [*self.names, *(name for row in self.rows for name in row)]
        if "-" in head and all(part in known or part.isdigit() for part in head.split("-")):
            self.fail(f"Zet spaties om de min: `{' - '.join(head.split('-'))}`.", node)
        self.fail(f"De naam `{head}` bestaat niet.{did_you_mean(head, known)}", node, "unknown-name")

    def into(self, node: Node, kind: Type, path: Iterable[str]) -> tuple[Type, tuple[int, ...]]:
        """The type at the end of a path, and how far along it a list lies in the rows of another: those are joined to one."""
        lists, nested = False, []
        for size, part in enumerate(path, 2):
            if kind.kind == "list" and kind.item:
                kind, lists = kind.item, True
            if kind.kind == "unknown":
                return kind, ()
            if part not in kind.fields:
                self.fail(f"`{part}` bestaat hier niet.{did_you_mean(part, kind.fields)}", node, "unknown-name")
            kind = kind.fields[part]
            if lists and kind.kind == "list":
                nested.append(size)
        return list_of(kind) if lists and kind.kind != "list" else kind, tuple(nested)

    # -- constants

    def _number(self, node: Node) -> Checked:
        return node, NUMBER

    def _text(self, node: Node) -> Checked:
        return node, TEXT

    def _yesno(self, node: Node) -> Checked:
        return node, YES_NO

    def _day(self, node: Node) -> Checked:
        return node, DATE

    def _today(self, node: Node) -> Checked:
        return node, DATE

    def _clock(self, node: Node) -> Checked:
        return node, TIME

    def _duration(self, node: Node) -> Checked:
        return node, DURATION

    def _empty(self, node: Node) -> Checked:
        return node, UNKNOWN

    # -- conditions

    def _not(self, node: tree.Not) -> Checked:
        return self.both(node, YES_NO, "part")

    def _logic(self, node: tree.Logic) -> Checked:
        return replace(node, parts=tuple(self.must(part, "yes_no")[0] for part in node.parts)), YES_NO

    def _compare(self, node: tree.Compare) -> Checked:
        left, kind = self.typed(node.left)
        right, other = self.against(node.right, kind)
        if node.op in ("is", "is niet"):
            if kind.kind in ("list", "record", "duration"):
                hint = " Gebruik `bevat`." if kind.kind == "list" else ""
                self.fail(f"U kunt {WORDS[kind.kind]} niet zo vergelijken.{hint}", node)
        elif kind.kind not in (*_ORDERED, "unknown"):
            self.fail(f"Groter of kleiner kan alleen met een getal, een datum of een tijd; dit is {WORDS[kind.kind]}.", node)
        self.same(kind, other, node)
        return replace(node, left=left, right=right), YES_NO

    def _between(self, node: tree.Between) -> Checked:
        part, kind = self.must(node.part, *_ORDERED)
        low, first = self.typed(node.low)
        high, last = self.typed(node.high)
        self.same(kind, first, node)
        self.same(kind, last, node)
        return replace(node, part=part, low=low, high=high), YES_NO

    def same(self, kind: Type, other: Type, node: Node) -> None:
        if not fits(other, kind):
            self.fail(f"U vergelijkt {WORDS[kind.kind]} met {WORDS[other.kind]}.", node)

    def against(self, node: Node, kind: Type) -> Checked:
        """A value that is set against something of this type; a bare word may be one of its options."""
        if kind.kind != "choice" or not kind.options:
            return self.typed(node)
        if isinstance(node, tree.Name) and len(node.path) == 1:
            if node.path[0] in kind.options:
                return tree.Option(node.path[0], at=node.at), kind
            if not any(node.path[0] in known for known in (self.names, *self.rows)):
                self.no_option(node, node.path[0], kind)
        if isinstance(node, tree.Text) and node.value not in kind.options:
            self.no_option(node, node.value, kind)
        if isinstance(node, tree.Choose):
            (then, first), (other, second) = self.against(node.then, kind), self.against(node.other, kind)
            found_kind = second if isinstance(node.then, tree.Empty) else first
            return replace(node, condition=self.must(node.condition, "yes_no")[0], then=then, other=other), found_kind
        found, other_kind = self.typed(node)
        if isinstance(node, tree.Number) and f"{node.value:f}" in kind.options:
            self.fail(f'Zet de keuze tussen aanhalingstekens: "{node.value:f}".', node)
        return found, other_kind

    def no_option(self, node: Node, word: str, kind: Type) -> NoReturn:
        near = did_you_mean(word, kind.options) or f" U kunt kiezen uit: {', '.join(kind.options)}."
        self.fail(f"`{word}` is geen mogelijke keuze.{near}", node, "unknown-option")

    def _oneof(self, node: tree.OneOf) -> Checked:
        part, kind = self.typed(node.part)
        if kind.kind in ("list", "record", "duration"):
            self.fail(f"`is een van` kan niet met {WORDS[kind.kind]}. Gebruik `bevat`.", node)
        if node.among is not None:
            among, listed = self.must(node.among, "list")
            self.same(kind, listed.item or UNKNOWN, node)
            return replace(node, part=part, among=among), YES_NO
        options = []
        for each in node.options:
            found, other = self.against(each, kind)
            self.same(kind, other, each)
            options.append(found)
        return replace(node, part=part, options=tuple(options)), YES_NO

    def _contains(self, node: tree.Contains) -> Checked:
        whole, kind = self.must(node.whole, "list", "text")
        inner = (kind.item or UNKNOWN) if kind.kind == "list" else TEXT
        if inner.kind == "record":
            self.fail("Deze lijst heeft rijen. Schrijf `een van lijst (voorwaarde)`.", node)
        item, other = self.against(node.item, inner)
        self.same(inner, other, node)
        return replace(node, whole=whole, item=item), YES_NO

    def _filled(self, node: tree.Filled) -> Checked:
        return replace(node, part=self.typed(node.part)[0]), YES_NO

    def _choose(self, node: tree.Choose) -> Checked:
        condition = self.must(node.condition, "yes_no")[0]
        then, kind = self.typed(node.then)
        other, second = self.against(node.other, kind)
        if isinstance(node.then, tree.Empty):
            kind = second
        if not fits(second, kind):
            self.fail(f"Na `dan` staat {WORDS[kind.kind]}, na `anders` {WORDS[second.kind]}.", node)
        return replace(node, condition=condition, then=then, other=other), kind

    # -- arithmetic

    def _negative(self, node: tree.Negative) -> Checked:
        return self.both(node, NUMBER, "part")

    def _sum(self, node: tree.Sum) -> Checked:
        left, kind = self.typed(node.left)
        right, other = self.typed(node.right)
        found = replace(node, left=left, right=right)
        if other.kind == "duration" and node.op in "+-" and kind.kind in ("date", "unknown"):
            return found, DATE
        if kind.kind == other.kind == "date":
            self.fail("Schrijf `dagen tussen … en …` voor het verschil tussen twee datums.", node)
        for part, each in ((node.left, kind), (node.right, other)):
            if each.kind not in ("number", "unknown"):
                self.fail(f"Rekenen kan met getallen; dit is {WORDS[each.kind]}.", part)
        return found, MONEY if kind.money or other.money else NUMBER

    def _numeral(self, node: tree.Numeral) -> Checked:
        return replace(node, part=self.must(node.part, *_TEXTUAL)[0]), NUMBER

    def _age(self, node: tree.Age) -> Checked:
        on = self.must(node.on, "date")[0] if node.on else None
        return replace(node, born=self.must(node.born, "date")[0], on=on), NUMBER

    def _span(self, node: tree.Span) -> Checked:
        found, kind = self.both(node, DATE, "start", "end")
        return found, NUMBER if kind else kind

    # -- lists

    def _fold(self, node: tree.Fold) -> Checked:
        part, kind = self.must(node.part, "list")
        item = kind.item or UNKNOWN
        if node.op == "aantal":
            return replace(node, part=part), NUMBER
        allowed = ("number",) if node.op == "som" else _ORDERED
        if item.kind not in (*allowed, "unknown"):
            hint = f" Noem een veld, bijvoorbeeld `{next(iter(item.fields))}`." if item.fields else ""
            self.fail(f"`{node.op} van` kan niet met een lijst van {WORDS[item.kind]}.{hint}", node)
        return replace(node, part=part), item

    def source(self, source: Node) -> tuple[Node, tuple[str, ...], Type]:
        """The innermost list in a path, what is taken from each row, and the type of a row."""
        if not isinstance(source, tree.Name):
            self.fail("Hier hoort de naam van een lijst.", source)
        if self.rows and source.path[0] not in self.rows[0]:
            # only over a list in this very row: so a rule looks at each row once, however many there are
            self.fail("Een voorwaarde over rijen kan niet binnen een andere, behalve over een lijst in die rij zelf.", source)
        chosen = None
        for size in range(1, len(source.path) + 1):
            found, kind = self._name(replace(source, path=source.path[:size]))
            rows = kind.kind == "list" and (kind.item or UNKNOWN).kind in ("record", "unknown")
            if chosen is None and kind.kind == "list" and not rows:
                self.fail("Deze lijst heeft geen rijen. Gebruik `bevat`.", source)
            if rows and (chosen is None or size in found.nested):  # type: ignore[attr-defined]
                chosen = found, source.path[size:], kind.item or UNKNOWN
        return chosen or self.fail("Dit is geen lijst.", source)

    def _filter(self, node: tree.Filter) -> Checked:
        source, rest, row = self.source(node.source)
        inside, _ = _Checker(self.names, (row.fields, *self.rows)).must(node.condition, "yes_no")
        kind, nested = self.into(node, row, rest)
        if kind.kind == "list":
            self.fail("Een lijst in een lijst kan niet.", node)
        return tree.Filter(source, inside, rest, at=node.at), list_of(kind)

    def _quantifier(self, node: tree.Quantifier) -> Checked:
        source, rest, row = self.source(node.source)
        if rest:
            self.fail(f"Noem hier de lijst zelf: `{'.'.join(source.path)}`.", node)  # type: ignore[attr-defined]
        inside, _ = _Checker(self.names, (row.fields, *self.rows)).must(node.condition, "yes_no")
        return replace(node, source=source, condition=inside), YES_NO
