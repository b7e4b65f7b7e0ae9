"""Many municipalities in one installation, each with the whole standard catalogue: publishing, starting, memory and the pages of all services.

    python -m tests.load.towns [--towns 33] [--each 300] [--strict] [--home var/bench-towns] [--out var/bench-towns.json]

A part of `make bench` with `--towns 33`. One web process serves everything over HTTP, as in an installation; what it takes is read from Linux.
"""
from __future__ import annotations

import argparse
import dataclasses
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from balie.runtime.testing.house import free_port
from tests.load import stage, verdict, weight

ROOT = Path(__file__).resolve().parents[2]
FEWEST_SERVICES = 120
PAGES = {"services": "/diensten/", "search": "/zoeken/?q={words}", "suggest": "/zoeken/suggesties/?q={start}"}
WORDS = (
    "paspoort kwijt", "verhuizen", "parkeervergunning", "boom kappen", "trouwen", "hond", "bijstand aanvragen", "afval ophalen", "geboorte", "terras",
)  # fmt: skip
START_SECONDS, MOST_SECONDS = 120, 60


def publish(towns: int) -> dict:
    """Make the municipalities, each in a transaction of its own, and then publish it all once more: nothing changed."""
    from django.db import transaction

    from balie.catalogue import public as catalogue
    from balie.cli import demo_town
    from balie.demo.municipality import MUNICIPALITIES
    from balie.kernel import tenancy

    spent: list[float] = []
    places = [place_of(MUNICIPALITIES[0], number) for number in range(1, towns + 1)]
    for again in (False, True):
        begun = time.monotonic()
        for place in places:
            first = time.monotonic()
            with transaction.atomic():
                gemeente = demo_town.municipality(place)
                with tenancy.scope(gemeente):
                    services = catalogue.publish_standard_catalogue()
                    if not again:
                        demo_town.counters(place)
            spent.append(time.monotonic() - first)
        if not again:
            made = time.monotonic() - begun
    return {
        "towns": towns, "services": len(services), "publish_s": round(made, 1), "publish_first_s": round(spent[0], 2),
        "publish_next_s": round(sorted(spent[1:towns])[(towns - 1) // 2] if towns > 1 else spent[0], 2),
        "publish_unchanged_s": round(sorted(spent[towns:])[towns // 2], 2),
    }


def place_of(like, number: int):
    """A municipality of our own making with the counters of the demo town."""
    slug = f"gemeente-{number:02}"
    return dataclasses.replace(
        like, slug=slug, name=f"Gemeente {number}", code=f"{8000 + number}", rsin=f"{880000000 + number}", hosts=(f"{slug}.localhost",)
    )


@contextmanager
def web(home: Path, port: int) -> Iterator[subprocess.Popen]:
    """One web process, as the supervisor starts it."""
    from balie.runtime.supervisor import Supervisor

    command = Supervisor.granian("balie.runtime.web:application", port, workers="1", threads="4")
    environment = os.environ | {"BALIE_HOME": str(home), "PORT": str(port), "DJANGO_SETTINGS_MODULE": "balie.settings.web"}
    with (home / "web.log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(30)


class Visitor:
    """Asks for pages of any municipality; `slow`: milliseconds of what was asked."""

    def __init__(self, port: int):
        self.port = port
        self.browser = httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=MOST_SECONDS)

    def get(self, number: int, path: str) -> float:
        begun = time.perf_counter()
        answer = self.browser.get(path, headers={"Host": f"gemeente-{number:02}.localhost:{self.port}", "Accept-Language": "nl"})
        if answer.status_code != 200:
            raise SystemExit(f"gemeente-{number:02} {path}: {answer.status_code}")
        return (time.perf_counter() - begun) * 1000

    def first(self, number: int, path: str) -> None:
        """The first page of a process that is still starting."""
        until = time.monotonic() + START_SECONDS
        while True:
            try:
                self.get(number, path)
                return
            except httpx2.TransportError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)


def serve(home: Path, port: int, towns: int, slugs: list[str], each: int) -> dict:
    begun = time.monotonic()
    with web(home, port) as process:
        visitor = Visitor(port)
        visitor.first(1, "/")
        found = {"start_first_page_s": round(time.monotonic() - begun, 2)}
        found["first_services_ms"] = round(visitor.get(1, "/diensten/"), 1)
        found["first_search_ms"] = round(visitor.get(1, "/zoeken/?q=paspoort"), 1)
        found["last_first_page_ms"] = round(visitor.get(towns, "/"), 1)
        found["last_services_ms"] = round(visitor.get(towns, "/diensten/"), 1)
        worker = weight.child_of(process.pid)
        grown = [weight.of(worker).pss]
        for number in range(1, towns + 1):
            for path in ("/", *PAGES.values(), *(f"/diensten/{slug}/" for slug in slugs)):
                visitor.get(number, filled(path, number))
            grown.append(weight.of(worker).pss)
            print(f"  {number} of {towns}: {mb(grown[-1])} MB", file=sys.stderr, flush=True)
        after = weight.of(worker)
        found |= {"pss_start_mb": mb(grown[0]), "pss_first_town_mb": mb(grown[1]), "pss_mb": mb(after.pss), "rss_mb": mb(after.rss)}
        found["mb_per_town"] = round((grown[-1] - grown[1]) / max(1, towns - 1) / 1e6, 2)
        for name, path in PAGES.items():
            spent = weight.seconds(worker)
            times = sorted(visitor.get(turn % towns + 1, filled(path, turn)) for turn in range(each))
            found[f"{name}_cpu_ms"] = round((weight.seconds(worker) - spent) / each * 1000, 1)
            found[f"{name}_p50_ms"], found[f"{name}_p95_ms"] = round(times[len(times) // 2], 1), round(times[int(len(times) * 0.95)], 1)
    return found


def filled(path: str, turn: int) -> str:
    words = WORDS[turn % len(WORDS)]
    return path.format(words=words.replace(" ", "+"), start=words[: 2 + turn % 4])


def mb(size: int) -> float:
    return round(size / 1e6, 1)


def promises(found: dict) -> list[verdict.Promise]:
    pages = [verdict.Promise(f"{name}, p95 of one of {found['towns']} municipalities", found[f"{name}_p95_ms"], 30.0, "ms") for name in PAGES]
    return [
        *pages,
        verdict.Promise("publishing a whole catalogue, the next municipality", found["publish_next_s"], 3.0, "s"),
        verdict.Promise("publishing it again, unchanged", found["publish_unchanged_s"], 0.6, "s"),
        verdict.Promise("a web process, until its first page", found["start_first_page_s"], 10.0, "s"),
        verdict.Promise("first page of the last municipality", found["last_first_page_ms"], 500.0, "ms"),
        verdict.Promise("memory for one more municipality", found["mb_per_town"], 12.0, "MB"),
    ]


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--towns", type=int, default=33)
    parser.add_argument("--each", type=int, default=300, help="requests of every page, over all municipalities")
    parser.add_argument("--strict", action="store_true", help="end with 1 when a promise is not kept")
    parser.add_argument("--home", type=Path, default=ROOT / "var" / "bench-towns")
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "bench-towns.json")
    chosen = parser.parse_args(words)
    home = chosen.home.resolve()
    found = measured(home, chosen.towns, chosen.each)
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(found, indent=1) + "\n")
    for name, value in found.items():
        print(f"{name:<24}{value:>12}")
    few = [] if found["services"] >= FEWEST_SERVICES else [f"{found['services']} services, not {FEWEST_SERVICES}"]
    kept = verdict.show(promises(found), few)
    return 0 if kept or not chosen.strict else 1


def measured(home: Path, towns: int, each: int) -> dict:
    from balie.runtime.postgres.shared import hold

    print("Building the database …", file=sys.stderr)
    stage.empty(home)
    held = hold(home)
    try:
        subprocess.run([sys.executable, "-m", "balie.cli.main", "migrate", "--quiet"], check=True)
        from balie.cli.setup import start_django

        start_django("owner")
        print(f"Publishing for {towns} municipalities …", file=sys.stderr)
        found = publish(towns)
        from balie.catalogue import public as catalogue

        slugs = sorted(each.service.service for each in catalogue.standard_catalogue())
        print(f"Visiting {len(slugs)} services of every municipality …", file=sys.stderr)
        return found | serve(home, free_port(), towns, slugs, each)
    finally:
        held.release()


if __name__ == "__main__":
    sys.exit(main())
