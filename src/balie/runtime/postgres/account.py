"""The account the server runs as. PostgreSQL refuses root, so root lends it an account without rights."""
from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from balie.runtime.postgres.errors import CannotStart

CANDIDATES = ("nobody", "postgres", "daemon")


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int

    @property
    def is_me(self) -> bool:
        return self.uid == os.geteuid()

    def run_as(self) -> dict:
        """Arguments for `subprocess` that make a child run as this account."""
        return {} if self.is_me else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def owns(self, path: Path) -> None:
        if not self.is_me:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        """Whether every folder down to this one lets the account through; tried out, not reckoned."""
        return self._succeeds(["/bin/sh", "-c", 'cd "$0"', str(folder)])

    def can_run(self, program: Path) -> bool:
        return self._succeeds([str(program), "--version"])

    def _succeeds(self, command: list[str]) -> bool:
        try:
            return subprocess.run(command, capture_output=True, cwd="/", timeout=20, **self.run_as()).returncode == 0  # noqa: S603
        except (OSError, subprocess.SubprocessError):
            return False


def for_new_data() -> Account:
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        account = Account(entry.pw_uid, entry.pw_gid)
        if account.uid and account.can_enter(Path("/")):
            return account
    raise CannotStart("PostgreSQL does not run as root, and there is no account without rights to lend it (tried: nobody).")


def of_data(data: Path) -> Account:
    """The account that owns the data folder."""
    found = data.stat()
    if os.geteuid() not in (0, found.st_uid) or found.st_uid == 0:
        raise CannotStart(
            f"The database in {data} belongs to another account. Start Balie as the account that made it, "
            "or choose another data folder with BALIE_HOME."
        )
    return Account(found.st_uid, found.st_gid)
