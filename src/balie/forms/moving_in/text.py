"""The words of the old form as ours: without HTML, with our names between the braces, and with their translation beside them."""

from collections.abc import Mapping
from typing import Any

from balie.forms.moving_in import html, templates
from balie.forms.moving_in.layout import Placed
from balie.forms.moving_in.report import Item
from balie.forms.moving_in.scope import Scope

LANGUAGE = "en"


class Speaker:
    """Takes texts over. `english` gathers Dutch text → translation, for the texts that have one."""

    def __init__(self, scope: Scope, step_words: Mapping[int, Mapping[str, str]], english: dict[str, str]) -> None:
        self.scope, self.step_words, self.english = scope, step_words, english

    def within(self, scope: Scope) -> "Speaker":
        return Speaker(scope, self.step_words, self.english)

    def plain(self, placed: Placed, key: str) -> str:
        """A short text of a component."""
        written = str(placed.component.get(key) or "")
        found = self.words(placed, written)
        self.translated(found, self.words(placed, self.translation(placed, placed.component, key, written), quiet=True))
        return found

    def words(self, placed: Placed, written: str, quiet: bool = False) -> str:
        """Plain words; `quiet` does not report what is lost, because it was reported for the Dutch text."""
        found = templates.filled(html.plain(written), self.scope, lines=False)
        if not quiet:
            _lost(placed.item, found.lost)
        return " ".join(found.text.split())

    def markdown(self, placed: Placed, key: str = "html") -> tuple[str, str]:
        """A long text of a component, and its translation."""
        written = str(placed.component.get(key) or "")
        for address in html.lost(written):
            placed.item.note(f"De afbeelding of film `{address[:120]}` staat er niet meer in.", "person")
        found = self.long(placed.item, written)
        return found, self.long(None, self.translation(placed, placed.component, key, written))

    def long(self, item: Item | None, written: str) -> str:
        """A long text, from wherever it comes."""
        found = templates.filled(html.markdown(written), self.scope, lines=True)
        if item is not None:
            _lost(item, found.lost)
        return found.text

    def option(self, placed: Placed, about: Mapping[str, Any] | None, label: str, help_text: str) -> None:
        """The translations of an option."""
        for key, dutch in (("label", label), ("description", help_text)):
            if dutch:
                self.translated(dutch, self.words(placed, self.translation(placed, about or {}, key, dutch), quiet=True))

    def translation(self, placed: Placed, about: Mapping[str, Any], key: str, written: str) -> str:
        own = about.get("openForms") if isinstance(about.get("openForms"), Mapping) else {}
        known = own.get("translations") if isinstance(own.get("translations"), Mapping) else {}  # type: ignore[union-attr]
        words = known.get(LANGUAGE) if isinstance(known.get(LANGUAGE), Mapping) else {}
        return str(words.get(key) or self.step_words.get(placed.page, {}).get(written) or "")  # type: ignore[union-attr]

    def translated(self, dutch: str, english: str) -> None:
        if dutch and english and dutch != english:
            self.english.setdefault(dutch, english)

    def own(self, dutch: str, english: str) -> str:
        """A text of our own; translated when the form is."""
        if self.english:
            self.english.setdefault(dutch, english)
        return dutch


def _lost(item: Item, lost: list[str]) -> None:
    if lost:
        item.note(f"Niet overgenomen in de tekst: {', '.join(lost)[:400]}.")
