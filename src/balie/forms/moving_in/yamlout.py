"""Plain data as YAML that people like to read: rules and texts on lines of their own, short blocks on one line."""

import re
from collections.abc import Mapping
from decimal import Decimal
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

ONE_LINE = 110
_FLAT = (
    "options", "settings", "rows", "results", "statuses", "fout als", "fields", "tasks", "costs", "facts", "cosign", "login", "promise", "payment",
)  # fmt: skip
# what our reader would not read back as a text
_NO_TEXT = re.compile(r"-?\d+(\.\d+)?|true|false|null|~|", re.IGNORECASE)

_SPECIAL = re.compile(r"^[\-?:,\[\]{}#&*!|>'\"%@`=\s]|: | #|:$|\s$|\d{4}-\d{2}-\d{2}$|[\x00-\x1f\x7f-\x9f\ufeff]")


def dumped(data: Mapping[str, Any]) -> str:
    """The text of a YAML file. What is in it, `read_yaml` reads back the same."""
    writer = YAML()
    writer.width = 100_000
    writer.allow_unicode = True
    writer.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    writer.dump(_node(data, ""), out)
    # a blank line between the large parts
    return re.sub(r"\n(?=(settings|facts|values|pages|costs|payment|decision|cosign|zaak|messages):)", "\n\n", out.getvalue())


def _node(data: Any, key: str, flow: bool = False) -> Any:
    if isinstance(data, Mapping):
        flow = key in _FLAT and _short(data)
        found = CommentedMap((_key(name), _node(value, key if key == "settings" else name, flow)) for name, value in data.items())
        if flow:
            found.fa.set_flow_style()
        return found
    if isinstance(data, list | tuple):
        flow = all(not isinstance(each, Mapping | list) for each in data) and _short(data)
        several = CommentedSeq(_node(each, key, flow) for each in data)
        if flow:
            several.fa.set_flow_style()
        return several
    if isinstance(data, Decimal):
        return float(data) if data != data.to_integral_value() else int(data)
    return _text(data, flow) if isinstance(data, str) else data


def _key(name: str) -> str:
    return DoubleQuotedScalarString(name) if _NO_TEXT.fullmatch(name) or "\n" in name else name


def _text(text: str, flow: bool) -> str:
    if "\n" in text and not flow:
        return LiteralScalarString(text)
    if _NO_TEXT.fullmatch(text) or _SPECIAL.search(text) or (flow and re.search(r"[{}\[\],]", text)):
        return DoubleQuotedScalarString(text)
    return text


def _short(data: Any) -> bool:
    values = list(data.values()) if isinstance(data, Mapping) else list(data)
    if any(isinstance(each, Mapping | list) for each in values):
        return False
    return len(str(data)) <= ONE_LINE + 20 * isinstance(data, Mapping) and not any(isinstance(each, str) and "\n" in each for each in values)
