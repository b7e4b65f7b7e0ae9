"""What every channel takes, and the two ways in which it may fail. The difference between them is what "never twice" rests on."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """Ready to send. `html` is empty for a channel that has none; `files` are (name, media type, bytes)."""

    delivery_id: UUID
    channel: str
    address: str = field(repr=False)
    subject: str
    text: str = field(repr=False)
    html: str = field(default="", repr=False)
    files: tuple[tuple[str, str, bytes], ...] = field(default=(), repr=False)


class NotSent(Exception):
    """It surely was not accepted. `final`: trying again will not help. `str()` holds no personal data."""

    def __init__(self, reason: str, final: bool = False):
        super().__init__(reason)
        self.final = final


class Uncertain(Exception):
    """It may or may not have been accepted: never to be tried again by a machine."""
