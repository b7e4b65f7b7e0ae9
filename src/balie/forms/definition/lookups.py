"""What a service looks up elsewhere while somebody fills it in: in a register or with a service that the municipality connected."""

import re
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from balie.forms.definition.parts import Name, Part, Rule, Slug, Term

_MINUTES = {"minuut": 1, "minuten": 1, "uur": 60, "dag": 1440, "dagen": 1440}


def _short(term: str) -> str:
    if term.split()[-1] not in _MINUTES:
        raise ValueError("schrijf hoe lang een antwoord goed blijft als `10 minuten`, `1 uur` of `2 dagen`")
    return term


Pointer = Annotated[str, Field(pattern=r"^(/([^/~]|~[01])*)+$", max_length=200)]
Parameter = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_.-]{0,59}$")]
Keep = Annotated[Term, AfterValidator(_short)]
Behind = Annotated[str, Field(pattern=r"^(/([A-Za-z0-9._~-]+|\{[A-Za-z_][A-Za-z0-9_.-]{0,59}\}))+$", max_length=200)]
STANDS_FOR = re.compile(r"\{([^{}]+)\}")


class LookupField(Part):
    """One thing from the answer. What is not there is leeg; what is there and has another type makes the whole answer useless."""

    type: Literal["text", "number", "money", "yes_no", "date", "time", "list"]
    """What it is."""
    source: Pointer = Field(alias="from")
    """Where it stands in the JSON: a JSON pointer (RFC 6901), such as `/results/0/naam`."""


class Failing(Part):
    """What happens when no answer comes that can be used."""

    then: Literal["continue", "stop", "person"]
    """`continue`: they go on without; `stop`: they cannot go on now; `person`: they go on, and an official decides."""
    text: str
    """What the applicant then reads."""


class Lookup(Part):
    """Something that is looked up elsewhere while somebody fills it in. Rules know `.gelukt` and each of its `fields`; all of it is leeg until it
    was asked.
    """

    lookup: Name
    """Its name in rules."""
    name: str
    """What people call it: De evenementenkalender."""
    connection: Slug = Field(alias="from")
    """The connection of the municipality, which has the address and the key."""
    condition: Rule | None = Field(None, alias="als")
    """Only then it is asked."""
    ask: dict[Parameter, Rule] = Field(min_length=1, max_length=10)
    """What is sent along, by name: rules over answers. It is asked when all of them are known, and again when one changes."""
    path: Behind | None = None
    """What comes behind the address of the connection: `/gemeenten/{gemeente}/regels`. `{gemeente}` is what is sent along by that name."""
    method: Literal["get", "post"] = "get"
    """`post` for a service that wants to be asked so. It is asked again and again: never one that changes something."""
    body: tuple[Parameter, ...] = ()
    """With `post`: which of `ask` go in the body, as JSON; the others stand in the address."""
    fields: dict[Name, LookupField] = Field(min_length=1, max_length=30)
    """What is read from the answer, by name."""
    keep: Keep = "1 uur"
    """How long an answer stays good: minuten, uur or dagen."""
    fails: Failing
    """Without an answer."""

    @model_validator(mode="after")
    def _whole(self) -> "Lookup":
        for name in (*self.in_path, *self.body):
            if name not in self.ask:
                raise ValueError(f"`{name}` staat niet bij `ask`")
        if twice := sorted({*self.in_path} & {*self.body}):
            raise ValueError(f"`{twice[0]}` kan niet in `path` en in `body` staan")
        if self.body and self.method == "get":
            raise ValueError("`body` kan alleen bij `method: post`")
        return self

    @property
    def in_path(self) -> tuple[str, ...]:
        """What is sent along in the path."""
        return tuple(STANDS_FOR.findall(self.path or ""))

    @property
    def stays_good(self) -> timedelta:
        count, unit = self.keep.split()
        return timedelta(minutes=int(count) * _MINUTES[unit])
