"""Markdown to a tree of blocks, and the tree to PDF.

Nothing that somebody typed ever becomes Typst source: the template is a fixed file, and all text reaches it as JSON data. So there is
nothing to escape, and nothing to inject.
"""
from __future__ import annotations

import json
import re
import unicodedata
from datetime import datetime
from pathlib import Path

import typst
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

TEMPLATE = Path(__file__).parent / "typst" / "paper.typ"
STANDARDS = ["a-2a", "ua-1"]
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_UNCOVERED = re.compile(r'the text `"((?:[^"\\]|\\.)*)"`')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
SUBSTITUTE = "?"
_TRIES = 40


class NotRendered(RuntimeError):
    """The document could not be made; the text says what Typst said."""


def clean(text: str) -> str:
    """Composed characters, no control characters, no characters without meaning of their own (private use, surrogates)."""
    text = _CONTROL.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n")))
    return "".join(sign for sign in text if unicodedata.category(sign) not in ("Co", "Cs", "Cn"))


def blocks(markdown: str) -> list[dict]:
    """The document as blocks: {"kind": paragraph | heading | bullets | numbers | quote | table | rule | code, …}."""
    tree = SyntaxTreeNode(_MARKDOWN.parse(clean(markdown)))
    return _level_headings([block for node in tree.children for block in _block(node)])


def _block(node: SyntaxTreeNode) -> list[dict]:
    match node.type:
        case "heading":
            inline = _inline(node)
            return [{"kind": "heading", "level": int(node.tag[1]), "inline": inline}] if visible(_words(inline)) else []
        case "paragraph":
            return [{"kind": "paragraph", "inline": _inline(node)}]
        case "bullet_list" | "ordered_list":
            items = [[block for child in item.children for block in _block(child)] for item in node.children]
            return [{"kind": "bullets" if node.type == "bullet_list" else "numbers", "items": items}]
        case "blockquote":
            return [{"kind": "quote", "blocks": [block for child in node.children for block in _block(child)]}]
        case "table":
            rows = [[_inline(cell) for cell in row.children] for part in node.children for row in part.children]
            return [{"kind": "table", "head": rows[0], "rows": rows[1:]}]
        case "fence" | "code_block":
            return [{"kind": "paragraph", "inline": [{"kind": "text", "text": node.content}]}]
        case "hr":
            return [{"kind": "rule"}]
    return []


def _inline(node: SyntaxTreeNode) -> list[dict]:
    parts: list[dict] = []
    for child in node.children:
        match child.type:
            case "inline":
                parts += _inline(child)
            case "text" | "code_inline":
                parts.append({"kind": "text", "text": child.content})
            case "strong" | "em":
                parts.append({"kind": child.type, "inline": _inline(child)})
            case "link":
                parts += _link(child)
            case "softbreak":
                parts.append({"kind": "text", "text": " "})
            case "hardbreak":
                parts.append({"kind": "break"})
            case "image":
                parts.append({"kind": "text", "text": child.content})
    return parts


def _link(node: SyntaxTreeNode) -> list[dict]:
    target = str(node.attrs.get("href", ""))
    inline = _inline(node)
    if visible(_words(inline)) and target.startswith(("https://", "http://", "mailto:", "tel:")):
        return [{"kind": "link", "to": target, "inline": inline}]
    return inline


def _words(inline: list[dict]) -> str:
    return "".join(part.get("text", "") or _words(part.get("inline", [])) for part in inline)


def visible(text: str) -> bool:
    """Whether anything of it can be seen on paper: PDF/UA-1 wants no empty headings."""
    return any(unicodedata.category(sign)[0] not in "CZ" for sign in text)


def _level_headings(found: list[dict]) -> list[dict]:
    """PDF/UA-1 wants no skipped levels; the title of the paper is level 1."""
    depth = 1
    for block in found:
        if block["kind"] == "heading":
            depth = block["level"] = min(max(block["level"], 2), depth + 1, 4)
    return found


def to_pdf(paper: dict, *, at: datetime) -> bytes:
    """Typeset as PDF/A-2a and PDF/UA-1. The same paper at the same moment gives the same bytes.

    A character that none of the built-in fonts has is printed as `?`, since these standards allow no missing glyph.
    """
    data = json.dumps(paper, ensure_ascii=False)
    for _ in range(_TRIES):
        try:
            return typst.compile(
                TEMPLATE.read_bytes(), format="pdf", sys_inputs={"paper": data}, pdf_standards=STANDARDS,
                ignore_system_fonts=True, timestamp=int(at.timestamp()),
            )
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise NotRendered(str(error)) from error
            uncovered = _uncovered(str(error)) or _unusual(data)
            data = json.dumps(_without(json.loads(data), uncovered), ensure_ascii=False)
    raise NotRendered("too many characters that no font has")


def _uncovered(message: str) -> set[str]:
    found = "".join(_UNCOVERED.findall(message))
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], found)
    return {sign for sign in plain if not sign.isascii()}  # a whole cluster is named: its plain letters are not to blame


def _unusual(text: str) -> set[str]:
    """Everything beyond the Latin, Greek and Cyrillic letters: for when a plain letter is named, because of what it was joined with."""
    return {sign for sign in text if ord(sign) > 0x52F or unicodedata.category(sign)[0] == "M"}


def _without(value, signs: set[str]):
    if isinstance(value, str):
        return "".join(SUBSTITUTE if sign in signs else sign for sign in value)
    if isinstance(value, list):
        return [_without(part, signs) for part in value]
    if isinstance(value, dict):
        return {key: _without(part, signs) for key, part in value.items()}
    return value
