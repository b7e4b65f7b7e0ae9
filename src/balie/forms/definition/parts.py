"""The building blocks every part of a service definition shares: strictness, rules, names, terms."""

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

TERM = r"\d+ (minuten|minuut|uur|werkdagen|werkdag|dagen|dag|weken|week|maanden|maand|jaar)|direct"


class Part(BaseModel):
    """A frozen piece of a definition; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, coerce_numbers_to_str=True)


def _rule_text(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("schrijf `ja` of `nee`")
    return str(value) if isinstance(value, int | Decimal) else value


def _term(text: str) -> str:
    if not re.fullmatch(TERM, text):
        raise ValueError("schrijf een termijn als `5 werkdagen`, `8 weken` of `1 jaar`")
    return text


def _relative(path: str) -> str:
    if path.startswith("/") or ".." in path.split("/"):
        raise ValueError("verwijs naar een bestand in de map van de dienst")
    return path


NAME = r"^[a-z][a-z0-9_]*$"
SLUG = r"^[a-z0-9][a-z0-9_-]*$"

Rule = Annotated[
    str,
    BeforeValidator(_rule_text),
    Field(min_length=1),
    WithJsonSchema({"type": ["string", "number"], "description": "a rule: docs/reference/condition-language.md"}),
]
Name = Annotated[str, Field(pattern=NAME)]
Slug = Annotated[str, Field(pattern=SLUG)]
Term = Annotated[str, AfterValidator(_term), WithJsonSchema({"type": "string", "pattern": f"^({TERM})$"})]
File = Annotated[str, AfterValidator(_relative), Field(pattern=r"\.md$")]
Image = Annotated[str, Field(pattern=r"^images/[A-Za-z0-9][A-Za-z0-9_.-]*\.(png|jpg|svg)$")]
Path = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$")]
