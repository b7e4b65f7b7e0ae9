"""The questions of a sheet as a service: their rules read over all of them, groups nested, the rest as in any form that moves in."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from balie.forms.definition.questions import TYPES
from balie.forms.language.types import UNKNOWN, Type
from balie.forms.moving_in import environment
from balie.forms.moving_in.assemble import Moved
from balie.forms.moving_in.move import Move
from balie.forms.moving_in.pages import Pages
from balie.forms.moving_in.read import Export, Unreadable
from balie.forms.moving_in.reading import Unsaid
from balie.forms.moving_in.report import Item, Report
from balie.forms.moving_in.rules import Effects
from balie.forms.moving_in.sheets.read import Sheet
from balie.forms.moving_in.sheets.rows import Asked, Page, Rows
from balie.forms.moving_in.sheets.rule import Names, understood
from balie.forms.moving_in.sheets.words import NO, YES, plain
from balie.forms.moving_in.text import Speaker
from balie.forms.questions import question_type


def assemble(sheets: Iterable[Sheet], path: Path, folder: str) -> Moved:
    """The service of these sheets, to be called `folder`. Raises Unreadable when there is no question in them."""
    name = path.stem.replace("_", " ").replace("-", " ").strip()
    report = Report(name[:1].upper() + name[1:], path.suffix.lower().lstrip("."), origin="een rekenblad")
    rows = Rows(report)
    for sheet in sheets:
        rows.read(sheet)
    if not any(page.asked for page in rows.pages.values()):
        known = "pagina, naam, soort, vraag, uitleg, verplicht, keuzes, groep, toon als"
        raise Unreadable(f"In {path.name} staan geen vragen. De koppen van de kolommen zijn: {known}.")
    move = Move(Export(report.form, folder, report.version, {}, ()), report, rows.names, [])
    files: dict[str, str] = {}
    speaker = Speaker(move, {}, {})
    pages = Pages(move, Effects(), speaker, {}, files)
    made = _Made(list(rows.pages.values()), pages).pages()
    service = environment.service(move, Effects(), pages, made, folder, files, speaker)
    return Moved(service, files, {}, report, pages.blame)


class _Made:
    def __init__(self, pages: list[Page], made: Pages) -> None:
        self.all, self.blame, self.given = [page for page in pages if page.asked], made.blame, made.move.names
        self.inner: dict[str, list[Asked]] = {}  # the questions of each group
        for page in pages:
            if not page.asked:
                page.item.note("Op deze pagina staat geen vraag; zij is weggelaten.", "dead")
        self.called: dict[str, str] = {}
        for each in (each for page in self.all for each in page.asked):
            for word in filter(None, map(plain, each.called)):
                self.called.setdefault(word, each.question["question"])

    def pages(self) -> list[dict[str, Any]]:
        for page in self.all:
            page.asked = self.nested(page)
        self.types = _types(each.question for page in self.all for each in page.asked)
        found = []
        for page in self.all:
            here: dict[str, Any] = {"page": page.name, "title": page.title}
            self.rule(here, "toon als", page.show, page.item, page.name, Names(self.types, self.called))
            here["questions"] = [self.ruled(each, Names(self.types, self.called)) for each in page.asked]
            page.item.became = f"pagina `{page.name}` met {len(here['questions'])} onderdelen"
            found.append(here)
        return found

    def nested(self, page: Page) -> list[Asked]:
        """Questions of a group go into it; a group nobody made is made where it is first named."""
        groups = {each.question["question"]: each for each in page.asked if each.question["type"] == "group"}
        self.inner |= {name: [] for name in groups}
        found: list[Asked] = []
        for each in page.asked:
            name = self.called.get(_word(each.group), "") if each.group else ""
            if each.group and each.question["type"] == "group":
                each.item.note("Een groep in een groep nemen wij uit een blad niet over; zij staat er nu los onder.", "person")
            elif each.group and name not in groups:
                name = self.new_group(each, found)
                groups[name] = found[-1]
            if name and each.question["type"] != "group":
                self.inner[name].append(each)
                groups[name].question.setdefault("questions", []).append(each.question)
            else:
                found.append(each)
        for each in [each for each in found if each.question["type"] == "group" and not self.inner[each.question["question"]]]:
            each.item.note("Geen vraag hoort bij deze groep: zet haar naam in de kolom `groep`. Zij is weggelaten.", "person")
            each.item.became = ""
            found.remove(each)
        return found

    def new_group(self, first: Asked, found: list[Asked]) -> str:
        name = self.called[_word(first.group)] = self.given.give(first.group, "groep")
        first.item.note(f"Er is geen rij voor de groep “{first.group}”; wij maakten haar.")
        found.append(Asked(first.item, {"question": name, "type": "group", "label": first.group}, (first.group,), required="ja"))
        self.inner[name] = []
        return name

    def ruled(self, each: Asked, names: Names) -> dict[str, Any]:
        made, name = each.question, each.question["question"]
        names = Names({other: kind for other, kind in names.types.items() if other != name}, self.called)  # never of itself
        if made["type"] == "group":
            inside = Names({**names.types, **_types(made["questions"])}, self.called)
            made["questions"] = [self.ruled(one, inside) for one in self.inner[name]]
        self.rule(made, "toon als", each.show, each.item, name, names)
        word = plain(each.required)
        if word in NO:
            made |= {} if made["type"] == "info" else {"required": False}
        elif word not in YES:
            self.rule(made, "verplicht als", each.required, each.item, name, names)
        return made

    def rule(self, made: dict[str, Any], kind: str, written: str, item: Item, name: str, names: Names) -> None:
        if not written or plain(written) in ("altijd", "always"):
            return
        try:
            made[kind] = understood(written, names)
        except Unsaid as unsaid:
            item.note(f"De voorwaarde `{written[:200]}` begrijpen wij niet: {unsaid} Zet haar zelf bij `{kind}`.", "person")
        self.blame.setdefault((name, kind), []).append(item)


def _word(written: str) -> str:
    return plain(written) or written


def _types(questions: Iterable[Mapping[str, Any]]) -> dict[str, Type]:
    """How rules read each question."""
    found = {}
    for each in questions:
        try:
            if each["type"] != "info":
                found[each["question"]] = question_type(TYPES[each["type"]].model_validate(each)).type({})
        except ValidationError:
            found[each["question"]] = UNKNOWN
    return found
