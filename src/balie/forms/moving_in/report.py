"""What became of every part of an export, line by line."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["page", "component", "rule", "variable", "form"]
Status = Literal["taken", "changed", "dead", "person"]
COUNTED: tuple[Kind, ...] = ("page", "component", "rule")
KINDS = {"page": "pagina", "component": "onderdeel", "rule": "regel", "variable": "variabele", "form": "formulier"}
WORDS = {
    "taken": "overgenomen",
    "changed": "overgenomen, maar iets werkt anders",
    "dead": "deed in het oude formulier al niets",
    "person": "moet iemand bekijken",
}
_ORDER: tuple[Status, ...] = ("taken", "changed", "dead", "person")


@dataclass
class Item:
    """One part of the export: where it was, what it became, and what to know about it."""

    kind: Kind
    where: str
    key: str
    was: str
    became: str = ""
    status: Status = "taken"
    notes: list[str] = field(default_factory=list)

    def note(self, text: str, status: Status = "changed") -> None:
        """Add a remark; the gravest status counts."""
        if text not in self.notes:
            self.notes.append(text)
        if _ORDER.index(status) > _ORDER.index(self.status):
            self.status = status

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "where": self.where, "key": self.key, "was": self.was, "became": self.became,
                "status": self.status, "notes": self.notes}  # fmt: skip


@dataclass
class Report:
    """All parts of one export; `settings` are to be filled in and `connections` to be set, `general` holds for the whole form."""

    form: str
    version: str
    items: list[Item] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    connections: dict[str, str] = field(default_factory=dict)
    general: list[str] = field(default_factory=list)
    alike: list[str] = field(default_factory=list)
    origin: str = "Open Forms"

    def add(self, kind: Kind, where: str, key: str, was: str) -> Item:
        self.items.append(Item(kind, where, key, was))
        return self.items[-1]

    def say(self, text: str) -> None:
        """Something that holds for the whole form."""
        if text not in self.general:
            self.general.append(text)

    def counts(self, kind: Kind | None = None) -> dict[str, int]:
        """Status → how many pages, components and rules (or only those of one kind)."""
        kinds = (kind,) if kind else COUNTED
        found = Counter(each.status for each in self.items if each.kind in kinds)
        return {status: found[status] for status in _ORDER}

    def share(self) -> float:
        """How much was taken over without a person, in percent, of pages, components and rules together."""
        counts = self.counts()
        total = sum(counts.values())
        return 100.0 if not total else 100 * (total - counts["person"]) / total

    def as_json(self) -> dict[str, Any]:
        return {
            "form": self.form,
            "version": self.version,
            "counts": {kind: {"total": sum(self.counts(kind).values()), **self.counts(kind)} for kind in COUNTED},
            "taken_over_percent": round(self.share(), 1),
            "settings": self.settings,
            "connections": self.connections,
            "general": self.general,
            "alike": self.alike,
            "items": [each.as_json() for each in self.items],
        }


def markdown(report: Report) -> str:
    """The whole report, to keep beside the service."""
    lines = [f"# Overgenomen uit {report.origin}: {report.form}", "", *summary(report), ""]
    lines += _listed("Dit moet iemand bekijken", [_line(each) for each in report.items if each.status == "person"])
    lines += _listed("Vul deze instellingen in", [f"`{name}`: {why}" for name, why in report.settings.items()])
    lines += _listed("Stel deze koppelingen in", [f"`{name}`: {what}" for name, what in report.connections.items()])
    lines += _listed("Dit werkt anders", [_line(each) for each in report.items if each.status == "changed"])
    lines += _listed("Dit deed in het oude formulier al niets", [_line(each) for each in report.items if each.status == "dead"])
    lines += _listed("Dit geldt voor het hele formulier", report.general)
    lines += _listed("Gelijk aan iets anders", report.alike)
    lines += _listed("Dit is overgenomen zoals het was", [_line(each) for each in report.items if each.status == "taken"])
    return "\n".join(lines)


def summary(report: Report) -> list[str]:
    """The figures, one sentence each."""
    found = []
    for kind, name in (("page", "pagina’s"), ("component", "onderdelen"), ("rule", "regels")):
        counts = report.counts(kind)  # type: ignore[arg-type]
        said = ", ".join(f"{count} {WORDS[status]}" for status, count in counts.items() if count)
        found.append(f"- {sum(counts.values())} {name}: {said or 'geen'}")
    counts = report.counts()
    found.append(f"- zonder dat iemand er iets aan hoeft te doen: {report.share():.1f}% van {sum(counts.values())}")
    return found


def _listed(title: str, lines: Iterable[str]) -> list[str]:
    found = [f"- {line}" for line in lines]
    return [f"## {title}", "", *found, ""] if found else []


def _line(item: Item) -> str:
    became = f" → {item.became}" if item.became else ""
    notes = " " + " ".join(item.notes) if item.notes else ""
    return f"{KINDS[item.kind]} {item.where} (`{item.key}`, {item.was}){became}{'.' if notes and not became.endswith('.') else ''}{notes}"
