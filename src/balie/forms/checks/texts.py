"""Names in texts that nobody knows, and texts without a translation."""

from collections.abc import Iterator

from balie.forms.checks.files import leaves
from balie.forms.definition.folder import SERVICE, ServiceDefinition
from balie.forms.definition.translate import texts as read_texts
from balie.forms.findings import Finding, finding
from balie.forms.language.errors import LanguageError
from balie.forms.language.types import Type
from balie.forms.plan.plan import Plan
from balie.forms.plan.texts import template

# texts of a row: known names differ, the compiler has looked at them
_OWN_NAMES = ("summary",)


def templates(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    names = dict(plan.text_names)
    before = {**names, **(plan.check.names if plan.check else {})}
    for place, text in leaves(definition.source.data):
        if "{{" in text and not (place[-1] in _OWN_NAMES and "questions" in place):
            yield from _wrong(text, before if place[0] == "check" else names, SERVICE, definition.source.line(place))
    for path, text in definition.files.items():
        if path.endswith(".md"):
            for rows in _rows(definition, path):
                yield from _wrong(text, {**names, **plan.each.get(rows, {})}, path, 0)
    rows = {text for place, text in leaves(definition.source.data) if place[-1] in _OWN_NAMES and "questions" in place}
    for language, words in definition.translations.items():
        for text, translation in words.items():
            if text in rows:
                continue
            for each in _rows(definition, text):
                known = {**before, **plan.each.get(each, {})}
                yield from _wrong(translation, known, f"translations/{language}.yaml", _line(definition, language, text))


def _rows(definition: ServiceDefinition, path: str) -> list[str]:
    """The lists over whose rows this file is a document or is signed; "" for any other use."""
    used = {each.for_each or "" for each in definition.service.documents if each.template == path}
    used |= {each.for_each or "" for each in definition.service.cosign if each.text == path}
    elsewhere = any(text == path and place[0] not in ("documents", "cosign") for place, text in leaves(definition.source.data))
    return sorted(used | {""}) if elsewhere or not used else sorted(used)


def _wrong(text: str, names: dict[str, Type], file: str, line: int) -> Iterator[Finding]:
    try:
        template(text, names)
    except LanguageError as error:
        yield finding(error.code, file, line or error.line, error.message)


def _line(definition: ServiceDefinition, language: str, text: str) -> int:
    lines = definition.files[f"translations/{language}.yaml"].splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.lstrip("\"'").startswith(text[:40])), 1)


def translations(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """What a resident reads must be there in each language the service has."""
    texts = list(read_texts(definition.service))
    files = [path for path in definition.files if path.startswith("texts/")]
    optional = [path for path in definition.files if path.startswith("letters/")]
    for language, words in definition.translations.items():
        file = f"translations/{language}.yaml"
        for text in (*texts, *files):
            if not words.get(text, "").strip():
                yield finding(
                    "translation-missing",
                    file,
                    _line(definition, language, text) if text in words else 0,
                    f"Hier ontbreekt de vertaling van: {text[:70]}",
                )
        for text in words:
            if text not in texts and text not in files and text not in optional:
                yield finding(
                    "translation-unused", file, _line(definition, language, text), f"Deze tekst staat niet (meer) in de dienst: {text[:70]}"
                )
