"""Random services that the format of Open Forms can hold, from a seed; and random answers to any service."""

from decimal import Decimal
from random import Random
from typing import Any

from balie.forms.definition.folder import ServiceDefinition, definition_of
from balie.forms.moving_in.yamlout import dumped
from balie.forms.plan.parts import QuestionPlan
from balie.forms.plan.plan import Plan

OPTIONS = [{"value": "markt", "label": "Markt"}, {"value": "feest", "label": "Feest"}, {"value": "een-tocht", "label": "Een tocht"}]
KINDS = ("text", "long_text", "number", "money", "yes_no", "yes_no", "choice", "choice", "choices", "date", "statement", "group", "email", "upload")
SETTINGS = {
    "grens": {"type": "number", "value": 5, "label": "Grens"}, "soorten": {"type": "list", "value": ["markt", "feest"], "label": "Soorten"},
    "wijken": {"type": "list", "value": ["noord", "zuid"], "label": "Wijken"}, "open": {"type": "yes_no", "value": True, "label": "Open"},
}  # fmt: skip


class Made:
    """One service. `kinds`: what a rule may read by now, and what it is."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.kinds: dict[str, str] = {}
        self.pages: list[dict[str, Any]] = []
        for number in range(self.dice.randint(2, 4)):
            page: dict[str, Any] = {"page": f"p{number}", "title": f"Bladzijde {number}", "questions": []}
            if number and self.dice.random() < 0.5:
                page["toon als"] = self.condition()
            for at in range(self.dice.randint(2, 5)):
                page["questions"].append(self.question(f"v{number}_{at}"))
            if self.dice.random() < 0.3:
                page["stops"] = [{"als": self.condition(), "title": "U kunt niet verder", "text": "Dat kan zo niet."}]
            self.pages.append(page)
        self.values = {f"w{number}": self.value() for number in range(self.dice.randint(1, 3))}

    def question(self, name: str) -> dict[str, Any]:
        pick = self.dice.choice
        kind = pick(KINDS)
        found: dict[str, Any] = {"question": name, "type": kind, "label": f"Vraag {name}", "required": self.dice.random() < 0.5}
        if kind == "choice":
            found["options"] = self.dice.choice((OPTIONS, OPTIONS, "wijken"))
            found |= {"look": "select"} if self.dice.random() < 0.3 else {}
        elif kind == "choices":
            found |= {"options": OPTIONS}
        elif kind == "group":
            inner = [{"question": f"{name}_a", "type": "number", "label": "A"}, {"question": f"{name}_b", "type": "yes_no", "label": "B"},
                     {"question": f"{name}_c", "type": "text", "label": "C", "toon als": f"{name}_b is {pick(('ja', 'nee'))}"}]  # fmt: skip
            found |= {"questions": inner, "max": 5}
        if self.kinds and self.dice.random() < 0.5:
            found["toon als"] = self.condition()
        if self.kinds and self.dice.random() < 0.2:
            found.pop("required")
            found["verplicht als"] = self.condition()
        dates = [each for each, of in self.kinds.items() if of == "date"]
        if kind == "date" and self.dice.random() < 0.6:
            other = self.dice.choice([*dates, "vandaag", "2027-02-03", *(f"{each} + 2 weken" for each in dates)])
            found["fout als"] = [{"als": f"{name} < {other}", "text": "Kies een latere dag."}]
        self.kinds[name] = kind if found.get("options") != "wijken" else "loose"
        return found

    def value(self) -> str:
        numbers = [name for name, kind in self.kinds.items() if kind in ("number", "money")]
        if numbers and self.dice.random() < 0.5:
            return f"als {self.condition()} dan {self.dice.choice(numbers)} * 2 anders grens"
        return self.condition()

    def condition(self, depth: int = 0) -> str:
        pick = self.dice.choice
        if depth < 2 and self.dice.random() < 0.35:
            return pick((" en ", " of ")).join(f"({self.condition(depth + 1)})" for _ in range(2))
        if depth < 2 and self.dice.random() < 0.1:
            return f"niet ({self.condition(depth + 1)})"
        name = pick(list(self.kinds) or [""])
        return pick(_CONDITIONS.get(self.kinds.get(name, ""), ("open is ja", "grens >= 3"))).format(name)

    def definition(self) -> ServiceDefinition:
        service = {
            "service": "gemaakt", "name": "Iets aanvragen", "title": "Iets", "summary": "Vraag het hier aan.", "login": {},
            "promise": {"online": "deels", "term": "8 weken", "minutes": 4}, "settings": SETTINGS, "values": self.values, "pages": self.pages,
            "decision": {"rows": [{"row": "m", "outcome": "medewerker", "reason": "Wij kijken."}]},
            "costs": [{"label": "Prijs", "amount": "12.50"}, {"label": "Meer", "amount": "grens * 2", "als": self.condition()}],
            "payment": {"when": "submit", "description": "Iets"},
            "zaak": {"term": "8 weken", "statuses": [{"status": each, "name": each, "text": each} for each in ("een", "twee")],
                     "results": [{"result": "v", "name": "V", "on": "verlenen", "selectielijst": "x", "archive": "vernietigen", "keep": "1 jaar"}]},
            "messages": {"received": "texts/r.md"},
        }  # fmt: skip
        return definition_of({"service.yaml": dumped(service), "texts/r.md": "Ontvangen\n\nWij kijken ernaar.\n"})


_NUMBER = ("{0} >= 3", "{0} < 5", "{0} is 4", "{0} is niet 4", "{0} tussen 2 en 6", "{0} is ingevuld", "{0} is leeg", "{0} + {0} >= 7",
           "{0} <= grens", "{0} / 2 > 2", "als {0} > 3 dan open anders nee")  # fmt: skip
_CONDITIONS = {
    "number": _NUMBER, "money": _NUMBER, "text": ("{0} is ingevuld", "{0} is leeg", '{0} is "ja"', '{0} is niet "ja"'),
    "yes_no": ("{0} is ja", "{0} is nee", "{0} is niet ja", "niet {0}", "{0}", "{0} is ingevuld"),
    "choice": ("{0} is markt", "{0} is niet feest", "{0} is een van (markt, een-tocht)", "{0} is niet een van (markt, feest)", "{0} is leeg",
               "{0} is een van soorten"),
    "loose": ('{0} is "noord"', "{0} is ingevuld"),
    "choices": ("{0} bevat markt", "{0} bevat niet feest", "{0} is leeg", "{0} is ingevuld", "aantal van {0} >= 2"),
    "date": ("{0} < vandaag", "{0} > vandaag - 18 jaar", "{0} is ingevuld", "{0} >= 2027-01-01", "{0} tussen 2020-01-01 en 2030-01-01",
             "leeftijd van {0} >= 18", "leeftijd van {0} < 12", "{0} > vandaag + 2 weken"),
    "statement": ("{0} is ja", "{0} is niet ja"), "email": ("{0} is ingevuld",), "upload": ("{0} is leeg", "aantal van {0} >= 1"),
    "group": ("aantal van {0} >= 2", "een van {0} ({0}_a > 3)", "alle van {0} ({0}_b is ja)", "som van {0}.{0}_a >= 6",
              "aantal van {0} waar ({0}_a >= 2) is 1", "{0} is leeg"),
}  # fmt: skip


def answers(plan: Plan, dice: Random) -> dict[str, Any]:
    """An answer to most questions, in stored form."""
    asked = [each for page in plan.pages for each in page.questions if each.kind.asks]
    return {each.name: answer(each, dice) for each in asked if dice.random() < 0.85}


def answer(asked: QuestionPlan, dice: Random) -> Any:
    part: Any = asked.part
    if part.type in ("choice", "choices"):
        values = list(asked.kind.options) or ["x"]  # type: ignore[attr-defined]
        return dice.choice(values) if part.type == "choice" else dice.sample(values, dice.randint(0, len(values)))
    if part.type == "group":
        return [{each.name: answer(each, dice) for each in asked.inner if each.kind.asks and dice.random() < 0.9} for _ in range(dice.randint(0, 3))]
    if part.type in ("number", "money"):
        low = part.min if part.min is not None else Decimal(-1)
        return str(low + dice.randint(0, 9))
    return dice.choice(_ANSWERS.get(part.type, (None,)))


_ANSWERS: dict[str, tuple[Any, ...]] = {
    "text": ("ja", "nee", "Jan"), "long_text": ("Een lang verhaal",), "yes_no": (True, False), "statement": (True,),
    "date": ("2026-11-23", "2026-11-24", "2027-02-03", "2027-12-31", "2010-05-06", "1980-02-29", "2026-12-20", "2014-11-23", "2008-11-24"),
    "time": ("10:00", "23:30"), "email": ("a@voorbeeld.example",), "phone": ("+31612345678",), "bsn": ("999990019",), "iban": ("NL91ABNA0417164300",),
    "number_plate": ("AB123C",), "kvk": ("12345678",), "upload": ([{"document_id": "d", "name": "a.pdf", "size": 12}], []),
    "address_nl": ({"postcode": "1998AB", "huisnummer": "3", "straat": "Dorpsstraat", "woonplaats": "Zonnedam"},),
    "map_point": ({"beschrijving": "Op het plein"},), "map_line": ({"beschrijving": "Door de straat"},), "map_area": ({"beschrijving": "Het veld"},),
    "signature": ({"naam": "Sanne Wit"},), "name": ({"voornamen": "Sanne", "geslachtsnaam": "Wit"},),
}  # fmt: skip
