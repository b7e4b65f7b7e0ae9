"""A resident with a browser without JavaScript: logs in, answers, pays and books over HTTP, and tries again when the line breaks.

Like a person who sees "cannot connect", it sends the very same thing again. What it was told is safe is written in `Acknowledged`.
"""
from __future__ import annotations

import random
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urljoin, urlsplit

import httpx2

from tests.load.pages import Form, Page

AGAIN = (500, 502, 503, 504)
ID = re.compile(r"/aanvraag/([0-9a-f-]{36})/")
ANSWERS = {
    "brp-uittreksel": {
        "doel": "wonen", "gegevens": ["adres"], "gegevens_kloppen": "ja", "levering": "digitaal",
    },
    "paspoort": {
        "voor_wie": "mij", "gegevens_kloppen": "ja", "oud_document": "heb_ik", "lengte": "178", "spoed": "nee",
    },
    "verhuizing": {
        "bestemming": "hier", "wie_verhuist": "ik", "woning": "koop", "bewoners": "nee", "auto": "nee", "telefoon": "",
    },
}


class GaveUp(Exception):
    """The line did not come back in time, or the site showed something that a resident cannot go on from."""


@dataclass
class Acknowledged:
    """What the site said about one application. `sent`: received; `completed`: confirmation shown; `booked`: an appointment shown."""

    application: str
    service: str
    sent: bool = False
    paid: bool = False
    completed: bool = False
    booked: bool = False


