"""Every component of an export in its place: on which page, in which sections, in which repeating group."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from balie.forms.moving_in.html import plain
from balie.forms.moving_in.read import Export, Step
from balie.forms.moving_in.report import Item, Report

SECTIONS = frozenset({"fieldset", "panel", "well", "container", "tabs", "table", "columns", "form"})
GROUPS = frozenset({"editgrid", "datagrid"})
SILENT = frozenset({"columns", "table", "tabs", "well", "container", "form"})
_BARE = frozenset({"", "field set", "fieldset", "veldengroep", "groep", "panel", "paneel", "kolommen", "columns", "container", "well", "group"})


@dataclass(eq=False)
class Placed:
    """A component. `path`: how rules name it (`grid.veld` inside a group); `sections`: what it stands in, outermost first."""

    component: Mapping[str, Any]
    page: int
    path: str
    sections: tuple["Placed", ...]
    group: "Placed | None"
    item: Item
    name: str = ""
    inner: list["Placed"] = field(default_factory=list)

    @property
    def key(self) -> str:
        return str(self.component.get("key") or "")

    @property
    def type(self) -> str:
        return str(self.component.get("type") or "")

    @property
    def label(self) -> str:
        return str(self.component.get("label") or self.component.get("legend") or "")

    @property
    def is_group(self) -> bool:
        """Does it become a group? One in the rows of a group does, one deeper does not."""
        return self.type in GROUPS and (self.group is None or self.group.group is None)

    @property
    def is_section(self) -> bool:
        return self.type in SECTIONS

    @property
    def has_heading(self) -> bool:
        about = self.component
        hidden = about.get("hideHeader") or about.get("hideLabel")
        return self.is_section and self.type not in SILENT and not hidden and self.label.strip().lower() not in _BARE


def placed(export: Export, report: Report) -> list[Placed]:
    """All of them, in order of appearance, each with its line in the report."""
    found: list[Placed] = []
    for number, step in enumerate(export.steps):
        for component in step.components:
            _walk(component, number, step, (), None, "", report, found)
    return found


def _walk(
    component: Mapping[str, Any], page: int, step: Step, sections: tuple[Placed, ...], group: Placed | None, before: str,
    report: Report, found: list[Placed],
) -> None:  # fmt: skip
    key = str(component.get("key") or "")
    path = f"{before}{key}"
    where = " › ".join([step.name, *(plain(each.label) for each in (*sections, *([group] if group else [])) if each.has_heading or each is group)])
    label = plain(str(component.get("label") or component.get("legend") or ""))
    kind = str(component.get("type") or "zonder soort")
    item = report.add("component", f"{where} › {label}" if label else where, path or "zonder naam", kind)
    here = Placed(component, page, path, sections, group, item)
    found.append(here)
    if group is not None:
        group.inner.append(here)
    if here.type in GROUPS:
        for child in children(component):
            _walk(child, page, step, (), here if here.is_group else group, f"{path}.", report, found)
    elif here.is_section:
        inside = f"{path}." if here.type == "container" and component.get("input", True) is not False else before
        for child in children(component):
            _walk(child, page, step, (*sections, here), group, inside, report, found)


def children(component: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The components inside this one, however it holds them."""
    for each in component.get("components") or ():
        if isinstance(each, Mapping):
            yield from children(each) if not each.get("type") and each.get("components") else (each,)
    for column in component.get("columns") or ():
        if isinstance(column, Mapping):
            yield from (each for each in column.get("components") or () if isinstance(each, Mapping))
    for row in component.get("rows") or () if isinstance(component.get("rows"), list) else ():
        for cell in row if isinstance(row, list) else ():
            if isinstance(cell, Mapping):
                yield from (each for each in cell.get("components") or () if isinstance(each, Mapping))


def count(components: Any) -> int:
    """How many components there are, at every depth."""
    return sum(1 + count(list(children(each))) for each in components if isinstance(each, Mapping))
