"""`make bench`: how fast the main pages are, with a thousand, ten thousand, a hundred thousand and (with `--full`) a million zaken.

    python -m tests.load.bench [--full] [--sizes 1000,10000,100000] [--each 20] [--no-http] [--strict] [--home var/bench] [--out var/bench.json]
                               [--form EXPORT.zip] [--towns 33]

The ZGW APIs have rows of their own (`api.py`), with what the standard's clients do all day.
Many municipalities with the whole catalogue in one installation are measured with `--towns 33` (`towns.py`, a database of its own).
How fast the question engine is, is a table of its own (`forms.py`); `--form` or BALIE_BENCH_FORM names a real form to measure as well.

It ends with a verdict (`verdict.py`). A machine that does something else meanwhile is slower, so only `--strict` makes it an exit code.
"""
from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from tests.load import api, calls, forms, rows, stage, verdict

ROOT = Path(__file__).resolve().parents[2]
SENT = 400
NAMES = ("home", "search", "service_page", "form_page", "form_step", "submit", "mijn_balie", "queue", *api.NAMES)
COLUMNS = ("name", "zaken", "cpu_ms", "p95_ms", "floor_ms", "floor_ratio", "queries", "growth")


def scenarios(stage_: stage.Stage, submit_draft, step_draft) -> dict:
    """name → (function that gives n calls, status that is right)."""
    mine, work, applicant = stage_.resident_cookies, stage_.official_cookies, stage_.applicant_cookies

    def get(path, cookies=None):
        return lambda n: [calls.Call(path, cookies)] * n

    return {
        "home": (get("/"), 200),
        "search": (get("/zoeken/?q=paspoort+kwijt"), 200),
        "service_page": (get("/diensten/paspoort/"), 200),
        "form_page": (get(f"/aanvraag/{step_draft}/stap/oud-document/", applicant), 200),
        "form_step": (stage_.steps(step_draft), 302),
        "submit": (stage_.submits(submit_draft), 302),
        "mijn_balie": (get("/mijn/", mine), 200),
        "queue": (get("/werk/", work), 200),
    }


def measure_all(application, found: dict, zaken: int, each: int, before: list[dict]) -> list[dict]:
    """`before`: rows of smaller numbers of zaken, beside which the growth is."""
    made, first = [], {row["name"]: row["cpu_ms"] for row in reversed(before)}
    for name, (give, right) in found.items():
        measured = calls.measure(application, give, each=each)
        if measured.statuses != {right}:
            print(f"  {name}: answers {sorted(measured.statuses)}, not {right}: not measured", file=sys.stderr)
            continue
        floor = calls.floor_of(measured.queries, each=each)
        made.append({
            "name": name, "zaken": zaken, "cpu_ms": round(measured.cpu_ms, 2), "p95_ms": round(measured.p95_ms, 2),
            "floor_ms": round(floor, 2), "floor_ratio": round(measured.cpu_ms / floor, 1), "queries": measured.queries,
            "growth": round(measured.cpu_ms / first.get(name, measured.cpu_ms), 2),
        })
        print(line(made[-1]), flush=True)
    return made


