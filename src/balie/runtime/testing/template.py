"""Data folders in which Balie already ran: made once in a run of the tests, copied for every house that does not need to be new."""
from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from balie.runtime.locks import Lock
from balie.runtime.testing import RUN
from balie.runtime.testing.house import READY_SECONDS, House, make_home

FOLDER = RUN / "homes"


def home_with_town(prefix: str = "balie-") -> Path:
    """A new data folder with tables and demo town. A house starts in it as it starts a second time."""
    for folder in (RUN, FOLDER):
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)  # also the account of the database server must get in
    first = FOLDER / "town"
    lock = Lock(FOLDER / "town.lock")
    if not lock.take(wait=READY_SECONDS):  # the other process waits for it rather than make its own
        raise AssertionError(f"{first} is not made in {READY_SECONDS:.0f} seconds")
    try:
        if not first.exists():
            _make().rename(first)
    finally:
        lock.release()
    home = make_home(prefix)
    # with the owner that the database server insists on
    subprocess.run(["cp", "-a", f"{first}/.", str(home)], check=True)  # noqa: S603, S607
    return home


def _make() -> Path:
    home = Path(tempfile.mkdtemp(dir=FOLDER))
    home.chmod(0o755)
    House(home).start().stop()
    return home
