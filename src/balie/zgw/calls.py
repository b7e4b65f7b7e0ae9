"""One request as the rooms see it, and the answer they give: without HTTP, which is the door's."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from balie.zgw.autorisaties.tokens import Client
from balie.zgw.contract.contract import Operation
from balie.zgw.errors import InvalidParam
from balie.zgw.references import Links


@dataclass(frozen=True)
class Call:
    """`ids`: from the address, by their name in it. `query`: typed and checked. `body`: checked against its schema; None where there is none.

    `files`: of a multipart body, by field name: objects with `chunks()`, `name` and `size`.
    """

    operation: Operation
    client: Client
    links: Links
    ids: Mapping[str, UUID]
    query: Mapping[str, Any]
    body: Any = None
    files: Mapping[str, Any] = field(default_factory=dict)
    toelichting: str = ""

    @property
    def key(self) -> UUID:
        return self.ids["uuid"]

    @property
    def wrong(self) -> Sequence[InvalidParam]:
        """Mistakes of form in the body that were found before."""
        return getattr(self.body, "wrong", ())


@dataclass(frozen=True)
class Answer:
    """`body`: what becomes JSON; None: nothing. `content`: bytes in pieces, with their media type in `headers`.

    Content that has `part(first, last)`, and its size and ETag in `headers`, is given in part to who asks for a part.
    """

    body: Any = None
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    content: Iterator[bytes] | None = None


Handler = Callable[[Call], Answer | None]
_handlers: dict[tuple[str, str], Handler] = {}


def handles(api: str, operation: str) -> Callable[[Handler], Handler]:
    """Decorator, for an operation that is no plain list, read, create, update or destroy of a resource. `operation`: its operationId.

    The handler answers None when this one time it is a plain one.
    """

    def register(function: Handler) -> Handler:
        _handlers[api, operation] = function
        return function

    return register


def handler_of(operation: Operation) -> Handler | None:
    return _handlers.get((operation.api, operation.id))
