"""The rows of a sheet as what people meant: pages, and questions with their kind and options. Rules are read later, over all of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from balie.forms.moving_in.naming import Names, slug
from balie.forms.moving_in.options import Choosable, yes_no
from balie.forms.moving_in.report import Item, Report
from balie.forms.moving_in.sheets import words
from balie.forms.moving_in.sheets.read import LAST_ROW, Sheet
from balie.forms.moving_in.sheets.words import plain

_SEARCHED = 30  # rows in which the headings are looked for
_LONGEST = 500  # signs of a label or help


@dataclass
class Asked:
    """One question. `called`: how a rule may call it; `show` and `required` as written; `group`: the name of the group it stands in."""

    item: Item
    question: dict[str, Any]
    called: tuple[str, ...]
    show: str = ""
    required: str = ""
    group: str = ""


@dataclass
class Page:
    item: Item
    name: str
    title: str
    show: str = ""
    asked: list[Asked] = field(default_factory=list)


class Rows:
    """Reads the sheets of one file; the pages grow."""

    def __init__(self, report: Report) -> None:
        self.report, self.names = report, Names()
        self.pages: dict[str, Page] = {}

    def read(self, sheet: Sheet) -> None:
        numbers = list(sheet.rows)
        at = next((number for number in numbers[:_SEARCHED] if _is_heading(sheet.rows[number])), None)
        if at is None:
            self.report.say(f"Het blad “{sheet.name}” is niet gelezen: er is geen rij met de koppen van kolommen die wij kennen.")
            return
        if sheet.beyond:
            self.report.say(f"Van het blad “{sheet.name}” zijn de rijen na {LAST_ROW} niet gelezen.")
        for number, said in sheet.notes:
            self.report.add("component", f"rij {number}", f"{sheet.name}!{number}", "formule").note(said, "person")
        for number in (each for each in numbers if each < at):
            self.report.say(f"Rij {number} van “{sheet.name}” staat boven de kolommen en is niet overgenomen: {' '.join(sheet.rows[number])[:200]}")
        columns = self.columns(sheet, at)
        title = "" if "page" in columns.values() else sheet.name
        for number in (each for each in numbers if each > at):
            cells = {columns[index]: cell for index, cell in enumerate(sheet.rows[number]) if cell and index in columns}
            title = cells.get("page", title)
            if cells:
                self.row(cells, number, title or "Vragen", frozenset(columns.values()))

    def columns(self, sheet: Sheet, at: int) -> dict[int, str]:
        """Which column holds what. One that nobody knows, or that is there twice, is named with what is in it."""
        found: dict[int, str] = {}
        widest = max(len(cells) for cells in sheet.rows.values())
        heading = [*sheet.rows[at], *[""] * (widest - len(sheet.rows[at]))]
        for index, written in enumerate(heading):
            kind = words.column(written)
            if kind and kind not in found.values():
                found[index] = kind
            elif filled := [number for number, cells in sheet.rows.items() if number > at and len(cells) > index and cells[index]]:
                item = self.report.add("component", f"rij {at}", written or f"kolom {index + 1}", "kolom")
                rows = f"{', '.join(map(str, filled[:20]))}{' …' if filled[20:] else ''}"
                item.note(f"Deze kolom kennen wij niet. Zij is ingevuld in rij {rows}.", "person")
        # with a column for the label, the other is the name
        if "question" in found.values():
            spare = "name" if "label" in found.values() and "name" not in found.values() else "label"
            found = {index: spare if kind == "question" and spare not in found.values() else kind for index, kind in found.items()}
        return found

    def page(self, title: str, number: int) -> Page:
        key = plain(title) or title
        if key not in self.pages:
            item = self.report.add("page", f"rij {number}", title[:80], "pagina")
            name, used = slug(title, f"pagina-{len(self.pages) + 1}"), {each.name for each in self.pages.values()}
            while name in used:
                name += "-2"
            self.pages[key] = Page(item, name, _line(title))
        return self.pages[key]

    def row(self, cells: Mapping[str, str], number: int, title: str, columns: frozenset[str]) -> None:
        page = self.page(title, number)
        label = _line(cells.get("label") or cells.get("question") or cells.get("name") or "")
        if not label:
            self.without_question(page, cells, number)
            return
        where = f"rij {number} › {page.title} › {label[:80]}"
        item = self.report.add("component", where, cells.get("name") or label[:60], cells.get("type") or "vraag")
        kind, more = self.kind(cells, item)
        wanted = cells.get("name") or (cells.get("question") if "label" in cells else "") or label
        name = self.names.give(wanted, "vraag")
        if name.rsplit("_", 1)[-1].isdigit() and not wanted.rstrip("?. ").endswith(name.rsplit("_", 1)[-1]) and "name" in cells:
            item.note(f"De naam `{wanted}` is er al of kan niet; deze vraag heet `{name}`.")
        made: dict[str, Any] = {"question": name, "type": kind, "label": label, **more}
        if kind == "info":
            made.pop("label")
            made["text"] = " ".join([label, *([_line(cells["help"])] if "help" in cells else [])])
        else:
            made |= {key: _line(cells[key])[:_LONGEST] for key in ("help", "why") if key in cells}
        self.options(made, cells, item)
        item.became = f"vraag `{name}` ({made['type']})"
        # with a column for it, an empty cell says no
        required = cells.get("required", "nee" if "required" in columns else "ja")
        page.asked.append(Asked(item, made, (wanted, label, cells.get("name", "")), cells.get("show", ""), required, cells.get("group", "")))

    def without_question(self, page: Page, cells: Mapping[str, str], number: int) -> None:
        """A row with the name of a page alone says something of that page."""
        rest = {key: cell for key, cell in cells.items() if key != "page"}
        page.show = rest.pop("show", page.show) if set(rest) <= {"show"} and "page" in cells else page.show
        if rest and set(rest) != {"show"}:
            item = self.report.add("component", f"rij {number}", f"rij {number}", "rij zonder vraag")
            item.note(f"In deze rij staat geen vraag. Er staat: {' | '.join(rest.values())[:300]}.", "person")

    def kind(self, cells: Mapping[str, str], item: Item) -> tuple[str, Mapping[str, Any]]:
        found = words.kind(cells.get("type", ""))
        if found is not None:
            return found
        otherwise = "choice" if cells.get("options") else "text"
        if cells.get("type"):
            item.note(f"Het soort “{cells['type'][:60]}” kennen wij niet; het is nu `{otherwise}`. Kies zelf het soort.", "person")
        return otherwise, {}

    def options(self, made: dict[str, Any], cells: Mapping[str, str], item: Item) -> None:
        found = _options(cells.get("options", ""))
        if made["type"] in ("choice", "choices"):
            if made["type"] == "choice" and yes_no(found):
                made["type"] = "yes_no"
                made.pop("look", None)
            elif len(found) < 2:
                item.note("Er staan geen twee keuzes bij; het is nu een tekstvraag. Schrijf keuzes onder elkaar of met ; ertussen.", "person")
                made["type"] = "text"
                made.pop("look", None)
            else:
                made["options"] = [{"value": each.value, "label": each.label} for each in found]
        elif found and not (made["type"] == "yes_no" and yes_no(found)):
            item.note(f"Bij dit soort vraag horen geen keuzes. Er stond: {cells['options'][:300]}.", "person")


def _is_heading(cells: list[str]) -> bool:
    found = {words.column(each) for each in cells if each} - {None}
    return len(found) >= 2 and bool(found & {"question", "label", "name"})


def _line(text: str) -> str:
    return " ".join(text.split())


def _options(written: str) -> tuple[Choosable, ...]:
    """Under each other, or with ; or | between them, or else with commas. `waarde = label` names the value too."""
    parts = re.split(r"[\n;|]", written) if re.search(r"[\n;|]", written) else re.split(r",\s+|,(?=\D)|/", written)
    names, found = Names(frozenset()), []
    for part in filter(None, (re.sub(r"^\s*[-•*]\s+", "", each).strip() for each in parts)):
        value, sign, label = part.partition("=")
        made = value.strip() if sign and label.strip() else names.give(part, "keuze")
        if made not in {each.value for each in found}:
            found.append(Choosable(made, _line(label) if sign and label.strip() else _line(part)))
    return tuple(found)
