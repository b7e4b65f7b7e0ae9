"""The structure of a plan: `data/<life event>.yaml`. Conditions and days are in the language of the service definitions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from balie.catalogue.public import upl
from balie.forms.public import read_yaml

DATA, ENGLISH = Path(__file__).with_name("data"), Path(__file__).with_name("english.yaml")
STEPS = "stappen"


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Link(Part):
    """Somewhere else. `who`: whose site that is, as people call it."""

    text: str
    to: str
    who: str


class Step(Part):
    """One thing to do. `als`: for whom; `on`: before or on which day, a rule that gives a day. At most one of `service` (a slug of the standard
    catalogue), `product` (the last part of its address in the Uniforme Productnamenlijst) and `link` says where."""

    step: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    text: str = ""
    condition: str | None = Field(None, alias="als")
    on: str | None = None
    service: str | None = None
    product: str | None = None
    link: Link | None = None

    @model_validator(mode="after")
    def one_way(self) -> Self:
        if sum(each is not None for each in (self.service, self.product, self.link)) > 1:
            raise ValueError(f"{self.step}: one of service, product and link")
        if self.product and self.product not in upl.by_slug():
            raise ValueError(f"{self.step}: no product {self.product}")
        return self


class Stage(Part):
    """Steps that belong together: "Voor de geboorte"."""

    title: str
    steps: tuple[Step, ...]


class Example(Part):
    """A case: with these answers these steps, some with their day."""

    example: str
    today: str
    answers: dict[str, Any] = {}
    steps: tuple[str, ...]
    days: dict[str, str] = {}


class Plan(Part):
    """The whole file."""

    plan: str
    ask: str = ""
    questions: tuple[dict[str, Any], ...] = ()
    stages: tuple[Stage, ...]
    examples: tuple[Example, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(step for stage in self.stages for step in stage.steps)

    @property
    def texts(self) -> Iterator[str]:
        """All that is read of it."""
        yield self.ask
        for question in self.questions:
            yield from (question["label"], question.get("help", ""), *(option["label"] for option in question.get("options", ())))
        for stage in self.stages:
            yield stage.title
        for step in self.steps:
            yield from (step.title, step.text, *((step.link.text, step.link.who) if step.link else ()))


@cache
def plans() -> dict[str, Plan]:
    """Life event → its plan; not every event has one."""
    return {path.stem: read(path) for path in sorted(DATA.glob("*.yaml"))}


@cache
def english() -> dict[str, str]:
    """Dutch text → English, of all plans together: what stands in two of them is said once."""
    return read_yaml(ENGLISH.name, ENGLISH.read_text(encoding="utf-8")).data


def read(path: Path) -> Plan:
    return Plan.model_validate(read_yaml(path.name, path.read_text(encoding="utf-8")).data)
