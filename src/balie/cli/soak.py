"""`balie soak`: the long crash and race runs. Works in a checkout, as `balie bench` does."""
from __future__ import annotations

import sys

import click

from balie.cli.bench import run


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Kill everything two hundred times while residents apply, race for the last slot a thousand times, and let the controls fail.

    All options of `python -m tests.crash.soak` are passed on: --kills, --rounds, --seed, --only.
    """
    sys.exit(run("tests.crash.soak", arguments))
