"""Log lines: JSON, one event each, with anything that looks like a BSN, an e-mail address or an IBAN blotted out."""
from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime

BSN = re.compile(r"(?<!\d)\d{8,9}(?!\d)")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
IBAN = re.compile(r"\bNL\d{2}[A-Z]{4}\d{10}\b")


def blot(text: str) -> str:
    return MAIL.sub("[e-mail]", IBAN.sub("[iban]", BSN.sub("[nummer]", text)))


class NoPersonalData(logging.Filter):
    def filter(self, record):
        record.msg, record.args = blot(record.getMessage()), ()
        return True


class JsonLine(logging.Formatter):
    def format(self, record):
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(), "logger": record.name, "message": record.getMessage(),
        }
        if record.exc_info:
            kind, error, trace = record.exc_info
            # the message of an exception may quote what somebody typed: only its kind and place are kept
            line["error"] = kind.__name__
            line["where"] = [f"{frame.filename.rpartition('/src/')[2]}:{frame.lineno} {frame.name}" for frame in own_frames(trace)[-8:]]
        return json.dumps(line, ensure_ascii=False)


def own_frames(trace) -> list:
    """Where in our own code it happened, and the last frame wherever that is."""
    frames = traceback.extract_tb(trace)
    return [frame for frame in frames[:-1] if "/balie/" in frame.filename] + frames[-1:]
