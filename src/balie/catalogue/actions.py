"""Verbs of the catalogue."""

from pathlib import Path
from typing import Any
from uuid import UUID


def publish(*, definition: dict[str, Any]) -> UUID:
    """Publish a definition; returns the version id.

    The same content again returns the version that is there and announces nothing. Otherwise ServicePublished.
    """
    raise NotImplementedError


def publish_standard_catalogue(*, folder: Path | None = None) -> tuple[UUID, ...]:
    """Publish every service of `folder` (default: services/ of the installation)."""
    raise NotImplementedError


def change_settings(*, slug: str, values: dict[str, Any]) -> None:
    """Lay this municipality's own values (a price, a list of zones) over the standard ones.

    Raises UnknownService or InvalidSetting.
    """
    raise NotImplementedError
