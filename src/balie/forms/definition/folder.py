"""A service folder as one immutable thing, and its stored form: the texts of its files."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from balie.forms.definition import images
from balie.forms.definition.scenarios import examples_in
from balie.forms.definition.service import Example, Service
from balie.forms.definition.translate import translated
from balie.forms.definition.validation import validated
from balie.forms.definition.yamlfile import YamlFile, read_yaml
from balie.forms.findings import DefinitionError, Finding

SERVICE = "service.yaml"
_FOLDERS = ("texts", "letters", "examples", "translations")
_SUFFIXES = (".md", ".yaml")


@dataclass(frozen=True)
class ServiceDefinition:
    """A service with all its files. `files`: path in the folder → text."""

    service: Service
    files: Mapping[str, str] = field(repr=False)
    language: str = "nl"

    @cached_property
    def source(self) -> YamlFile:
        """service.yaml with its line numbers."""
        return read_yaml(SERVICE, self.files[SERVICE])

    @cached_property
    def settings(self) -> Mapping[str, Any]:
        """Setting name → value as written."""
        return {name: setting.value for name, setting in self.service.settings.items()}

    @cached_property
    def examples(self) -> Mapping[str, Example]:
        """Path → example; one of several in a file is called path#line. Raises DefinitionError."""
        files = (read_yaml(path, text) for path, text in self.files.items() if path.startswith("examples/"))
        return {name: example for file in files for name, example in examples_in(file).items()}

    @cached_property
    def translations(self) -> Mapping[str, Mapping[str, str]]:
        """Language → Dutch text → text. Raises DefinitionError."""
        paths = [path for path in self.files if path.startswith("translations/")]
        return {path[len("translations/") : -len(".yaml")]: _sentences(path, self.files[path]) for path in paths}

    def text(self, path: str) -> str | None:
        """The contents of a text or letter, in this definition's language."""
        if self.language != "nl" and path in (words := self.translations.get(self.language, {})):
            return words[path]
        return self.files.get(path)

    def image(self, path: str) -> tuple[str, bytes] | None:
        """The media type and the bytes of an image of this service; of no other file, and of none with something wrong in it."""
        if not images.is_image(path) or path not in self.files or images.fault(path, self.files[path]):
            return None
        return images.media_type(path), images.read(self.files[path])

    def words(self, written: str | None) -> str | None:
        """A sentence, or the contents of the file it names."""
        return self.text(written) if written and written.endswith(".md") else written

    def in_language(self, language: str) -> "ServiceDefinition":
        """The same service in another language; what has no translation stays Dutch."""
        if language == self.language or language not in self.translations:
            return self
        return replace(self, service=translated(self.service, self.translations[language]), language=language)

    def to_json(self) -> dict[str, Any]:
        """Plain data from which `from_json` makes the same definition."""
        return {"format": 1, "files": dict(self.files)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ServiceDefinition":
        return definition_of(data["files"])


def definition_of(files: Mapping[str, str]) -> ServiceDefinition:
    """A definition from texts (path → text). Raises DefinitionError with every finding."""
    if SERVICE not in files:
        raise DefinitionError([Finding(SERVICE, 0, "error", "Dit bestand ontbreekt.")])
    service = validated(Service, read_yaml(SERVICE, files[SERVICE]))
    return ServiceDefinition(service, MappingProxyType(dict(files)))


def read_files(path: Path) -> dict[str, str]:
    """The files of a service folder that matter: path in the folder → text; of an image in `images/` its bytes as base64."""
    found = {SERVICE: path / SERVICE}
    for folder in _FOLDERS:
        found |= {f"{folder}/{each.name}": each for each in sorted((path / folder).glob("*")) if each.suffix in _SUFFIXES}
    texts = {name: each.read_text(encoding="utf-8") for name, each in found.items() if each.is_file()}
    shown = [each for each in sorted((path / images.FOLDER).glob("*")) if each.suffix in images.SUFFIXES and each.is_file()]
    return texts | {f"{images.FOLDER}/{each.name}": images.stored(each.read_bytes()) for each in shown}


def load_folder(path: Path | str) -> ServiceDefinition:
    """The service in this folder. Raises DefinitionError with every finding."""
    return definition_of(read_files(Path(path)))


def _sentences(path: str, text: str) -> Mapping[str, str]:
    source = read_yaml(path, text)
    if not isinstance(source.data, dict) or any(not isinstance(value, str) for value in source.data.values()):
        raise DefinitionError([Finding(path, 1, "error", "Schrijf per regel: de Nederlandse tekst, een dubbele punt, de vertaling.")])
    return source.data
