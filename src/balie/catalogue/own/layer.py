"""The file of a municipality: what is its own, in so few lines that people read it whole. Pure.

    municipality: zonnedam
    not_offered: [ligplaats]
    services:
      parkeervergunning:
        settings: {tarief: "50.00"}
        changes: {zaak.term: 6 weken, about.prices.0.note: per jaar}
        confirmed: [zaak.term]
"""

from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from balie.forms.public import DefinitionError, plain, read_yaml

# what a municipality may change of a standard service: how it reads, how long it takes, who does it, where it is. What is asked, and what is
# decided, belongs to the service: to change that, make a service of one's own.
OWN = frozenset({
    "name", "title", "summary", "bring", "label", "help", "why", "text", "intro", "note", "ask", "answer", "reason", "unit", "add", "description",
    "purpose", "alt", "caption", "term", "within", "minutes", "role", "keywords", "url", "to", "product", "amount", "pictogram", "life_events",
    "theme",
})  # fmt: skip


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=False, frozen=True)


class Own(Part):
    """What is a municipality's own of one service."""

    settings: dict[str, Any] = Field(default_factory=dict)
    changes: dict[str, Any] = Field(default_factory=dict)
    confirmed: tuple[str, ...] = ()

    @field_validator("settings", "changes")
    @classmethod
    def can_be_stored(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {name: plain(value) for name, value in values.items()}


class Layer(Part):
    """The whole file."""

    municipality: str
    not_offered: tuple[str, ...] = ()
    services: dict[str, Own] = Field(default_factory=dict)


class WrongLayer(ValueError):
    """`sentences`: everything that is wrong with the file."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def read(text: str) -> Layer:
    """Raises WrongLayer with every sentence at once."""
    try:
        data = read_yaml("", text).data
    except DefinitionError as error:
        raise WrongLayer([each.message for each in error.findings]) from None
    try:
        return Layer.model_validate(data if isinstance(data, Mapping) else {})
    except ValidationError as error:
        raise WrongLayer([f"{'.'.join(map(str, each['loc']))}: {_said(each)}" for each in error.errors()]) from None


def written(layer: Layer) -> str:
    """The file; what is empty is left out."""
    data = layer.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120, default_style=None)


def may_change(what: str) -> bool:
    return what.startswith(("texts/", "letters/")) or what.rpartition(".")[2] in OWN or any(word in ("bring", "keywords") for word in what.split("."))


def _said(error: Mapping[str, Any]) -> str:
    known = {"missing": "dit ontbreekt.", "extra_forbidden": "deze sleutel kennen wij niet.", "dict_type": "hier hoort een blok te staan.",
             "tuple_type": "hier hoort een lijst te staan.", "string_type": "hier hoort een tekst te staan."}  # fmt: skip
    return known.get(error["type"], error["msg"])
