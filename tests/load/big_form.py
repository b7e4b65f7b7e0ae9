"""A form of any size, made from a seed, in the shape of a real event permit: pages of some twenty questions, a condition on three in four,
groups of repeated questions, choices with options, texts that are filled in, computed values, a decision table. Nothing in it is a real form."""
from __future__ import annotations

import json
from random import Random
from typing import Any
from unittest.mock import patch

from balie.forms.definition import yamlfile
from balie.forms.public import ServiceDefinition, definition_of

QUESTIONS, PAGES = 399, 17
# per thousand questions, counted in a real event permit: most of it is hidden until it matters, and a quarter of it only tells something
SHAPE = {"info": 280, "yes_no": 128, "number": 119, "text": 101, "long_text": 89, "choice": 62, "choices": 54, "upload": 27, "date": 21, "time": 18,
         "email": 15, "phone": 15, "money": 3}  # fmt: skip
INSIDE = {"text": 36, "number": 32, "long_text": 11, "date": 9, "time": 9, "choice": 3}
GROUP, MOST_INSIDE = 0.07, 6
SHOWN_IF, PAGE_IF, ANSWERED = 0.75, 0.6, 0.75
DATA = {"text": "Een antwoord van een paar woorden", "yes_no": True, "choice": "o1", "choices": ["o1", "o3"], "number": "250", "date": "2027-05-06",
        "long_text": "Een langer antwoord, over hoe het gaat. " * 5, "time": "10:30", "email": "naam@voorbeeld.nl", "phone": "+31612345678",
        "money": "12.50"}  # fmt: skip


