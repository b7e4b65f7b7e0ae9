"""An export as plain data: a zip or a folder of Open Forms (versions 1 to 3), or one JSON file with a raw Form.io form."""

import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from balie.forms.moving_in.clean import cleaned

MAX_FILE = 40_000_000
FILES = ("forms.json", "formSteps.json", "formDefinitions.json", "formLogic.json", "formVariables.json", "formPriceLogic.json", "_meta.json")


class Unreadable(ValueError):
    """What was given is no export; the message says what it should be."""


@dataclass(frozen=True)
class Step:
    """One page: its name, the identifiers rules know it by, and its Form.io components."""

    name: str
    slug: str
    marks: frozenset[str]
    components: tuple[Mapping[str, Any], ...]
    applicable: bool = True
    login_required: bool = False
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Export:
    """Everything of one form. `translations`: language → text of the form itself → translation."""

    name: str
    slug: str
    version: str
    form: Mapping[str, Any]
    steps: tuple[Step, ...]
    logic: tuple[Mapping[str, Any], ...] = ()
    variables: tuple[Mapping[str, Any], ...] = ()
    prices: tuple[Mapping[str, Any], ...] = ()


def read(path: Path) -> Export:
    """The export at this place. Raises Unreadable."""
    if not path.exists():
        raise Unreadable(f"{path} bestaat niet.")
    if path.is_dir():
        return _export(path.name, lambda name: _text((path / name).read_bytes, name) if (path / name).is_file() else None)
    if zipfile.is_zipfile(path):
        return _zipped(path)
    return _raw(path)


