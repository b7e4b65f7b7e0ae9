"""Events: frozen facts of ids, numbers and text, that survive being written to a queue."""
from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import get_type_hints
from uuid import UUID

_types: dict[str, type[Event]] = {}


@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of every fact. Subclasses are `@dataclass(frozen=True, kw_only=True)`; fields are UUID, str, int or None."""

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        _types[name_of(cls)] = cls


def name_of(event_type: type) -> str:
    return f"{event_type.__module__.removeprefix('balie.').removesuffix('.events')}.{event_type.__name__}"


def to_payload(event: Event) -> dict:
    return {name: str(value) if isinstance(value, UUID) else value for name, value in asdict(event).items()}


def from_payload(name: str, payload: dict) -> Event:
    event_type = _types[name]
    hints = get_type_hints(event_type)
    return event_type(**{
        field: UUID(value) if value is not None and "UUID" in str(hints[field]) else value for field, value in payload.items()
    })
