"""The plan of a service, and the context in which its texts are filled in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from balie.forms.definition.folder import ServiceDefinition
from balie.forms.language.checker import Rule
from balie.forms.language.runtime import Moment
from balie.forms.language.tree import Name
from balie.forms.language.types import Type
from balie.forms.plan.facts import TEXT_NAMES, typed
from balie.forms.plan.parts import Conditional, LookupPlan, PagePlan, QuestionPlan, Ruled, Step, StopPlan
from balie.forms.plan.program import Program, program
from balie.forms.plan.texts import Template, escape_markdown, in_words, own_describe, template
from balie.forms.questions.base import QuestionType
from balie.forms.words import join


class Values(dict[str, Any]):
    """Names with their values; what is not there is leeg."""

    def __missing__(self, name: str) -> None:
        return None


@dataclass(frozen=True, slots=True)
class CheckPlan:
    """The check before login."""

    names: Mapping[str, Type] = field(repr=False)
    types: Mapping[str, QuestionType] = field(repr=False)
    questions: tuple[QuestionPlan, ...]
    stops: tuple[StopPlan, ...]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A compiled service. Never changes; the templates it keeps are only a memory of texts seen before.

    `types`: question name → its type, which parses what is posted. `names`: every name rules know, with its type. `read`: the paths
    that rules read. `fields`: what officials fill in, name → its type; `given`: those names in texts; `each`: list → the names that only
    the texts over one of its rows know. `registration`: where it goes, row by row; `properties` of the zaak, with their rules. `limits`:
    the rows of the decision table that count what there is already (`own`). `lookups`: what is looked up elsewhere, by name.
    """

    definition: ServiceDefinition = field(repr=False)
    names: Mapping[str, Type] = field(repr=False)
    facts: Mapping[str, Type] = field(repr=False)
    types: Mapping[str, QuestionType] = field(repr=False)
    pages: tuple[PagePlan, ...] = field(repr=False)
    values: Mapping[str, Ruled] = field(repr=False)
    order: tuple[Step, ...] = field(repr=False)
    costs: tuple[Conditional, ...] = field(repr=False)
    decision: tuple[Conditional, ...] = field(repr=False)
    cosign: tuple[Conditional, ...] = field(repr=False)
    documents: tuple[Conditional, ...] = field(repr=False)
    tasks: tuple[Conditional, ...] = field(repr=False)
    partners: tuple[Conditional, ...] = field(repr=False)
    offers: tuple[Conditional, ...] = field(repr=False)
    appointment: Conditional | None = field(repr=False)
    faster: Conditional | None = field(repr=False)
    check: CheckPlan | None = field(repr=False)
    pool: Ruled | None = field(repr=False)
    starts: Ruled | None = field(repr=False)
    limits: frozenset[str] = field(repr=False)
    read: frozenset[tuple[str, ...]] = field(repr=False)
    lookups: Mapping[str, LookupPlan] = field(default_factory=dict, repr=False)
    registration: tuple[Conditional, ...] = field(default=(), repr=False)
    properties: tuple[tuple[Any, Ruled], ...] = field(default=(), repr=False)
    fields: Mapping[str, QuestionType] = field(default_factory=dict, repr=False)
    given: Mapping[str, Type] = field(default_factory=dict, repr=False)
    each: Mapping[str, Mapping[str, Type]] = field(default_factory=dict, repr=False)
    templates: dict[tuple[str, str], Template] = field(default_factory=dict, repr=False, compare=False)

    @property
    def service(self) -> Any:
        """The structure of service.yaml, in the plan's language."""
        return self.definition.service

    @cached_property
    def facts_shown(self) -> Mapping[str, Type]:
        """The types behind questions that only show a fact."""
        return {each.name: each.fact.rule.type for page in self.pages for each in page.questions if each.fact}

    @cached_property
    def program(self) -> Program:
        """The same, made ready for evaluation."""
        return program(self)

    @cached_property
    def text_names(self) -> Mapping[str, Type]:
        """Every name a text may use."""
        return {**TEXT_NAMES, **self.names, **self.given}

    def template(self, text: str, rows: str = "") -> Template:
        """The text, parsed; remembered. `rows`: the list whose row it is about. Raises LanguageError."""
        found = self.templates.get((text, rows))
        if found is None:
            if len(self.templates) > 1000:
                self.templates.clear()
            found = self.templates[text, rows] = template(text, {**self.text_names, **self.each.get(rows, {})})
        return found

    def describe(self, name: str, value: Any) -> str:
        """The value of a question, fact, setting or value in words."""
        kind = self.types.get(name)
        if kind is not None and kind.asks:
            return kind.describe(value)
        kind_of_fact = self.facts_shown.get(name) or self.names[name]
        return in_words(kind_of_fact, value, self.definition.language)

    def say(self, rule: Rule, value: Any, rows: str = "") -> str:
        """What a rule gave, in words; a question's own way of saying it where there is one."""
        kind = self._asked(own_describe(rule), rows)
        if kind is not None and kind.asks and value is not None and rule.type.kind != "yes_no":
            return kind.describe(value)
        tree = rule.tree
        if isinstance(value, tuple) and isinstance(tree, Name) and (part := self._in_rows(tree.path)) is not None and part.asks:
            if len(tree.path) in tree.nested:
                return part.describe(value)
            return join([part.describe(each) for each in value if each is not None], self.definition.language)
        return in_words(rule.type, value, self.definition.language)

    def _in_rows(self, path: Sequence[str]) -> QuestionType | None:
        """The question at the end of a path that leads into the rows of a group, such as `group.question`."""
        found = self.types.get(path[0])
        for part in path[1:]:
            found = getattr(found, "inner", {}).get(part)
        return found

    def _asked(self, name: str | None, rows: str) -> QuestionType | None:
        """The question behind a name: of this row first, then what an official fills in, then the applicant's."""
        inner: Mapping[str, QuestionType] = getattr(self._in_rows(rows.split(".")), "inner", {})
        return None if name is None else inner.get(name) or self.fields.get(name) or self.types.get(name)


