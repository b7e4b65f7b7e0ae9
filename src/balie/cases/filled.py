"""A submitted application together with its service: what the zaak needs of both, in words and parts.

The decision, the documents, tasks, product and term are those frozen at submission; texts are filled in with the same answers and facts.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from balie.applications.public import SubmittedApplication
from balie.cases import rules
from balie.catalogue import public as catalogue
from balie.documents.public import Section
from balie.forms import public as forms
from balie.kernel import clock, tenancy


class Filled:
    def __init__(self, application: SubmittedApplication):
        self.application = application

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

    @property
    def title(self) -> str:
        return self.plan.service.title

    def markdown(self, path: str, **known: Any) -> str:
        """A text or letter of the service, filled in. `known`: names beside answers and facts, such as `zaak={"kenmerk": …}`."""
        context = self.state.context.extended(**({"gemeente": _gemeente(), "prijs": str(self.application.price)} | known))
        return forms.render_markdown(self.plan.definition.text(path) or "", context)

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

    def sections(self) -> list[Section]:
        """Every page that was shown, with its answers in words."""
        found = [Section(page.title, self._rows(page.questions)) for page in self.state.pages]
        return [section for section in found if section.rows]

    def _rows(self, questions: Sequence[forms.QuestionState]) -> list[tuple[str, str]]:
        rows: list[tuple[str, str]] = []
        for question in questions:
            kind = self.plan.types.get(question.name)
            if kind is None or kind.sensitive or not kind.asks or question.json in (None, "", [], {}):
                continue
            rows.append((question.label, question.words))
        return rows

    def value(self, path: str | None) -> str:
        """A name of the answers or facts in words, such as "persoon.naam"; empty when it is not known."""
        if not path:
            return ""
        try:
            return forms.render_text("{{ " + path + " }}", self.state.context)
        except forms.LanguageError:
            return ""

    def home(self) -> str:
        """Where the applicant lives, as `rules.address_key` writes it; empty when the facts do not say."""
        person = self.application.facts.get("persoon")
        return rules.address_key(person.get("adres")) if isinstance(person, Mapping) else ""

    def address(self) -> tuple[str, ...]:
        """Name and address of the applicant for the window of an envelope, as far as the facts hold them."""
        person = self.application.facts.get("persoon") or {}
        if not isinstance(person, Mapping):
            return ()
        home = person.get("adres") or {}
        number = f"{home.get('huisnummer', '')}{home.get('huisletter') or ''} {home.get('toevoeging') or ''}".strip()
        lines = (
            str(person.get("naam") or ""), f"{home.get('straat') or ''} {number}".strip(),
            f"{home.get('postcode') or ''} {home.get('woonplaats') or ''}".strip(),
        )
        return tuple(line for line in lines if line)


def _gemeente() -> dict[str, str]:
    """What texts may say about the municipality."""
    gemeente = tenancy.current()
    return {"naam": gemeente.naam, "telefoon": str(gemeente.config.get("telefoon", ""))}
