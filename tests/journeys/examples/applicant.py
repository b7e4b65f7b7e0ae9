"""Somebody who answers as an example does: from the page of the service to the confirmation."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from playwright.sync_api import expect

from balie.forms.public import Example, Plan, State
from tests.journeys.examples.standing_in import CODE
from tests.journeys.hands import Pointer, file_named
from tests.journeys.steps import Visitor

MAIL = "voorbeeld@voorbeeld.example"
STEPS = 60
BROUGHT_UP = 6
ROW = "nog:"
NOT_ALL = "Er klopt nog iets niet"
# all fields of a page at once: with a pointer or with keys every type is filled in elsewhere. Gives back the fields for files.
GIVE = """wanted => {
  const files = [];
  for (const [name, values] of Object.entries(wanted)) {
    const boxes = [...document.querySelectorAll(`main [name="${CSS.escape(name)}"]:not([type=hidden])`)];
    const first = boxes[0];
    if (!first) continue;
    if (first.type === 'file') { files.push(name); continue; }
    if (first.type === 'radio' || first.type === 'checkbox')
      for (const box of boxes) box.checked = values.includes(box.value) || (boxes.length === 1 && values.length > 0);
    else if (!first.readOnly && !first.disabled) first.value = values[0];
    first.dispatchEvent(new Event('change', {bubbles: true}));
  }
  return files;
}"""


class Applicant(Visitor):
    """`state`: what comes out of the example by the rules alone, to compare with what the screen does."""

    def __init__(self, page, balie, axe, *, plan: Plan, example: Example, state: State, knows) -> None:
        super().__init__(page, balie, axe, name=f"{plan.service.service}-{example.example}", plain=False)
        self.plan, self.example, self.state, self.knows = plan, example, state, knows
        self.hands = Pointer(self)
        self.met: list[str] = []

    def apply(self) -> str:
        """How it ended: `stop`, `error`, `partial` or `sent`."""
        service = self.plan.service
        self.open(f"/diensten/{service.service}/")
        self.sees(service.name)
        if self.checks():
            return "stop"
        self.open(f"/aanvragen/{service.service}/")
        for _step in range(STEPS):
            if (ended := self.step()) is not None:
                return ended
        raise AssertionError(f"no end: {self.met}")

    def step(self) -> str | None:
        path = self.page.url
        if "/stap/" in path:  # first: a page of a form may be called anything
            return self.fills_in()
        if "/voorwie" in path or self.page.locator("[name=voor]").count():
            self.choose_first("voor")
        elif "/toestemming/" in path or self.page.locator("[name=akkoord][value=nee]").count():
            self.consents()
        elif "/code/" in path:
            self.proves()
        elif "/controle/" in path:
            return self.sends()
        else:
            raise AssertionError(f"{path}: {self.page.locator('main').inner_text()[:300]}")
        return None

    # -- before the form

    def checks(self) -> bool:
        """"Kan ik dit aanvragen?"; True when that is where it ends."""
        check = self.plan.service.check
        answers = {each.question for each in check.questions} & self.example.answers.keys() if check else ()
        if not answers:
            return False
        self.open(f"/diensten/{self.plan.service.service}/kan-ik-dit/")
        self.answers({name: self.plan.check.types[name] for name in answers}, self.example.answers)
        self.press("Kijk of het kan")
        if self.page.get_by_text("Ja, u kunt dit aanvragen").count():
            return False
        if self.page.get_by_text(NOT_ALL).count():  # the example is about the form, and leaves a question of the check open
            assert {each.question for each in check.questions} - self.example.answers.keys(), "the check refuses what was filled in"
            return False
        assert self.state.stop is not None or self.example.expect.stop, "the check stops who may go on"
        expect(self.page.get_by_role("status").get_by_role("heading", name=self.example.expect.stop).first).to_be_visible()
        return True

    def choose_first(self, name: str) -> None:
        box = self.page.locator(f"main [name='{name}']").first
        self.page.locator(f"label[for='{box.get_attribute('id')}']").click()
        self.press("Volgende")

    def consents(self) -> None:
        """Yes, unless the example has nothing from there and it may be refused."""
        source = re.search(r"/toestemming/([^/]+)/", self.page.url)[1]
        may_refuse = any(each.source == source and not each.required for each in self.plan.service.facts)
        self.choose("Nee, ik vul het zelf in" if may_refuse and not self.knows(source) else "Ja, haal mijn gegevens op")
        self.press("Volgende")

    # -- the form

    def fills_in(self) -> str | None:
        name = re.search(r"/stap/([^/?]+)/", self.page.url)[1]
        page = self.state.page(name)
        assert page is not None, f"{name} is shown, and not by the rules: {[each.name for each in self.state.pages]}"
        self.met.append(name)
        self.answers({each.name: self.plan.types[each.name] for each in page.questions}, self.example.answers)
        self.press("Volgende")
        stop = self.state.stop
        if stop is not None and stop.page == name:
            self.sees(stop.title)
            return "stop"
        if f"/stap/{name}/" in self.page.url:
            return self.refused(name)
        return None

    def refused(self, name: str) -> str:
        """The page stays: because of what the example says is wrong or missing, and for no other reason."""
        said = " ".join(self.page.locator("main").inner_text().split())
        wrong = self.example.expect.errors or ()
        page = {each.name: each for each in self.state.page(name).questions}
        here = [each for each in wrong if each.split(".")[0] in page]
        open_yet = [each.name for each in page.values() if (each.missing or each.error) and each.name not in here]
        assert here or (self.example.expect.partial and open_yet), f"{name} refuses: {said[:1500]}"
        if isinstance(wrong, Mapping):
            assert all(" ".join(wrong[each].split()) in said for each in here), f"{name} says otherwise: {said[:1500]}"
        return "error" if here else "partial"

    def answers(self, kinds: Mapping[str, Any], stored: Mapping[str, Any]) -> None:
        """Answers bring up other questions, so again until nothing new is there."""
        wanted = {field: values for name, kind in kinds.items() if name in stored and kind.asks for field, values in fields(kind, name, stored[name])}
        for _time in range(BROUGHT_UP):
            there = [field for field in wanted if self.is_there(field)]
            if not there:
                return
            given = {field: wanted.pop(field) for field in there}
            files = self.page.evaluate(GIVE, {field: values for field, values in given.items() if not field.startswith(ROW)})
            self.hands.settle()
            for field in files:
                for name in given[field]:
                    self.page.locator(f"main [name='{field}'][type=file]").set_input_files(file_named(name))
                    self.hands.settle()
            for field in (each for each in there if each.startswith(ROW)):
                self.row(field)

    def is_there(self, field: str) -> bool:
        return field.startswith(ROW) or self.page.locator(f"main [name='{field}']:not([type=hidden])").count() > 0

    def row(self, field: str) -> None:
        """A row more, when there are too few."""
        name, number = field.removeprefix(ROW).rsplit(":", 1)
        if not self.page.locator(f"main [name^='{name}-{number}-']").count():
            self.page.locator(f"button[name='nog-{name}']").click()
            self.page.wait_for_load_state("load")
            self.hands.settle()

    # -- the end

    def proves(self) -> None:
        self.press("Stuur mij de code")
        self.write("Code van 6 cijfers", CODE)
        self.press("Bevestig")

    def sends(self) -> str:
        self.sees("Klopt alles?")
        if (box := self.page.locator("main [name=email]")).count() and not box.input_value():
            box.fill(MAIL)
        self.page.locator("button[form=versturen]").click()
        self.look()
        if "/betalen" in self.page.url or self.page.get_by_text("U hebt nog niet betaald").count():
            raise AssertionError(self.page.locator("main").inner_text()[:300])
        return "sent"


def fields(kind: Any, name: str, stored: Any) -> Iterator[tuple[str, list[str]]]:
    """What a browser would send for a stored answer: field → values; `nog:NAME:ROW` for a row of a group."""
    match kind.template:
        case "group":
            for number, row in enumerate(stored):
                yield f"{ROW}{name}:{number}", []
                for inner, value in row.items():
                    yield from fields(kind.inner[inner], f"{name}-{number}-{inner}", value)
        case "upload":
            yield name, [each["name"] for each in stored]
        case "people":
            yield name, [stored] if isinstance(stored, str) else list(stored)
        case "signature":
            yield f"{name}-naam", [stored.get("naam") or "Voorbeeld"]
            yield f"{name}-akkoord", ["ja"]
        case "period":
            for part, raw in kind.raw(kind.from_json(stored)).items():
                for inner, value in raw.items():
                    yield f"{name}-{part}-{inner}" if inner else f"{name}-{part}", [str(value)]
        case _:
            for part, value in kind.raw(kind.from_json(stored)).items():
                values = value if isinstance(value, list) else [value]
                if values and values != [""]:
                    yield f"{name}-{part}" if part else name, [str(each) for each in values]
