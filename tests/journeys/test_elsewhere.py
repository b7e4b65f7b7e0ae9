"""Zaken that no service of Balie began: one in another system, which a resident and an official see here; and one that other software made."""
from __future__ import annotations

import subprocess
import sys
import time
from datetime import date

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from tests.journeys.steps import Official, Resident

SYSTEM, PARTY, TREE = "Zaaksysteem vergunningen", "Buurtfeest op het plein", "Kastanje in de voortuin"


def balie_says(balie, *command: str) -> str:
    told = subprocess.run([sys.executable, "-m", "balie.cli.main", *command], env=balie.environment, capture_output=True, text=True, timeout=120)
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


def follow(balie) -> None:
    told = balie_says(
        balie, "zgw-connection", "follow", "zonnedam", "zaaksysteem", "--notificaties", f"{balie.town_url}/zaaksysteem/notificaties/api/v1",
        "--link", "https://zaken.zonnedam.example/zaak/{identificatie}",
    )
    assert "It tells us at" in told


def made_by_software(balie) -> str:
    """The kenmerk of a zaak of the zaaktype of a service, made over the API."""
    lines = (balie.home / "keys" / "balie-demo-zonnedam").read_text().splitlines()
    known = dict(line.split("=", 1) for line in lines)
    claims = {"iss": known["CLIENT_ID"], "client_id": known["CLIENT_ID"], "iat": int(time.time())}
    token = jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(known["SECRET"]))
    headers = {"Authorization": f"Bearer {token}", "Accept-Crs": "EPSG:4326", "Content-Crs": "EPSG:4326"}
    with httpx2.Client(headers=headers, timeout=30) as http:
        (kind, *_) = http.get(f"{balie.url}/catalogi/api/v1/zaaktypen", params={"identificatie": "parkeervergunning"}).json()["results"]
        answer = http.post(f"{balie.url}/zaken/api/v1/zaken", json={
            "zaaktype": kind["url"], "bronorganisatie": "517439943", "verantwoordelijkeOrganisatie": "517439943",
            "startdatum": date.today().isoformat(), "omschrijving": TREE,
        })
    assert answer.status_code == 201, answer.text
    return answer.json()["identificatie"]


@pytest.mark.parametrize("width", [390])
def test_a_zaak_in_another_system_is_seen_and_followed(new_page, balie, axe, width):
    follow(balie)
    resident = Resident(new_page(width=width), balie, axe, "sanne", name="elders")
    resident.open("/mijn/")
    resident.log_in()
    bsn = resident.person["bsn"]
    assert httpx2.post(f"{balie.town_url}/zaaksysteem/maak", data={"bsn": bsn}).status_code == 303
    resident.until_seen(PARTY, path="/mijn/")
    resident.press(PARTY, exact=False)
    resident.sees(PARTY)
    resident.sees(f"Bij {SYSTEM}", level=None)
    resident.sees("Ontvangen", level=None)
    assert resident.page.get_by_text("Wij kunnen nu niet zien").count() == 0
    assert "zaaksysteem          told   read 20" in balie_says(balie, "zgw-connection", "followed", "zonnedam")
    here = resident.page.url.removeprefix(balie.url)
    (there,) = [row for row in httpx2.get(f"{balie.town_url}/zaaksysteem.json").json()["zaken"] if row["name"].startswith("ZS-")]
    official = Official(new_page(width=1280), balie, axe, "nadia")
    official.log_in()
    official.open("/werk/?toon=andere_systemen")
    official.sees(PARTY, level=None)
    official.sees(f"Bij {SYSTEM}", level=None)
    assert httpx2.post(f"{balie.town_url}/zaaksysteem/{there['key']}/werk", data={"doe": "begin"}).status_code == 303
    resident.until_seen("In behandeling", path=here)
    assert httpx2.post(f"{balie.town_url}/zaaksysteem/{there['key']}/werk", data={"doe": "Verleend"}).status_code == 303
    resident.until_seen("Verleend", path=here)


def test_a_zaak_of_other_software_is_worked_to_the_end(new_page, balie, axe):
    kenmerk = made_by_software(balie)
    official = Official(new_page(width=1280), balie, axe, "nadia")
    official.log_in()
    official.open_zaak(kenmerk)
    official.sees(TREE, level=None)
    official.take()
    official.press("Zet de status")
    official.sees("De nieuwe status staat erop.", level=None)
    official.page.get_by_label("Resultaat").select_option(index=1)
    official.press("Sluit de zaak")
    official.sees("De zaak is gesloten.", level=None)
