"""`make soak`: the long runs. Two hundred kills, a thousand races for the last slot, a thousand storms of callbacks, and the controls.

    python -m tests.crash.soak [--kills 200] [--rounds 1000] [--seed 1]
        [--only crash,controls,notifications,slots,callbacks,forms,properties,contract,clients,lighthouse,journeys]

Ends with 1 when a promise was broken, or when a control that should fail did not.
"""
from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.clients import real
from tests.crash import runs
from tests.lighthouse import real as lighthouse

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("crash", "controls", "notifications", "slots", "callbacks", "forms", "properties", "contract", "clients", "lighthouse", "journeys")


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
    if "notifications" in parts:
        results |= _notifications(chosen.seed)
    for part in ("slots", "callbacks"):
        if part in parts:
            results[f"races: {part}"] = _races(part, chosen.rounds)
    if "journeys" in parts:
        results["journeys: all of them"] = _journeys()
    if "forms" in parts:
        results["forms: a change ends where a full evaluation ends"] = _forms(chosen.seed)
    if "properties" in parts:
        results["properties: hold for hundreds of examples"] = _properties()
    if "contract" in parts:
        results["contract: every answer of the ZGW APIs is what the standard says"] = _contract()
    if "clients" in parts:
        results |= _clients()
    if "lighthouse" in parts:
        results |= _lighthouse()
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


def _notifications(seed: int) -> dict[str, bool]:
    """A thousand zaken, the worker killed twice; and once more without the guard of the order."""
    told = runs.notifications(zaken=1000, kills=2, seed=seed, say=say)
    say(str(told))
    turned = runs.notifications(zaken=100, kills=0, seed=seed, control="no_order", say=say)
    say(f"control without order: {turned}")
    return {"notifications: all, in order per zaak": told.sound and told.kills == 2, "control without order turns them round": bool(turned.turned)}


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


def _properties() -> bool:
    """What must hold for whatever hypothesis thinks of, with fifteen times as many examples as at a push."""
    command = [sys.executable, "-m", "pytest", "src", "-m", "soak", "-n", "2", "-q", "--timeout", "3600"]
    return subprocess.run(command, cwd=ROOT, env=os.environ | {"BALIE_LONG": "1"}).returncode == 0


def _contract() -> bool:
    """Twenty thousand requests to the six ZGW APIs; see tests/contract/fuzz.py."""
    command = [sys.executable, "-m", "pytest", "tests/contract/test_fuzz.py", "-q", "-s"]
    return subprocess.run(command, cwd=ROOT, env=os.environ | {"BALIE_CONTRACT_CASES": "20000"}).returncode == 0


def _clients() -> dict[str, bool]:
    """Software of others, fetched from the package registry; see tests/clients/real.py."""
    with runs.a_house() as house:
        found, control = real.both(house.url, house.home)
    say(f"{found}{'' if found.facts else chr(10) + found.said}")
    say(f"control with another secret: {control}")
    return {
        "clients: zgw-consumers makes a zaak with all that belongs to it, and reads it back": bool(found.facts),
        "control with another secret is let in nowhere": not control.facts and "invalid-jwt-signature" in control.said,
    }


def _lighthouse() -> dict[str, bool]:
    """Lighthouse, fetched from the package registry; see tests/lighthouse/real.py."""
    found, control = lighthouse.with_control(runs=3)
    say(f"control, a page that is wrong: {control}")
    return {f"lighthouse: {each.page} is accessible and quick on a phone": each.good for each in found} | {
        "control: a page without a language, a title and names scores lower": control.scores["accessibility"] < 100
    }


if __name__ == "__main__":
    main()
