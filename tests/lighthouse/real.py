"""Lighthouse in an environment of its own, at work on a Balie that runs. Part of `make soak`: it needs the package registry.

    python -m tests.lighthouse.real [--runs 3] [--only home,service] [--json FILE]

It plays a slow phone: a small screen, a processor four times slower, a slow mobile line. Of several runs the middle one counts, as a machine
that does something else meanwhile is slower still. Ends with 1 when a page scores too low.
"""
from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx2

from balie.runtime.testing.browser import CHROMIUM, MISSING
from balie.runtime.testing.house import House, make_home
from tests.load.resident import Resident

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
LEAST = {"accessibility": 100, "performance": 95}
SECONDS, TRIES = 180, 3
PERSON = "sanne"


@dataclass(frozen=True)
class Look:
    """What Lighthouse said about one page. `least`: what was not right, in its words; `times`: its own measurements."""

    page: str
    scores: dict[str, int]
    times: dict[str, str]
    failed: tuple[str, ...]

    @property
    def good(self) -> bool:
        return all(self.scores.get(name, 0) >= least for name, least in LEAST.items())

    def __str__(self) -> str:
        scores = ", ".join(f"{name} {score}" for name, score in sorted(self.scores.items()))
        return f"{self.page:<10} {scores}; " + ", ".join(f"{name} {value}" for name, value in self.times.items())


@contextmanager
def environment() -> Iterator[Path]:
    """A folder with Lighthouse in it; thrown away afterwards."""
    npm = shutil.which("npm") or str(Path(sys.executable).with_name("npm"))
    with tempfile.TemporaryDirectory(prefix="balie-lighthouse-") as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder)
        outside = os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1", "NODE_USE_SYSTEM_CA": "1"}
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], check=True, env=outside, cwd=folder)
        yield Path(folder)


