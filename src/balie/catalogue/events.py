"""What the catalogue announces."""

from dataclasses import dataclass
from uuid import UUID

from balie.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class ServicePublished(Event):
    """A new version of a service is the one that residents get. `service` is its slug."""

    service: str
    version_id: UUID
