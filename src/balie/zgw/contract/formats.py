"""The formats the standard names, as the values Balie can keep: what PostgreSQL or Python cannot hold is no value either."""
from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MOST_OFFSET = timedelta(hours=16)  # beyond this PostgreSQL reads no zone
BIGGEST = 2**63 - 1  # what a bigint holds
_URI_TAIL = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]"
_URI = re.compile(rf"(?:https?://[A-Za-z0-9\-._~%!$&'()*+,;=:@\[\]]+(?:[/?#]{_URI_TAIL}*)?|(?!https?:)[A-Za-z][A-Za-z0-9+.\-]*:{_URI_TAIL}+)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})?)?")
_UUID = re.compile(r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")
_DURATION = re.compile(
    r"P(?=[0-9T])(?:[0-9]{1,4}Y)?(?:[0-9]{1,5}M)?(?:[0-9]{1,5}W)?(?:[0-9]{1,6}D)?"
    r"(?:T(?=[0-9])(?:[0-9]{1,6}H)?(?:[0-9]{1,7}M)?(?:[0-9]{1,8}(?:[.,][0-9]{1,6})?S)?)?"
)


def as_date(text: str) -> date:
    """Raises `ValueError`."""
    if not _DATE.fullmatch(text):
        raise ValueError("no date")
    return date.fromisoformat(text)


def as_moment(text: str) -> datetime:
    """In UTC. Raises `ValueError`. Clients leave out the zone, and sometimes the time: then it is Dutch time, and midnight."""
    if not _MOMENT.fullmatch(text):
        raise ValueError("no moment")
    moment = datetime.fromisoformat(_nine_digits(text).upper().replace(",", "."))
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=AMSTERDAM)
    if abs(moment.utcoffset() or timedelta()) >= MOST_OFFSET:
        raise ValueError("no such zone")
    return moment.astimezone(UTC)  # raises for the first and last hours of the calendar


def _nine_digits(text: str) -> str:
    """Python reads six digits of a second."""
    return re.sub(r"([.,][0-9]{6})[0-9]+", r"\1", text)


def is_uri(text: str) -> bool:
    return _URI.fullmatch(text) is not None


def is_base64(text: str) -> bool:
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


def is_duration(text: str) -> bool:
    return _DURATION.fullmatch(text) is not None


def as_uuid(text: str) -> UUID:
    """Raises `ValueError`."""
    if not _UUID.fullmatch(text):
        raise ValueError("no uuid")
    return UUID(text)


def _reads(reader: Callable[[str], object]) -> Callable[[str], bool]:
    def passes(text: str) -> bool:
        try:
            reader(text)
        except (ValueError, OverflowError, ValidationError):
            return False
        return True

    return passes


CHECKS: dict[str, Callable[[str], bool]] = {
    "date": _reads(as_date),
    "date-time": _reads(as_moment),
    "uri": is_uri,
    "uuid": _reads(as_uuid),
    "email": _reads(validate_email),
    "duration": is_duration,
    "byte": is_base64,
}
