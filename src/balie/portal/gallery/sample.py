"""The service behind the page of question types: every type four times, empty, filled in, wrong, and as it reads afterwards."""
from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from balie.forms.public import Answer, Plan, State, compile_plan, definition_of, evaluate
from balie.kernel import clock

HERE = Path(__file__).parent
EMPTY, FILLED, WRONG = "leeg", "ingevuld", "fout"
FACTS = {"persoon": {
    "naam": "Noor de Boer", "adres": {"straat": "Damplein", "huisnummer": "1", "postcode": "1998AA", "woonplaats": "Zonnedam"},
    "kinderen": [{"person_id": "kind-1", "naam": "Bo de Boer", "geboortedatum": "2018-03-04"},
                 {"person_id": "kind-2", "naam": "Al de Boer", "geboortedatum": "2020-07-21"}],
}}
OTHERS = {
    "texts/ontvangen.md": "Wij hebben uw antwoorden\n\nDank u wel.",
}
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 160" width="320" height="160"><rect width="320" height="160" fill="#dcefe9"/>
<path d="M0 60h90v100H0zM230 60h90v100h-90z" fill="#0f5f4d"/><path d="M90 70q70 50 140 0" fill="none" stroke="#12302a" stroke-width="3"/>
<path d="M112 84l18 8-14 14zM152 94h16l-8 18zM192 90l16-8-2 20z" fill="#f2b01e"/></svg>"""


@dataclass(frozen=True)
class Entry:
    """A question type as `entries.yaml` tells of it. `typed` and `wrong`: field → what somebody types, "" is the only field."""

    key: str
    name: str
    question: Mapping[str, Any]
    type: str
    typed: Mapping[str, Any]
    wrong: Mapping[str, Any]
    said: str

    def asked(self, name: str) -> dict[str, Any]:
        """The question as a definition holds it."""
        return {"question": name, "type": self.type, **self.question}

    def written(self) -> str:
        return yaml.safe_dump(self.asked(self.key), allow_unicode=True, sort_keys=False, width=100)

    def posted(self, name: str, typed: Mapping[str, Any]) -> dict[str, list[str]]:
        """What a browser sends for a question of this name."""
        return {f"{name}-{field}" if field else name: [each] if isinstance(each, str) else list(each) for field, each in typed.items()}


@cache
def entries() -> tuple[Entry, ...]:
    told = yaml.safe_load(HERE.joinpath("entries.yaml").read_text(encoding="utf-8"))
    return tuple(
        Entry(key, each["name"], each["question"], each.get("type", key), each.get("typed", {}), each.get("wrong", {}), each.get("said", ""))
        for key, each in told.items()
    )


@dataclass(frozen=True)
class Sample:
    """Enough of an application to draw its questions: nobody's, and kept nowhere."""

    plan: Plan
    answers: Mapping[str, Any]
    person_id: None = None

    @cached_property
    def state(self) -> State:
        return evaluate(self.plan, self.answers, FACTS, today=clock.today())

    def question(self, name: str):
        return next(each for page in self.state.pages for each in page.questions if each.name == name)


@cache
def plan() -> Plan:
    states = [each.asked(f"{each.key}_{state}") for each in entries() for state in (EMPTY, FILLED, WRONG)]
    return compile_plan(definition_of(files([{"page": "alles", "title": "Alles", "questions": states}])))


def files(pages: list[dict[str, Any]]) -> dict[str, str]:
    """A whole service with these pages. JSON is YAML too."""
    service = yaml.safe_load(HERE.joinpath("service.yaml").read_text(encoding="utf-8"))
    image = base64.b64encode(DRAWING.encode()).decode()
    return {"service.yaml": json.dumps(service | {"pages": pages}), "images/straat.svg": image, **OTHERS}


def sample() -> Sample:
    names = {f"{each.key}_{FILLED}": each for each in entries()}
    answers = {name: parsed(each, name, each.typed).json for name, each in names.items() if each.typed}
    return Sample(plan(), {name: answer for name, answer in answers.items() if answer is not None})


def parsed(entry: Entry, name: str, typed: Mapping[str, Any]) -> Answer:
    return plan().types[name].parse(entry.posted(name, typed), name)
