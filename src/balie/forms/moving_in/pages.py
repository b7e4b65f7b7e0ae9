"""The pages of the service: every component at its place, with its question and when it shows."""

import re
from typing import Any

from balie.forms.language import tree
from balie.forms.language.tree import Node
from balie.forms.moving_in import asking, kinds, pictures
from balie.forms.moving_in.asking import Question
from balie.forms.moving_in.layout import GROUPS, Placed
from balie.forms.moving_in.move import Move
from balie.forms.moving_in.naming import slug
from balie.forms.moving_in.reading import Unsaid
from balie.forms.moving_in.report import Item
from balie.forms.moving_in.rules import Effects, applicable, offered, settled
from balie.forms.moving_in.scope import Known, Scope, Ticked, inside, option
from balie.forms.moving_in.showing import Showing
from balie.forms.moving_in.simplify import NO, YES, both, opposite
from balie.forms.moving_in.text import Speaker

SHORT = 160
_WAITING = re.compile(r"ogenblik geduld|even geduld|moment geduld|worden (in)?geladen|wordt (in)?geladen", re.IGNORECASE)
_HEADING = re.compile(r"#+ ([^\n]+)\n*")
Blame = dict[tuple[str, str], list[Item]]


class InRow:
    """The scope within a group: the row's own fields first."""

    def __init__(self, outer: Scope, group: Placed, known: Known) -> None:
        self.outer, self.group, self.known = outer, group, known

    def find(self, path: str) -> Known | Ticked | None:
        own = path.removeprefix(f"{self.group.path}.")
        return inside(self.known.fields, own) or self.outer.find(path)


