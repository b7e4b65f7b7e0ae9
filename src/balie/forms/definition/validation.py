"""From plain data to structures: every mistake becomes a finding with its line and a sentence that helps."""

from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import ValidationError

from balie.forms.definition.parts import Part
from balie.forms.definition.questions import TYPES
from balie.forms.definition.yamlfile import YamlFile
from balie.forms.findings import DefinitionError, Finding
from balie.forms.language.errors import did_you_mean

Model = TypeVar("Model", bound=Part)


def validated(model: type[Model], source: YamlFile) -> Model:
    """The file as this structure. Raises DefinitionError with everything that is wrong."""
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        raise DefinitionError(sorted(_findings(error, source, model))) from None


def _findings(error: ValidationError, source: YamlFile, model: type[Part]) -> Iterable[Finding]:
    seen = set()
    for each in error.errors(include_url=False):
        place = _place(each["loc"], source.data)
        line = source.line(place)
        message = _sentence(each, place, source.data, model)
        if (line, message) not in seen:
            seen.add((line, message))
            yield Finding(source.name, line, "error", message)


def _place(loc: tuple[int | str, ...], data: Any) -> tuple[int | str, ...]:
    """The way into the file; pydantic also names the question type and union branch on its way, the file does not."""
    place: list[int | str] = []
    for index, step in enumerate(loc):
        if isinstance(data, dict) and step in data:
            data = data[step]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        elif index < len(loc) - 1 or step in TYPES:
            continue
        place.append(step)
    return tuple(place)


def _sentence(error: Any, place: tuple[int | str, ...], data: Any, model: type[Part]) -> str:
    key = place[-1] if place else ""
    where = _owner(place, data)
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return f"`{key}` ken ik hier niet{where}.{did_you_mean(str(key), _keys(error['loc'], model))}"
    if kind == "missing":
        return f"`{key}` ontbreekt{where}."
    if kind == "union_tag_invalid":
        return f"Dit vraagtype bestaat niet: `{context['tag']}`.{did_you_mean(context['tag'], TYPES)}"
    if kind == "union_tag_not_found":
        return f"Het vraagtype (`type`) ontbreekt{where}."
    if kind == "literal_error":
        near = did_you_mean(str(error["input"]), context["expected"].replace("'", "").replace(" or ", ", ").split(", "))
        return f"`{key}` kan niet `{error['input']}` zijn{where}. Kies uit {context['expected'].replace(' or ', ' of ')}.{near}"
    if kind == "value_error":
        return f"`{key}`{where}: {context['error']}."
    if kind == "string_pattern_mismatch":
        return f"`{key}` heeft niet de goede vorm{where}: `{error['input']}`."
    said = {"string_type": "hoort een tekst te zijn", "tuple_type": "hoort een lijst te zijn",
            "dict_type": "hoort een blok met sleutels te zijn",
            "model_type": "hoort een blok met sleutels te zijn", "model_attributes_type": "hoort een blok met sleutels te zijn",
            "too_short": "heeft te weinig onderdelen", "too_long": "heeft te veel onderdelen",
            "bool_type": "is `true` of `false`"}  # fmt: skip
    return f"`{key}` {said.get(kind, 'klopt niet')}{where}" + ("." if kind in said else f" ({error['msg']}).")


def _owner(place: tuple[int | str, ...], data: Any) -> str:
    """bij `kenteken`: the nearest thing around the mistake that has a name of its own."""
    name = ""
    for step in place[:-1]:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(data, dict) and isinstance(next(iter(data.values()), None), str) and "." not in str(step):
            name = str(next(iter(data.values())))
    return f" bij `{name}`" if name else ""


def _keys(loc: tuple[int | str, ...], model: type[Part]) -> list[str]:
    """The keys that are allowed where an unknown one stands."""
    found: Any = model
    for step in loc[:-1]:
        if step in TYPES and not (isinstance(found, type) and issubclass(found, Part) and step in _aliases(found)):
            found = TYPES[step]
        elif isinstance(step, str) and isinstance(found, type) and issubclass(found, Part):
            info = _aliases(found).get(step)
            found = _part(info.annotation) if info else found
    return list(_aliases(found)) if isinstance(found, type) and issubclass(found, Part) else []


def _aliases(model: type[Part]) -> dict[str, Any]:
    return {info.alias or name: info for name, info in model.model_fields.items()}


def _part(annotation: Any) -> Any:
    """The structure inside an annotation such as tuple[Page, ...] or dict[str, Setting] or Check | None."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if (found := _part(inner)) is not None:
            return found
    return None
