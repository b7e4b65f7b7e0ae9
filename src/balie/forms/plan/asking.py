"""Compiling what is asked: pages, their stops, their questions with every rule of them, and the rows of groups."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from balie.forms.language.checker import fits
from balie.forms.language.errors import LanguageError
from balie.forms.language.types import TEXT, UNKNOWN, Type
from balie.forms.plan.facts import TEXT_NAMES
from balie.forms.plan.order import needs
from balie.forms.plan.own_rules import held, own_rules
from balie.forms.plan.parts import ErrorCheck, PagePlan, QuestionPlan, Ruled, StopPlan
from balie.forms.plan.texts import Template, template

Place = tuple[str | int, ...]
Names = Mapping[str, Type]


class Asking:
    """The pages and questions of a service; `rule` and `find` are the compiler's."""

    def __init__(self, compiler: Any) -> None:
        self.compiler = compiler
        self.rule, self.find = compiler.rule, compiler.find

    def page(self, at: int, names: Names, kinds: Mapping[str, Any]) -> PagePlan:
        page, place = self.compiler.service.pages[at], ("pages", at)
        questions = tuple(
            self.question(part, page.page, kinds[part.question], names, (*place, "questions", index)) for index, part in enumerate(page.questions)
        )
        stops = self.stops(page.stops, names, (*place, "stops")) + self.compiler.lookups.stops(page, names, place)
        return PagePlan(page, self.rule(page.show_if, names, (*place, "toon als")), questions, stops)

    def stops(self, stops: Iterable[Any], names: Names, place: Place) -> tuple[StopPlan, ...]:
        found = [(stop, self.rule(stop.condition, names, (*place, index, "als"))) for index, stop in enumerate(stops)]
        return tuple(StopPlan(stop, rule) for stop, rule in found if rule)

    def question(self, part: Any, page: str, kind: Any, names: Names, place: Place) -> QuestionPlan:
        own = names.get(part.question, UNKNOWN)
        errors = [(each, self.rule(each.condition, names, (*place, "fout als", index, "als"))) for index, each in enumerate(part.error_if)]
        people = fact = None
        if part.type == "people":
            people = self.rule(
                f"{part.source} waar ({part.of})" if part.of else part.source, names, (*place, "alleen als" if part.of else "from"), None
            )
        if part.type == "fact":
            fact = self.rule(part.fact, names, (*place, "fact"), None)
        if part.type == "computed":
            fact = self.rule(part.value, names, (*place, "value"), None)
        inner: tuple[QuestionPlan, ...] = ()
        if part.type == "group":
            row = {**names, **own.item.fields} if own.item else names
            inner = tuple(
                self.question(each, page, kind.inner[each.question], row, (*place, "questions", index)) for index, each in enumerate(part.questions)
            )
        if part.type in ("choice", "choices") and isinstance(part.options, str) and self.compiler.settings.get(part.options, TEXT).kind != "list":
            self.find((*place, "options"), f"`{part.options}` is geen instelling van het type list.")
        given = self.default(part, names, place, own)
        return QuestionPlan(
            part.question, page, part, kind, own,
            self.rule(part.show_if, names, (*place, "toon als")),
            self.rule(part.required_if, names, (*place, "verplicht als")),
            tuple(ErrorCheck(rule, each.text) for each, rule in errors if rule),
            given, people, fact, inner, self.steps(inner, place), self.summary(part, names, own, place),
            held=held(kind, given) if given and part.locked else None, **own_rules(self.compiler, part, names, place),
        )  # fmt: skip

    def steps(self, inner: tuple[QuestionPlan, ...], place: Place) -> tuple[QuestionPlan, ...]:
        """The questions of a row, each after those that it reads."""
        names = {each.name: index for index, each in enumerate(inner)}
        if len(names) < len(inner):
            self.find(place, "In deze groep hebben twee vragen dezelfde naam. Geef een van de twee een andere naam.")
            return inner
        try:
            return tuple(inner[names[name]] for name in TopologicalSorter({each.name: needs(each) & names.keys() for each in inner}).static_order())
        except CycleError as error:
            self.find(place, f"Deze regels hangen van elkaar af in een kring: {' → '.join(reversed(error.args[1]))}. Haal er een weg.", "cycle")
            return inner

    def summary(self, part: Any, names: Names, own: Type, place: Place) -> Template | None:
        if getattr(part, "summary", None) is None:
            return None
        try:
            return template(part.summary, {**TEXT_NAMES, **names, **(own.item.fields if own.item else {})})
        except LanguageError as error:
            self.find((*place, "summary"), error.message, error.code)
            return None

    def default(self, part: Any, names: Names, place: Place, own: Type) -> Ruled | None:
        if part.prefill is None:
            return self.rule(part.default, names, (*place, "default"), own if part.default else None)
        if part.default is not None:
            self.find((*place, "default"), "Gebruik `prefill` of `default`, niet allebei.")
        rule = self.rule(part.prefill, names, (*place, "prefill"), None)
        if rule and not fits(rule.rule.type, own):
            self.find((*place, "prefill"), f"`{part.prefill}` past niet in een vraag van type {part.type}.")
            return None
        return rule
