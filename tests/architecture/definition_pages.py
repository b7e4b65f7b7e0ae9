"""The reference of the definition format: every part of a service with its keys, and an example that compiles.

What a part and a key mean stands in `balie/forms/definition`, the example in docs/reference/definition/examples: `zaak.tasks.yaml` for the
tasks of the zaak, `period.yaml` for a type of question. A new part, key or type needs those two and nothing here.
"""
from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from balie.forms.definition import described
from balie.forms.definition.parts import Part
from balie.forms.definition.question import QuestionPart
from balie.forms.definition.questions import TYPES
from balie.forms.definition.scenarios import Scenarios
from balie.forms.definition.service import Example, Service
from balie.forms.definition.yamlfile import read_yaml
from balie.forms.language.types import Type
from balie.forms.public import ServiceDefinition, compile_plan, definition_of
from tests.architecture.definition_keys import hints, inner_parts, table

PAGES = Path(__file__).resolve().parents[2] / "docs" / "reference" / "definition"
AGAIN = "This page is made from the code and the examples: `.venv/bin/python -m tests.architecture.reference`. A test fails when it is out of date.\n"
WHOLE, QUESTION = "service", "pages.questions"


def slug(heading: str) -> str:
    """The anchor that Markdown gives a heading."""
    return re.sub("[^a-z0-9_ -]", "", heading).replace(" ", "-")


@dataclass(frozen=True)
class Section:
    """A part of the format. `path`: where it stands in service.yaml, or the name of a question type; `page`: on which page of the reference."""

    page: str
    path: str
    part: type[Part] | None = None
    said: str = ""

    @property
    def anchor(self) -> str:
        return f"{self.page}.md#{slug(self.path)}"


@dataclass(frozen=True)
class Chapter:
    """A page of the reference. `keys`: what of service.yaml stands there with all that is in it; the first page has the rest."""

    title: str
    intro: str
    keys: tuple[str, ...] = ()


CHAPTERS = {
    "service": Chapter("The service", "What a service is, what its page says, what a municipality may change and what we fetch."),
    "pages": Chapter("Pages and questions", "What is asked, when, and what follows from the answers.", ("pages", "check", "lookups", "values")),
    "question-types": Chapter("Question types", "Each has the keys of [every question](pages.md#pagesquestions), and those that stand here."),
    "outcome": Chapter("Price, decision and what comes with it", "What it costs, what we decide, who is involved and who hears what.",
                       ("costs", "payment", "places", "decision", "appointment", "documents", "cosign", "registration", "offers", "messages",
                        "partners")),  # fmt: skip
    "zaak": Chapter("The zaak", "What becomes the zaaktype: its term, steps, tasks and results.", ("zaak",)),
    "examples": Chapter("Examples and scenarios", "Files in `examples/` that are run as tests: [how to write them](../scenarios.md)."),
}
TRANSLATIONS = "The file `translations/en.yaml`: each Dutch text with the English one; a file of `texts/` or `letters/` goes by its path."


@cache
def sections() -> tuple[Section, ...]:
    """Every part once, where it is met first."""
    found: dict[type[Part] | str, Section] = {}

    def walk(page: str, path: str, part: type[Part]) -> None:
        if part in found:
            return
        found[part] = Section(page, path, part, described.about(part))
        for at, hint in (_of_service() if part is Service else {f"{path}.{key}": hint for key, hint in hints(part).items()}).items():
            if part is Service:
                page = next((name for name, each in CHAPTERS.items() if at in each.keys), "service")
            inside = list(inner_parts(hint))
            if part is Service and not inside and written(at):
                found[at] = Section(page, at, None, described.keys(Service)[at])
            for inner in inside:
                if not issubclass(inner, QuestionPart):
                    walk(page, at, inner)
                elif QuestionPart not in found:
                    walk("pages", QUESTION, QuestionPart)

    walk("service", WHOLE, Service)
    for name, kind in TYPES.items():
        walk("question-types", name, kind)
    walk("examples", "example", Example)
    walk("examples", "scenarios", Scenarios)
    return (*found.values(), Section("examples", "translations", None, TRANSLATIONS))


def _of_service() -> dict[str, Any]:
    """The keys of service.yaml in the order of the reference."""
    order = [key for each in CHAPTERS.values() for key in each.keys]
    found = hints(Service)
    return {key: found[key] for key in sorted(found, key=lambda each: order.index(each) if each in order else -1)}


