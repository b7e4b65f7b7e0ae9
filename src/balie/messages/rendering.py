"""From Markdown to HTML that is safe to show: no raw HTML, no pictures, links to the web only; headings start below the page's own."""

from __future__ import annotations

import re

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h2", "h3", "h4", "blockquote", "code", "hr"}
HEADING = re.compile(r"(</?h)([1-6])>")
KENMERK = re.compile(r"\bZ-\d{4}-\d+\b(?![^<]*>)")  # in the text, not in an address


def render(text: str) -> SafeString:
    """HTML of a Markdown text of ours, whatever was filled in into it."""
    html = HEADING.sub(lambda found: f"{found[1]}{min(int(found[2]) + 1, 4)}>", MARKDOWN.render(text))
    clean = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"https", "http", "mailto", "tel"}, link_rel="noopener")
    return mark_safe(KENMERK.sub(r'<span class="b-nowrap">\g<0></span>', clean))  # noqa: S308 - cleaned on the line above


def render_plain(text: str) -> SafeString:
    """HTML of what a resident typed: paragraphs and line ends, nothing else means anything."""
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    html = "".join(f"<p>{escape(one).replace(chr(10), '<br>')}</p>" for one in paragraphs)
    return mark_safe(html)  # noqa: S308 - escaped on the line above


def as_text(markdown: str) -> str:
    """The same text for a reader without HTML: marks of emphasis dropped, links written out."""
    linked = re.sub(r"\[([^\]]+)\]\(([^)\s]+)\)", r"\1: \2", markdown)
    return re.sub(r"(\*\*|__)(.+?)\1", r"\2", linked).strip()


def fill_in(value: str) -> str:
    """A value from a person, made harmless as Markdown: it stands there as it was typed."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", value)
