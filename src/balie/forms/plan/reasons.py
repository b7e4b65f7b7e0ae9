"""Why a question or page is there or not, must be answered or is refused; how a value, price or decision came about. In plain Dutch."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from balie.forms.language.runtime import dig
from balie.forms.language.tree import paths
from balie.forms.language.types import UNKNOWN
from balie.forms.plan.explain import because
from balie.forms.plan.parts import PagePlan, QuestionPlan, Ruled
from balie.forms.plan.plan import Plan, render_text
from balie.forms.plan.state import QuestionState, State
from balie.forms.plan.texts import in_words
from balie.forms.questions.base import QuestionType
from balie.forms.words import amount, join

DECISION, PRICE = "decision", "prijs"


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence. `about`: shown, required, error, default, value, lookup, cost, price or row (of the decision table). `holds`: is it so?
    For the designer: the `rule` as it is written, and `inputs`: each name that it reads with its value in words."""

    about: str
    holds: bool
    text: str
    rule: str = ""
    inputs: dict[str, str] = field(default_factory=dict)


def explain(plan: Plan, state: State, name: str) -> str:
    """The first of `reasons`, for who only wants to know that. Raises KeyError for a name the plan does not have."""
    if name == DECISION:
        return f"{state.decision.reason} Want {state.decision.explanation}." if state.decision else "Er is nog geen besluit."
    return next(iter(reasons(plan, state, name))).text


def reasons(plan: Plan, state: State, name: str) -> tuple[Reason, ...]:
    """Everything there is to say about a page, question, value, fact or setting, the price (`prijs`) or the `decision`.

    A question in a group is called `group.question`, in a group in a group `group.group.question`. Raises KeyError for a name the plan does not have.
    """
    return tuple(_Reasons(plan, state).of(name))


