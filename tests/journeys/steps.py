"""What people do at the screen: a visitor who looks at every page met, and a resident who applies, pays, books and reads."""
from __future__ import annotations

import os
import re
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

SHOTS = os.environ.get("BALIE_SHOTS")  # a folder: a picture of every page met


class Visitor:
    """Somebody with a browser. Every page of Balie that is met is checked with axe, once as it looks then."""

    def __init__(self, page: Page, balie, axe, *, name: str = "visitor", plain: bool = False):
        self.plain = plain
        self.page, self.balie, self.axe, self.name = page, balie, axe, name
        self.seen: set[tuple[str, str]] = set()
        self.count = 0

    def open(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else f"{self.balie.url}{path}")
        self.look()

    def sees(self, words: str, *, level: int | None = 1) -> None:
        """The page has this heading; `level=None`: these words anywhere."""
        found = self.page.get_by_role("heading", name=words, level=level) if level else self.page.get_by_text(words)
        expect(found.first).to_be_visible()
        self.look()

    def press(self, name: str, *, exact: bool = True) -> None:
        """A button, or a link that looks like one."""
        self.control(name, exact=exact).click()
        self.look()

    def control(self, name: str, *, exact: bool = True) -> Locator:
        button = self.page.get_by_role("button", name=name, exact=exact)
        return button.or_(self.page.get_by_role("link", name=name, exact=exact)).first

    def choose(self, *names: str) -> None:
        """Radio buttons and checkboxes, by their label."""
        for name in names:
            option = self.page.get_by_role("radio", name=name, exact=True).or_(self.page.get_by_role("checkbox", name=name, exact=True)).first
            if not option.is_checked():
                with self.drawn():
                    self.page.locator(f"label[for='{option.get_attribute('id')}']").click()

    def write(self, label: str, text: str, *, place: int = 0) -> None:
        box = self.page.get_by_label(label).nth(place)
        if box.input_value() != text:
            with self.drawn():
                box.fill(text)
                box.blur()

    def day(self, day, *, group: str = "") -> None:
        """A date in its three boxes."""
        scope = self.page.get_by_role("group", name=group) if group else self.page
        for label, number in (("Dag", day.day), ("Maand", day.month), ("Jaar", day.year)):
            box = scope.get_by_label(label, exact=True).first
            if box.input_value() != str(number):
                with self.drawn():
                    box.fill(str(number))
                    box.blur()

    @contextmanager
    def drawn(self):
        """With JavaScript a change on a step makes the server draw the questions again: what follows waits for that."""
        if self.plain or self.page.locator("#velden[hx-post]").count() == 0:
            yield
            return
        with self.page.expect_response(lambda answer: answer.url.endswith("/vooruit/")) as drawn:
            yield
        drawn.value.finished()
        expect(self.page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)

    def look(self) -> None:
        """Axe, no sideways scrolling and, when asked for, a picture; once for each address and heading."""
        self.page.wait_for_load_state("load")
        if not self.at_home:
            return
        heading = self.page.locator("h1").first
        words = heading.inner_text() if heading.count() else ""
        state = (path_of(self.page.url), words, self.page.locator("[aria-invalid=true]").count())
        if state in self.seen:
            return
        self.seen.add(state)
        self.picture(state[0])
        self.axe(self.page)
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") if not self.plain else 0
        assert wide <= 0, f"{self.page.url} is {wide} px wider than the screen"

    @property
    def at_home(self) -> bool:
        return self.page.url.startswith(self.balie.url)

    def picture(self, path: str) -> None:
        if not SHOTS:
            return
        self.count += 1
        folder = Path(SHOTS) / self.name
        folder.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "home"
        self.page.screenshot(path=str(folder / f"{self.count:02}-{name}.png"), full_page=True)


def path_of(url: str) -> str:
    """The address without ids and tokens: one page, whoever it is for."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|/(verder|akkoord)/[^/]+", r"/\1x", urlsplit(url).path)


class Resident(Visitor):
    """A test person of the demo town, with DigiD."""

    def __init__(self, page: Page, balie, axe, key: str, *, name: str = "", plain: bool = False):
        super().__init__(page, balie, axe, name=name or key, plain=plain)
        self.key = key

    def identify(self, *, button: str = "Inloggen") -> None:
        """On the page of the login provider."""
        self.page.locator(f"[data-key={self.key}]").check()
        self.page.get_by_role("button", name=button, exact=True).click()
        self.look()

    def begin(self, service: str) -> None:
        """From the service page, through login, to the first consent."""
        self.open(f"/aanvragen/{service}/")
        self.log_in()

    def log_in(self) -> None:
        """Where the page of Balie asks for it."""
        self.press("Log in met DigiD")
        self.identify()

    def agree(self, *, times: int = 1) -> None:
        for _time in range(times):
            self.sees("Mogen wij uw gegevens ophalen?")
            self.choose("Ja, haal mijn gegevens op")
            self.press("Volgende")

    def next(self, heading: str = "") -> None:
        self.press("Volgende")
        if heading:
            self.sees(heading)

    def pay(self, button: str = "betaal") -> None:
        """On the page of the bank."""
        self.page.locator(f"button[name=knop][value={button}]").click()
        self.look()
