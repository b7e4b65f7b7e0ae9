"""What people do at the screen: a visitor who looks at every page met, and a resident who applies, pays, books and reads."""
from __future__ import annotations

import io
import os
import re
import time
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import icalendar
import pyotp
import pypdf
from playwright.sync_api import Locator, Page, expect

from balie.demo.officials import OFFICIALS
from balie.kernel import clock
from tests.journeys.skeleton import is_new, skeleton

SHOTS = os.environ.get("BALIE_SHOTS")  # a folder: a picture of every page met
WIDTHS = (390, 1280)


class Visitor:
    """Somebody with a browser. Every page of Balie that is met is checked as wide as a phone and as a desk, whatever the visitor has; with axe
    unless a page with the same skeleton was."""

    def __init__(self, page: Page, balie, axe, *, name: str = "visitor", plain: bool = False):
        self.plain = plain
        self.page, self.balie, self.axe, self.name = page, balie, axe, name
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

    def press_with_keys(self, name: str) -> None:
        """A button that sends the page: reached with Tab from where the focus is, pressed with Enter."""
        wanted = self.control(name)
        for _time in range(80):
            self.page.keyboard.press("Tab")
            if wanted.evaluate("element => element === document.activeElement"):
                with self.page.expect_navigation():  # unlike a click, a key does not wait for the page that follows
                    self.page.keyboard.press("Enter")
                self.look()
                return
        raise AssertionError(f"{name!r} cannot be reached with Tab")

    def control(self, name: str, *, exact: bool = True) -> Locator:
        button = self.page.get_by_role("button", name=name, exact=exact)
        return button.or_(self.page.get_by_role("link", name=name, exact=exact)).first

    def search(self, words: str) -> None:
        """In the search box of the page: with a list that opens while typing, where that can be."""
        box = self.page.get_by_role("combobox", name="Wat zoekt u?").or_(self.page.get_by_role("searchbox", name="Wat zoekt u?")).first
        box.fill(words)
        box.press("Enter")
        self.sees(words, level=None)

    def choose(self, *names: str, place: int = 0) -> None:
        """Radio buttons and checkboxes, by their label."""
        for name in names:
            option = self.page.get_by_role("radio", name=name, exact=True).or_(self.page.get_by_role("checkbox", name=name, exact=True)).nth(place)
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

    def mails(self, address: str, words: str) -> list[dict]:
        """The mails to this address with these words in their subject, the newest first; the first comes within half a minute."""
        for _time in range(150):
            box = self.page.request.get(f"{self.balie.town_url}/mail.json", params={"to": address}).json()["mails"]
            if found := [mail for mail in box if words.lower() in mail["subject"].lower()]:
                return found
            self.page.wait_for_timeout(200)
        raise AssertionError(f"no mail about {words!r} to {address}: {[mail['subject'] for mail in box]}")

    def texts(self, number: str, words: str = "") -> list[dict]:
        """The text messages to this number (06…) with these words in them, the newest first; the first comes within half a minute."""
        for _time in range(60):
            box = self.page.request.get(f"{self.balie.town_url}/sms.json", params={"to": f"+31{number[1:]}"}).json()["sms"]
            if found := [each for each in box if words.lower() in each["body"].lower()]:
                return found
            self.page.wait_for_timeout(500)
        raise AssertionError(f"no text message about {words!r} to {number}: {[each['body'] for each in box]}")

    def look(self) -> None:
        """No sideways scrolling, axe and, when asked for, a picture."""
        self.page.wait_for_load_state("load")
        if not self.at_home:
            return
        self.fits()
        drawn, own = skeleton(self.page), self.page.viewport_size
        if is_new(drawn, own["width"], self.plain, self.name if SHOTS else ""):
            self.picture(path_of(self.page.url))
            self.measure()
        for width in WIDTHS:
            if not SHOTS and is_new(drawn, width, self.plain, ""):
                self.page.set_viewport_size(own | {"width": width})
                self.fits()
                self.measure()
                self.page.set_viewport_size(own)

    def fits(self) -> None:
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} is {wide} px wider than a screen of {self.page.viewport_size['width']}"

    def measure(self) -> None:
        with self.measurable() as page:
            self.axe(page)

    @contextmanager
    def measurable(self):
        """The page for axe, which is a script. Without JavaScript: a copy of what stands there, with its own scripts left out."""
        if not self.plain:
            yield self.page
            return
        html = self.page.content()

        def answer(route) -> None:
            match route.request.resource_type:
                case "document":
                    route.fulfill(body=html, content_type="text/html; charset=utf-8")
                case "script":
                    route.abort()
                case _:
                    route.continue_()

        context = self.page.context.browser.new_context(viewport=self.page.viewport_size, locale="nl-NL")
        try:
            copy = context.new_page()
            copy.route("**/*", answer)
            copy.goto(self.page.url)
            yield copy
        finally:
            context.close()

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
        self.page.screenshot(path=str(folder / f"{self.count:02}-{name}.png"), full_page=True, caret="initial")


