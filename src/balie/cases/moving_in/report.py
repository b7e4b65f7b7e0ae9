"""What became of everything there: how many of each kind at the source and here, and of what did not come over, where it is and why."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

KINDS = (
    "catalogussen", "informatieobjecttypen", "besluittypen", "zaaktypen", "statustypen", "resultaattypen", "roltypen", "eigenschappen",
    "zaakobjecttypen", "zaaktype-informatieobjecttypen", "enkelvoudiginformatieobjecten", "documentversies", "gebruiksrechten", "verzendingen",
    "zaken", "rollen", "statussen", "resultaten", "zaakeigenschappen", "zaakinformatieobjecten", "zaakobjecten", "klantcontacten",
    "zaakcontactmomenten", "zaakverzoeken", "zaaknotities", "besluiten", "besluitinformatieobjecten",
)
REFUSED, DIFFERS = "refused", "differs"


@dataclass(frozen=True)
class Line:
    """`url`: where it is at the source."""

    kind: str
    url: str
    status: str
    reasons: tuple[str, ...]


@dataclass
class Count:
    """`source`: how many there are there. `here`: how many of those are here, counted again after they were written."""

    source: int = 0
    here: int = 0
    copied: int = 0
    updated: int = 0
    differs: int = 0
    refused: int = 0

    @property
    def missing(self) -> int:
        return max(0, self.source - self.here)


@dataclass
class Report:
    """`bytes`: of content that came over now. `stopped`: why it went no further; empty when it came to the end. `absent`: kinds that the source
    does not know."""

    label: str = ""
    dry_run: bool = False
    counts: dict[str, Count] = field(default_factory=lambda: {kind: Count() for kind in KINDS})
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    bytes: int = 0
    stopped: str = ""

    def of(self, kind: str) -> Count:
        return self.counts[kind]

    def refuse(self, kind: str, url: Any, *reasons: str) -> None:
        self.counts[kind].refused += 1
        self.lines.append(Line(kind, str(url), REFUSED, reasons))

    def differ(self, kind: str, url: Any, *reasons: str) -> None:
        self.counts[kind].differs += 1
        self.lines.append(Line(kind, str(url), DIFFERS, reasons))

    @property
    def missing(self) -> int:
        return sum(each.missing for each in self.counts.values())

    @property
    def complete(self) -> bool:
        """Everything that was asked for is here. What differs because somebody here changed it is here too."""
        return not self.stopped and not self.missing and not any(each.refused for each in self.counts.values())

    def as_json(self) -> dict[str, Any]:
        counts = {kind: {**vars(each), "missing": each.missing} for kind, each in self.counts.items() if each != Count()}
        lines = [{"kind": each.kind, "url": each.url, "status": each.status, "reasons": list(each.reasons)} for each in self.lines]
        return {"complete": self.complete and not self.dry_run, "dryRun": self.dry_run, "from": self.label, "stopped": self.stopped, "counts": counts,
                "bytes": self.bytes, "absent": self.absent, "notes": self.notes, "lines": lines}
