"""What needs the whole system over HTTP: applications sent per second, how soon their zaken are there, and the bytes of a first visit."""
from __future__ import annotations

import re
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urljoin
from uuid import UUID

import httpx2
import psycopg
from lxml import html

from balie.runtime import processes
from balie.runtime.testing.house import House
from balie.settings.embedded import connection_urls
from tests.load import throughput

AT_ONCE, SECONDS_FOR_ZAKEN = 8, 180.0
LOADED = ".//link[@rel='stylesheet']|.//link[@rel='icon']|.//link[@rel='manifest']|.//link[@rel='preload']|.//script[@src]|.//main//img[@src]"


def report(home: Path, cookies: dict[str, str], form: dict, drafts: Sequence[UUID], requests: dict, queries: dict[str, int]) -> dict:
    """Start the whole system on this data folder (2 web workers, 1 worker), send every draft, and wait for the zaken.

    `requests`, `queries`: of the ZGW APIs, see `throughput.report`.
    """
    with House(home, environment={"BALIE_WEB_WORKERS": "2"}) as house:
        weight, parts = first_visit(house.url)
        begun = time.monotonic()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            statuses = list(pool.map(lambda batch: _send(house.url, cookies, form, batch), [drafts[start::AT_ONCE] for start in range(AT_ONCE)]))
        seconds = time.monotonic() - begun
        sent = sum(statuses)
        handled = processes.wait_until(lambda: _zaken(home, drafts) >= sent, seconds=SECONDS_FOR_ZAKEN, pause=0.2)
        until_zaken = time.monotonic() - begun
        rates = throughput.report(house.port, home, requests, queries)
    found = {
        "submissions_per_second": round(sent / seconds, 1), "sent": sent, "of": len(drafts),
        "zaken_per_second": round(sent / until_zaken, 1) if handled else None, "first_visit_kb": round(weight / 1000, 1), "first_visit_parts": parts,
        "api": rates,
    }
    print(f"\n{found['submissions_per_second']} submissions a second with 2 web workers ({sent} of {len(drafts)} sent, {AT_ONCE} at once); "
          f"their zaken, decisions and messages: {found['zaken_per_second']} a second with 1 worker, begun at the same moment")
    print(f"First visit: {found['first_visit_kb']} kB compressed in {parts} requests")
    return found


def _send(url: str, cookies: dict[str, str], form: dict, drafts: Sequence[UUID]) -> int:
    with httpx2.Client(base_url=url, cookies=cookies, timeout=60) as browser:
        return sum(browser.post(f"/aanvraag/{draft}/controle/", data=form).status_code == 302 for draft in drafts)


def _zaken(home: Path, drafts: Sequence[UUID]) -> int:
    with psycopg.connect(connection_urls(home)[0], autocommit=True) as connection:
        return connection.execute("select count(*) from cases_zaak where application_id = any(%s)", [list(drafts)]).fetchone()[0]


def first_visit(url: str) -> tuple[int, int]:
    """`(bytes as they go over the line, requests)` of the home page in a browser that has nothing yet, with all that it loads."""
    total, seen = 0, []
    with httpx2.Client(headers={"Accept-Encoding": "br, gzip", "Accept": "*/*"}, timeout=30) as browser:
        waiting = [url + "/"]
        while waiting:
            address = waiting.pop()
            if address in seen:
                continue
            seen.append(address)
            with browser.stream("GET", address) as answer:
                raw = b"".join(answer.iter_raw())
                total += len(raw)
                kind = answer.headers.get("content-type", "")
            text = browser.get(address).text if "html" in kind or "css" in kind else ""
            if "html" in kind:
                waiting += [urljoin(address, each.get("href") or each.get("src")) for each in html.fromstring(text).xpath(LOADED)]
            elif "css" in kind:
                waiting += [urljoin(address, each) for each in re.findall(r"url\([\"']?([^\"')]+)", text) if not each.startswith(("data:", "#"))]
    return total, len(seen)
