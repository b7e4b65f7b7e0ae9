"""Somebody who fills in a form nobody has seen before: page after page, the shortest way or with as much as possible switched on."""
from __future__ import annotations

import re
from datetime import timedelta

from balie.kernel import clock
from tests.journeys.hands import DRAWING, paper
from tests.journeys.steps import Visitor

PAGES = 40
ROUNDS = 6
MAIL = "bezoeker@voorbeeld.example"
_WORDS = (("postcode", "1998 AB"), ("huisnummer", "12"), ("telefoon", "0612345678"), ("kvk", "12345678"))
_BOXES = "main input:not([type=radio],[type=checkbox],[type=file],[type=hidden],[type=search]), main textarea"
_EMPTY = "els => els.filter(e => !e.disabled && !e.readOnly && !e.value && e.offsetParent !== null).map(e => e.id)"


class Walker:
    """`full` answers everything, with Ja and every box ticked; else only what must be, with Nee and the first choice."""

    def __init__(self, visitor: Visitor, *, full: bool) -> None:
        self.visitor, self.page, self.full = visitor, visitor.page, full
        self.titles: list[str] = []

    def walk(self) -> list[str]:
        """From the first page to the check; the headings met."""
        for _page in range(PAGES):
            if "/controle/" in self.page.url:
                return self.titles
            self.titles.append(self.page.locator("h1").first.inner_text())
            self.fill()
            before = self.page.url
            self.page.get_by_role("button", name="Volgende", exact=True).click()
            self.page.wait_for_load_state("load")
            if self.page.url == before:
                self.mend(before)
            self.visitor.look()
        raise AssertionError(f"no end after {PAGES} pages: {self.titles}")

    def mend(self, before: str) -> None:
        """What an answer switched on shows only now."""
        self.fill()
        self.page.get_by_role("button", name="Volgende", exact=True).click()
        self.page.wait_for_load_state("load")
        wrong = [" ".join(each.split()) for each in self.page.locator(".utrecht-form-field--invalid, [role=alert]").all_inner_texts()]
        assert self.page.url != before, f"{before} refuses: {wrong}"

    def fill(self) -> None:
        """Until nothing that can be answered is open any more: an answer may bring up other questions."""
        for _round in range(ROUNDS):
            if not self.chosen() and not self.folded_out() and not self.written() and not self.uploaded():
                return

    def settle(self) -> None:
        """Wait until the server has drawn the questions again."""
        self.page.wait_for_timeout(250)
        self.page.locator(".htmx-request, .htmx-swapping, .htmx-settling").first.wait_for(state="detached")

    def optional(self, name: str) -> bool:
        """Stands “mag leeg” at this question?"""
        return self.page.locator(f"fieldset:has([name='{name}']) > legend .b-optional, .b-field:has([name='{name}']) .b-optional").count() > 0

    def chosen(self) -> int:
        """Radios, boxes; how many were touched."""
        found = self.page.eval_on_selector_all(
            "main input[type=radio], main input[type=checkbox]",
            "els => els.map(e => [e.name, e.id, e.type, e.checked, (e.labels[0] || {}).innerText || ''])",
        )  # fmt: skip
        touched, names = 0, dict.fromkeys(name for name, *_ in found)
        for name in names:
            own = [each for each in found if each[0] == name]
            boxes = own[0][2] == "checkbox"
            if any(each[3] for each in own) and not (self.full and boxes):
                continue
            if not self.full and self.optional(name):
                continue
            last = self.full and boxes
            for _, mark, _, checked, _ in own if last else [self.best(own)]:
                label = self.page.locator(f"label[for='{mark}']")
                if not checked and label.count():
                    label.click()
                    touched += 1
        if touched:
            self.settle()
        return touched

    def folded_out(self) -> int:
        """Lists that fold out; how many were touched."""
        touched = 0
        for box in self.page.locator("main select").all():
            if not box.input_value() and (self.full or not self.optional(box.get_attribute("name") or "")):
                box.select_option(index=1)  # the first stands for no choice
                touched += 1
        if touched:
            self.settle()
        return touched

    def best(self, own: list[list]) -> list:
        wanted = "Ja" if self.full else "Nee"
        return next((each for each in own if each[4].strip() == wanted), own[0])

    def written(self) -> int:
        """Lines, numbers, days and times; how many were filled in."""
        marks = self.page.eval_on_selector_all(_BOXES, _EMPTY)
        touched = 0
        for mark in marks:
            box = self.page.locator(f"[id='{mark}']")
            if box.count() and (self.full or not self.optional(box.get_attribute("name") or "") or re.search("-(dag|maand|jaar)$", mark)):
                box.fill(self.answer(mark, box))
                touched += 1
        if touched:
            self.page.keyboard.press("Tab")
            self.settle()
        return touched

    def answer(self, mark: str, box) -> str:
        about = f"{mark} {self.said(mark)}".lower()
        days = 80 if "opbouw" in about else 95 if "afbouw" in about else 90
        day = clock.today() + timedelta(days=days + (1 if re.search(r"eind|klaar|afloop", about) else 0))
        day = clock.today() - timedelta(days=12_000) if "geboorte" in about else day
        for end, value in (("-dag", day.day), ("-maand", day.month), ("-jaar", day.year)):
            if mark.endswith(end):
                return str(value)
        if box.get_attribute("type") == "email":
            return MAIL
        if box.get_attribute("type") == "time" or "hoe laat" in about or re.search("_tijd$", mark):
            return "14:00"
        if mark.endswith("-punten"):  # said in words, a place needs no points
            return ""
        if found := next((value for word, value in _WORDS if word in about), ""):
            return found
        if box.get_attribute("inputmode") in ("numeric", "decimal"):
            return "2"
        return "0612345678" if box.get_attribute("type") == "tel" else "Voorbeeld"

    def said(self, mark: str) -> str:
        """What stands at this box: its own label, and that of the question it is a part of."""
        return self.page.locator(f"[id='{mark}']").evaluate(
            "e => [e.labels[0], e.closest('fieldset')?.querySelector('legend')].map(each => each ? each.innerText : '').join(' ')"
        )

    def uploaded(self) -> int:
        """A small paper wherever one is asked for."""
        touched = 0
        for mark in self.page.eval_on_selector_all("main input[type=file]", "els => els.map(e => e.id)"):
            box = self.page.locator(f"[id='{mark}']")
            name = box.get_attribute("name") or ""
            own = self.page.locator(f".b-field:has([id='{mark}'])")
            if own.get_by_text(DRAWING).count() or box.evaluate("e => e.files.length") or (self.optional(name) and not self.full):
                continue
            box.set_input_files(paper())
            touched += 1
            self.settle()
        return touched
