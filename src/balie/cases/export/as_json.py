"""Applications as JSON: `one` application, or `Many` in one document that is written as it comes."""
from __future__ import annotations

from typing import IO, Any

import msgspec

from balie.cases.export.shape import SHAPE, Record

MEDIA_TYPE = "application/json"
_encoder = msgspec.json.Encoder(decimal_format="number")


def data_of(record: Record) -> dict[str, Any]:
    return {
        "shape": SHAPE, "reference": record.reference, "service": record.service, "title": record.title, "version": record.version,
        "language": record.language, "submitted": record.submitted, "completed": record.completed, "price": record.price,
        "pages": [{"page": page.name, "title": page.title, "questions": [each.name for each in page.answers]} for page in record.pages],
        "answers": {
            name: {"label": each.label, "type": each.type, "value": each.value, "words": each.words} for name, each in record.answers().items()
        },
        "costs": [{"label": label, "amount": amount} for label, amount in record.costs],
        "cosigners": [{"role": role, "answer": answer} for role, answer in record.cosigners],
    }


def one(record: Record) -> bytes:
    """Readable too: indented, with what people said last."""
    return msgspec.json.format(_encoder.encode(data_of(record)), indent=2) + b"\n"


class Many:
    """`{"shape": …, "applications": [ … ]}`."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.count = file, 0
        file.write(_encoder.encode({"shape": SHAPE})[:-1] + b',"applications":[')

    def add(self, record: Record) -> None:
        self.file.write((b",\n" if self.count else b"\n") + _encoder.encode(data_of(record)))
        self.count += 1

    def close(self) -> None:
        self.file.write(b"\n]}\n")
