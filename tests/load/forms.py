"""The part of `make bench` about the question engine: whole and incremental evaluation, opening and checking, memory per plan.

    python -m tests.load.forms [--form EXPORT.zip] [--sizes 10,100,399,1000,5000] [--each 300]

Measured on a made-up form of 399 questions (`big_form`) and others of the same shape, and on a real export of Open Forms when `--form` or
BALIE_BENCH_FORM names one. Processor time of one call, in milliseconds: the median and the 95th percentile.
"""
from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from balie.forms.public import ServiceDefinition, State, check_definition, compile_plan, evaluate, import_form, load_folder, reevaluate
from tests.load.big_form import QUESTIONS, BigForm
from tests.load.verdict import Promise

SIZES = (10, 100, QUESTIONS, 1000, 5000)
TODAY = date(2027, 1, 4)
EACH = 300
ACCEPTED = 1000  # questions; of larger ones service.yaml is more than we take
MOST = (("full", "full evaluation", 2.0), ("change", "a change", 0.2), ("compare", "a change, compared", 0.2), ("check", "compile and check", 1000.0))
LINEAR = 2.0  # × what linear growth would give, as larger ones fit the caches of a processor less; growth by the square would be 50
FLAT = 5.0  # × from a hundred questions to fifty times as many: only the copy of the values grows, some 8 ns a name
PROCESS = 512_000_000  # bytes of a small web process, for how many plans it could hold


def report(each: int = EACH, sizes: Iterable[int] = SIZES, form: str | None = None) -> list[dict]:
    """Measure and print; the rows for bench.json: name, questions, cpu_ms, p95_ms, and what there is to say beside it."""
    print(f"\n{'question engine':<26}{'questions':>10}{'shown':>7}{'cpu ms':>10}{'p95 ms':>10}", flush=True)
    rows = []
    for size in sizes:
        made = BigForm(size)
        rows += _measured(f"{size}", made.definition, made.answers, made.changes, max(20, each if size < 2000 else each // 5))
    form = form or os.environ.get("BALIE_BENCH_FORM")
    if form:
        with tempfile.TemporaryDirectory() as place:
            definition = load_folder(import_form(Path(form), Path(place) / "form").folder)
        rows += _measured("real", definition, *_of_example(definition), max(20, each))
    return rows


def _of_example(definition: ServiceDefinition) -> tuple[dict, list]:
    """The answers of its example, and each of them emptied."""
    answers = json.loads(json.dumps(dict(next(iter(definition.examples.values())).answers), default=str))
    return answers, [(name, None) for name in answers]


def _measured(name: str, definition: ServiceDefinition, answers: dict, changes: list, each: int) -> list[dict]:
    plan = compile_plan(definition)
    before = evaluate(plan, answers, {}, today=TODAY)
    count, shown = _size(definition), sum(len(page.questions) for page in before.pages)
    rows = []

    def row(what: str, found: tuple[float, float], **more: Any) -> None:
        rows.append({"name": f"forms_{what}_{name}", "questions": count, "cpu_ms": round(found[0], 4), "p95_ms": round(found[1], 4), **more})
        print(f"{rows[-1]['name']:<26}{count:>10,}{shown:>7}{found[0]:>10.3f}{found[1]:>10.3f}", flush=True)

    row("full", timed([lambda: evaluate(plan, answers, {}, today=TODAY)] * each), shown=shown)
    new = [(changed, {**answers, changed: data}) for changed, data in changes]
    rounds = max(1, each // len(new)) if new else 0
    row("change", timed([_change(before, data, (changed,)) for changed, data in new] * rounds))
    row("compare", timed([_change(before, data, None) for _, data in new] * rounds))
    row("compile", timed([lambda: compile_plan(definition).program] * 3))
    if count <= ACCEPTED:
        row("check", timed([lambda: check_definition(definition)] * 3))
    size = memory(definition)
    next(each for each in rows if "compile" in each["name"]).update({"plan_kb": round(size / 1000), "plans_per_process": int(PROCESS / size)})
    print(f"{'':<26}a plan takes {size / 1000:,.0f} kB: {PROCESS // size:,} of them in {PROCESS // 1_000_000} MB", flush=True)
    return rows


def _change(before: State, answers: dict, changed: tuple[str, ...] | None) -> Callable[[], Any]:
    return lambda: reevaluate(before, answers, changed=changed)


def _size(definition: ServiceDefinition) -> int:
    questions = [each for page in definition.service.pages for each in page.questions]
    return len(questions) + sum(len(getattr(each, "questions", ())) for each in questions)


def timed(calls: list[Callable[[], Any]], runs: int = 5) -> tuple[float, float]:
    """Processor time of a call in ms: the median and the 95th percentile, of the run that was disturbed least. Collecting is counted."""
    return min(_run(calls[at::runs]) for at in range(min(runs, len(calls))))


def _run(calls: list[Callable[[], Any]]) -> tuple[float, float]:
    gc.collect()
    found = []
    for call in calls:
        begun = time.process_time_ns()
        call()
        found.append((time.process_time_ns() - begun) / 1e6)
    found.sort()
    return median(found), found[int(len(found) * 0.95)]


def memory(definition: ServiceDefinition) -> int:
    """Bytes of a compiled plan that has been used once, without its definition."""
    gc.collect()
    tracemalloc.start()
    plan = compile_plan(definition)
    evaluate(plan, {}, {}, today=TODAY)
    gc.collect()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del plan
    return size


def promises(rows: list[dict]) -> list[Promise]:
    """What the engine promises, from the rows of `report`."""
    at = {row["name"]: row for row in rows}
    found = []
    for name in (str(QUESTIONS), "real"):
        for what, said, most in MOST:
            if (row := at.get(f"forms_{what}_{name}")) is not None:
                found.append(Promise(f"{said}, {'real form' if name == 'real' else name + ' questions'}", row["cpu_ms"], most, "ms"))
    if (row := at.get("forms_change_5000")) is not None:
        found.append(Promise("a change, 5,000 questions", row["cpu_ms"], 0.2, "ms"))
    if {"forms_full_100", "forms_full_5000"} <= at.keys():
        small, large = at["forms_full_100"], at["forms_full_5000"]
        ratio = large["cpu_ms"] / large["questions"] / (small["cpu_ms"] / small["questions"])
        found.append(Promise("full, growth against linear growth", ratio, LINEAR, "×"))
        found.append(Promise("a change, growth 100 to 5,000", at["forms_change_5000"]["cpu_ms"] / at["forms_change_100"]["cpu_ms"], FLAT, "×"))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--form", help="an export of Open Forms to measure as well")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--each", type=int, default=EACH)
    chosen = parser.parse_args()
    found = promises(report(chosen.each, [int(size) for size in chosen.sizes.split(",")], chosen.form))
    print("\n" + "\n".join(map(str, found)))
    return 0 if all(each.kept for each in found) else 1


if __name__ == "__main__":
    sys.exit(main())
