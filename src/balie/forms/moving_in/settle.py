"""Whatever an export holds, a valid service comes out: a rule that our checks refuse is taken out, and a person is told."""

from collections.abc import Mapping
from typing import Any

from balie.forms.checks import errors_of
from balie.forms.definition.folder import SERVICE, ServiceDefinition, definition_of
from balie.forms.findings import DefinitionError, Finding
from balie.forms.moving_in.asking import sells
from balie.forms.moving_in.assemble import Moved
from balie.forms.moving_in.yamlout import dumped

ROUNDS = 60
_GONE: Any = object()
_RULES = ("toon als", "verplicht als", "fout als", "als", "default", "prefill", "alleen als")
Place = tuple[str | int, ...]


def settled(moved: Moved) -> tuple[dict[str, str], list[Finding]]:
    """The files of the service, and the errors that no rule is to blame for (then it is not valid)."""
    for _ in range(ROUNDS):
        files = texts(moved)
        definition, errors = _checked(files)
        if not errors:
            return files, []
        mended = [_mended(moved, definition, finding) for finding in errors]
        _purge(moved.service)
        if not moved.service.get("costs") and not sells(moved.service["pages"]):
            moved.service.pop("payment", None)
        if True not in mended:
            return files, errors
    return texts(moved), errors


def _purge(data: Any) -> None:
    """Drop what was taken out of lists; only now, so that the places of the other findings stayed right."""
    if isinstance(data, dict):
        for key, value in list(data.items()):
            if isinstance(value, list) and value and all(each is _GONE for each in value):
                del data[key]
            else:
                _purge(value)
    elif isinstance(data, list):
        data[:] = [each for each in data if each is not _GONE]
        for each in data:
            _purge(each)


def texts(moved: Moved) -> dict[str, str]:
    """Path → text of everything, as it is to be written."""
    files = {SERVICE: dumped(moved.service), **moved.files}
    if moved.english:
        files["translations/en.yaml"] = dumped(_english(moved))
    return files


def _english(moved: Moved) -> dict[str, str]:
    """Only what is still in the service."""
    return dict(sorted(moved.english.items()))


def _checked(files: Mapping[str, str]) -> tuple[ServiceDefinition | None, list[Finding]]:
    try:
        definition = definition_of(files)
    except DefinitionError as error:
        return None, error.findings
    return definition, errors_of(definition)


def _mended(moved: Moved, definition: ServiceDefinition | None, finding: Finding) -> bool:
    """Take out what this finding is about. False: there is nothing to take out."""
    if finding.file != SERVICE:
        return _bare_text(moved, finding)
    if definition is None:
        return False
    places = sorted((place for place, line in definition.source.lines.items() if line == finding.line), key=len, reverse=True)
    for place in places:
        for size in range(len(place), 0, -1):
            if _taken_out(moved, place[:size], finding):
                return True
    return False


def _taken_out(moved: Moved, place: Place, finding: Finding) -> bool:
    if place[0] == "lookups" and len(place) > 2:
        return False  # the whole of it, or nothing
    parent = _at(moved.service, place[:-1])
    key = place[-1]
    if parent is None or not _has(parent, key):
        return False
    if place[0] == "lookups" and len(place) == 2:
        if parent[key] is _GONE:
            return True
        _blame(moved, str(parent[key]["lookup"]), "lookups", str(parent[key]["ask"]), finding)
        parent[key] = _GONE
        return True
    computed = key == "value" and isinstance(parent, Mapping) and parent.get("type") == "computed"
    if place[0] == "values" and len(place) == 2 or computed:
        _blame(moved, *((str(parent["question"]), "value") if computed else (str(key), "values")), str(parent[key]), finding)
        parent[key] = "als nee dan ja anders leeg"
        return True
    if isinstance(key, str) and key in _RULES:
        owner = _owner(moved.service, place)
        written = parent[key] if key != "als" or "fout als" in place or "stops" in place else parent[key]
        _blame(moved, *owner, str(written), finding)
        if key == "als" and isinstance(place[-2], int):
            _at(moved.service, place[:-2])[place[-2]] = _GONE
        else:
            del parent[key]
        return True
    if isinstance(parent[key], dict) and isinstance(parent[key].get("questions"), list) and "kring" in finding.message:
        for index, row in enumerate(parent[key]["questions"]):
            for kind in [each for each in _RULES if each in row]:
                _blame(moved, *_owner(moved.service, (*place, "questions", index, kind)), str(row.pop(kind)), finding)
                return True
    if isinstance(parent[key], dict) and parent[key].get("type") == "computed" and "kring" in finding.message:
        return _taken_out(moved, (*place, "value"), finding)
    if isinstance(parent[key], dict) and "toon als" in parent[key] and "kring" in finding.message:
        _blame(moved, *_owner(moved.service, (*place, "toon als")), parent[key].pop("toon als"), finding)
        return True
    if isinstance(parent[key], str) and "{{" in parent[key]:
        parent[key] = _without_braces(parent[key])
        _blame(moved, *_owner(moved.service, place), parent[key], finding)
        return True
    if isinstance(key, int) and len(place) > 1 and place[-2] in ("fout als", "stops"):
        _blame(moved, *_owner(moved.service, place), str(parent[key]), finding)
        parent[key] = _GONE
        return True
    return False


def _owner(service: Any, place: Place) -> tuple[str, str]:
    """(name of the question, page or task, the kind of rule)."""
    found, at = "", service
    for step in place[:-1]:
        at = at[step]
        if isinstance(at, Mapping):
            found = str(at.get("question") or at.get("page") or at.get("task") or found)
    kind = next((str(step) for step in reversed(place) if isinstance(step, str) and step != "als"), "als")
    return found, kind if kind != "tasks" else "als"


def _blame(moved: Moved, name: str, kind: str, written: str, finding: Finding) -> None:
    said = f"Weggelaten (`{kind}` bij `{name}`): {finding.message} Er stond: `{written[:300]}`."
    items = moved.blame.get((name, kind)) or [each for each in moved.report.items if each.kind == "form"]
    for item in items:
        item.note(said, "person")


def _at(data: Any, place: Place) -> Any:
    for step in place:
        if not _has(data, step):
            return None
        data = data[step]
    return data


def _has(data: Any, step: str | int) -> bool:
    return (isinstance(data, Mapping) and step in data) or (isinstance(data, list) and isinstance(step, int) and step < len(data))


def _bare_text(moved: Moved, finding: Finding) -> bool:
    """A text that names what nobody knows loses its braces."""
    text = moved.files.get(finding.file)
    if text is None or "{{" not in text:
        if finding.file.startswith("translations/") and moved.english:
            kept = {dutch: english for dutch, english in moved.english.items() if "{{" not in english}
            changed = len(kept) < len(moved.english)
            moved.english.clear()
            moved.english.update(kept)
            return changed
        return False
    moved.files[finding.file] = _without_braces(text)
    for item in moved.report.items:
        if item.became and finding.file.removeprefix("texts/").removesuffix(".md") in item.became:
            item.note(f"In `{finding.file}` is niets meer ingevuld: {finding.message}", "person")
    return True


def _without_braces(text: str) -> str:
    return text.replace("{{", "").replace("}}", "")
