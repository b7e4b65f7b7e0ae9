"""A submitted application together with its service: what the zaak needs of both, in words and parts.

The decision, the documents, tasks, product and term are those frozen at submission; texts are filled in with the same answers and facts.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from balie.applications.public import SubmittedApplication, picture_of
from balie.cases import rules
from balie.catalogue import public as catalogue
from balie.documents.public import Section
from balie.forms import public as forms
from balie.kernel import clock, tenancy


@dataclass(frozen=True)
class Given:
    """What officials filled in, in stored form: `alone` about the whole zaak, `rows` by list and place in it."""

    alone: Mapping[str, Any] = field(default_factory=dict)
    rows: Mapping[tuple[str, int], Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One row of a list of which each gets its own document or task. `number` counts from 1; `name` is what it is called."""

    rows: str
    number: int
    name: str
    values: Mapping[str, Any]

    def called(self, title: str) -> str:
        return f"{title}: {self.name}" if self.name else f"{title} {self.number}"


class Filled:
    def __init__(self, application: SubmittedApplication, given: Given | None = None):
        self.application = application
        self.given = given or Given()

    @cached_property
    def plan(self) -> forms.Plan:
        return catalogue.plan(self.application.version_id, language=self.application.language)

    @cached_property
    def state(self) -> forms.State:
        return forms.evaluate(
            self.plan, self.application.answers, self.application.facts, today=self.application.today,
            settings=catalogue.settings_of(self.application.service), holidays=clock.holidays_around(self.application.today),
            known={"gemeente": _gemeente()},
        )

    def with_own(self, own: Mapping[str, Any]) -> forms.State:
        """What follows when our own registration says this instead of what it said when it was sent."""
        return forms.evaluate(
            self.plan, self.application.answers, forms.with_own(self.application.facts, own), today=self.application.today,
            settings=catalogue.settings_of(self.application.service), holidays=clock.holidays_around(self.application.today),
            known={"gemeente": _gemeente()},
        )

    @property
    def title(self) -> str:
        return self.plan.service.title

    def markdown(self, path: str, row: Row | None = None, **known: Any) -> str:
        """A text or letter of the service, filled in. `known`: names beside answers and facts, such as `zaak={"kenmerk": …}`."""
        context = self.context(row).extended(**({"gemeente": _gemeente(), "prijs": str(self.application.price)} | known))
        return forms.render_markdown(self.plan.definition.text(path) or "", context)

    def context(self, row: Row | None = None) -> forms.Context:
        """What texts know: answers, facts and what officials filled in; of this row first."""
        found = self.state.context.filled(self.given.alone)
        return found if row is None else found.of_row(row.rows, row.values).filled(self.given.rows.get((row.rows, row.number), {}))

    def rows(self, part: Any) -> list[Row | None]:
        """The rows for which this document or task is made: each of its list, or just the once."""
        if not part.for_each:
            return [None]
        path = part.for_each.split(".")
        value = listed(self.state.values, path)
        names = summaries([question for page in self.state.pages for question in page.questions], path)
        names = names or [str(row.get("naam") or "") for row in value or ()]
        return [Row(part.for_each, number, name, row) for number, (name, row) in enumerate(zip(names, value or (), strict=True), start=1)]

    def documents(self, when: str) -> list[Any]:
        """Documents of the service for "submitted", "granted" or "refused", as far as their condition held."""
        wanted = set(self.application.needs["documents"])
        return [document for document in self.plan.service.documents if document.when == when and document.document in wanted]

    def tasks(self) -> list[Any]:
        """Tasks of the service whose condition held, in order."""
        wanted = set(self.application.needs["tasks"])
        return [task for task in self.plan.service.zaak.tasks if task.task in wanted]

    def product(self) -> tuple[str, str | None] | None:
        """Name and term ("1 jaar"; None: without end) of what the resident has once it is granted."""
        name, product = self.application.needs["product"], self.plan.service.zaak.product
        return (name, product.valid) if name and product else None

    def period(self) -> tuple[date | None, date | None]:
        """First day and end of what the resident has when it is granted today; a first day that has passed is today."""
        product, today = self.plan.service.zaak.product, clock.today()
        if product is None:
            return None, None
        start = max(self.state.starts or today, today)
        return start, rules.add_duration(start, rules.duration_of(product.valid)) if product.valid else None

    def sections(self) -> list[Section]:
        """Every page that was shown, with its answers in words."""
        found = [self._section(page) for page in self.state.pages]
        return [section for section in found if section.rows]

    def _section(self, page: forms.PageState) -> Section:
        rows: list[tuple[str, str]] = []
        pictures: dict[int, str] = {}
        for question in page.questions:
            kind = self.plan.types.get(question.name)
            if kind is None or kind.sensitive or not kind.asks or question.json in (None, "", [], {}):
                continue
            if drawn := self.picture(question):
                pictures[len(rows)] = drawn
            place = kind.in_rd(question.value) if kind.template == "map" else ""  # type: ignore[attr-defined]
            said = "\n".join(part for part in (question.words, place) if part)
            rows += forms.rows_in_words(kind, question, secrets=False) or [(question.label, said)]
        return Section(page.title, rows, pictures)

    def picture(self, question: forms.QuestionState) -> str:
        """SVG of a place or a signature; empty for anything else."""
        return picture_of(self.plan, question)

    def value(self, path: str | None, row: Row | None = None) -> str:
        """A name of the answers or facts in words, such as "persoon.naam"; empty when it is not known."""
        if not path:
            return ""
        try:
            return forms.render_text("{{ " + path + " }}", self.context(row))
        except forms.LanguageError:
            return ""

    def home(self) -> str:
        """Where the applicant lives or has its business, as `rules.address_key` writes it; empty when the facts do not say."""
        return rules.address_key(self._applicant().get("adres"))

    def address(self) -> tuple[str, ...]:
        """Name and address of the applicant for the window of an envelope, as far as the facts hold them."""
        person = self._applicant()
        home = person.get("adres") or {}
        number = f"{home.get('huisnummer', '')}{home.get('huisletter') or ''} {home.get('toevoeging') or ''}".strip()
        lines = (
            str(person.get("naam") or ""), f"{home.get('straat') or ''} {number}".strip(),
            f"{home.get('postcode') or ''} {home.get('woonplaats') or ''}".strip(),
        )
        return tuple(line for line in lines if line)

    def _applicant(self) -> Mapping[str, Any]:
        """What the registers say of who applies: a person, or the organisation that somebody logged in for."""
        found = self.application.facts.get("organisatie" if self.application.organisation_id else "persoon")
        return found if isinstance(found, Mapping) else {}


def _gemeente() -> dict[str, str]:
    """What texts may say about the municipality."""
    gemeente = tenancy.current()
    return {"naam": gemeente.naam, "telefoon": str(gemeente.config.get("telefoon", ""))}


def listed(value: Any, path: Sequence[str]) -> Any:
    """What stands at the end of a path; the lists in the rows of a list as one."""
    for name in path:
        if isinstance(value, list | tuple):
            value = tuple(each for row in value for each in row.get(name) or ())
        else:
            value = value.get(name) if isinstance(value, Mapping) else None
    return value


def summaries(questions: Sequence[forms.QuestionState], path: Sequence[str]) -> list[str]:
    """What the rows of the group at the end of a path are called, in the same order."""
    name, *further = path
    groups = [each for each in questions if each.name == name]
    return [called for each in groups for called in ([one for row in each.rows for one in summaries(row, further)] if further else each.summaries)]
