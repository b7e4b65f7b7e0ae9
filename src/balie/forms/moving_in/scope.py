"""What the names of an old form are in the new one: how a rule reads them, with which type."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from balie.forms.language import tree
from balie.forms.language.parser import RESERVED
from balie.forms.language.tree import Node
from balie.forms.language.types import Type

Form = Literal["text", "number", "yes_no", "statement", "choice", "choices", "date", "time", "moment", "group", "list", "record", "upload", "always"]


@dataclass(frozen=True)
class Known:
    """A name of the old form. `form` is how its value looked there; `yes` which of its old values are ja and nee; `clock` the time
    of day beside the day of a moment; `fields` what is inside a row or a record, by its old name; `outside`: it came from a service, which
    says nothing in more ways than a form does."""

    node: Node
    type: Type
    form: Form
    yes: Mapping[str, bool] = field(default_factory=dict)
    clock: Node | None = None
    fields: Mapping[str, "Known"] = field(default_factory=dict)
    outside: bool = False

    @property
    def options(self) -> Mapping[str, str]:
        """The options there are, when they are known."""
        kind = self.type.item if self.type.kind == "list" and self.type.item else self.type
        return kind.options


@dataclass(frozen=True)
class Ticked:
    """One box of a question with several: `activiteiten.alcohol`. `option` None: there is no such box."""

    known: Known
    option: str | None


class Scope(Protocol):
    """Finds what a path of the old form means here. Raises Unsaid when it is known and cannot be said."""

    def find(self, path: str) -> Known | Ticked | None: ...


class Row:
    """The scope of a condition over rows: a row's own fields, and nothing else."""

    def __init__(self, source: Known, prefix: str = "") -> None:
        self.source, self.prefix = source, prefix

    def find(self, path: str) -> Known | Ticked | None:
        if self.prefix:
            if path != self.prefix and not path.startswith(self.prefix + "."):
                return None
            path = path[len(self.prefix) + 1 :]
        return inside(self.source.fields, path) if path else None


def inside(known: Mapping[str, Known], path: str) -> Known | Ticked | None:
    """The longest name that is known first, then what is inside it."""
    parts = path.split(".")
    for size in range(len(parts), 0, -1):
        found = known.get(".".join(parts[:size]))
        if found is None:
            continue
        if size == len(parts):
            return found
        rest = ".".join(parts[size:])
        if found.form == "choices":
            options = found.options
            return Ticked(found, rest if rest in options or not options else None)
        return inside(found.fields, rest) if found.fields else None
    return None


def name(*path: str) -> Node:
    return tree.Name(path)


_WORD = re.compile(r"[A-Za-z]\w*(?:-\w+)*", re.ASCII)
_MEANS_MORE = RESERVED | {"ingevuld", "tussen", "een"}


def option(value: str) -> Node:
    """An option as a bare word where the language reads it as one."""
    return tree.Option(value) if _WORD.fullmatch(value) and value not in _MEANS_MORE else tree.Text(value)