def line(row: dict) -> str:
    return "{:<18}{:>10,}{:>9.2f}{:>9.2f}{:>10.2f}{:>9.1f}{:>9}{:>8.2f}".format(*(row[name] for name in COLUMNS))


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="also with a million zaken (some minutes)")
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--each", type=int, default=20, help="requests per run; there are five runs")
    parser.add_argument("--no-http", action="store_true", help="leave out what needs the whole system: submissions a second, first visit")
    parser.add_argument("--strict", action="store_true", help="end with 1 when a promise is not kept")
    parser.add_argument("--home", type=Path, default=ROOT / "var" / "bench")
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "bench.json")
    parser.add_argument("--form", default=None, help="an export of Open Forms, whose evaluation is measured as well")
    parser.add_argument("--towns", type=int, default=0, help="also with this many municipalities that have the whole standard catalogue")
    chosen = parser.parse_args(words)
    engine = forms.report(form=chosen.form)
    sizes = [int(size) for size in chosen.sizes.split(",")] + ([1_000_000] if chosen.full else [])
    made, ready = _in_process(chosen.home.resolve(), sizes, chosen.each, 0 if chosen.no_http else SENT)
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(made + engine, indent=1) + "\n")
    growth(made)
    found = None
    if not chosen.no_http:
        from tests.load import http

        system = chosen.out.with_name(chosen.out.stem + "-system.json")
        found = http.report(chosen.home.resolve(), *ready, queries={row["name"]: row["queries"] for row in made})
        system.write_text(json.dumps(found, indent=1) + "\n")
    print(f"\nWritten: {chosen.out}")
    kept = verdict.show(verdict.promises(made, found) + forms.promises(engine), verdict.missing(made, set(NAMES), sizes))
    if chosen.towns:
        kept = _towns(chosen) and kept
    return 0 if kept or not chosen.strict else 1


def _towns(chosen: argparse.Namespace) -> bool:
    """In a process of its own, which has other settings."""
    command = [
        sys.executable, "-m", "tests.load.towns", "--strict", "--towns", str(chosen.towns),
        "--home", str(chosen.home.with_name(f"{chosen.home.name}-towns")), "--out", str(chosen.out.with_name(f"{chosen.out.stem}-towns.json")),
    ]
    return subprocess.run(command, cwd=ROOT).returncode == 0


def _in_process(home: Path, sizes: list[int], each: int, drafts: int) -> tuple[list[dict], tuple]:
    """What was measured, and what `http.report` needs: `(cookies, form, drafts, requests of the ZGW APIs)`."""
    print("Building the database …", file=sys.stderr)
    from balie.runtime.postgres.shared import hold
    from balie.settings.embedded import ADMIN, Place

    stage.empty(home)
    held = hold(home)
    stage.build(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "balie.settings.web"
    import django

    django.setup()
    from django.db import connections

    from balie.settings.wsgi import application

    scene = stage.Stage()
    patterns = scene.patterns()
    client = api.Client(scene.gemeente)
    found = scenarios(scene, scene.draft(*stage.CLOSED), scene.draft(*stage.STEP))
    print(f"{'name':<18}{'zaken':>10}{'cpu ms':>9}{'p95 ms':>9}{'floor ms':>10}{'× floor':>9}{'queries':>9}{'growth':>8}")
    made, last = [], 0
    with psycopg.connect(Place.of(home).url(ADMIN), autocommit=True) as administrator:
        for size in sizes:
            begun = time.monotonic()
            rows.fill(administrator, patterns, first=last + 1, last=size)
            administrator.execute("vacuum (analyze)")
            administrator.execute("checkpoint")
            last = size
            print(f"-- {size:,} zaken, made in {time.monotonic() - begun:.0f} s", flush=True)
            made += measure_all(application, found | api.scenarios(client, size), size, each, made)
    keys = scene.copies(scene.draft(*stage.CLOSED), drafts)
    connections.close_all()
    held.release()
    return made, (scene.applicant_cookies, {"csrfmiddlewaretoken": stage.SECRET, "email": "", "phone": ""}, keys, api.scenarios(client, sizes[-1]))


def growth(made: list[dict]) -> None:
    """How much Mijn Balie and the queue grow from the smallest to the largest number of zaken."""
    for name in ("mijn_balie", "queue"):
        found = [row for row in made if row["name"] == name]
        if len(found) > 1:
            ratio = found[-1]["cpu_ms"] / found[0]["cpu_ms"]
            slow = found[-1]["p95_ms"] / found[0]["p95_ms"]
            print(f"{name}: × {ratio:.2f} processor time, × {slow:.2f} p95 from {found[0]['zaken']:,} to {found[-1]['zaken']:,} zaken")


if __name__ == "__main__":
    sys.exit(main())
