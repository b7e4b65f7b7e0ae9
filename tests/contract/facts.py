"""Makes the facts of the six ZGW APIs that Balie ships, from the official OpenAPI files:

    python -m tests.contract.facts DIRECTORY
"""
from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.contract import official

FACTS = Path(__file__).resolve().parents[2] / "src/balie/zgw/contract/facts"
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
Slot = tuple[Any, Any]  # a container and the key in it


def main() -> None:
    for api, document in official.read(Path(sys.argv[1])).items():
        target = FACTS / f"{api}.json"
        target.write_text(text(facts(document)), encoding="utf-8")
        print(f"{target.name}: {target.stat().st_size // 1024} kB")


def facts(document: dict[str, Any]) -> dict[str, Any]:
    bare = official.bare(document)
    kept = {
        "openapi": bare["openapi"],
        "version": str(bare["info"]["version"]),
        **{key: bare[key] for key in ("security", "tags") if key in bare},
        "paths": bare["paths"],
        "components": bare["components"],
        "shared": {},
    }
    # What is deepest goes first: responses that hold the same headers are then alike.
    hoist(kept, "headers", _headers, lambda value, key: key)
    hoist(kept, "parameters", _parameters, lambda value, key: f"{value['in']}-{value['name']}")
    hoist(kept, "responses", _responses, lambda value, key: key)
    return kept


def text(kept: dict[str, Any]) -> str:
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def hoist(kept: dict[str, Any], kind: str, slots: Callable[[dict[str, Any]], Iterator[Slot]], name: Callable[[Any, Any], str]) -> None:
    """What stands in more than one place moves to `shared`, and a reference takes its place. `components` stay as the standard has them."""
    places = [(holder, key) for holder, key in slots(kept) if "$ref" not in holder[key]]
    times = Counter(_same(holder[key]) for holder, key in places)
    shared = kept["shared"].setdefault(kind, {})
    known: dict[str, str] = {}
    for holder, key in places:
        value = holder[key]
        same = _same(value)
        if same not in known and times[same] > 1:
            known[same] = _free(name(value, key), shared)
            shared[known[same]] = value
        if same in known:
            holder[key] = {"$ref": f"#/shared/{kind}/{known[same]}"}


def _free(wish: str, taken: dict[str, Any]) -> str:
    if wish not in taken:
        return wish
    return next(name for number in range(2, 1000) if (name := f"{wish}-{number}") not in taken)


def _same(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _operations(kept: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in kept["paths"].values():
        yield from (operation for method, operation in path.items() if method in METHODS)


def _headers(kept: dict[str, Any]) -> Iterator[Slot]:
    responses = [response for operation in _operations(kept) for response in operation["responses"].values()]
    for response in responses + list(kept["components"].get("responses", {}).values()):
        yield from ((response["headers"], name) for name in response.get("headers", {}))


def _parameters(kept: dict[str, Any]) -> Iterator[Slot]:
    for holder in [*kept["paths"].values(), *_operations(kept)]:
        yield from ((holder["parameters"], index) for index in range(len(holder.get("parameters", ()))))


def _responses(kept: dict[str, Any]) -> Iterator[Slot]:
    for operation in _operations(kept):
        yield from ((operation["responses"], code) for code in operation["responses"])


if __name__ == "__main__":
    main()
