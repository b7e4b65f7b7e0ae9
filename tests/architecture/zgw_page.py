"""docs/reference/zgw-rules.md: the numbered rules of the standard, and the tests that hold them."""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"^def (test_\w*?(?:zrc|drc|ztc|brc|ac|nrc)_\d{3}\w*)\(", re.MULTILINE)
NUMBER = re.compile(r"(zrc|drc|ztc|brc|ac|nrc)_(\d{3})")
APIS = {"zrc": "Zaken", "drc": "Documenten", "ztc": "Catalogi", "brc": "Besluiten", "ac": "Autorisaties"}


def rules() -> dict[str, str]:
    return yaml.safe_load(Path(__file__).with_name("zgw_rules.yaml").read_text())


def tests() -> dict[str, list[tuple[str, str]]]:
    """Rule → [(file, test)]. A test holds the rules that are named in its own name."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path, name in _named():
        for part, number in NUMBER.findall(name):
            found.setdefault(f"{part}-{number}", []).append((path, name))
    return found


def _named() -> Iterator[tuple[str, str]]:
    for folder in ("src", "tests"):
        for path in sorted((ROOT / folder).rglob("test_*.py")):
            for name in NAMED.findall(path.read_text()):
                yield str(path.relative_to(ROOT)), name


def page() -> str:
    from tests.architecture.reference import AGAIN

    known = tests()
    parts = [
        f"# The rules of the ZGW standard\n\n{AGAIN}\nThe standard has rules beyond its OpenAPI files, by number. Each is held by tests with that "
        "number in their name.\n",
    ]
    for prefix, api in APIS.items():
        rows = [f"| {rule} | {said} | {_cell(known.get(rule, []))} |" for rule, said in rules().items() if rule.startswith(f"{prefix}-")]
        parts.append(f"## {api}\n\n| rule | what | tests |\n|---|---|---|\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def _cell(found: list[tuple[str, str]]) -> str:
    return "<br>".join(f"[`{name}`](../../{path})" for path, name in dict.fromkeys(found)) or "none"