class BigForm:
    """`definition` and realistic `answers` to about half of it; `asked`: the answered questions with another answer to each."""

    def __init__(self, questions: int = QUESTIONS, seed: int = 1) -> None:
        self.random = Random(seed)
        self.left = questions
        self.known: list[tuple[str, str]] = []
        self.answers: dict[str, Any] = {}
        self.pages = self._pages(max(1, round(questions * PAGES / QUESTIONS)))
        self.values = {f"som_{at}": self._sum() for at in range(max(1, questions // 40))}

    @property
    def definition(self) -> ServiceDefinition:
        with patch.object(yamlfile, "MAX_SIZE", 10_000_000):  # five thousand questions are more than we accept; this only shows the growth
            return definition_of({"service.yaml": json.dumps(self._service()), "texts/bericht.md": "Uw aanvraag\n\nWij hebben uw aanvraag."})

    @property
    def changes(self) -> list[tuple[str, Any]]:
        """Every answered question with another answer."""
        kinds = dict(self.known)
        other = {"text": "Iets anders", "yes_no": False, "choice": "o2", "choices": ["o2"], "number": "7", "date": "2028-01-02", "time": "11:45",
                 "long_text": "Kort.", "email": "ander@voorbeeld.nl", "phone": "+31687654321", "money": "3.00"}  # fmt: skip
        return [(name, other[kinds[name]]) for name in self.answers if name in kinds]

    def _pages(self, count: int) -> list[dict[str, Any]]:
        pages = []
        for at in range(count):
            page: dict[str, Any] = {"page": f"blad-{at}", "title": f"Blad {at}", "questions": []}
            if at and self.random.random() < PAGE_IF:
                page["toon als"] = self._condition()
            share = self.left // (count - at)
            while share > 0:
                made = self._question(len(page["questions"]), at, share)
                size = 1 + len(made.get("questions", ()))
                share, self.left = share - size, self.left - size
                page["questions"].append(made)
            pages.append(page)
        return pages

    def _question(self, index: int, page: int, room: int) -> dict[str, Any]:
        name = f"v{page}_{index}"
        if room > MOST_INSIDE and self.random.random() < GROUP:
            inner = [self._plain(f"{name}_{at}", self._kind(INSIDE)) for at in range(self.random.randint(1, MOST_INSIDE))]
            if self.random.random() < ANSWERED:
                self.answers[name] = [{each["question"]: DATA[each["type"]] for each in inner if each["type"] in DATA} for _ in range(2)]
            return {"question": name, "type": "group", "label": "Deze dingen", "questions": inner, "min": 0, "required": False,
                    **({"toon als": self._condition()} if self.known else {})}
        kind = self._kind()
        part = self._plain(name, kind)
        if self.known and self.random.random() < SHOWN_IF:
            part["toon als"] = self._condition()
        if self.random.random() < 0.05:
            part["fout als"] = [{"als": self._condition(), "text": "Dit kan niet samen. Pas het aan."}] if self.known else []
        if kind in DATA and kind != "upload":
            if self.random.random() < ANSWERED:
                self.answers[name] = DATA[kind]
            self.known.append((name, kind))
        if kind == "number" and self.known and self.random.random() < 0.5:
            part["default"] = self._sum()
        if kind != "info" and self.known and self.random.random() < 0.2:
            part["label"] += f" U zei eerder: {{{{ {self.random.choice(self.known)[0]} }}}}."
        return part

    def _kind(self, shape: dict[str, int] = SHAPE) -> str:
        return self.random.choices(list(shape), list(shape.values()))[0]

    def _plain(self, name: str, kind: str) -> dict[str, Any]:
        part: dict[str, Any] = {"question": name, "type": kind, "label": f"Vraag {name}: hoe gaat dat bij u?", "required": self.random.random() < 0.6}
        if kind in ("choice", "choices"):
            part["options"] = [{"value": f"o{at}", "label": f"Mogelijkheid {at}"} for at in range(1, self.random.randint(4, 8))]
        if kind == "info":
            part |= {"text": "Lees dit eerst. " * 4, "required": False}
        elif self.random.random() < 0.3:
            part["help"] = "Dit vragen wij om te zien of het veilig is."
        return part

    def _condition(self) -> str:
        """On a question just before it, as people write them; now and then on one at the very start."""
        near = self.known[-30:] if self.random.random() < 0.8 else self.known[:10]
        if not near:
            return "ja"
        name, kind = self.random.choice(near)
        rule = {"yes_no": f"{name} is ja", "choice": f"{name} is een van (o1, o2)", "choices": f"{name} bevat o1", "number": f"{name} >= 100",
                "money": f"{name} > 10", "date": f"{name} > vandaag"}.get(kind, f"{name} is ingevuld")  # fmt: skip
        return f"{rule} en {near[0][0]} is ingevuld" if self.random.random() < 0.2 else rule

    def _sum(self) -> str:
        numbers = [name for name, kind in self.known if kind in ("number", "money")]
        if not numbers:
            return "1"
        one, two = self.random.choice(numbers), self.random.choice(numbers)
        return f"als {self._condition()} dan {one} * 2 + {two} anders {two}"

    def _service(self) -> dict[str, Any]:
        return {
            "service": "groot-formulier", "name": "Groot formulier", "title": "Groot formulier", "summary": "Om te meten.",
            "promise": {"online": "deels", "term": "8 weken", "minutes": 30}, "values": self.values, "pages": self.pages,
            "costs": [{"label": "Behandelen", "amount": "100"}, {"label": "Meer", "amount": "som_0"}],
            "decision": {"rows": [{"row": "groot", "als": "som_0 > 100", "outcome": "medewerker", "reason": "Wij bekijken dit."},
                                  {"row": "rest", "outcome": "medewerker", "reason": "Wij bekijken dit."}]},
            "zaak": {"term": "8 weken", "statuses": [{"status": each, "name": each, "text": each} for each in ("ontvangen", "klaar")],
                     "results": [{"result": "r", "name": "R", "on": "verlenen", "selectielijst": "x", "archive": "vernietigen", "keep": "5 jaar"}]},
            "messages": {"received": "texts/bericht.md"},
        }  # fmt: skip
