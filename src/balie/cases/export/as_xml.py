"""Applications as XML, by the schema in application-1.xsd beside this file: one schema for every service.

Only written, never read; without a DOCTYPE, so without entities.
"""
from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import Element, SubElement, tostring

from balie.cases.export.shape import Record

MEDIA_TYPE = "application/xml"
XSD = Path(__file__).parent / "application-1.xsd"
NAMESPACE = "urn:balie:aanvraag:1"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 knows no way to write these
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def one(record: Record) -> bytes:
    return DECLARATION + tostring(element_of(record, xmlns=NAMESPACE), encoding="utf-8") + b"\n"


def element_of(record: Record, **attributes: str) -> Element:
    root = Element("application", attributes | {
        "reference": clean(record.reference), "service": record.service, "version": record.version, "language": record.language,
        "submitted": record.submitted.isoformat(), "completed": record.completed.isoformat(), "price": f"{record.price:f}",
    })
    _text(root, "title", record.title)
    for page in record.pages:
        part = SubElement(root, "page", name=page.name, title=clean(page.title))
        for each in page.answers:
            answer = SubElement(part, "answer", name=each.name, type=each.type)
            _text(answer, "label", each.label)
            _value(SubElement(answer, "value"), each.value)
            _text(answer, "words", each.words)
    for label, amount in record.costs:
        SubElement(root, "cost", {"label": clean(label)} | ({} if amount is None else {"amount": f"{amount:f}"}))
    for role, answer in record.cosigners:
        SubElement(root, "cosigner", role=role, answer=answer)
    return root


def _value(parent: Element, value: Any) -> None:
    """A text, or `item`s of a list, or named `part`s of a record; each of these again the same."""
    if isinstance(value, list):
        for each in value:
            _value(SubElement(parent, "item"), each)
    elif isinstance(value, dict):
        for name, each in value.items():
            if each is not None:
                _value(SubElement(parent, "part", name=clean(name)), each)
    elif value is not None:
        parent.text = text_of(value)


def text_of(value: Any) -> str:
    """As XML Schema writes it: true, 2026-11-23, 12.50."""
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
        case date() | datetime() | time():
            return value.isoformat()
    return clean(str(value))


def clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = clean(text)


class Many:
    """`<applications>` around what comes."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        file.write(DECLARATION + f'<applications xmlns="{NAMESPACE}">\n'.encode())

    def add(self, record: Record) -> None:
        self.file.write(tostring(element_of(record), encoding="utf-8") + b"\n")

    def close(self) -> None:
        self.file.write(b"</applications>\n")
