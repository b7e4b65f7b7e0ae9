"""`make soak`: the long runs. Two hundred kills, a thousand races for the last slot, a thousand storms of callbacks, and the controls.

    python -m tests.crash.soak [--kills 200] [--rounds 1000] [--seed 1] [--only crash,controls,slots,callbacks,forms,journeys]

Ends with 1 when a promise was broken, or when a control that should fail did not.
"""
from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.crash import runs

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("crash", "controls", "slots", "callbacks", "forms", "journeys")


def say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default=",".join(PARTS))
    chosen = parser.parse_args()
    parts = chosen.only.split(",")
    results: dict[str, bool] = {}
    if "crash" in parts:
        outcome = runs.real(kills=chosen.kills, seed=chosen.seed, say=say)
        say(str(outcome))
        results["crash: nothing lost or doubled"] = outcome.settled and outcome.verdict.sound and outcome.verdict.completed > 0
    if "controls" in parts:
        results |= _controls(chosen.seed)
    for part in ("slots", "callbacks"):
        if part in parts:
            results[f"races: {part}"] = _races(part, chosen.rounds)
    if "journeys" in parts:
        results["journeys: all of them"] = _journeys()
    if "forms" in parts:
        results["forms: a change ends where a full evaluation ends"] = _forms(chosen.seed)
    print()
    for name, good in results.items():
        print(f"{'✓' if good else '✗ BROKEN'}  {name}")
    sys.exit(not all(results.values()))


def _controls(seed: int) -> dict[str, bool]:
    hard = runs.hard(kills=15, seed=seed, say=say)
    say(f"with every guard, a slow note: {hard}")
    lost = runs.without_outbox(seed=seed, say=say)
    say(f"control without the outbox: {lost}")
    doubled = runs.without_idempotency(seed=seed, say=say)
    say(f"control without idempotency: {doubled}")
    return {
        "crash, a slow note: nothing lost or doubled": hard.settled and hard.verdict.sound,
        "control without the outbox loses": bool(lost.verdict.without_zaak or lost.verdict.lost),
        "control without idempotency doubles": bool(doubled.verdict.doubles),
    }


def _races(part: str, rounds: int) -> bool:
    """In a process and a database of its own; see tests/crash/races.py."""
    return subprocess.run([sys.executable, "-m", "tests.crash.races", part, str(rounds)], cwd=ROOT).returncode == 0


def _journeys() -> bool:
    """Every journey in the browser, also those off the main road."""
    command = [sys.executable, "-m", "pytest", "tests/journeys", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "-q"]
    return subprocess.run(command, cwd=ROOT, env=os.environ | {"BALIE_LONG": "1"}).returncode == 0


def _forms(seed: int) -> bool:
    """Two hundred thousand changes to random services; see src/balie/forms/plan/tests/agreement.py."""
    return subprocess.run([sys.executable, "-m", "balie.forms.plan.tests.agreement", "--seed", str(seed)], cwd=ROOT).returncode == 0


if __name__ == "__main__":
    main()
