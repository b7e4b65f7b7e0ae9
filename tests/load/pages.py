"""Reading a page as a browser without JavaScript does: its forms, its links, and what a form sends when a button is pressed."""
from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import html


@dataclass(frozen=True)
class Page:
    """An answer of the server: where it came from, its status and its text."""

    url: str
    status: int
    text: str

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    @property
    def tree(self):
        return html.fromstring(self.text or "<html></html>")

    def link(self, containing: str) -> str:
        """The first link whose address contains this text."""
        for anchor in self.tree.iter("a"):
            if containing in (anchor.get("href") or ""):
                return urljoin(self.url, anchor.get("href"))
        raise LookupError(f"No link with {containing!r} on {self.path}")

    def form(self, containing: str = "") -> Form:
        """The first form that posts, in the main part of the page, with a field or button of this name or with this id."""
        main = self.tree.find(".//main")
        for form in (self.tree if main is None else main).iter("form"):
            names = [form.get("id")] + [field.get("name") for field in form.iter("input", "select", "textarea", "button")]
            if (form.get("method") or "get").lower() == "post" and (not containing or containing in names):
                return Form(self.url, form)
        raise LookupError(f"No form with {containing!r} on {self.path} ({self.status})")


class Form:
    """`fields` is what would be sent now; `choices` the values of each question with radio buttons or boxes."""

    def __init__(self, page_url: str, element):
        self.action = urljoin(page_url, element.get("action") or page_url)
        self.fields: dict[str, list[str]] = {}
        self.choices: dict[str, list[str]] = {}
        self.typed: set[str] = set()
        for field in element.iter("input", "select", "textarea"):
            if field.get("name"):
                self._take(field)

    def _take(self, field) -> None:
        name, kind = field.get("name"), field.get("type", "text") if field.tag == "input" else field.tag
        if kind in ("radio", "checkbox"):
            self.choices.setdefault(name, []).append(field.get("value", "on"))
            if field.get("checked") is not None:
                self.fields.setdefault(name, []).append(field.get("value", "on"))
        elif kind == "select":
            self.choices[name] = [option.get("value", "") for option in field.iter("option")]
            self.fields[name] = [option.get("value", "") for option in field.iter("option") if option.get("selected") is not None][:1]
        elif kind not in ("submit", "button", "file", "image"):
            self.fields.setdefault(name, []).append(field.text or "" if kind == "textarea" else field.get("value", ""))
            if kind != "hidden":
                self.typed.add(name)

    @property
    def questions(self) -> set[str]:
        return self.typed | set(self.choices)

    def answer(self, **values: str | list[str]) -> Form:
        """Fill in; a name the form does not have is passed over."""
        for name, value in values.items():
            if name in self.fields or name in self.choices:
                self.fields[name] = value if isinstance(value, list) else [value]
        return self

    def press(self, name: str, value: str) -> Form:
        self.fields[name] = [value]
        return self
