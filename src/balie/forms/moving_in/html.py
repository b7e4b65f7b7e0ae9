"""HTML of the old form as Markdown, and as plain text. What is between braces stays as it is."""

import re
from html import unescape
from html.parser import HTMLParser

_BLOCKS = {"p", "div", "section", "figure", "figcaption", "table", "tbody", "thead", "blockquote", "address", "article", "header", "footer"}
_HEADINGS = {"h1": "## ", "h2": "## ", "h3": "### ", "h4": "### ", "h5": "### ", "h6": "### "}
_STRONG, _SOFT = {"strong", "b"}, {"em", "i"}
_TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_ASIDE = re.compile("\ue000(\\d+)\ue001")
_ESCAPED = re.compile(r"([\\*_`<>\[\]])")
_SQUARE = {"sup>2": "²", "sup>3": "³"}


def is_html(text: str) -> bool:
    return bool(re.search(r"<\s*/?\s*[a-zA-Z][^>]*>|&[a-zA-Z#0-9]+;", text))


def markdown(text: str) -> str:
    """The same as Markdown; its highest heading comes right below that of the page, however deep it was."""
    found = _written(text, _Writer())
    return found if re.search(r"^## ", found, re.MULTILINE) else re.sub(r"^### ", "## ", found, flags=re.MULTILINE)


def plain(text: str) -> str:
    """The same in plain words, on one line; the address of a link stands behind it."""
    if not is_html(text):
        return " ".join(text.split())
    return " ".join(_written(text, _Writer(plain=True)).split())


def _written(text: str, writer: "_Writer") -> str:
    """What stands between braces is set aside: it may hold signs that HTML would read as its own."""
    aside: list[str] = []

    def keep(found: re.Match[str]) -> str:
        aside.append(found[0])
        return f"\ue000{len(aside) - 1}\ue001"

    writer.feed(_squared(_TAGS.sub(keep, text.replace("\ue000", "").replace("\ue001", ""))))
    writer.close()
    return _ASIDE.sub(lambda found: unescape(aside[int(found[1])]), writer.text())


def lost(text: str) -> list[str]:
    """What Markdown cannot hold: pictures and films, by their address."""
    return re.findall(r"<(?:img|iframe|video|audio)[^>]*?src=[\"']([^\"']{1,200})", text)


def _squared(text: str) -> str:
    return re.sub(r"<sup>\s*([23])\s*</sup>", lambda found: _SQUARE[f"sup>{found[1]}"], text)


class _Writer(HTMLParser):
    def __init__(self, plain: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self.plain = plain
        self.parts: list[str] = []
        self.lists: list[int | None] = []
        self.link: tuple[str, int] | None = None
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        if tag in ("script", "style"):
            self.silent += 1
        elif tag in _HEADINGS:
            self.block("" if self.plain else _HEADINGS[tag])
        elif tag in _BLOCKS:
            # a paragraph that only fills a list item or a cell starts no new one
            if not self.lists:
                self.block()
        elif tag in ("ul", "ol"):
            self.lists.append(0 if tag == "ol" else None)
            self.block()
        elif tag == "li":
            self.item()
        elif tag == "br":
            self.parts.append(" " if self.plain or self.lists else "\n")
        elif tag == "tr":
            self.parts.append("\n" if self.plain else "\n- ")
        elif tag in _STRONG | _SOFT:
            self.emphasis(tag)
        elif tag == "a":
            self.link = (about.get("href") or "", len(self.parts))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.silent = max(0, self.silent - 1)
        elif tag in _HEADINGS or tag in _BLOCKS and not self.lists:
            self.block()
        elif tag in ("ul", "ol"):
            if self.lists:
                self.lists.pop()
            self.block()
        elif tag in ("td", "th"):
            self.parts.append(" ")
        elif tag in _STRONG | _SOFT:
            self.emphasis(tag)
        elif tag == "a" and self.link:
            self.linked(*self.link)
            self.link = None

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        text = re.sub(r"\s+", " ", data.replace("\u00a0", " ").replace("\u200b", ""))
        self.parts.append(text if self.plain else _ESCAPED.sub(r"\\\1", text))

    def block(self, start: str = "") -> None:
        self.parts.append(f"\n\n{start}")

    def item(self) -> None:
        if self.lists and self.lists[-1] is not None:
            self.lists[-1] += 1
        mark = "- " if not self.lists or self.lists[-1] is None else f"{self.lists[-1]}. "
        self.parts.append("\n" if self.plain else f"\n{'  ' * (len(self.lists) - 1)}{mark}")

    def emphasis(self, tag: str) -> None:
        if not self.plain:
            self.parts.append("\0" if tag in _STRONG else "\1")

    def linked(self, to: str, start: int) -> None:
        said = "".join(self.parts[start:]).strip().replace("\0", "").replace("\1", "")
        to = to.strip()
        if to.startswith("www."):
            to = f"https://{to}"
        if not said or not to or said == to or re.sub(r"^(https?://)?(www\.)?", "", to).rstrip("/") == re.sub(r"^www\.", "", said):
            self.parts[start:] = [said if self.plain or not to else f"[{said or to}]({to})"]
        elif self.plain:
            self.parts[start:] = [f"{said} ({to})"]
        else:
            self.parts[start:] = [f"[{said}]({to})"]

    def text(self) -> str:
        lines = [_emphasized(line).rstrip() for line in "".join(self.parts).split("\n")]
        text = "\n".join(re.sub(r"(?<=\S)  +", " ", line) if line.strip() != "-" else "" for line in lines)
        return re.sub(r"\n{3,}", "\n\n", re.sub(r"^ +(?=[^\s\-\d])", "", text, flags=re.MULTILINE)).strip()


def _emphasized(line: str) -> str:
    """Marks of emphasis, close against the words and only around something."""
    for sign, mark in (("\0", "**"), ("\1", "*")):
        parts = line.split(sign)
        found = parts[0]
        for index, part in enumerate(parts[1:], 1):
            # around a value alone there are no marks: when it is empty, they would be all that is left
            if index % 2 and index < len(parts) - 1 and _ASIDE.sub("", part).strip():
                found += f"{part[: len(part) - len(part.lstrip())]}{mark}{part.strip()}{mark}{part[len(part.rstrip()) :]}"
            else:
                found += part
        line = found
    return line
