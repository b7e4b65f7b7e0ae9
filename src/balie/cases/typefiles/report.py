"""What became of every type in a file."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

MADE, THERE, OTHER, REFUSED = "made", "there", "other", "refused"
LONGEST = 200


@dataclass(frozen=True)
class Line:
    """`what`: `ZaakType`, or of a part `StatusType`. `status`: made, there (the same), other (there, and different: it stays), refused."""

    what: str
    name: str
    status: str
    notes: tuple[str, ...] = ()


@dataclass
class Report:
    """`left_out`: URLs of related types that nobody here knows by name. `ignored`: files in the zip that say nothing to us."""

    catalogus: str = ""
    lines: list[Line] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    ignored: tuple[str, ...] = ()
    dry_run: bool = False

    def add(self, what: str, name: Any, status: str, *notes: str) -> None:
        self.lines.append(Line(what, str(name or "zonder naam")[:LONGEST], status, notes))

    def of(self, status: str) -> list[Line]:
        return [each for each in self.lines if each.status == status]

    @property
    def refused(self) -> bool:
        return bool(self.of(REFUSED))

    @property
    def written(self) -> bool:
        return not self.refused and not self.dry_run

    def counted(self) -> dict[str, int]:
        found = Counter(each.status for each in self.lines)
        return {status: found[status] for status in (MADE, THERE, OTHER, REFUSED)}

    def as_json(self) -> dict[str, Any]:
        lines = [{"what": each.what, "name": each.name, "status": each.status, "notes": list(each.notes)} for each in self.lines]
        return {"written": self.written, "dryRun": self.dry_run, "catalogus": self.catalogus, "counted": self.counted(), "lines": lines,
                "leftOut": self.left_out, "ignored": list(self.ignored)}
