"""Pages with the same contents, within the form and in the services beside it: what was one step in the old product."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from balie.forms.definition.folder import SERVICE
from balie.forms.definition.yamlfile import read_yaml
from balie.forms.findings import DefinitionError


def found(service: Mapping[str, Any], beside: Path) -> list[str]:
    """A sentence for every page that is the same as another one."""
    seen: dict[str, str] = {}
    for place in sorted(beside.glob(f"*/{SERVICE}")) if beside.is_dir() else ():
        if place.parent.name != service["service"]:
            for page, mark in _marks(_read(place)):
                seen.setdefault(mark, f"“{page}” van de dienst `{place.parent.name}`")
    said = []
    for page, mark in _marks(service):
        if mark in seen:
            said.append(f"De pagina “{page}” is gelijk aan {seen[mark]}.")
        seen.setdefault(mark, f"“{page}” van dit formulier")
    return said


def _read(path: Path) -> Mapping[str, Any]:
    try:
        data = read_yaml(SERVICE, path.read_text(encoding="utf-8")).data
    except (DefinitionError, OSError, UnicodeDecodeError):
        return {}
    return data if isinstance(data, Mapping) else {}


def _marks(service: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(title, contents) of every page with questions. Names do not count, what is asked does."""
    for page in service.get("pages") or ():
        if isinstance(page, Mapping) and isinstance(page.get("questions"), list) and len(page["questions"]) > 1:
            contents = [_content(each) for each in page["questions"] if isinstance(each, Mapping)]
            yield str(page.get("title")), json.dumps(contents, sort_keys=True, default=str)


def _content(question: Mapping[str, Any]) -> Any:
    kept = ("type", "label", "help", "options", "required", "pattern", "min", "max")
    found: dict[str, Any] = {key: question[key] for key in kept if key in question}
    if isinstance(question.get("questions"), list):
        found["questions"] = [_content(each) for each in question["questions"] if isinstance(each, Mapping)]
    return found
