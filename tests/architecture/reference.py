"""Makes the reference pages that can be made: every command with its help, every event with who reacts to it, every setting, every check,
every rule of the ZGW standard with its tests, the whole format of a service.

    python -m tests.architecture.reference        writes cli.md, events.md, settings.md, checks.md, zgw-rules.md and definition/*.md in docs/reference
"""
from __future__ import annotations

import inspect
import os
from collections.abc import Iterator
from pathlib import Path

import click

from tests.architecture import definition_pages
from tests.architecture.checks_page import checks
from tests.architecture.zgw_page import page as zgw_rules

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


# Read where they are used, because they are needed before the settings or are no business of Balie's own processes.
ELSEWHERE = {
    "PYTHON": ("interpreter for the set-up", "the first that fits"),
    "BALIE_POSTGRES_BIN": ("folder with `postgres` and `initdb` to use instead of the installed ones", "found by itself"),
    "BALIE_CHROMIUM": ("browser for the journeys", "`chromium-headless-shell` or `chromium` on the path"),
    "BALIE_LONG": ("tests: also walk the journeys off the main road, and try what must always hold with far more examples", "off"),
    "BALIE_EVENT_PERMIT": ("tests: an export of Open Forms to try the importer on", "one in a folder beside the checkout, if it is there"),
    "BALIE_BENCH_FORM": ("measurements: an export of Open Forms to measure as well", "none"),
    "TOWN_PORT": ("demo: port of the simulators", "8001, or the next free one"),
    "BALIE_URL": ("demo: the address of Balie, for links in the town", "`http://localhost:$PORT`"),
    "BALIE_TOWN_SIZE": ("demo: residents of Zonnedam", "2000"),
    "BALIE_TOWN_SEED": ("demo: which town is made", "1"),
}


def settings() -> str:
    """Everything an installation may set, from `settings/environment.py`."""
    from balie.settings.environment import Environment

    rows = [setting(name, field) for name, field in Environment.model_fields.items()]
    others = [f"| `{name}` | {what} | {default} |" for name, (what, default) in ELSEWHERE.items()]
    return "\n".join([
        f"# Settings\n\n{AGAIN}\nSettings are environment variables, read and checked once, at the start. What is wrong is told in one go: the "
        "name, what is wrong, what to do. `balie doctor` says what is switched off.\n\nIn demo everything has a default. In production a "
        "service outside Balie has an address, or the word `off`: then Balie does without it, and offers no service online that needs it. "
        "Addresses begin with `https://` there, except those of a program on the same machine.\n",
        "| name | type | default | needed | what |\n|---|---|---|---|---|\n" + "\n".join(rows) + "\n",
        "## Read elsewhere\n\n| name | what | default |\n|---|---|---|\n" + "\n".join(others) + "\n",
    ])


def setting(name: str, field) -> str:
    from balie.settings.environment import env_name

    default = "" if field.default == "" else f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"
    return f"| `{env_name(name)}` | {kind_of(field)} | {default} | {needed(name)} | {field.description} |"


def kind_of(field) -> str:
    from typing import get_args

    from balie.settings.outside import web_address

    if any(getattr(each, "func", None) is web_address for each in field.metadata):
        return "address"
    if choices := get_args(field.annotation):
        return " or ".join(f"`{each}`" for each in choices)
    return {"Path": "folder", "str": "text", "int": "number", "bool": "`true` or `false`"}[field.annotation.__name__]


def needed(name: str) -> str:
    from balie.settings.environment import NEEDED
    from balie.settings.outside import SERVICES

    if name in NEEDED:
        return "in production"
    for one in SERVICES.values():
        if name == one.setting:
            return "in production (or `off`)"
        if name in one.needs:
            return f"in production, with `BALIE_{one.setting.upper()}`"
    return {"s3_bucket": "with `BALIE_STORAGE=s3`", "s3_secret_key": "with `BALIE_S3_ACCESS_KEY`"}.get(name, "")


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
    for name, page in (("cli", cli), ("events", events), ("settings", settings), ("checks", checks), ("zgw-rules", zgw_rules)):
        (PAGES / f"{name}.md").write_text(page(), encoding="utf-8")
    for name, text in definition_pages.pages().items():
        (definition_pages.PAGES / f"{name}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
