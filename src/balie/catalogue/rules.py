"""Pure rules of the catalogue: does a municipality's own value fit a setting?"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from balie.catalogue.views import InvalidSetting


def content_hash(files: Mapping[str, str]) -> str:
    """Two definitions with the same files have the same one."""
    return hashlib.sha256(json.dumps(dict(files), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def checked_settings(settings: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values in stored form (money as "12.50"). Raises InvalidSetting with a sentence for the official."""
    unknown = sorted(set(values) - set(settings))
    if unknown:
        raise InvalidSetting(f"De instelling {unknown[0]} bestaat niet. U kunt kiezen uit: {', '.join(sorted(settings))}.")
    return {name: None if value is None else _checked(settings[name], value) for name, value in values.items()}


def _checked(setting: Any, value: Any) -> Any:
    check = _CHECKS[setting.type]
    try:
        return check(value)
    except (ValueError, TypeError, InvalidOperation):
        raise InvalidSetting(f"{setting.label}: {_HINTS[setting.type]}") from None


def _money(value: Any) -> str:
    amount = Decimal(str(value))
    if not amount.is_finite() or amount < 0 or amount != amount.quantize(Decimal("0.01")):
        raise ValueError
    return f"{amount:.2f}"


def _number(value: Any) -> str:
    amount = Decimal(str(value))
    if isinstance(value, bool) or not amount.is_finite():
        raise ValueError
    return f"{amount:f}"


def _list(value: Any) -> list[str]:
    if isinstance(value, str) or not all(isinstance(each, str) and each for each in value):
        raise ValueError
    return list(value)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value.strip()


def _yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _date(value: Any) -> str:
    return (value if isinstance(value, date) else date.fromisoformat(value)).isoformat()


_CHECKS = {"money": _money, "number": _number, "list": _list, "text": _text, "yes_no": _yes_no, "date": _date}
_HINTS = {
    "money": "vul een bedrag in, bijvoorbeeld 12,50.",
    "number": "vul een getal in.",
    "list": "vul een of meer woorden in.",
    "text": "vul een tekst in.",
    "yes_no": "kies ja of nee.",
    "date": "vul een datum in.",
}
