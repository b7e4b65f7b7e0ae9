"""The command line `balie`: one group whose commands are the modules beside this one.

A new command `balie some-name` is a module `some_name.py` in this folder with one click command or group called `command`. It is
imported when it is asked for (or when the list of commands is shown), so a command costs nothing to the others. A command that needs
the database begins with `balie.cli.setup.start_django()`.
"""
from __future__ import annotations

import importlib
import pkgutil

import click

from balie import cli

NO_COMMANDS = {"main", "setup"}


class Commands(click.Group):
    """Finds its commands among the modules of `balie.cli`."""

    def list_commands(self, context: click.Context) -> list[str]:
        names = (module.name for module in pkgutil.iter_modules(cli.__path__))
        return sorted(name.replace("_", "-") for name in names if name not in NO_COMMANDS and not name.startswith("_"))

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(context):
            return None
        return importlib.import_module(f"balie.cli.{name.replace('-', '_')}").command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="balie", prog_name="balie")
def main() -> None:
    """Balie: the town-hall counter at home."""


if __name__ == "__main__":
    main()
