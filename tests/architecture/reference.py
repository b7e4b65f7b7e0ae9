"""Makes the reference pages that can be made: every command with its help, every event with who reacts to it.

    python -m tests.architecture.reference        writes docs/reference/cli.md and docs/reference/events.md
"""
from __future__ import annotations

import inspect
import os
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "reference"
AGAIN = "This page is made from the code: `.venv/bin/python -m tests.architecture.reference`. A test fails when it is out of date.\n"


def cli() -> str:
    """The command line: what it prints for `--help`, command by command."""
    from balie.cli.main import main

    parts = [f"# The command line\n\n{AGAIN}\nCommands live in `.venv/bin/balie`. Those that report something take `--json`.\n"]
    for name, command in commands(main, "balie"):
        context = click.Context(command, info_name=name, terminal_width=100, max_content_width=100, **command.context_settings)
        parts.append(f"## {name}\n\n```\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        for part in command.list_commands(click.Context(command)):
            yield from commands(command.get_command(click.Context(command), part), f"{name} {part}")


def events() -> str:
    """The facts that rooms announce, and the handlers that are registered for them. Django must be set up."""
    from balie.kernel.outbox import events as known
    from balie.kernel.outbox import reactions

    rooms: dict[str, list[str]] = {}
    for name, event in sorted(known._types.items()):
        if event.__module__.startswith("balie.") and event.__module__.endswith(".events"):
            handlers = reactions._handlers.get(name, {})
            rooms.setdefault(name.partition(".")[0], []).append(
                f"| `{event.__name__}` | {', '.join(f'`{field}`' for field in event.__dataclass_fields__)} | {said(event, '')} | "
                f"{'<br>'.join(reaction(key, handlers[key]) for key in sorted(handlers)) or 'nobody yet'} |"
            )
    head = "| event | fields | what happened | who reacts |\n|---|---|---|---|\n"
    parts = [f"## {room}\n\n{head}" + "\n".join(rows) + "\n" for room, rows in sorted(rooms.items())]
    return "\n".join([
        f"# Events\n\n{AGAIN}\nA room announces what happened in the transaction in which it happened; a worker calls each handler once in its "
        "effect ([why](../adr/0003-announce-in-the-transaction.md)). An event holds ids and codes; who hears it asks the room's `public` "
        "for the rest.\n", *parts,
    ])


def reaction(key: str, handler) -> str:
    room = handler.__module__.split(".")[1]
    return f"{room}: `{handler.__name__}`" + (f" ({said(handler, '').rstrip('.')})" if said(handler, "") else "")


def said(thing, otherwise: str) -> str:
    """The first sentence of a docstring; what a dataclass writes itself is none."""
    text = (inspect.getdoc(thing) or "").split("\n\n")[0].replace("\n", " ").replace("|", "\\|")
    return otherwise if text.startswith(f"{getattr(thing, '__name__', '')}(") else text


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balie.settings.owner")
    import django

    django.setup()
    for name, page in (("cli", cli), ("events", events)):
        (PAGES / f"{name}.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