# -- examples


@cache
def written(path: str) -> str:
    """The text of an example; empty when there is none."""
    file = PAGES / "examples" / f"{path}.yaml"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def example_of(section: Section) -> str:
    """The path of its example: its own, or that of the part in which it stands; empty when there is none."""
    path = section.path
    while path and not written(path):
        path = path.rpartition(".")[0]
    return path


def in_service(section: Section, text: str) -> ServiceDefinition:
    """A whole service in which the example stands: the one of `service.yaml`, with what the example says instead. Raises DefinitionError."""
    data = read_yaml(f"{section.path}.yaml", text).data
    if isinstance(data, list) or "question" in data:
        data = {"pages": [{"page": "vragen", "title": "Vragen", "questions": data if isinstance(data, list) else [data]}]}
    folder = {"translations": "translations/en.yaml"}.get(section.path, f"examples/{section.path}.yaml")
    beside = {folder: text} if section.page == "examples" else {}
    whole = _merged(read_yaml("service.yaml", written(WHOLE)).data, {} if beside else data)
    service = json.dumps(whole, ensure_ascii=False, default=str)  # which is YAML too
    texts = dict.fromkeys(re.findall(r"(?:texts|letters)/[\w-]+\.md", service), "Een tekst\n\nMet een zin.")
    return definition_of({"service.yaml": service, **beside, **texts, **dict.fromkeys(re.findall(r"images/[\w-]+\.svg", service), _DRAWING)})


_DRAWING = "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCAxIDEiLz4="  # an empty SVG


def _merged(base: Any, changes: Any) -> Any:
    if isinstance(base, Mapping) and isinstance(changes, Mapping):
        return {**base, **{key: _merged(base.get(key), each) for key, each in changes.items()}}
    return changes


# -- pages


def pages() -> dict[str, str]:
    """Name of the page → Markdown."""
    found = {}
    where = {each.part: each.anchor for each in sections() if each.part}
    for name, chapter in CHAPTERS.items():
        here = [each for each in sections() if each.page == name]
        parts = [f"# {chapter.title}\n\n{AGAIN}\n{chapter.intro}\n", " · ".join(f"[`{each.path}`](#{each.anchor.split('#')[1]})" for each in here)]
        parts += ["\n".join(_section(each, name, where)) for each in here]
        found[name] = "\n".join(parts).rstrip() + "\n"
    return found


def _section(section: Section, page: str, where: Mapping[type[Part], str]) -> Iterator[str]:
    yield f"\n## `{section.path}`\n\n{section.said}\n"
    if section.part is not None:
        of_all = hints(QuestionPart) if section.page == "question-types" and issubclass(section.part, QuestionPart) else {}
        rows = table(section.part, {part: anchor.removeprefix(f"{page}.md") for part, anchor in where.items()}, without=(*of_all, "type"))
        yield rows or "No keys of its own.\n"
    if section.page == "question-types" and issubclass(section.part or Part, QuestionPart):
        yield f"Rules see {_seen(section)}.\n"
    example = example_of(section)
    if example == section.path:
        yield f"```yaml\n{written(example).rstrip()}\n```"
    elif example:
        yield f"See the example of [`{example}`](#{Section(page, example).anchor.split('#')[1]})."


def _seen(section: Section) -> str:
    """What rules know of an answer, from the compiled example; of what is only shown, nothing."""
    plan = compile_plan(in_service(section, written(section.path)))
    found = next(each for page in plan.pages for each in page.questions if each.kind.definition.type == section.path)
    return "nothing of it" if found.kind.template in ("info", "picture") else _words(plan.names[found.name])


def _words(kind: Type, deep: bool = True) -> str:
    simple = {"text": "a text", "number": "an amount" if kind.money else "a number", "yes_no": "yes or no", "date": "a day", "time": "a time",
              "choice": "one of its values", "duration": "a term", "unknown": "its value"}  # fmt: skip
    if kind.kind == "list":
        return f"a list of which each is {_words(kind.item)}" if kind.item else "a list"
    if kind.kind == "record":
        fields = ", ".join(f"`.{name}` ({_words(each, False)})" for name, each in kind.fields.items())
        return f"a block with {fields}" if deep and fields else "a block"
    return simple[kind.kind]