class _Reasons:
    def __init__(self, plan: Plan, state: State) -> None:
        self.plan, self.state = plan, state
        self.values, self.moment = state.values, state.context.moment

    def of(self, name: str) -> Iterator[Reason]:
        if name in self.plan.values:
            return self.value(name)
        if name in self.plan.lookups:
            return self.lookup(name)
        page, question = _find(self.plan, name)
        if question is not None and page is not None:
            return self.question(page, question)
        if page is not None:
            return self.shown(page, None)
        if name == DECISION:
            return self.decision()
        if name == PRICE:
            return self.price()
        group, *way = name.split(".")
        page, question = _find(self.plan, group)
        if page is not None and question is not None and (inside := _way(question, way)):
            return self.row(page, question, inside)
        if name in self.plan.names:
            return iter([Reason("value", True, f"{_called(name)} is {self.said(name)}. Dat is een gegeven.")])
        raise KeyError(name)

    # -- helpers

    def why(self, ruled: Ruled, values: Any = None) -> str:
        return because(self.plan, ruled, self.values if values is None else values, self.moment)

    def said(self, name: str) -> str:
        return self.plan.describe(name, self.values[name]) or "nog niet bekend"

    def reason(self, about: str, holds: bool, text: str, *rules: Ruled | None, values: Any = None) -> Reason:
        values = self.values if values is None else values
        there = [each for each in rules if each]
        read = sorted({path for each in there for path in paths(each.rule.tree)})
        inputs = {".".join(path): self.input(path, values) for path in read}
        return Reason(about, holds, text, " en ".join(each.rule.text for each in there), inputs)

    def input(self, path: tuple[str, ...], values: Any) -> str:
        """What a rule read, in words."""
        if len(path) == 1 and path[0] in self.plan.names:
            return self.plan.describe(path[0], values[path[0]])
        return in_words(UNKNOWN, dig(values[path[0]], path[1:]))

    # -- pages and questions

    def shown(self, page: PagePlan, question: QuestionPlan | None) -> Iterator[Reason]:
        what = "vraag" if question else "pagina"
        rules = [ruled for ruled in (page.shown, question.shown if question else None) if ruled]
        for ruled in rules:
            if not ruled.run(self.values, self.moment):
                yield self.reason("shown", False, f"U ziet deze {what} niet, want {self.why(ruled)}.", ruled)
                return
        if self.state.stop is not None and self.state.page(page.part.page) is None:
            yield Reason("shown", False, f"U komt niet bij deze {what}, want de aanvraag stopt al eerder: {self.state.stop.title}.")
            return
        why = " en ".join(self.why(ruled) for ruled in rules)
        yield self.reason("shown", True, f"U ziet deze {what}, want {why}." if rules else f"Iedereen ziet deze {what}.", *rules)

    def question(self, page: PagePlan, question: QuestionPlan) -> Iterator[Reason]:
        first = next(self.shown(page, question))
        yield first
        found = self.state.page(page.part.page)
        state = next((each for each in found.questions if each.name == question.name), None) if found else None
        if first.holds and state is not None:
            yield from self.asked(question, state, self.values)

    def asked(self, question: QuestionPlan, state: QuestionState, values: Any) -> Iterator[Reason]:
        """What goes for a question that is there."""
        if question.kind.asks:
            must = "U moet deze vraag beantwoorden" if state.required else "U mag deze vraag overslaan"
            rule = question.required
            yield self.reason("required", state.required, f"{must}, want {self.why(rule, values)}." if rule else f"{must}.", rule, values=values)
        if state.error:
            by_type = not state.answered or question.kind.validate(state.value)
            own = None if by_type else next((each.holds for each in question.errors if each.holds.run(values, self.moment)), None)
            why = f" Dat zeggen wij, want {self.why(own, values)}." if own else ""
            yield self.reason("error", True, f"Uw antwoord kan zo niet: {state.error}{why}", own, values=values)
        if state.default is not None and question.default is not None:
            yield self.reason("default", True, "Wij vullen hier alvast in wat wij al weten. U kunt het veranderen.", question.default, values=values)
        if question.fact is not None:
            yield self.reason("value", True, f"Hier staat: {state.words or 'nog niet bekend'}. Dat vragen wij u niet.", question.fact, values=values)

    def row(self, page: PagePlan, group: QuestionPlan, inside: list[QuestionPlan]) -> Iterator[Reason]:
        """A question in a group, row by row; `inside`: the way to it, with one group on it when that stands in the rows of the other."""
        first = next(self.shown(page, group))
        if first.holds:
            yield from self.rows(group, inside, self.values, {}, "")
        else:
            yield first

    def rows(self, group: QuestionPlan, inside: list[QuestionPlan], around: Any, kinds: dict[str, QuestionType], before: str) -> Iterator[Reason]:
        inner, *further = inside
        rows, kinds = around[group.name] or (), kinds | {each.name: each.kind for each in group.inner}
        if not rows:
            where = f" bij nummer {before.rstrip('.')}" if before else ""
            yield Reason("shown", False, f"U ziet deze vraag nog niet{where}, want er is nog niets toegevoegd.")
        for at, row in enumerate(rows, 1):
            values, number = type(self.values)({**around, **row}), f"{before}{at}"
            holds = inner.shown is None or bool(inner.shown.run(values, self.moment))
            if further and holds:
                yield from self.rows(inner, further, values, kinds, f"{number}.")
            elif inner.shown is None:
                yield Reason("shown", True, f"U ziet deze vraag bij nummer {number}, want die staat er altijd bij.")
            else:
                why = because(self.plan, inner.shown, values, self.moment, kinds)
                said = f"U ziet deze vraag bij nummer {number}{'' if holds else ' niet'}, want {why}."
                yield self.reason("shown", holds, said, inner.shown, values=values)

    # -- what follows

    def value(self, name: str) -> Iterator[Reason]:
        ruled, said = self.plan.values[name], self.said(name)
        if self.plan.names[name].kind == "yes_no":
            holds = self.values[name] is True
            yield self.reason("value", holds, f"{_called(name)} is {said}, want {self.why(ruled)}.", ruled)
        else:
            yield self.reason("value", True, f"{_called(name)} is {said}. Zo komen wij daaraan: {ruled.rule.text}.", ruled)

    def lookup(self, name: str) -> Iterator[Reason]:
        """What is asked of whom, and what came of it."""
        each, known = self.plan.lookups[name], self.values[name]
        called = each.part.name[:1].lower() + each.part.name[1:]
        rules = (*([each.holds] if each.holds else []), *each.asks.values())
        if each.holds and not each.holds.run(self.values, self.moment):
            said = f"Wij zoeken niets op bij {called}, want {self.why(each.holds)}."
        elif known is None:
            said = f"Wij hebben nog niets opgezocht bij {called}."
        elif known["gelukt"] is not True:
            said = f"Wij zochten dit op bij {called}. Dat is niet gelukt. {render_text(each.part.fails.text, self.state.context)}"
        else:
            told = [f"{key.replace('_', ' ')} is {in_words(kind, known[key]) or 'niet bekend'}"
                    for key, kind in self.plan.names[name].fields.items() if key != "gelukt"]
            said = f"Wij zochten dit op bij {called}: {join(told)}."
        yield self.reason("lookup", bool(known and known["gelukt"]), said, *rules)

    def price(self) -> Iterator[Reason]:
        """What it costs, and for each row of the costs whether it counts."""
        total, bill = self.state.price, iter(self.state.costs + self.state.later)
        yield Reason("price", total is not None, f"Het kost samen {amount(total)}." if total is not None else "Wij weten nog niet wat het kost.")
        for each in self.plan.costs:
            why = f", want {self.why(each.holds)}" if each.holds else ""
            if each.counts(self.values, self.moment):
                row = next(bill)
                said = amount(row.amount) if row.amount is not None else "nog niet bekend"
                yield self.reason("cost", True, f"{row.label} telt mee{why}: {said}.", each.holds, each.amount)
            else:
                yield self.reason("cost", False, f"{render_text(each.part.label, self.state.context)} telt niet mee{why}.", each.holds)
        for row in bill:  # the products that were chosen
            said = amount(row.amount) if row.amount is not None else "nog niet bekend"
            yield Reason("cost", True, f"{row.label} telt mee, want dat is gekozen: {said}.")

    def decision(self) -> Iterator[Reason]:
        """Row by row, up to and including the one that decides."""
        for each in self.plan.decision:
            holds, row = each.counts(self.values, self.moment), each.part.row
            if not holds:
                yield self.reason("row", False, f"De regel “{row}” geldt niet, want {self.why(each.holds)}.", each.holds)
                continue
            why = f"want {self.why(each.holds)}" if each.holds else "want geen van de andere regels geldt"
            yield self.reason("row", True, f"De regel “{row}” geldt, {why}.", each.holds)
            break
        decided = self.state.decision
        yield Reason("row", decided is not None, f"Daarom: {decided.reason}" if decided else "Er is nog geen besluit.")


def _called(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _way(group: QuestionPlan, names: list[str]) -> list[QuestionPlan]:
    """The questions that these names lead along; none when they lead nowhere."""
    found: list[QuestionPlan] = []
    inner = group.inner
    for name in names:
        each = next((each for each in inner if each.name == name), None)
        if each is None:
            return []
        found.append(each)
        inner = each.inner
    return found


def _find(plan: Plan, name: str) -> tuple[PagePlan | None, QuestionPlan | None]:
    for page in plan.pages:
        for question in page.questions:
            if question.name == name:
                return page, question
    return next((page for page in plan.pages if page.part.page == name), None), None
