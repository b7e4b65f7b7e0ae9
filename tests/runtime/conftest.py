"""Data folders for the tests of the embedded server, and ways to act as another account."""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from balie.runtime.postgres.cluster import running
from balie.runtime.testing.house import make_home

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def new_home():
    """A new data folder that every account may enter."""
    folder = make_home()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def started_once():
    """A data folder in which the server ran before."""
    folder = make_home()
    with running(folder):
        pass
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def home(new_home, started_once):
    """A copy of that: to make a database takes longer than what most tests do with it."""
    subprocess.run(["cp", "-a", f"{started_once}/.", str(new_home)], check=True)
    return new_home


@pytest.fixture
def other_home():
    folder = make_home()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def as_nobody():
    """`as_nobody(code)` runs Python code as the account `nobody`, which must be able to reach an interpreter and the packages."""
    if os.geteuid() != 0:
        pytest.skip("only root can act as another account")
    packages = Path(pytest.__file__).parents[1]
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{ROOT / 'src'}:{packages}", "PYTHONDONTWRITEBYTECODE": "1"}

    def run(python: str, code: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [python, "-c", code], user="nobody", group="nogroup", extra_groups=[], env=environment, cwd="/", capture_output=True,
            text=True, timeout=60,
        )

    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for candidate in (os.path.realpath(sys.executable), f"/usr/bin/{version}", f"/usr/local/bin/{version}"):
        try:
            if run(candidate, "import psycopg, balie").returncode == 0:
                return lambda code: run(candidate, code)
        except OSError:
            continue
    pytest.skip("no Python that an ordinary account can reach")