def path_of(url: str) -> str:
    """The address without ids and tokens: one page, whoever it is for."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|/(verder|akkoord)/[^/]+", r"/\1x", urlsplit(url).path)


def words_of_pdf(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


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

    def paid(self, price: str) -> str:
        """To the bank and back; the number of the zaak."""
        self.press(f"Betaal {price}")
        self.pay()
        self.sees("Gelukt. Uw aanvraag is binnen.")
        self.sees(f"U hebt {price} betaald.", level=None)
        return self.kenmerk()

    @property
    def person(self) -> dict:
        """What the demo town knows of this resident: name, bsn, …"""
        people = self.page.request.get(f"{self.balie.town_url}/console/people.json").json()["people"]
        return next(one for one in people if one["key"] == self.key)

    def download(self, title: str, *, path: str) -> bytes:
        """A paper from a page on which it appears once a worker has made it."""
        self.until_seen(title, path=path)
        link = self.page.get_by_role("link", name=title).first
        answer = self.page.request.get(urljoin(self.page.url, link.get_attribute("href")))
        assert answer.headers["content-disposition"].startswith("attachment"), answer.headers
        return answer.body()

    @property
    def address(self) -> str:
        """An e-mail address of this resident on this journey alone."""
        return f"{self.name}@voorbeeld.example"

    def mailed(self, words: str) -> dict:
        """The one mail to this resident that has these words in its subject; it comes within half a minute."""
        found = self.mails(self.address, words)
        assert len(found) == 1, f"{words!r} was sent {len(found)} times"
        return found[0]

    def read(self, subject: str) -> str:
        """The message with this subject in Mijn Balie, once the mail about it came."""
        self.mailed(subject)
        self.open("/mijn/berichten/")
        self.press(subject, exact=False)
        self.sees(subject)
        return self.page.get_by_role("main").inner_text()

    def kenmerk(self) -> str:
        """The number of the zaak, as the confirmation says it."""
        return self.page.locator("main").get_by_text(re.compile(r"^\s*Z-\d{4}-\d+\s*$")).first.inner_text().strip()

    def number(self) -> str:
        """The number of the zaak, on its page in Mijn Balie."""
        return re.search(r"Z-\d{4}-\d+", self.page.get_by_role("main").inner_text())[0]

    def book(self) -> None:
        """The first free moment, from the confirmation that asks for it."""
        self.press("Kies een dag en tijd")
        self.page.get_by_role("radio").first.check()
        self.press("Maak de afspraak")

    def appointment(self) -> tuple[icalendar.Event, datetime]:
        """What the calendar file of this page says, and when that is in the Netherlands."""
        link = self.page.get_by_role("link", name="Zet in mijn agenda").first
        answer = self.page.request.get(urljoin(self.page.url, link.get_attribute("href")))
        assert answer.headers["content-type"].startswith("text/calendar"), answer.headers
        event = icalendar.Calendar.from_ical(answer.body()).walk("VEVENT")[0]
        return event, clock.local(event.decoded("dtstart"))

    def upload(self, label: str, name: str) -> None:
        """A paper that somebody has at home, as a PDF."""
        writer, file = pypdf.PdfWriter(), io.BytesIO()
        writer.add_blank_page(width=595, height=842)
        writer.add_metadata({"/Title": name})
        writer.write(file)
        self.page.get_by_label(label).set_input_files({"name": name, "mimeType": "application/pdf", "buffer": file.getvalue()})

    def proof(self) -> str:
        """The words of the confirmation that may be kept."""
        return words_of_pdf(self.download("Bewaar het bewijs", path=urlsplit(self.page.url).path))

    def open_finished(self, title: str) -> None:
        """From Mijn Balie, once this one is there among what is done: something else that is done may be there long before."""
        done = self.page.locator("section").filter(has=self.page.get_by_role("heading", name="Dit is klaar"))
        self.until_there(done.get_by_role("link", name=title, exact=True), path="/mijn/").click()
        self.sees(title)

    def until_seen(self, words: str, *, path: str) -> None:
        """What a worker does in the background shows on this page in a while."""
        self.until_there(self.page.locator("main").get_by_text(words), path=path)
        self.sees(words, level=None)

    def until_there(self, wanted: Locator, *, path: str) -> Locator:
        """The page again and again until it has this, for a minute at most."""
        end = time.monotonic() + 60
        while True:
            self.page.goto(f"{self.balie.url}{path}")
            if wanted.count() or time.monotonic() > end:
                return wanted.first
            self.page.wait_for_timeout(300)


class Official(Visitor):
    """An official of the demo town at work, with password and authenticator. Logged in once; a code counts only once."""

    kept: dict[str, list] = {}  # name → the cookies of who is logged in already

    def __init__(self, page: Page, balie, axe, first_name: str, *, plain: bool = False):
        super().__init__(page, balie, axe, name=f"official-{first_name}", plain=plain)
        self.person = next(one for one in OFFICIALS if one.email.startswith(f"{first_name}@"))

    def log_in(self) -> None:
        if self.person.email in self.kept:
            self.page.context.add_cookies(self.kept[self.person.email])
            self.open("/werk/")
            return
        self.open("/werk/")
        self.write("E-mailadres", self.person.email)
        self.write("Wachtwoord", self.person.password)
        self.press("Log in")
        self.write("Code", pyotp.TOTP(self.person.totp_secret).now())
        self.press("Ga verder")
        expect(self.page).to_have_url(re.compile(r"/werk/$"))
        self.kept[self.person.email] = self.page.context.cookies()

    def open_zaak(self, kenmerk: str) -> None:
        """Found by its number; a worker makes it, so it may take a moment."""
        box = self.page.get_by_role("searchbox", name="Zoek een zaak op nummer of naam")
        row = self.page.get_by_role("row").filter(has_text=kenmerk)
        for _time in range(100):
            box.fill(kenmerk)
            box.press("Enter")
            self.page.wait_for_url("**/werk/zoeken/")
            self.page.wait_for_load_state("load")
            if row.count():
                break
            self.page.wait_for_timeout(300)
        self.look()
        row.get_by_role("link").click()
        expect(self.page).to_have_url(re.compile(r"/werk/zaken/"))
        self.look()

    def find_visit(self, day, code: str) -> Locator:
        """Who comes with this code on this day, at the desk."""
        self.open(f"/werk/afspraken/?dag={day.isoformat()}")
        box = self.page.get_by_role("searchbox", name="Zoek op code of naam")
        box.fill(code)
        box.press("Enter")
        visit = self.page.get_by_role("article").filter(has_text=code)
        expect(self.page.get_by_role("link", name="Toon alle afspraken van deze dag")).to_be_visible()
        expect(visit).to_have_count(1)
        self.look()
        return visit

    def take(self) -> None:
        self.press("Pak op")
        self.sees("U behandelt deze zaak nu.", level=None)

    def finish(self, task: str) -> None:
        """Everything of this task is looked at."""
        self.page.get_by_role("button", name=re.compile(rf"Nagekeken\s*: {re.escape(task)}")).click()
        self.look()

    def decide(self, outcome: str, reason: str) -> None:
        self.choose(outcome)
        self.write("Toelichting voor de inwoner", reason)
        self.press("Besluit")