def _zipped(path: Path) -> Export:
    try:
        with zipfile.ZipFile(path) as archive:
            # by its last part: some people zip the folder instead of what is in it
            members = {member.filename.rsplit("/", 1)[-1]: member for member in archive.infolist() if not member.is_dir()}
            found = {}
            for name in FILES:
                if name in members:
                    if members[name].file_size > MAX_FILE:
                        raise Unreadable(f"{name} is te groot ({members[name].file_size // 1_000_000} MB).")
                    found[name] = _text(lambda member=members[name]: archive.read(member), name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise Unreadable(f"{path.name} is geen goed zipbestand: {error}.") from None
    return _export(path.stem, found.get)


def _text(load: Callable[[], bytes], name: str) -> str:
    try:
        return load().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(f"{name} is geen UTF-8.") from None


def _data(name: str, text: str | None) -> Any:
    if text is None:
        return None
    try:
        return cleaned(json.loads(text))
    except (json.JSONDecodeError, RecursionError) as error:
        raise Unreadable(f"{name} is geen goede JSON: {error}.") from None


def _raw(path: Path) -> Export:
    if path.stat().st_size > MAX_FILE:
        raise Unreadable(f"{path.name} is te groot.")
    data = _data(path.name, _text(path.read_bytes, path.name))
    form = data[0] if isinstance(data, list) and len(data) == 1 else data
    form = form.get("form", form) if isinstance(form, dict) and isinstance(form.get("form"), dict) else form
    components = form if isinstance(form, list) else (form.get("components") or _configuration(form)) if isinstance(form, dict) else None
    if not isinstance(components, list):
        raise Unreadable(f"{path.name} is geen export van Open Forms en geen formulier van Form.io.")
    about = form if isinstance(form, dict) else {}
    name = str(about.get("title") or about.get("name") or path.stem)
    return Export(name, path.stem, "Form.io", {}, _wizard(name, components))


def _wizard(name: str, components: list[Any]) -> tuple[Step, ...]:
    """In Form.io the panels at the top are the pages of a wizard."""
    panels = [each for each in components if isinstance(each, dict) and each.get("type") == "panel"]
    rest = [each for each in components if isinstance(each, dict) and each.get("type") not in ("panel", "button")]
    if not panels or rest:
        return (Step(name, "", frozenset(), _mappings(components)),)
    return tuple(
        Step(
            str(panel.get("title") or panel.get("label") or name),
            str(panel.get("key") or ""),
            frozenset(),
            # a page keeps the condition of its panel: a fieldset without a heading around everything on it
            ({**panel, "type": "fieldset", "hideHeader": True},) if _conditional(panel) else _mappings(panel.get("components")),
        )
        for panel in panels
    )


def _conditional(panel: Mapping[str, Any]) -> bool:
    found = panel.get("conditional") or {}
    return bool(panel.get("customConditional") or panel.get("hidden") or found.get("when") or found.get("conditions") or found.get("json"))


def _export(stem: str, load: Callable[[str], str | None]) -> Export:
    files = {name: _data(name, load(name)) for name in FILES}
    forms = files["forms.json"]
    form = forms[0] if isinstance(forms, list) and forms else forms
    if not isinstance(form, dict) or not isinstance(files["formSteps.json"], list):
        raise Unreadable("Dit is geen export van Open Forms: `forms.json` of `formSteps.json` ontbreekt of is leeg.")
    definitions = {}
    for each in _mappings(files["formDefinitions.json"]):
        definitions |= dict.fromkeys(_marks(each), each)
    steps = sorted(_mappings(files["formSteps.json"]), key=_index)
    named = {str(each.get("uuid")): each for each in _mappings(form.get("steps"))}
    name = str(form.get("name") or stem)
    meta = files["_meta.json"] if isinstance(files["_meta.json"], dict) else {}
    return Export(
        name=name,
        slug=str(form.get("slug") or stem),
        version=str(meta.get("of_release") or ("1" if not files["formLogic.json"] and not meta else "")),
        form=form,
        steps=tuple(_step(each, definitions, named.get(str(each.get("uuid")), {})) for each in steps),
        logic=tuple(sorted(_mappings(files["formLogic.json"]), key=lambda rule: _number(rule.get("order")))),
        variables=_mappings(files["formVariables.json"]),
        prices=_mappings(files["formPriceLogic.json"]),
    )


def _step(step: Mapping[str, Any], definitions: Mapping[str, Any], named: Mapping[str, Any]) -> Step:
    definition = next((definitions[mark] for mark in _marks({"uuid": step.get("form_definition")}) if mark in definitions), {})
    components = (definition.get("configuration") or {}).get("components") or _configuration(step)
    name = definition.get("name") or step.get("name") or named.get("form_definition") or step.get("slug") or "Vragen"
    return Step(
        name=str(name),
        slug=str(step.get("slug") or definition.get("slug") or ""),
        marks=_marks(step),
        components=_mappings(components),
        applicable=step.get("is_applicable", True) is not False,
        login_required=bool(definition.get("login_required") or step.get("login_required")),
        translations=_words(definition.get("component_translations")),
    )


def _configuration(part: Mapping[str, Any]) -> Any:
    found = part.get("configuration")
    return found.get("components") if isinstance(found, Mapping) else None


def _marks(part: Mapping[str, Any]) -> frozenset[str]:
    """What others call it: its uuid and its address; of an address also its last part."""
    found = {str(part[key]) for key in ("uuid", "url") if part.get(key)}
    return frozenset(found | {each.rstrip("/").rsplit("/", 1)[-1] for each in found})


def _words(found: Any) -> dict[str, dict[str, str]]:
    if not isinstance(found, Mapping):
        return {}
    return {str(language): {str(k): str(v) for k, v in words.items() if v} for language, words in found.items() if isinstance(words, Mapping)}


def _mappings(found: Any) -> tuple[Mapping[str, Any], ...]:
    return tuple(each for each in found if isinstance(each, Mapping)) if isinstance(found, list | tuple) else ()


def _index(step: Mapping[str, Any]) -> int:
    return _number(step.get("index", step.get("order")))


def _number(found: Any) -> int:
    try:
        return int(found)
    except (TypeError, ValueError):
        return 0
