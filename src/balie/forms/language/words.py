"""A rule in plain words, Dutch or English, and why it holds or not."""

from collections.abc import Callable, Mapping
from typing import Any

from balie.forms.language import tree
from balie.forms.language.oracle import holds, meaning
from balie.forms.language.phrases import phrase, unit
from balie.forms.language.runtime import Moment
from balie.forms.language.tree import Node
from balie.forms.language.unparse import unparse
from balie.forms.words import clock, day, join, number

Label = Callable[[tuple[str, ...]], str]
OptionLabel = Callable[[tuple[str, ...], str], str]
_OPPOSITE = {"is": "is niet", "is niet": "is", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


class Words:
    """Puts rules into words, given how names and options are called on screen; `behind` gives the rule of a computed name. `brief`: of several
    things that would each do, one is told."""

    brief = False

    def __init__(self, label: Label, option: OptionLabel, behind: Callable[[tuple[str, ...]], Node | None] = lambda path: None,
                 language: str = "nl") -> None:
        self.label, self.option, self.behind, self.language = label, option, behind, language

    def because(self, node: Node, values: Mapping[str, Any], moment: Moment) -> str:
        """What makes this rule hold now, or what keeps it from holding: `Muziek is ja en het aantal is minstens 500`."""
        return self.say("and").join(dict.fromkeys(self.reasons(node, values, moment, True)))

    def reasons(self, node: Node, values: Mapping[str, Any], moment: Moment, positive: bool) -> list[str]:
        """Only the parts that decide it. `positive` is false below a `niet`."""
        if isinstance(node, tree.Not):
            return self.reasons(node.part, values, moment, not positive)
        if isinstance(node, tree.Logic):
            each_holds = [holds(part, values, moment) for part in node.parts]
            found = all(each_holds) if node.op == "en" else any(each_holds)
            deciding = [part for part, held in zip(node.parts, each_holds, strict=True) if held is found]
            told = (self.reasons(part, values, moment, positive) for part in deciding)
            if self.brief and found is (node.op == "of"):
                return next((each for each in told if each), [])
            return [reason for each in told for reason in each]
        if isinstance(node, tree.Name) and (inside := self.behind(node.path)) is not None:
            return self.reasons(inside, values, moment, positive)
        found = holds(node, values, moment)
        if isinstance(node, tree.Compare) and not found:
            # a comparison with leeg fails whichever way it goes: that is why, and not that it is less or more
            if absent := [side for side in (node.left, node.right) if meaning(side, values, moment) is None]:
                return [self.say("empty", self.noun(side)) for side in absent]
        return [self.sentence(node, found)]

    def say(self, key: str, *parts: object) -> str:
        return phrase(key, self.language, *parts)

    def sentence(self, node: Node, positive: bool = True) -> str:
        """One condition as a main clause; its opposite when not `positive`."""
        if isinstance(node, tree.Compare):
            return self.compare(node, node.op if positive else _OPPOSITE[node.op])
        if isinstance(node, tree.Between):
            return self.say("between" if positive else "not between", self.noun(node.part), self.noun(node.low), self.noun(node.high))
        if isinstance(node, tree.OneOf):
            options = [self.noun(each, node.part) for each in node.options]
            among = join(options, self.language, last="of") if node.among is None else self.noun(node.among)
            return self.say("among" if positive is not node.negated else "not among", self.noun(node.part), among)
        if isinstance(node, tree.Contains):
            key = "holds" if positive is not node.negated else "not holds"
            return self.say(key, self.noun(node.whole), self.noun(node.item, node.whole))
        if isinstance(node, tree.Filled):
            return self.say("empty" if positive is node.empty else "filled", self.noun(node.part))
        if isinstance(node, tree.Quantifier):
            return self.say(node.op if positive else f"not {node.op}", self.noun(node.source), self.sentence(node.condition))
        if isinstance(node, tree.Logic):
            return self.say("and" if node.op == "en" else "of").join(self.sentence(part, positive) for part in node.parts)
        if isinstance(node, tree.Not):
            return self.sentence(node.part, not positive)
        if isinstance(node, tree.YesNo):
            return self.say("always" if node.value is positive else "never")
        return self.say("true" if positive else "untrue", self.noun(node))

    def compare(self, node: tree.Compare, op: str) -> str:
        left, right = self.noun(node.left, node.right), self.noun(node.right, node.left)
        dated = isinstance(node.right, tree.Day | tree.Today) or isinstance(node.right, tree.Sum) and isinstance(node.right.right, tree.Duration)
        return self.say(f"day {op}" if dated and not op.startswith("is") else op, left, right)

    def noun(self, node: Node, beside: Node | None = None) -> str:
        """A value as a noun. `beside`: what it is compared with, which knows the labels of options."""
        if isinstance(node, tree.Name | tree.Row):
            return self.label(node.path)
        if isinstance(node, tree.Option | tree.Text):
            return f"“{self.option(beside.path, node.value) if isinstance(beside, tree.Name | tree.Row) else node.value}”"
        if isinstance(node, tree.YesNo):
            return self.say("yes" if node.value else "no")
        if isinstance(node, tree.Number):
            return number(node.value)
        if isinstance(node, tree.Day):
            return day(node.value, self.language)
        if isinstance(node, tree.Clock):
            return clock(node.value, self.language)
        return self.phrase(node)

    def phrase(self, node: Node) -> str:
        if isinstance(node, tree.Today):
            return self.say("today")
        if isinstance(node, tree.Age):
            return self.say("age on", self.noun(node.born), self.noun(node.on)) if node.on else self.say("age", self.noun(node.born))
        if isinstance(node, tree.Fold):
            return self.say(node.op, self.noun(node.part))
        if isinstance(node, tree.Numeral):
            return self.say("number", self.noun(node.part))
        if isinstance(node, tree.Filter):
            return self.say("where", self.noun(node.source), self.sentence(node.condition))
        if isinstance(node, tree.Span):
            counted = "jaren" if node.unit == "jaar" else node.unit
            return self.say("span", self.noun(node.start), self.noun(node.end), unit(counted, self.language))
        if isinstance(node, tree.Duration):
            return f"{node.amount} {unit(node.unit, self.language)}"
        if isinstance(node, tree.Sum) and node.op in ("+", "-") and isinstance(node.right, tree.Duration):
            return self.say(node.op, self.noun(node.left), self.noun(node.right))
        if isinstance(node, tree.Sum):
            return f"{self.noun(node.left)} {node.op} {self.noun(node.right)}"
        return self.unsaid(node)

    def unsaid(self, node: Node) -> str:
        """What has no words of its own: as it is written."""
        return unparse(node)
