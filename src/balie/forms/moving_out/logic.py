"""Our rules in the JsonLogic of Open Forms, meaning the same, also for what is empty there. Raises Unsaid for what has no words there."""

from dataclasses import replace
from typing import Any

from balie.forms.language import tree
from balie.forms.language.tree import Node
from balie.forms.moving_in.reading import Unsaid
from balie.forms.moving_out.components import figure
from balie.forms.moving_out.names import Known, Names

ALWAYS, NEVER = {"==": [1, 1]}, {"==": [1, 2]}
_ACCUMULATOR = {"var": "accumulator"}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_TODAY = {"today": []}


class Logic:
    """Says rules in JsonLogic; `row`: the rows that the part at hand is about."""

    def __init__(self, names: Names, row: Known | None = None) -> None:
        self.names, self.row = names, row

    def condition(self, node: Node) -> Any:
        """When this holds."""
        return getattr(self, f"_{type(node).__name__.lower()}", self._truth)(node)

    def value(self, node: Node) -> Any:
        """What this gives."""
        return getattr(self, f"_v_{type(node).__name__.lower()}", self._made)(node)

    def known(self, node: Node) -> Known | None:
        return self.names.find(node, self.row) if isinstance(node, tree.Name | tree.Row) else None

    def form(self, node: Node) -> str:
        """How a value looks: as the form of a name, or as what is worked out."""
        found = self.known(node)
        if found is not None:
            return found.form
        if isinstance(node, tree.Choose):
            return next((form for each in (node.then, node.other) if (form := self.form(each)) != "empty"), "empty")
        if isinstance(node, tree.Sum):
            return "date" if isinstance(node.right, tree.Duration) or isinstance(node.left, tree.Duration) else "number"
        return {
            tree.Number: "number", tree.Negative: "number", tree.Numeral: "number", tree.Fold: "number", tree.Span: "number", tree.Age: "number",
            tree.Day: "date", tree.Today: "date", tree.Clock: "time", tree.Text: "text", tree.Option: "text", tree.Empty: "empty",
        }.get(type(node), "flag")  # fmt: skip

    def inlined(self, node: Node) -> Node:
        """A value that has no words of its own there may have them where it is compared: `leeftijd < 18`."""
        lost = isinstance(node, tree.Name) and node.path[0] in self.names.lost and self.names.plan.values.get(node.path[0])
        return lost.rule.tree if lost else node

    # -- conditions

    def _truth(self, node: Node) -> Any:
        """A name, or what is chosen, that is ja or nee."""
        return self._compare(tree.Compare("is", node, tree.YesNo(True)))

    def _yesno(self, node: tree.YesNo) -> Any:
        return ALWAYS if node.value else NEVER

    def _not(self, node: tree.Not) -> Any:
        return {"!": [self.condition(node.part)]}

    def _logic(self, node: tree.Logic) -> Any:
        return {"and" if node.op == "en" else "or": [self.condition(each) for each in node.parts]}

    def _compare(self, node: tree.Compare) -> Any:
        node = replace(node, left=self.inlined(node.left), right=self.inlined(node.right))
        if node.op in ("is", "is niet"):
            same = self.same(node.left, node.right)
            if node.op == "is":
                return same
            return {"!=": same["=="]} if "==" in same else {"!": [same]}
        if isinstance(node.left, tree.Age):
            return self.aged(node.left, node.op, node.right)
        if isinstance(node.right, tree.Age):
            return self.aged(node.right, _TURNED[node.op], node.left)
        if "time" in (self.form(node.left), self.form(node.right)) and not (self.known(node.left) and self.known(node.right)):
            raise Unsaid("een tijd die met een vaste tijd wordt vergeleken")
        return {node.op: [self.value(node.left), self.value(node.right)]}

    def same(self, left: Node, right: Node) -> Any:
        """left == right, and not because both are empty."""
        if isinstance(left, tree.YesNo | tree.Number | tree.Text | tree.Option | tree.Day | tree.Clock):
            left, right = right, left
        if isinstance(left, tree.Age):
            return {"and": [self.aged(left, ">=", right), self.aged(left, "<=", right)]}
        if isinstance(right, tree.YesNo):
            return self.is_yes_no(left, right.value)
        forms = {self.form(left), self.form(right)}
        if len(forms) > 1 or forms & {"boxes", "rows", "files", "list", "place"}:
            raise Unsaid("twee antwoorden van een verschillend soort, of met onderdelen")
        equal = {"==": [self.value(left), self.value(right)]}
        constant = isinstance(right, tree.Number | tree.Text | tree.Option | tree.Day | tree.Clock | tree.Today)
        return equal if constant else {"and": [self.condition(tree.Filled(left, False)), equal]}

    def is_yes_no(self, left: Node, wanted: bool) -> Any:
        found = self.known(left)
        if found is None:
            made = self.value(left) if isinstance(left, tree.Choose) else self.condition(left)
            return {"==": [made, wanted]} if isinstance(left, tree.Choose) else made if wanted else {"!": [made]}
        if found.form == "radio":
            return {"==": [found.var, "ja" if wanted else "nee"]}
        if found.form in ("box", "flag") and (wanted or found.sure):
            return {"==": [found.var, wanted]}
        raise Unsaid(f"`{found.key}` dat nee is en niet leeg")

    def aged(self, age: tree.Age, op: str, years: Node) -> Any:
        """A number of years old, as a day of birth: 18 or older is born on or before today 18 years ago."""
        if not isinstance(years, tree.Number) or years.value != int(years.value) or years.value < 0:
            raise Unsaid("een leeftijd die met iets anders dan hele jaren wordt vergeleken")
        more = int(years.value) + (op in (">", "<="))
        born, on = self.value(age.born), self.value(age.on) if age.on else _TODAY
        return {"<=" if op in (">", ">=") else ">": [born, {"-": [on, {"rdelta": [more]}]}]}

    def _between(self, node: tree.Between) -> Any:
        low, part, high = (self.value(each) for each in (node.low, node.part, node.high))
        if self.form(node.part) == "number":
            return {"<=": [low, part, high]}
        return {"and": [self.condition(tree.Compare(">=", node.part, node.low)), self.condition(tree.Compare("<=", node.part, node.high))]}

    def _oneof(self, node: tree.OneOf) -> Any:
        if node.among is not None:
            among = self.names.find(node.among, self.row)
            if among.form != "list" or self.form(node.part) != "text":
                raise Unsaid("een keuze uit aangekruiste vakjes")
            found: Any = {"in": [self.value(node.part), among.var]}
        elif self.form(node.part) == "text":
            found = {"in": [self.value(node.part), [self.value(each) for each in node.options]]}
        else:
            found = {"or": [self.same(node.part, each) for each in node.options]}
        return {"!": [found]} if node.negated else found

    def _contains(self, node: tree.Contains) -> Any:
        whole = self.names.find(node.whole, self.row)
        item = node.item.value if isinstance(node.item, tree.Option | tree.Text) else None
        if item is None or (whole.form == "boxes" and "." in item):
            raise Unsaid("iets wat een ander antwoord bevat")
        if whole.form == "boxes":
            return {"!=" if node.negated else "==": [{"var": f"{whole.key}.{item}"}, True]}
        if whole.form not in ("list", "text"):
            raise Unsaid(f"wat `{whole.key}` bevat")
        found = {"in": [item, whole.var]}
        return {"!": [found]} if node.negated else found

    def _filled(self, node: tree.Filled) -> Any:
        found = self.known(node.part)
        if found is None:
            return {"==" if node.empty else "!=": [self.value(node.part), None]}
        if found.form in ("text", "radio"):
            return {"==" if node.empty else "!=": [found.var, ""]}
        if found.form == "number":
            return {"==" if node.empty else "!=": [found.var, None]}
        if found.form == "flag":
            if not found.sure:
                raise Unsaid(f"of `{found.key}` leeg is")
            return NEVER if node.empty else ALWAYS
        if found.form == "boxes":
            if not found.options or any("." in each for each in found.options):
                raise Unsaid(f"of er iets is aangekruist bij `{found.key}`")
            ticked = {"or": [{"==": [{"var": f"{found.key}.{each}"}, True]} for each in found.options]}
            return {"!": [ticked]} if node.empty else ticked
        return {"!" if node.empty else "!!": [found.var]}

    def _quantifier(self, node: tree.Quantifier) -> Any:
        source = self.rows(node.source)
        holds = Logic(self.names, source).condition(node.condition)
        if node.op == "een":
            return {"reduce": [source.var, {"or": [holds, _ACCUMULATOR]}, False]}
        return {"and": [{"!!": [source.var]}, {"reduce": [source.var, {"and": [holds, _ACCUMULATOR]}, True]}]}

    # -- values

    def _made(self, node: Node) -> Any:
        """What is ja or nee by itself; all else has a way of its own."""
        if self.form(node) != "flag":
            raise Unsaid(_WORDS.get(type(node), "een berekening"))
        return self.condition(node)

    def _v_name(self, node: Node) -> Any:
        found = self.names.find(node, self.row)
        if found.form in ("boxes", "rows", "files", "place"):
            raise Unsaid(f"`{found.key}` als waarde")
        if found.form == "radio":
            return {"==": [found.var, "ja"]}
        return {"date": [found.var]} if found.form == "date" else found.var

    _v_row = _v_name

    def _v_number(self, node: tree.Number) -> Any:
        return figure(node.value)

    def _v_text(self, node: tree.Text) -> Any:
        return node.value

    _v_option = _v_text

    def _v_yesno(self, node: tree.YesNo) -> Any:
        return node.value

    def _v_day(self, node: tree.Day) -> Any:
        return {"date": [node.value.isoformat()]}

    def _v_clock(self, node: tree.Clock) -> Any:
        return node.value.isoformat()

    def _v_today(self, node: tree.Today) -> Any:
        return _TODAY

    def _v_empty(self, node: tree.Empty) -> Any:
        return None

    def _v_negative(self, node: tree.Negative) -> Any:
        return figure(-node.part.value) if isinstance(node.part, tree.Number) else {"-": [self.value(node.part)]}

    def _v_numeral(self, node: tree.Numeral) -> Any:
        return {"+": [self.value(node.part)]}

    def _v_sum(self, node: tree.Sum) -> Any:
        if isinstance(node.right, tree.Duration):
            return {node.op: [self.value(node.left), self.term(node.right)]}
        if isinstance(node.left, tree.Duration):
            return {node.op: [self.value(node.right), self.term(node.left)]}
        if self.form(node.left) != "number" or self.form(node.right) != "number":
            raise Unsaid("rekenen met datums")
        return {node.op: [self.value(node.left), self.value(node.right)]}

    def term(self, node: tree.Duration) -> Any:
        if node.unit == "werkdagen":
            raise Unsaid("werkdagen")
        return {"rdelta": {"jaar": [node.amount], "maanden": [0, node.amount], "weken": [0, 0, 7 * node.amount]}.get(node.unit, [0, 0, node.amount])}

    def _v_choose(self, node: tree.Choose) -> Any:
        empty = "" if self.form(node) == "text" else None
        then, other = (empty if isinstance(each, tree.Empty) else self.value(each) for each in (node.then, node.other))
        # als … dan … anders als … is one list there
        rest = other["if"] if isinstance(other, dict) and "if" in other else [other]
        return {"if": [self.condition(node.condition), then, *rest]}

    def _v_fold(self, node: tree.Fold) -> Any:
        if node.op == "aantal":
            return self.counted(node.part)
        if node.op != "som":
            raise Unsaid(f"`{node.op} van`")
        part, only = (node.part.source, node.part) if isinstance(node.part, tree.Filter) else (node.part, None)
        if only is not None and only.rest:
            part = tree.Name((*part.path, *only.rest))  # type: ignore[attr-defined]
        if not isinstance(part, tree.Name) or len(part.path) != 2:
            raise Unsaid("een optelling van iets anders dan een vraag in een groep")
        source = self.rows(tree.Name(part.path[:1]))
        field = source.fields.get(part.path[1])
        if field is None or field.form != "number":
            raise Unsaid("een optelling van iets wat geen getal is")
        holds = Logic(self.names, source).condition(only.condition) if only is not None else None
        return self.reduced(source, {"+": [field.var, _ACCUMULATOR]}, holds)

    def counted(self, node: Node) -> Any:
        if isinstance(node, tree.Filter) and not node.rest:
            source = self.rows(node.source)
            return self.reduced(source, {"+": [1, _ACCUMULATOR]}, Logic(self.names, source).condition(node.condition))
        source = self.names.find(node, self.row)
        if source.form == "boxes" and source.options and not any("." in each for each in source.options):
            return {"count": [{"==": [{"var": f"{source.key}.{each}"}, True]} for each in source.options]}
        if source.form not in ("rows", "files", "list"):
            raise Unsaid(f"het aantal van `{source.key}`")
        return self.reduced(source, {"+": [1, _ACCUMULATOR]}, None)

    def reduced(self, source: Known, step: Any, holds: Any) -> Any:
        return {"reduce": [source.var, step if holds is None else {"if": [holds, step, _ACCUMULATOR]}, 0]}

    def rows(self, node: Node) -> Known:
        source = self.names.find(node, self.row)
        if source.form != "rows" or self.row is not None:
            raise Unsaid("rijen van iets anders dan een groep")
        return source


_WORDS: dict[type[Node], str] = {
    tree.Span: "het aantal dagen of jaren tussen twee datums", tree.Age: "een leeftijd als getal", tree.Filter: "rijen die worden uitgekozen",
}  # fmt: skip
