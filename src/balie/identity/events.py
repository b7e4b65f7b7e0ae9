"""What identity announces."""
from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from balie.kernel import outbox


@dataclass(frozen=True, kw_only=True)
class MandateChanged(outbox.Event):
    """`what`: gegeven, aanvaard, ingetrokken (by who gave it), teruggegeven (by who got it), loopt_af (its last day is near) or verlopen."""

    mandate_id: UUID
    what: str
