"""One resident goes through the whole line of a running Balie, helped by an official; afterwards their BSN is nowhere to be found.

Looked through: every table (with sessions unpacked), every log, what the supervisor printed, every address that was asked or redirected to,
every mail and text message, and the properties of every PDF. Name and e-mail address may not stand in addresses and logs either.
"""
from __future__ import annotations

import io
import re
import shutil
import time
from urllib.parse import unquote, urljoin

import httpx2
import psycopg
import pyotp
import pytest

from balie.demo.officials import OFFICIALS
from balie.runtime.testing.house import House
from balie.runtime.testing.template import home_with_town
from balie.settings.embedded import connection_urls
from tests.load.pages import Page
from tests.load.resident import Resident
from tests.security import canary

pytestmark = pytest.mark.timeout(600)
SERVICES = ("brp-uittreksel", "paspoort", "verhuizing")
ZAAK = re.compile(r"/mijn/zaken/[0-9a-f-]{36}/")
EMAIL = "kanarievogel@voorbeeld.example"
DESK = next(one for one in OFFICIALS if "balie" in one.roles and one.municipality == "zonnedam")


class Trail:
    """Everything that a browser sees of addresses, and the papers it gets."""

    def __init__(self):
        self.addresses: list[str] = []
        self.papers: list[bytes] = []

    def follow(self, browser: httpx2.Client) -> None:
        browser.event_hooks = {"request": [self.asked], "response": [self.answered]}

    def asked(self, request) -> None:
        self.addresses.append(unquote(str(request.url)))
        self.addresses.append(unquote(request.headers.get("referer", "")))

    def answered(self, response) -> None:
        self.addresses.append(unquote(response.headers.get("location", "")))


@pytest.fixture(scope="module")
def line():
    """The house in which it happened, still running, with the trail and the person."""
    home = home_with_town("balie-canary-")
    house = House(home)
    try:
        house.start()
        yield house, *walked(house)
    finally:
        house.stop()
        shutil.rmtree(home, ignore_errors=True)


def walked(house: House) -> tuple[Trail, dict]:
    people = httpx2.get(f"{house.town_url}/console/people.json").json()["people"]
    person, trail = next(one for one in people if one["key"] == "sanne"), Trail()
    resident = Resident(house.url, bsn=person["bsn"], email=EMAIL)
    trail.follow(resident.browser)
    for service in SERVICES:
        resident.apply(service)
    settle(house, resident)
    look_around(resident, trail)
    help_at_the_desk(house, trail, person["bsn"])
    resident.get("/uitloggen/")
    resident.close()
    return trail, person


def settle(house: House, resident: Resident) -> None:
    """Until the zaken are there and the mails are out."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        zaken = set(ZAAK.findall(resident.get("/mijn/zaken/").text))
        if len(zaken) == len(SERVICES) <= len(mails(house)):
            return
        time.sleep(0.5)
    raise AssertionError("the zaken or mails did not come")


def mails(house: House) -> list[dict]:
    return httpx2.get(f"{house.town_url}/mail.json").json()["mails"]


def look_around(resident: Resident, trail: Trail) -> None:
    """Every page and paper of Mijn Balie that a link leads to."""
    seen, todo = set(), [f"/mijn/{part}" for part in ("", "zaken/", "documenten/", "berichten/", "afspraken/", "gegevens/", "gegevens/gezien/")]
    todo += [f"/aanvraag/{each.application}/bevestiging.pdf" for each in resident.acknowledged]
    while todo and len(seen) < 80:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        answer = resident.browser.get(urljoin(resident.url, path))
        if answer.headers.get("content-type", "").startswith("application/pdf"):
            trail.papers.append(answer.content)
        elif "html" in answer.headers.get("content-type", ""):
            links = [link.get("href", "") for link in Page(path, answer.status_code, answer.text).tree.iter("a")]
            todo += [link.partition("#")[0] for link in links if link.startswith("/mijn/")]


def help_at_the_desk(house: House, trail: Trail, bsn: str) -> None:
    """An official logs in, finds this person by BSN and goes along to Mijn Balie."""
    with httpx2.Client(base_url=house.url, follow_redirects=True, timeout=20) as browser:
        trail.follow(browser)
        send(browser, "/werk/inloggen/", login=DESK.email, password=DESK.password)
        send(browser, "/werk/inloggen/code/", code=pyotp.TOTP(DESK.totp_secret).now())
        found = send(browser, "/werk/helpen/", bsn=bsn, reden="helpt met een aanvraag")
        person = Page(house.url, 200, found.text).tree.xpath("//input[@name='persoon']/@value")
        assert person, found.text[:2000]
        send(browser, "/werk/helpen/begin/", page="/werk/helpen/", persoon=person[0], soort="Paspoort", reden="helpt met een aanvraag")
        assert "/mijn/" in str(browser.get("/mijn/").url)


def send(browser: httpx2.Client, address: str, *, page: str = "", **fields: str):
    token = Page(address, 200, browser.get(page or address).text).tree.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
    return browser.post(address, data=fields | {"csrfmiddlewaretoken": token})


def everywhere(house: House, trail: Trail):
    return [
        canary.tables(house.home), canary.logs(house.home), canary.mails(mails(house)), ((f"address {one}", one) for one in trail.addresses),
        [("what was printed", house.output)], properties(trail.papers),
    ]


def properties(papers: list[bytes]):
    import pypdf

    for paper in papers:
        reader = pypdf.PdfReader(io.BytesIO(paper))
        yield "a paper's properties", f"{reader.metadata} {reader.xmp_metadata and reader.xmp_metadata.stream.get_data().decode(errors='replace')}"


def test_the_line_was_walked(line):
    house, trail, person = line
    assert len(trail.addresses) > 60 and trail.papers and mails(house)
    with psycopg.connect(connection_urls(house.home)[0]) as connection:
        assert connection.execute("select count(*) from cases_zaak").fetchone()[0] >= 3


def test_the_bsn_is_nowhere(line):
    house, trail, person = line
    assert canary.betrayed(person["bsn"], *everywhere(house, trail)) == []


def test_no_address_or_log_says_who_it_is(line):
    house, trail, person = line
    surname = person["name"].rpartition(" ")[2]
    own = [one for one in trail.addresses if house.url in one or one.startswith("/")]
    places = [*((f"address {one}", one) for one in own), *canary.logs(house.home)]
    places = [(place, text) for place, text in places if "town" not in place and "postgres" not in place]
    assert [place for place, text in places if EMAIL in text or "kanarievogel" in text.lower() or f" {surname}" in text] == []


@pytest.mark.parametrize("written", ["plain", "hex", "base64 at 0", "base64 at 1", "base64 at 2"])
def test_control_a_bsn_in_a_free_column_is_found(line, written):
    import base64

    house, _trail, person = line
    raw = person["bsn"].encode()
    hidden = {"plain": person["bsn"], "hex": raw.hex()}
    hidden |= {f"base64 at {shift}": base64.b64encode(b"x" * shift + raw + b"yz").decode() for shift in range(3)}
    with psycopg.connect(connection_urls(house.home)[0], autocommit=True) as owner:
        before = owner.execute("select id, language from applications_application limit 1").fetchone()
        row = owner.execute("select id, kenmerk from applications_application where kenmerk is not null limit 1").fetchone()
        owner.execute("alter table applications_application add column if not exists proef text")
        owner.execute("update applications_application set proef = %s where id = %s", [f"a {hidden[written]} b", row[0]])
        try:
            assert before and [f"public.applications_application: {written}"] == canary.betrayed(person["bsn"], canary.tables(house.home))
        finally:
            owner.execute("alter table applications_application drop column proef")
