"""Compiling look-ups: their rules, the page on which they are asked, and what may never be sent along."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from balie.forms.definition.service import Page, Service, Stop
from balie.forms.language.parser import RESERVED
from balie.forms.language.tree import paths
from balie.forms.language.types import Type
from balie.forms.plan.facts import CATALOGUE, SIGNED, TEXT_NAMES
from balie.forms.plan.lookups import DONE, SCALARS, shape
from balie.forms.plan.parts import LookupPlan, Ruled, StopPlan
from balie.forms.questions.sentences import say

# who somebody is, or what a register said of them for a purpose of its own: that goes to nobody else
PERSONAL = ("bsn", "name", "email", "phone", "iban", "signature", "people", "upload", "fact", "computed")


class Lookups:
    """The look-ups of a service; `rule` and `find` are the compiler's."""

    def __init__(self, compiler: Any) -> None:
        self.service: Service = compiler.service
        self.language: str = compiler.definition.language
        self.rule, self.find = compiler.rule, compiler.find
        self.plans: dict[str, LookupPlan] = {}

    def shapes(self, taken: Iterable[str]) -> dict[str, Type]:
        found: dict[str, Type] = {}
        used = {*taken, *self.service.values, *RESERVED, *CATALOGUE, *TEXT_NAMES, SIGNED}
        for index, each in enumerate(self.service.lookups):
            if each.lookup in used | found.keys():
                self.find(("lookups", index), f"De naam `{each.lookup}` is al gebruikt. Geef deze opzoeking een andere naam.")
            if DONE in each.fields:
                self.find(("lookups", index, "fields", DONE), f"`{DONE}` heeft al een betekenis. Geef dit veld een andere naam.")
            found[each.lookup] = shape(each)
        return found

    def compile(self, names: Mapping[str, Type], values: Mapping[str, Ruled]) -> dict[str, LookupPlan]:
        for index, each in enumerate(self.service.lookups):
            asks = {key: self.rule(text, names, ("lookups", index, "ask", key), None) for key, text in each.ask.items()}
            holds = self.rule(each.condition, names, ("lookups", index, "als"))
            for key, rule in asks.items():
                if rule and rule.rule.type.kind not in SCALARS:
                    said = f"`{each.ask[key].strip()}` is geen tekst, getal, datum, tijd, keuze of ja/nee. Stuur een deel ervan mee, met een punt."
                    self.find(("lookups", index, "ask", key), said)
            self.plans[each.lookup] = LookupPlan(each, "", holds, {key: rule for key, rule in asks.items() if rule})
        for index, (name, plan) in enumerate(self.plans.items()):
            read = behind([*plan.asks.values(), *([plan.holds] if plan.holds else [])], values, self.plans)
            self.plans[name] = LookupPlan(plan.part, self.last_page(read), plan.holds, plan.asks)
            for secret in sorted(self.personal(behind(plan.asks.values(), values, self.plans))):
                self.find(("lookups", index, "ask"), f"`{secret}` gaat nooit mee naar een andere dienst: het gaat over wie iemand is. Haal het weg.")
        return self.plans

    def last_page(self, read: set[str]) -> str:
        pages = [page.page for page in self.service.pages if read & {each.question for each in page.questions}]
        return pages[-1] if pages else self.service.pages[0].page

    def personal(self, read: set[str]) -> set[str]:
        asked = {each.question: each for page in self.service.pages for each in page.questions}
        private = {name for name, part in asked.items() if any(one.type in PERSONAL for one in (part, *getattr(part, "questions", ())))}
        return read & (private | CATALOGUE.keys() | {SIGNED})

    def stops(self, page: Page, names: Mapping[str, Type], place: tuple[str | int, ...]) -> tuple[StopPlan, ...]:
        """Where the applicant waits for an answer that does not come."""
        found = []
        for each in self.plans.values():
            if each.part.fails.then == "stop" and each.page == page.page:
                rule = f"{each.part.lookup}.{DONE} is nee"
                stop = Stop(condition=rule, title=say("lookup_stop", self.language), text=each.part.fails.text)
                if ruled := self.rule(rule, names, place):
                    found.append(StopPlan(stop, ruled, each.part.lookup))
        return tuple(found)


def behind(rules: Iterable[Ruled], values: Mapping[str, Ruled], lookups: Mapping[str, LookupPlan]) -> set[str]:
    """The names that these rules read, also through computed values and other look-ups."""
    found: set[str] = set()
    waiting = [path[0] for rule in rules for path in paths(rule.rule.tree)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [path[0] for rule in made_of(name, values, lookups) for path in paths(rule.rule.tree)]
    return found


def made_of(name: str, values: Mapping[str, Ruled], lookups: Mapping[str, LookupPlan]) -> Iterator[Ruled]:
    """The rules behind a computed value or a look-up."""
    if name in values:
        yield values[name]
    if name in lookups:
        yield from lookups[name].asks.values()
        if holds := lookups[name].holds:
            yield holds
