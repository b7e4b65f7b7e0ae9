"""The demo officials of both municipalities, with fixed demo secrets.

The console shows them; the builder of the demo town creates them. Never used outside the demo.
"""
from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

PASSWORD = "zon-op-het-water-2026"  # noqa: S105
ROLES = ("behandelaar", "balie", "teamleider", "beheerder")


@dataclass(frozen=True, kw_only=True)
class DemoOfficial:
    municipality: str  # slug
    name: str
    email: str
    roles: tuple[str, ...]
    teams: tuple[str, ...] = ()
    task: str  # one sentence for the console
    password: str = PASSWORD

    @property
    def totp_secret(self) -> str:
        """Base32 secret of the authenticator; the same at every start, different per official."""
        return base64.b32encode(hashlib.sha256(f"demo-totp:{self.email}".encode()).digest()[:20]).decode()


OFFICIALS = (
    DemoOfficial(municipality="zonnedam", name="Nadia Benali", email="nadia@zonnedam.example", roles=("behandelaar",),
                 teams=("burgerzaken", "burgerlijke-stand"), task="Behandelt aanvragen van Burgerzaken."),
    DemoOfficial(municipality="zonnedam", name="Kees Houtman", email="kees@zonnedam.example", roles=("behandelaar",),
                 teams=("parkeren", "vergunningen"), task="Behandelt vergunningen, zoals voor parkeren."),
    DemoOfficial(municipality="zonnedam", name="Roos Veenstra", email="roos@zonnedam.example", roles=("balie",),
                 task="Helpt mensen aan de balie in het stadhuis."),
    DemoOfficial(municipality="zonnedam", name="Marlon Pinas", email="marlon@zonnedam.example",
                 roles=("teamleider", "behandelaar"), task="Leidt het team en verdeelt het werk."),
    DemoOfficial(municipality="zonnedam", name="Ilse Brandsma", email="ilse@zonnedam.example", roles=("beheerder",),
                 task="Beheert diensten, medewerkers en huisstijl."),
    DemoOfficial(municipality="waterrijk", name="Tjeerd Wiersma", email="tjeerd@waterrijk.example",
                 roles=("behandelaar", "balie"), teams=("burgerzaken", "burgerlijke-stand", "parkeren", "vergunningen"),
                 task="Behandelt aanvragen en helpt aan de balie."),
    DemoOfficial(municipality="waterrijk", name="Sevda Aksoy", email="sevda@waterrijk.example",
                 roles=("teamleider", "beheerder"), task="Leidt het team en beheert de diensten."),
)
