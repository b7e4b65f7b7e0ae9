"""Reads of the catalogue. `language` is "nl" or "en"; a text without translation stays Dutch."""

from typing import Any
from uuid import UUID

from balie.catalogue.views import LifeEvent, ServiceCard, ServiceView, VersionInfo


def list_services(*, language: str = "nl") -> tuple[ServiceCard, ...]:
    """All services on offer, by name."""
    raise NotImplementedError


def service(slug: str, *, language: str = "nl") -> ServiceView:
    """Everything a service page needs. Raises UnknownService."""
    raise NotImplementedError


def current_version(slug: str) -> VersionInfo:
    """The version that a new application gets. Raises UnknownService."""
    raise NotImplementedError


def version(version_id: UUID) -> VersionInfo:
    """Any version ever published here. Raises UnknownService."""
    raise NotImplementedError


def plan(version_id: UUID, *, language: str = "nl") -> Any:
    """The compiled forms plan of a version, with the settings of this municipality. Raises UnknownService."""
    raise NotImplementedError


def definition(version_id: UUID, *, language: str = "nl") -> dict[str, Any]:
    """The definition itself (service.yaml as a dict, with `files`: {path: text} of texts and letters). Read only."""
    raise NotImplementedError


def settings_of(slug: str) -> dict[str, Any]:
    """{name: value} as they hold here: the standard value, or the municipality's own."""
    raise NotImplementedError


def life_events(*, language: str = "nl") -> tuple[LifeEvent, ...]:
    """Life events with at least one service on offer, in the order of life_events.yaml."""
    raise NotImplementedError
