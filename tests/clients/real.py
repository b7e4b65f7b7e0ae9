"""A client that others wrote, in an environment of its own, at work on a Balie that runs. Part of `make soak`: it needs the package registry.

    python -m tests.clients.real ADDRESS HOME      the same on a Balie that runs already
"""
from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements" / "clients.txt"
UV = Path(sys.executable).parent / "uv"
TOWN, CLIENT = "zonnedam", "balie-demo"
WRONG = "een-ander-geheim-van-32-tekens-lang"


@dataclass(frozen=True)
class Outcome:
    """`facts`: what the client found; empty when something was not as it should be, and then `said` tells what."""

    facts: dict[str, Any]
    said: str

    def __str__(self) -> str:
        if not self.facts:
            return f"a client of the ZGW APIs: {self.said.strip().splitlines()[-1] if self.said.strip() else 'said nothing'}"
        return f"a client of the ZGW APIs: {self.facts['zaken']} zaken over the pages, {self.facts['operations']} operations described"


@contextmanager
def environment() -> Iterator[Path]:
    """The Python of a new environment with the client in it; thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="balie-clients-") as folder:
        made = Path(folder) / "env"
        outside = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")}
        subprocess.run([UV, "venv", "--quiet", "--python", sys.executable, made], check=True, env=outside)
        subprocess.run(
            [UV, "pip", "install", "--quiet", "--require-hashes", "-r", REQUIREMENTS], check=True, env=outside | {"VIRTUAL_ENV": str(made)},
        )
        yield made / "bin" / "python"


def run(python: Path, address: str, secret: str) -> Outcome:
    """The secret goes over standard input: a command line is for everybody to read."""
    done = subprocess.run(
        [python, "-I", ROOT / "tests" / "clients" / "errand.py", address, CLIENT], input=secret, capture_output=True, text=True, timeout=300,
    )
    return Outcome(json.loads(done.stdout) if done.returncode == 0 else {}, done.stderr)


def secret_of(home: Path) -> str:
    lines = (home / "keys" / f"{CLIENT}-{TOWN}").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines)["SECRET"]


def both(address: str, home: Path) -> tuple[Outcome, Outcome]:
    """With its own secret; and, as a control, with another."""
    with environment() as python:
        return run(python, address, secret_of(home)), run(python, address, WRONG)


def main() -> None:
    address, home = sys.argv[1:]
    real, control = both(address, Path(home))
    print(real, control, sep="\ncontrol: ")
    if not real.facts:
        print(real.said, file=sys.stderr)
    sys.exit(not real.facts or bool(control.facts))


if __name__ == "__main__":
    main()