def look(folder: Path, name: str, url: str, cookies: dict[str, str], *, runs: int) -> Look:
    seen = sorted((_once(folder, name, url, cookies) for _ in range(runs)), key=lambda one: one.scores["performance"])
    middle = seen[len(seen) // 2]
    lowest = {kind: min(one.scores[kind] for one in seen) for kind in middle.scores if kind != "performance"}
    return Look(name, middle.scores | lowest, middle.times, tuple(sorted({each for one in seen for each in one.failed})))


def _once(folder: Path, name: str, url: str, cookies: dict[str, str]) -> Look:
    report, headers = folder / f"{name}.json", folder / "headers.json"
    headers.touch(mode=0o600)
    headers.write_text(json.dumps({"Cookie": "; ".join(f"{key}={value}" for key, value in cookies.items()), "Accept-Language": "nl"}))
    flags = "--headless --no-sandbox" if os.geteuid() == 0 else "--headless"
    node = shutil.which("node") or str(Path(sys.executable).with_name("node"))
    command = [
        node, "node_modules/lighthouse/cli/index.js", url, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={flags}",
        f"--only-categories={','.join(LEAST)}", "--form-factor=mobile", "--throttling-method=simulate", f"--extra-headers={headers}",
    ]
    for _ in range(TRIES):
        done = subprocess.run(command, cwd=folder, env=os.environ | {"CHROME_PATH": CHROMIUM}, capture_output=True, text=True, timeout=SECONDS)
        if done.returncode == 0:
            return read(name, json.loads(report.read_text()))
        time.sleep(2)  # a browser that did not come up in time on a busy machine
    raise SystemExit(f"Lighthouse could not look at {name}: {done.stderr.strip()[-1500:]}")


def read(name: str, report: dict) -> Look:
    """From Lighthouse's own report. A page that it could not load has no score."""
    if report.get("runtimeError"):
        raise SystemExit(f"Lighthouse could not look at {name}: {report['runtimeError']['message']}")
    scores = {kind: round((found["score"] or 0) * 100) for kind, found in report["categories"].items()}
    audits = report["audits"]
    times = {
        short: audits[audit].get("displayValue", "") for short, audit in {
            "first paint": "first-contentful-paint", "largest paint": "largest-contentful-paint", "blocked": "total-blocking-time",
            "shift": "cumulative-layout-shift",
        }.items() if audit in audits
    }  # fmt: skip
    failed = tuple(
        f"{name}: {audits[each['id']]['title']}{_where(audits[each['id']])}"
        for kind, found in report["categories"].items() for each in found["auditRefs"]
        if each.get("weight") and audits[each["id"]]["score"] is not None and audits[each["id"]]["score"] < (1 if kind == "accessibility" else 0.9)
    )  # fmt: skip
    return Look(name, scores, times, failed)


def _where(audit: dict) -> str:
    nodes = [each.get("node", {}).get("snippet", "") for each in audit.get("details", {}).get("items", [])]
    return "".join(f"\n    {each[:160]}" for each in nodes if each)


def pages(house: House) -> dict[str, tuple[str, dict[str, str]]]:
    """Name → address and cookies. The resident is logged in and is at the first step of a form."""
    people = {one["key"]: one["bsn"] for one in httpx2.get(f"{house.town_url}/console/people.json", timeout=30).json()["people"]}
    resident = Resident(house.url, bsn=people[PERSON], email="inwoner@voorbeeld.example")
    page = resident.get("/aanvragen/verhuizing/")
    for _ in range(20):
        if "/stap/" in page.path:
            break
        page = resident.next(page, "verhuizing")
    else:
        raise SystemExit(f"No step of a form was reached: {page.path}")
    cookies = {cookie.name: cookie.value for cookie in resident.browser.cookies.jar if cookie.name.startswith("balie_")}
    return {
        "home": (f"{house.url}/", {}), "services": (f"{house.url}/diensten/", {}), "service": (f"{house.url}/diensten/paspoort/", {}),
        "step": (page.url, cookies), "mine": (f"{house.url}/mijn/", cookies),
    }


def with_control(*, runs: int, only: set[str] | None = None) -> tuple[list[Look], Look]:
    """Every page, of a Balie of its own with the whole standard catalogue; and what Lighthouse says of a page that is wrong."""
    if not CHROMIUM:
        raise SystemExit(MISSING)
    home = make_home("balie-lighthouse-home-")
    try:
        with environment() as folder:
            with House(home, environment={"BALIE_CATALOGUE": str(ROOT / "services"), "BALIE_TOWN_SIZE": "80"}) as house:
                found = []
                for name, (url, cookies) in pages(house).items():
                    if not only or name in only:
                        found.append(look(folder, name, url, cookies, runs=runs))
                        print(found[-1], *found[-1].failed, sep="\n  ", flush=True)
            with wrong_page() as url:
                return found, look(folder, "control", url, {}, runs=1)
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def wrong_page() -> Iterator[str]:
    """The address of a page without a language, a title, or a name for its picture, its link and its field."""

    class Wrong(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<html><body><p>Balie</p><img src='/x.png'><a href='/y'></a><input type=text></body></html>")

        def log_message(self, *_) -> None:
            """The terminal is for what Lighthouse found."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Wrong)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help="names of pages: home, services, service, step, mine")
    parser.add_argument("--json", type=Path, help="write the scores here as well")
    chosen = parser.parse_args()
    found, control = with_control(runs=chosen.runs, only=set(filter(None, chosen.only.split(","))))
    print(f"control: {control}")
    if chosen.json:
        chosen.json.write_text(json.dumps([{"page": each.page, **each.scores, **each.times} for each in found], indent=1) + "\n")
    for kind in LEAST:
        print(f"{kind}: {statistics.fmean(each.scores[kind] for each in found):.0f} on average, {min(each.scores[kind] for each in found)} at least")
    return 0 if all(each.good for each in found) and not control.good else 1


if __name__ == "__main__":
    sys.exit(main())