class Pages:
    """Makes the pages. `blame` says for each rule of the result which lines of the report it came from."""

    def __init__(self, move: Move, effects: Effects, speaker: Speaker, options: dict[str, Any], files: dict[str, str]) -> None:
        self.move, self.effects, self.speaker, self.options, self.files = move, effects, speaker, options, files
        self.showing = Showing(move, effects)
        self.blame: Blame = {}
        self.facts: dict[str, list[str]] = {}
        self.values: dict[str, str] = {}
        self.cosigners: list[Placed] = []

    def made(self) -> list[dict[str, Any]]:
        """All pages of the form, also those without a question."""
        found, used = [], set()
        for number, step in enumerate(self.move.export.steps):
            item = self.move.report.add("page", step.name, step.slug or str(number + 1), "pagina")
            name = slug(step.slug or step.name, f"pagina-{number + 1}")
            while name in used:
                name += "-2"
            used.add(name)
            title = self.speaker.long(item, step.name).replace("\n", " ") or f"Pagina {number + 1}"
            page: dict[str, Any] = {"page": name, "title": title}
            holds = applicable(self.move, self.effects, number)
            if holds != YES:
                page["toon als"] = self.rule(holds, (name, "toon als"), [item], name)
            if holds == NO:
                item.note("Deze pagina werd nooit getoond.", "dead")
            page["questions"] = self.questions(number)
            if stops := [self.stop(*each[1:], name) for each in self.effects.stops if each[0] == number]:
                page["stops"] = stops
            item.became = f"pagina `{name}` met {len(page['questions'])} onderdelen"
            found.append(page)
        return found

    def rule(self, node: Node, place: tuple[str, str], items: list[Item], hint: str) -> str:
        self.blame.setdefault(place, []).extend(items)
        return self.move.written(node, hint)

    def stop(self, holds: Node, item: Item, said: str, page: str) -> dict[str, Any]:
        target = next((each for each in self.move.placed if each.path == said), None)
        text = self.speaker.markdown(target)[0] if target is not None else ""
        heading = _HEADING.match(text)
        text = " ".join(text[heading.end() :].split()) if heading else " ".join(text.split())
        if not text:
            item.note("De tekst bij “u kunt niet verder” is van ons; schrijf er zelf een.")
        text = text or "Met deze antwoorden kunt u dit formulier niet verder invullen."
        title = heading[1] if heading else "U kunt niet verder"
        return {"als": self.rule(holds, (page, "stops"), [item], f"{page}_stop"), "title": title, "text": text}

    def questions(self, page: int) -> list[Question]:
        return [made for placed in self.move.placed if placed.page == page and placed.group is None for made in self.placed(placed, self.move)]

    # -- one component

    def placed(self, placed: Placed, scope: Scope) -> list[Question]:
        speaker = self.speaker.within(scope)
        if placed.is_section:
            return self.heading(placed, scope, speaker)
        if placed.type in ("button", "captcha", "recaptcha", "softRequiredErrors"):
            placed.item.became = "niets: dit doet Balie zelf"
            return []
        if placed.type in ("content", "htmlelement"):
            return self.content(placed, scope, speaker)
        if placed.type in GROUPS and not placed.is_group:
            placed.item.became = f"de vragen staan in de groep `{placed.group.name}`"  # type: ignore[union-attr]
            return []
        if placed.type not in kinds.TYPES or placed.type == "productPrice" and placed.group is not None:
            return self.unknown(placed, scope, speaker)
        return self.asked(placed, scope, speaker)

    def heading(self, placed: Placed, scope: Scope, speaker: Speaker) -> list[Question]:
        holds = self.showing.of(placed, scope)
        if not placed.has_heading:
            placed.item.became = "indeling: wat erin staat, staat nu onder elkaar"
            return []
        text = f"## {speaker.plain(placed, 'label' if placed.component.get('label') else 'legend')}"
        speaker.translated(text, f"## {speaker.english.get(text[3:], '')}" if text[3:] in speaker.english else "")
        placed.name = self.move.names.give(f"kop_{placed.key}")
        placed.item.became = f"kop `{placed.name}`"
        return [self.shown({"question": placed.name, "type": "info", "text": text}, holds, placed)]

    def content(self, placed: Placed, scope: Scope, speaker: Speaker) -> list[Question]:
        if (found := pictures.pictured(placed)) is not None:
            return [self.picture(found, scope, speaker)]
        text, english = speaker.markdown(placed, "html" if placed.component.get("html") else "content")
        if text and self.only_stops(placed):
            placed.item.became = "de tekst bij “u kunt niet verder”"
            return []
        holds = self.showing.of(placed, scope)
        if not text:
            placed.item.note("Er stond niets in deze tekst.", "dead")
            return []
        if _WAITING.search(text) and holds != YES and self.of_settings(holds):
            placed.item.note("Dit stond er zolang het oude formulier op een dienst wachtte. Wij laten niemand wachten; de tekst is weg.")
            placed.item.became = "niets"
            return []
        placed.item.became = f"tekst `{placed.name}`"
        return [self.shown({"question": placed.name, "type": "info", "text": self.filed(placed.name, text, english, speaker)}, holds, placed)]

    def picture(self, found: pictures.Pictured, scope: Scope, speaker: Speaker) -> Question:
        placed = found.placed
        made: Question = {"question": placed.name, "type": "picture", "image": found.path}
        text, english = speaker.markdown(placed)
        if heading := _HEADING.match(text):
            made["label"], text = heading[1], text[heading.end() :].strip()
            translated = _HEADING.match(english)
            speaker.translated(made["label"], translated[1] if translated else "")
            english = english[translated.end() :].strip() if translated else english
        alt = speaker.plain(placed, "alt")
        made |= {"alt": alt} if alt else {"decorative": True}
        if caption := speaker.plain(placed, "caption"):
            made["caption"] = caption
        if text:
            made["text"] = self.filed(placed.name, text, english, speaker)
        if not alt:
            placed.item.note("Bij dit beeld stond niet wat er te zien is. Schrijf het bij `alt`, als het beeld iets vertelt.")
        self.files[found.path] = found.stored
        placed.item.became = f"beeld `{placed.name}`"
        return self.shown(made, self.showing.of(placed, scope), placed)

    def only_stops(self, placed: Placed) -> bool:
        """Is this hidden until the one rule shows it that lets nobody go on? Then it is what that rule says."""
        shown = self.effects.hidden.get(placed.path, [])
        stops = [holds for _, holds, _, said in self.effects.stops if said == placed.path]
        return bool(placed.component.get("hidden")) and len(stops) == 1 and shown == [(stops[0], True)]

    def of_settings(self, holds: Node) -> bool:
        """Does this hang on settings alone, so on nothing that anybody answers?"""
        return all(path[0] in self.move.settings for path in tree.paths(holds))

    def filed(self, name: str, text: str, english: str, speaker: Speaker) -> str:
        """A long text goes into a file of its own."""
        if len(text) <= SHORT and "\n" not in text and not text.endswith(".md"):
            speaker.translated(text, english)
            return text
        path = f"texts/{name}.md"
        self.files[path] = text + "\n"
        speaker.translated(path, english)
        return path

    def unknown(self, placed: Placed, scope: Scope, speaker: Speaker) -> list[Question]:
        placed.item.note(f"Het soort `{placed.type}` kennen wij niet. Op deze plek staat nu een tekst; maak er zelf een vraag van.", "person")
        placed.name = placed.name or self.move.names.give(placed.key or placed.type)
        placed.item.became = f"tekst `{placed.name}`"
        said = f"Nog maken: {speaker.plain(placed, 'label') or placed.type}."
        return [self.shown({"question": placed.name, "type": "info", "text": said}, self.showing.of(placed, scope), placed)]

    def asked(self, placed: Placed, scope: Scope, speaker: Speaker) -> list[Question]:
        known = self.move.knowns.get(placed.path) if placed.group is None else _in_group(self.move, placed)
        if (node := asking.worked_out(placed, scope)) is not None:
            return self.worked_out(placed, node, scope, speaker)
        found = asking.question(placed, known, speaker)
        first = found[0]
        if people := first.get("from") or first.get("fact"):
            self.facts.setdefault("brp", []).append(people)
        if first["type"] == "group" and placed.type in GROUPS:
            row = InRow(scope, placed, known)  # type: ignore[arg-type]
            first["questions"] = [made for child in placed.inner for made in self.placed(child, row)]
            if not first["questions"]:
                placed.item.note("In deze groep staat geen enkele vraag; zij is weggelaten.", "dead")
                return []
        if "options" in _KEYS.get(first["type"], ()):
            self.choose(placed, first, speaker)
        if first["type"] == "product":
            self.priced(placed, first)
        holds = self.showing.of(placed, scope)
        offers = self.effects.defaults.get(placed.path, [])
        if holds == NO and offers and placed.group is None and known is not None:
            return self.computed(placed, known, offers)
        self.required(placed, found)
        self.refused(placed, known, scope, found)
        self.filled(placed, known, first, offers)
        if placed.type in ("cosign", "coSign"):
            self.cosigners.append(placed)
        placed.item.became = " en ".join(f"vraag `{each['question']}` ({each['type']})" for each in found)
        if placed.component.get("disabled") and not offers and "prefill" not in first:
            placed.item.note("Dit veld stond op slot; het is nu in te vullen.")
        return [self.shown(each, holds, placed) for each in found]

    def priced(self, placed: Placed, first: Question) -> None:
        """One product, at a price to fill in: an export names neither what there is to choose nor what it costs."""
        label, price = re.sub(r"\{\{.*?\}\}", "", first["label"]).strip() or "Product", self.move.names.give(f"prijs_{placed.name}")
        self.move.settings[price] = {"type": "money", "value": "0.00", "label": f"Prijs: {label}", "why": "een prijs"}
        first["options"] = [{"value": "product", "label": label, "price": price}]
        said = f"De producten en prijzen stonden in Open Producten. Zet ze bij `options`, en de prijs in de instelling `{price}`."
        placed.item.note(said, "person")

    def worked_out(self, placed: Placed, node: Node, scope: Scope, speaker: Speaker) -> list[Question]:
        """What the old form filled in by itself is shown, and not asked."""
        made: Question = {"question": placed.name, "type": "computed", "label": speaker.plain(placed, "label") or placed.key}
        made["value"] = self.rule(node, (placed.name, "value"), [placed.item], placed.name)
        placed.item.note("Dit wordt uitgerekend en getoond; wie invult kan het niet veranderen.")
        placed.item.became = f"uitkomst `{placed.name}`"
        return [self.shown(made, self.showing.of(placed, scope), placed)]

    def computed(self, placed: Placed, known: Known, offers: list[Any]) -> list[Question]:
        """A hidden field that only rules write to is a computed value."""
        try:
            node = offered(self.move, known, offers)
        except Unsaid as unsaid:
            placed.item.note(f"Dit verborgen veld wordt ingevuld met iets wat onze regeltaal niet kent: {unsaid}.", "person")
            node = None
        self.values[placed.name] = self.move.written(node or tree.Choose(YES, tree.Empty(), tree.Empty()), placed.name)
        self.blame.setdefault((placed.name, "values"), []).extend([placed.item, *(item for *_, item in offers)])
        placed.item.status, placed.item.notes = ("taken", []) if node else (placed.item.status, placed.item.notes)
        placed.item.became = f"berekende waarde `{placed.name}`"
        return []

    def choose(self, placed: Placed, first: Question, speaker: Speaker) -> None:
        fixed, setting, extra = self.options[placed.path]
        if setting:
            first["options"] = setting
            return
        first["options"] = []
        for each in fixed:
            option = {"value": each.value, "label": each.label} | ({"help": each.help} if each.help else {})
            first["options"].append(option)
            speaker.option(placed, each.source, each.label, each.help)
        for number, each in extra:
            self.only_sometimes(placed, first, number, each)

    def only_sometimes(self, placed: Placed, first: Question, number: int, each: Any) -> None:
        """An option that a rule adds: always there, and refused when it does not count."""
        try:
            holds, _ = self.move.trigger(number)
        except Unsaid:
            return
        asked, value = tree.Name((placed.name,)), option(each.value)
        has: Node = tree.Contains(asked, value, False) if first["type"] == "choices" else tree.Compare("is", asked, value)
        node = both(has, opposite(holds))
        said = {"als": self.rule(node, (placed.name, "fout als"), [placed.item], placed.name), "text": f"“{each.label}” kunt u nu niet kiezen."}
        first.setdefault("fout als", []).append(said)
        placed.item.note(f"De keuze “{each.label}” staat er nu altijd, en wordt geweigerd als zij niet mag.")

    def required(self, placed: Placed, found: list[Question]) -> None:
        holds = settled(bool(asking.validation(placed.component).get("required")), self.effects.required.get(placed.path, []))
        for each in found:
            if holds == NO:
                each["required"] = False
            elif holds != YES:
                each["verplicht als"] = self.rule(holds, (each["question"], "verplicht als"), [placed.item], placed.name)

    def refused(self, placed: Placed, known: Known | None, scope: Scope, found: list[Question]) -> None:
        for holds, said, late in asking.wrong(placed, known, scope, placed.group is not None):
            target = found[-1] if late else found[0]
            text = self.rule(holds, (target["question"], "fout als"), [placed.item], placed.name)
            target.setdefault("fout als", []).append({"als": text, "text": said})

    def filled(self, placed: Placed, known: Known | None, first: Question, offers: list[Any]) -> None:
        source = asking.from_register(placed)
        if source is not None and placed.group is None:
            self.facts.setdefault(source[0], []).append(source[1])
            first["prefill"] = source[1]
            self.blame.setdefault((placed.name, "prefill"), []).append(placed.item)
            return
        node = asking.default(placed, known)
        if offers and known is not None:
            try:
                node = offered(self.move, known, offers) or node
                for *_, item in offers:
                    item.note(f"Het antwoord op `{placed.name}` wordt voorgesteld; wie invult mag het veranderen.")
            except Unsaid as unsaid:
                for *_, item in offers:
                    item.note(f"`{placed.name}` wordt niet vooraf ingevuld: {unsaid}.", "person")
        if node is not None:
            # what a rule wanted to fill in is that rule's affair, not the question's
            first["default"] = self.rule(node, (placed.name, "default"), [item for *_, item in offers] or [placed.item], placed.name)

    def shown(self, made: Question, holds: Node, placed: Placed) -> Question:
        if holds != YES:
            made["toon als"] = self.rule(holds, (made["question"], "toon als"), [placed.item], placed.name)
        return {key: made[key] for key in sorted(made, key=_order)}


def _in_group(move: Move, placed: Placed) -> Known | None:
    assert placed.group is not None
    group = move.knowns.get(placed.group.path) if placed.group.group is None else _in_group(move, placed.group)
    found = inside(group.fields, placed.path.removeprefix(f"{placed.group.path}.")) if group else None
    return found if isinstance(found, Known) else None


_KEYS = {"choice": ("options",), "choices": ("options",)}
_ORDER = (
    "question", "type", "label", "image", "alt", "decorative", "caption", "text", "help", "value",
    "fact", "from", "options", "look", "outside", "verify", "unit", "decimals", "min", "max",
    "max_mb", "types", "pattern", "pattern_text", "add", "questions", "required", "verplicht als", "toon als", "prefill", "default",
    "autocomplete", "fout als",
)  # fmt: skip


def _order(key: str) -> int:
    return _ORDER.index(key)
