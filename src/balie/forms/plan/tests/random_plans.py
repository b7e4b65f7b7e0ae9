"""Random services and random answers, from a seed. Whatever it makes compiles; every question type is in it sooner or later."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any, get_args

from balie.forms.definition import questions
from balie.forms.definition.folder import ServiceDefinition, definition_of

OPTIONS = [{"value": "a", "label": "Rood"}, {"value": "b", "label": "Blauw"}, {"value": "c", "label": "Geel"}]
NUMBERS = ("number", "money")
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
FIXED: dict[str, dict[str, Any]] = {
    "choice": {"options": OPTIONS}, "choices": {"options": OPTIONS, "min": 0}, "people": {"from": "persoon.kinderen", "min": 0},
    "fact": {"fact": "persoon.naam"}, "period": {"times": True}, "picture": {"image": "images/p.png", "decorative": True},
    "product": {"options": [{"value": "a", "label": "Rood", "price": "grens * 2", "max": 5}, {"value": "b", "label": "Blauw", "price": "1.50"}]},
}  # fmt: skip
FACTS: list[dict[str, Any]] = [
    {}, {"persoon": {"naam": "Jo", "geboortedatum": "2001-02-03", "kinderen": [{"person_id": "k1", "naam": "Bo", "geboortedatum": "2019-01-01"}]}},
    {"persoon": {"naam": "Al", "geboortedatum": "1990-12-31", "kinderen": [{"person_id": "k1", "naam": "Bo"}, {"person_id": "k2", "naam": "Ko"}]}},
    {"persoon": "onzin"}, {"persoon": {"geboortedatum": "2010"}},
]  # fmt: skip
DATA: list[Any] = [
    None, True, False, "ja", "nee", "a", "b", "c", "1", "3.0", "3.00", "7", "250", "-1", "x", "tekst", "2026-01-01", "2031-05-06", "10:30", 1, 0,
    2.5, [], ["a"], ["b", "c"], ["k1"], ["k1", "k2"], {}, {"voornamen": "Jo", "geslachtsnaam": "Vos"}, {"postcode": "1998AB", "huisnummer": "3"},
    [{"document_id": "d1", "name": "a.pdf", "size": 12}], "jo@voorbeeld.nl", "+31612345678", "12345678", "NL91ABNA0417164300",
    [[["a"]]], {"a": {"b": []}}, {"a": 2, "b": 1}, {"b": "1"},
]  # fmt: skip
ROW = ("number", "choice", "yes_no", "text", "computed", "computed", "people", "choices", "fact", "info")


def types() -> tuple[str, ...]:
    """Every question type that can stand on a page."""
    return tuple(sorted(questions.TYPES))


class Service:
    """One random service. `kinds`: name → what rules may do with it: number, yes_no, choice, choices, date, group or text; `inner`: the same
    for the rows of each group, also of a group in a group."""

    def __init__(self, seed: int, stops: bool = True) -> None:
        self.random = random = Random(seed)
        self.kinds: dict[str, str] = {}
        self.inner: dict[str, dict[str, str]] = {}
        chosen = [random.choice(types()) for _ in range(random.randint(4, 12))] + ["number", "yes_no", "choice", "group", "group"]
        random.shuffle(chosen)
        self.pages: list[dict[str, Any]] = [{"page": f"p{at}", "title": f"Bladzijde {at}", "questions": []} for at in range(random.randint(1, 4))]
        # who comes first in this list may be read by what comes after it: the order of the pages has nothing to do with it
        for at, kind in enumerate(chosen):
            part = self.question(f"v{at}", kind)
            if random.random() < 0.4:
                part["toon als"] = self.condition()
            random.choice(self.pages)["questions"].append(part)
            self.kinds[f"v{at}"] = self.kind(kind)
        self.values = {}
        for at in range(random.randint(1, 5)):
            kind = random.choice(("number", "yes_no"))
            self.values[f"w{at}"] = self.condition() if kind == "yes_no" else self.number()
            self.kinds[f"w{at}"] = kind
        for at, page in enumerate(self.pages[1:], 1):
            # a page hangs only on questions of pages that are always there, so no ring can come of it
            asked = [each for each in self.pages[0]["questions"] if "toon als" not in each and each["type"] not in ("group", "computed")]
            first = {each["question"] for each in asked}
            if random.random() < 0.5 and first:
                page["toon als"] = self.condition({name: kind for name, kind in self.kinds.items() if name in first})
            random.shuffle(self.pages[at]["questions"])
        self.dress(stops)
        self.rest_of_it = self.outcomes()

    def kind(self, kind: str) -> str:
        if kind in NUMBERS:
            return "number"
        if kind in ("yes_no", "statement"):
            return "yes_no"
        kind = "info" if kind == "picture" else kind
        return kind if kind in ("choice", "choices", "date", "group", "people", "product", "info") else "text"

    def question(self, name: str, kind: str, around: dict[str, str] | None = None) -> dict[str, Any]:
        """`around`: what the row knows in which it stands."""
        part: dict[str, Any] = {"question": name, "type": kind, "label": f"Vraag {name}", "required": self.random.random() < 0.5}
        part |= FIXED.get(kind, {})
        if kind in ("number", "money") and self.random.random() < 0.5:
            part["min"] = 2
        if kind == "number":
            part["decimals"] = 2
        if kind == "text" and around is None and self.random.random() < 0.5:
            part |= {"prefill": "persoon.naam", "locked": True}
        if kind == "group":
            part |= {"questions": self.row(name, around), "min": 0, "max": 3}
        return part | self.rest(kind, {**self.kinds, **(around or {})})

    def row(self, name: str, around: dict[str, str] | None) -> list[dict[str, Any]]:
        """The questions of a group: each may read those before it in the row, the row around it, and all that came before the group."""
        inner: list[dict[str, Any]] = []
        own = self.inner[name] = {}
        for at in range(self.random.randint(1, 4)):
            kind = "group" if around is None and self.random.random() < 0.3 else self.random.choice(ROW if at else ROW[:4])
            known = {**(around or {}), **own}
            each = self.question(f"{name}_{at}", kind, known)
            if self.random.random() < (0.2 if kind == "group" else 0.5):
                each["toon als"] = self.condition({**self.kinds, **known})
            if self.random.random() < 0.5 and kind not in ("fact", "info", "computed"):
                each["fout als"] = [{"als": self.condition({**self.kinds, **known}), "text": "Dit kan niet."}]
            inner.append(each)
            if kind != "info":
                own[f"{name}_{at}"] = self.kind(kind)
        self.random.shuffle(inner)
        return inner

    def rest(self, kind: str, kinds: dict[str, str]) -> dict[str, Any]:
        """What a type needs beside that, found in its own structure: a rule, a text, one of the words that it takes."""
        found: dict[str, Any] = {}
        for name, field in questions.TYPES[kind].model_fields.items():
            key = field.alias or name
            if field.is_required() and name not in ("question", "label", "type") and key not in FIXED.get(kind, {}) and kind != "group":
                words = [each for each in get_args(field.annotation) if isinstance(each, str)]
                found[key] = words[0] if words else self.number(kinds) if str in (field.annotation, *get_args(field.annotation)) else 1
        return found

    # -- rules

    def condition(self, kinds: dict[str, str] | None = None, depth: int = 0) -> str:
        random, kinds = self.random, self.kinds if kinds is None else kinds
        if depth < 2 and random.random() < 0.3:
            word = random.choice((" en ", " of "))
            return word.join(f"({self.condition(kinds, depth + 1)})" for _ in range(2))
        name = random.choice([*kinds, ""])
        kind = kinds.get(name)
        if kind in ("number",):
            return f"{name} {random.choice(('>=', '<', '>', 'is'))} {random.randint(0, 8)}"
        if kind == "yes_no":
            return random.choice((f"{name} is ja", f"niet {name}", name))
        if kind == "choice":
            return random.choice((f"{name} is a", f"{name} is een van (a, b)", f"{name} is leeg"))
        if kind == "choices":
            return random.choice((f"{name} bevat a", f"{name} bevat niet b", f"aantal van {name} >= 1"))
        if kind == "date":
            return random.choice((f"{name} < vandaag", f"{name} is ingevuld", f"{name} > vandaag - 18 jaar"))
        if kind == "group" and name in self.inner:
            inner, of = random.choice(list(self.inner[name].items()))
            asked = {"number": f"{inner} >= 2", "yes_no": f"{inner} is ja", "choice": f"{inner} is a"}.get(of, f"{inner} is ingevuld")
            if of == "group":
                deeper = random.choice(list(self.inner[inner]))
                asked = random.choice((f"een van {inner} ({deeper} is ingevuld)", f"aantal van {inner} >= 2"))
                if random.random() < 0.5:
                    return random.choice((f"een van {name}.{inner} ({deeper} is ingevuld)", f"aantal van {name}.{inner} >= 2"))
            return random.choice((f"een van {name} ({asked})", f"aantal van {name} >= 2", f"alle van {name} ({asked})"))
        if kind == "product":
            return random.choice((f"{name}.a >= 1", f"{name}.totaal > 20", f"{name} is leeg"))
        if kind in ("text", "people"):
            return f"{name} is {random.choice(('ingevuld', 'leeg'))}"
        return random.choice(("ja", "nee", "leeftijd van persoon.geboortedatum >= 18", "persoon.naam is ingevuld", "grens > 3", "groot"))

    def number(self, kinds: dict[str, str] | None = None) -> str:
        kinds = self.kinds if kinds is None else kinds
        names = [name for name, kind in kinds.items() if kind == "number"] + list(self.sums(kinds))
        one = self.random.choice([*names, "grens", "2"])
        sums = (one, f"{one} * 2", f"{one} + grens", f"als {self.condition(kinds)} dan {one} anders 0", "aantal van persoon.kinderen")
        return self.random.choice(sums)

    def sums(self, kinds: dict[str, str]) -> Iterator[str]:
        """Over the rows of every group, and over the rows in its rows."""
        for name in (name for name, kind in kinds.items() if kind == "group"):
            for inner, of in self.inner[name].items():
                deeper = self.inner[inner].items() if of == "group" else ()
                yield from (f"som van {name}.{inner}.{each}" for each, kind in deeper if kind == "number")
                if of == "number":
                    yield f"som van {name}.{inner}"

    def text(self, before: str) -> str:
        names = [name for name, kind in self.kinds.items() if kind not in ("info", "group")]
        return self.random.choice((before, before, f"{before} {{{{ {self.random.choice([*names, 'grens', 'prijs'])} }}}}"))

    def dress(self, stops: bool) -> None:
        """Rules and texts that only decide how things show: those may read anything."""
        random = self.random
        for page in self.pages:
            page["title"] = self.text(page["title"])
            if stops and random.random() < 0.2:
                page["stops"] = [{"als": self.condition(), "title": self.text("Stop"), "text": self.text("Het hoeft niet.")}]
            for part in page["questions"]:
                part["label"] = self.text(part["label"])
                if random.random() < 0.25:
                    part["verplicht als"] = self.condition()
                if random.random() < 0.25:
                    part["fout als"] = [{"als": self.condition(), "text": self.text("Dit kan niet.")}]
                if random.random() < 0.5 and part["type"] == "date":
                    part |= {"min": random.choice(("vandaag", "persoon.geboortedatum + 18 jaar")), "max": "vandaag + 1 jaar"}
                if random.random() < 0.3 and part["type"] == "number":
                    part["default"] = self.number()
                if part["type"] == "choice" and random.random() < 0.3:
                    part["options"] = [{**each, "label": self.text(each["label"])} for each in OPTIONS]

    def service(self) -> dict[str, Any]:
        """service.yaml; the same each time."""
        return {**self.rest_of_it, "values": self.values, "pages": self.pages}

    def outcomes(self) -> dict[str, Any]:
        outcome = self.random.choice(("weigeren", "medewerker", "wachtlijst"))
        return {
            "service": "proef", "name": "Proef", "title": "Proef", "summary": "Een proef.", "login": {"digid": "midden"},
            "promise": {"online": "direct", "term": "5 werkdagen", "minutes": 4},
            "settings": {"grens": {"type": "number", "value": 5, "label": "Grens"}, "groot": {"type": "yes_no", "value": True, "label": "Groot"}},
            "facts": [{"source": "brp", "fields": ["persoon.naam", "persoon.geboortedatum", "persoon.kinderen"], "purpose": "x", "legal_basis": "x"}],
            "costs": [{"label": self.text("Kosten"), "amount": self.number()}, {"label": "Meer", "amount": self.number(), "als": self.condition()}],
            "payment": {"when": self.random.choice(("submit", "granted")), "description": "x"},
            "decision": {"rows": [{"row": "een", "als": self.condition(), "outcome": outcome, "reason": self.text("Zo is het.")},
                                  {"row": "twee", "als": self.condition(), "outcome": "verlenen", "reason": "Het mag."},
                                  {"row": "rest", "outcome": "medewerker", "reason": "Wij kijken."}]},
            "appointment": {"product": "x", "minutes": 15, "toon als": self.condition()},
            "documents": [{"document": "brief", "template": "t.md", "when": "granted", "title": "Brief", "als": self.condition()}],
            "cosign": [{"role": "ouder", "name": "Ouder", "als": self.condition(), "text": "t.md"}, *self.cosigners()],
            "zaak": {"term": "5 werkdagen", "faster": {"als": self.condition(), "term": "1 werkdag"},
                     "statuses": [{"status": "a", "name": "A", "text": "A"}, {"status": "b", "name": "B", "text": "B"}],
                     "tasks": [{"task": "kijk", "name": "Kijk", "role": "r", "als": self.condition()}],
                     "results": [{"result": "r", "name": "R", "on": "verlenen", "selectielijst": "x", "archive": "vernietigen", "keep": "5 jaar"}],
                     "product": {"name": self.text("Proef")}},
            "offers": [{"service": "anders", "als": self.condition(), "text": self.text("Kijk ook hier.")}],
            "messages": {"received": "t.md", "granted": "t.md", "refused": "t.md", "cosign": "t.md"},
            "partners": [{"partner": "p", "name": "P", "purpose": "x", "legal_basis": "x", "als": self.condition()}],
        }  # fmt: skip

    def cosigners(self) -> Iterator[dict[str, Any]]:
        """One for each row of every group, and for each child that fits."""
        yield {"role": "kind", "name": "Kind", "for each": "persoon.kinderen", "who": "person_id", "als": self.condition(), "text": "t.md"}
        for name in (name for name, kind in self.kinds.items() if kind == "group" and self.inner.get(name)):
            known = {**self.kinds, **self.inner[name]}
            yield {"role": f"rij-{name}", "name": "Rij", "for each": name, "als": self.condition(known), "text": "t.md"}

    def definition(self) -> ServiceDefinition:
        return definition_of({"service.yaml": json.dumps(self.service()), "t.md": "Kop\n\nTekst", "images/p.png": PNG})

    # -- answers

    def data(self, name: str, kind: str = "") -> Any:
        """Something stored for a question: often what it takes, sometimes anything at all."""
        inner = self.inner.get(name)
        if inner and self.random.random() < 0.8:
            return [{each: self.data(each, inner[each]) for each in inner} for _ in range(self.random.randint(0, 4))]
        likely = {"number": ["1", "3.0", "3.00", "7", "250"], "yes_no": [True, False], "choice": ["a", "b", "c"], "choices": [["a"], ["b", "c"]],
                  "product": [{"a": 2}, {"a": 5, "b": 1}, {"a": 6}], "people": [["k1"], ["k2", "k1"]],
                  "date": ["2026-01-01", "2031-05-06", "2001-01-01"]}.get(kind or self.kinds.get(name, ""), DATA)  # fmt: skip
        return self.random.choice(likely if self.random.random() < 0.8 else DATA)
