"""What `make bench` promises, and whether it was kept: one row per promise, and an exit code with `--strict`."""
from __future__ import annotations

from dataclasses import dataclass

from tests.load import api

MOST_GROWTH = 1.5  # processor time, from the smallest to the largest number of zaken
GROWING = ("mijn_balie", "queue", "api_zaak", "api_list", "api_expand", "api_search", "api_far_page", "api_rol")
MOST_MS, MOST_MS_OF = 50.0, {"form_step": 20.0}  # p95
MOST_KB = 150.0  # of a first visit, compressed


@dataclass(frozen=True)
class Promise:
    what: str
    measured: float
    most: float
    unit: str

    @property
    def kept(self) -> bool:
        return self.measured <= self.most

    def __str__(self) -> str:
        return f"{'✓' if self.kept else '✗'} {self.what:<38}{self.measured:>8.2f} {self.unit:<7} at most {self.most:g}"


def promises(made: list[dict], system: dict | None = None) -> list[Promise]:
    """`made`: rows of bench.json; `system`: bench-system.json, when it was measured."""
    found = [
        Promise(f"{row['name']}, p95 with {row['zaken']:,} zaken", row["p95_ms"], MOST_MS_OF.get(row["name"], MOST_MS), "ms") for row in made
    ]
    for row in made:
        if row["name"] in api.GOALS:
            what = f"{row['name']}, processor time, {row['zaken']:,} zaken"
            found.append(Promise(what, row["cpu_ms"], api.GOALS[row["name"]], "ms"))
        if row["name"] in api.MOST_QUERIES:
            found.append(Promise(f"{row['name']}, {row['zaken']:,} zaken", row["queries"], api.MOST_QUERIES[row["name"]], "queries"))
    for name in GROWING:
        rows = sorted((row for row in made if row["name"] == name), key=lambda row: row["zaken"])
        if len(rows) > 1:
            what = f"{name}, growth to {rows[-1]['zaken']:,} zaken"
            found.append(Promise(what, rows[-1]["cpu_ms"] / rows[0]["cpu_ms"], MOST_GROWTH, "×"))
    if system and system.get("first_visit_kb") is not None:
        found.append(Promise("first visit, compressed", system["first_visit_kb"], MOST_KB, "kB"))
    return found


def missing(made: list[dict], names: set[str], sizes: list[int]) -> list[str]:
    """What was to be measured and was not: a page that answered wrongly keeps no promise."""
    there = {(row["name"], row["zaken"]) for row in made}
    return [f"{name} with {size:,} zaken was not measured" for size in sizes for name in sorted(names) if (name, size) not in there]


def show(found: list[Promise], lost: list[str]) -> bool:
    """Prints the verdict; True when every promise was kept."""
    print("\nVerdict")
    for each in found:
        print(f"  {each}")
    for each in lost:
        print(f"  ✗ {each}")
    broken = sum(not each.kept for each in found) + len(lost)
    print(f"  {'All promises are kept.' if not broken else f'{broken} not kept.'}")
    return not broken