@dataclass(frozen=True, slots=True)
class Context:
    """The names and values with which texts of this service are filled in. `rows`: the list whose row they are about."""

    plan: Plan = field(repr=False)
    values: Mapping[str, Any] = field(repr=False)
    moment: Moment = field(repr=False)
    rows: str = ""

    def extended(self, **known: Any) -> "Context":
        """With more names: `zaak={"kenmerk": …, "uiterlijk": date}`, `afspraak={…}`, `gemeente={…}`, `vraag="…"`."""
        found = Values(self.values)
        for name, data in known.items():
            if name not in TEXT_NAMES:
                raise ValueError(f"texts know no name {name}")
            found[name] = typed(data, TEXT_NAMES[name], self.moment)
        return replace(self, values=found)

    def filled(self, fields: Mapping[str, Any]) -> "Context":
        """With what officials filled in, in stored form."""
        return replace(self, values=Values({**self.values, **{name: self._read(name, data) for name, data in fields.items()}}))

    def of_row(self, rows: str, row: Mapping[str, Any]) -> "Context":
        """About one row of a list: its own names come first."""
        return replace(self, values=Values({**self.values, **row}), rows=rows)

    def _read(self, name: str, data: Any) -> Any:
        kind = self.plan.fields.get(name)
        try:
            return kind.from_json(data) if kind else None
        except (ValueError, TypeError, ArithmeticError):
            return None

    def said(self, rule: Rule, value: Any) -> str:
        return self.plan.say(rule, value, self.rows)


def render_text(text: str, context: Context) -> str:
    """A text with {{ }} filled in, as plain text. Raises LanguageError for a text that the checks would refuse."""
    if "{{" not in text:
        return text
    return context.plan.template(text, context.rows).render(context.values, context.moment, context.said)


def render_markdown(text: str, context: Context, escape: Callable[[str], str] = escape_markdown) -> str:
    """The same for a Markdown text: what is filled in stays plain words, without markup of its own."""
    if "{{" not in text:
        return text
    return context.plan.template(text, context.rows).render(context.values, context.moment, context.said, escape)
