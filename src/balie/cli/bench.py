"""`balie bench`: measure the speed of the main pages. Works in a checkout: the measuring itself is not installed."""
from __future__ import annotations

import subprocess
import sys

import click

from balie.settings.environment import ROOT


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Measure the main pages with ten thousand and a hundred thousand zaken (`--full`: a million); writes var/bench.json.

    It ends with a verdict on what Balie promises; with --strict that is an exit code as well. All options of `python -m tests.load.bench`
    are passed on: --full, --sizes, --each, --no-http, --strict, --home, --out.
    """
    sys.exit(run("tests.load.bench", arguments))


def run(module: str, arguments: tuple[str, ...]) -> int:
    """Run a module of the checkout with this Python; returns its exit code."""
    if not (ROOT / "tests" / "load").is_dir():
        raise click.ClickException("This works in a checkout of Balie only: the tests are not part of what is installed.")
    return subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT).returncode  # noqa: S603