class Resident:
    """One person (`bsn`) with one browser. `impatient`: the chance that a button is pressed twice at once."""

    def __init__(self, url: str, *, bsn: str, email: str, seed: int = 1, patience: float = 60.0, impatient: float = 0.0, address: str = ""):
        self.url, self.bsn, self.email, self.patience, self.impatient = url, bsn, email, patience, impatient
        self.address = address or "1998AC 7"
        self.random = random.Random(seed)
        self.browser = httpx2.Client(follow_redirects=False, timeout=20.0, headers={"Accept": "text/html", "Accept-Language": "nl"})
        self.acknowledged: list[Acknowledged] = []
        self.requests = self.retries = 0

    def close(self) -> None:
        self.browser.close()

    # -- the line --------------------------------------------------------------------------------------------------------

    def get(self, url: str) -> Page:
        return self._follow("GET", urljoin(self.url, url), None)

    def send(self, form: Form, *, twice: bool = False) -> Page:
        if twice and self.random.random() < self.impatient:
            with ThreadPoolExecutor(1) as second:
                again = second.submit(self._once_more, form)
                page = self._follow("POST", form.action, form.fields)
                again.result()
            return page
        return self._follow("POST", form.action, form.fields)

    def _once_more(self, form: Form) -> None:
        """The other half of a doubled click: its answer is never seen."""
        with httpx2.Client(follow_redirects=False, timeout=20.0, cookies=dict(self.browser.cookies)) as other:
            try:
                other.post(form.action, data=form.fields)
            except httpx2.HTTPError:
                pass

    def _follow(self, method: str, url: str, data) -> Page:
        for _ in range(12):
            answer = self._insist(method, url, data)
            if answer.status_code not in (301, 302, 303):
                return Page(url, answer.status_code, answer.text)
            self._note(method, url, answer.headers["location"])
            url, method, data = urljoin(url, answer.headers["location"]), "GET", None
        raise GaveUp(f"Sent around in circles at {urlsplit(url).path}")

    def _insist(self, method: str, url: str, data) -> httpx2.Response:
        until = time.monotonic() + self.patience
        while True:
            self.requests += 1
            try:
                answer = self.browser.request(method, url, data=data)
                if answer.status_code not in AGAIN:
                    return answer
                problem = str(answer.status_code)
            except httpx2.TransportError as error:
                problem = type(error).__name__
            if time.monotonic() > until:
                raise GaveUp(f"{method} {urlsplit(url).path}: {problem}")
            self.retries += 1
            time.sleep(0.2 + self.random.random() * 0.3)

    # -- what was promised -----------------------------------------------------------------------------------------------

    def _record(self, url: str) -> Acknowledged | None:
        found = ID.search(urlsplit(url).path)
        return next((each for each in self.acknowledged if found and each.application == found[1]), None)

    def _note(self, method: str, url: str, location: str) -> None:
        """A redirect to the bank or the confirmation says: we have your application. The bank's redirect says: it is paid."""
        record = self._record(url)
        if record is not None and method == "POST" and url.endswith("/controle/"):
            record.sent = record.sent or "/mollie/checkout/" in location or location.endswith(("/klaar/", "/betaald/", "/betalen/"))

    # -- the journey -----------------------------------------------------------------------------------------------------

    def apply(self, service: str, *, steps: int = 40) -> Acknowledged:
        """From the first page to the confirmation (and the appointment, where the service has one). Raises `GaveUp`."""
        page = self.get(f"/aanvragen/{service}/")
        for _ in range(steps):
            found = ID.search(page.path)
            if found and self._record(page.url) is None:
                self.acknowledged.append(Acknowledged(found[1], service))
            record = self._record(page.url)
            if record is not None and page.path.endswith("/klaar/"):
                record.sent = record.completed = True
                record.booked = "/mijn/afspraken/" in page.text
                if record.booked or "/afspraak/" not in page.text:
                    return record
            page = self.next(page, service)
        raise GaveUp(f"{service} does not end: still at {page.path}")

    def next(self, page: Page, service: str) -> Page:
        path = page.path
        if path == "/inloggen/":
            return self.get(page.link("/inloggen/digid/"))
        if path.startswith("/inloggen/"):
            return self.get(f"/aanvragen/{service}/")
        if path.startswith("/digid/"):
            return self.send(page.form("persoon").answer(persoon=self.bsn, niveau=_level(page)).press("knop", "inloggen"))
        if path.startswith("/mollie/checkout/"):
            return self._pay(page)
        if path.startswith("/aanvragen/"):
            return self.get(page.link("/aanvraag/"))
        if path.endswith("/betaald/"):
            time.sleep(1)
            return self.get(page.url)
        if path.endswith("/klaar/"):
            return self.get(page.link("/afspraak/"))
        if path.endswith("/betalen/"):
            return self.send(page.form())
        if "/toestemming/" in path:
            return self.send(page.form("akkoord").answer(akkoord="ja"))
        if path.endswith("/controle/"):
            return self.send(page.form("versturen").answer(email=self.email), twice=True)
        if path.endswith("/afspraak/"):
            form = page.form("moment")
            return self.send(form.answer(moment=self.random.choice(form.choices["moment"])), twice=True)
        if "/stap/" in path:
            return self._step(page, service)
        raise GaveUp(f"No way on from {path} ({page.status})")

    def _pay(self, page: Page) -> Page:
        try:
            form = page.form("knop").press("knop", "betaal")
        except LookupError:
            return self.get(page.link("/aanvraag/"))
        answer = self._insist("POST", form.action, form.fields)
        record = self._record(answer.headers.get("location", ""))
        if record is not None:
            record.paid = True
        return self.get(answer.headers.get("location", page.url))

    def _step(self, page: Page, service: str) -> Page:
        form = page.form("revision")
        form.answer(**ANSWERS[service], email=self.email)
        postcode, number = self.address.split()
        moment = date.today() + timedelta(days=3)
        for name in form.questions:
            part = name.rpartition("-")[2] if "-" in name else name.rpartition(".")[2]
            special = {
                "postcode": postcode, "huisnummer": number, "dag": str(moment.day), "maand": str(moment.month), "jaar": str(moment.year),
            }
            if part in special:
                form.answer(**{name: special[part]})
        return self.send(form)


def _level(page: Page) -> str:
    """The level that the login page proposes."""
    form = page.form("persoon")
    chosen = form.fields.get("niveau")
    return chosen[0] if chosen else form.choices["niveau"][0]
