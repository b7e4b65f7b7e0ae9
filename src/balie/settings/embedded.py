"""Where the embedded server keeps its things, under which names it is reached, and with which passwords.

    <home>/postgres/credentials.json   random name and passwords, made at the first look, readable by its owner alone
    <place>/data                       the database; 0700, owned by the account the server runs as
    <place>/server-<version>           a copy of the programs, only where the installed ones cannot be reached
    /tmp/balie-<hash>/                 the socket; its path must stay under 107 bytes

`<place>` is `<home>/postgres`, or `/var/lib/balie/<name>` when root's folder lets the unprivileged account through nowhere.
"""
from __future__ import annotations

import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, urlencode

ELSEWHERE = Path("/var/lib/balie")
DATABASE = "balie"
ADMIN, OWNER, RUNTIME = "balie_admin", "balie_owner", "balie_runtime"


@dataclass(frozen=True)
class Place:
    home: Path

    @classmethod
    def of(cls, home: Path | str) -> Place:
        return cls(Path(home).resolve())

    @property
    def folder(self) -> Path:
        return self.home / "postgres"

    @property
    def elsewhere(self) -> Path:
        return ELSEWHERE / self.credentials["name"]

    @property
    def log(self) -> Path:
        return self.home / "logs" / "postgres.log"

    @cached_property
    def credentials(self) -> dict[str, str]:
        """`name` and one password per role; made once, also when two processes look at the same moment."""
        path = self.folder / "credentials.json"
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            self.folder.chmod(0o711)
            fresh = path.with_name(f"credentials.{os.getpid()}.{secrets.token_hex(4)}")
            with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                json.dump({"name": secrets.token_hex(8)} | {role: secrets.token_urlsafe(24) for role in (ADMIN, OWNER, RUNTIME)}, file)
            try:
                os.link(fresh, path)
            except FileExistsError:
                pass
            fresh.unlink()
        return json.loads(path.read_text())

    @property
    def socket_folder(self) -> Path:
        digest = hashlib.sha256(f"{self.credentials['name']}\0{self.home}".encode()).hexdigest()[:20]
        return Path("/tmp") / f"balie-{digest}"  # noqa: S108 - the name cannot be guessed; the owner is checked at each start

    def url(self, role: str, database: str = DATABASE) -> str:
        return f"postgresql://{role}:{quote(self.credentials[role])}@/{database}?{urlencode({'host': str(self.socket_folder)})}"


def connection_urls(home: Path | str) -> tuple[str, str]:
    """`(owner_url, runtime_url)` of the embedded server of the data folder `home`, whether it runs or not."""
    place = Place.of(home)
    return place.url(OWNER), place.url(RUNTIME)
