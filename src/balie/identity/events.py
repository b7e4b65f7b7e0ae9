"""What identity announces."""
from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from balie.kernel import outbox


@dataclass(frozen=True, kw_only=True)
class MandateChanged(outbox.Event):
    """`what`: gegeven, aanvaard, ingetrokken (by who gave it) or teruggegeven (by who got it)."""

    mandate_id: UUID
    what: str
