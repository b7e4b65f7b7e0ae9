"""What an installation may set, read once from the environment and validated at start with a sentence per mistake.

Every name is `BALIE_<FIELD>`, except `PORT`. A value that is not set has a default that works for the demo town.
"""
from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[3]

# What the simulators of the demo town accept (demo/config.py). They open invented data only, and are never used in production.
DEMO_CREDENTIALS = {
    "digid_client_secret": "balie-demo-client-secret",
    "eherkenning_client_secret": "balie-demo-client-secret",
    "brp_api_key": "balie-demo-brp-key",
    "bag_api_key": "balie-demo-bag-key",
    "reisdocumenten_api_key": "balie-demo-reisdocumenten-key",
    "kvk_api_key": "balie-demo-kvk-key",
    "mollie_api_key": "test_baliedemobaliedemobaliedemo12",
    "notify_api_key": "balie-5f1d3f0e-6a3c-4c3e-9a52-0b7a4de90001-8c0f27c4-2d0b-4a53-8b0e-7f5a1c3e0002",
}


class Environment(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="BALIE_", extra="ignore", frozen=True)

    home: Path = Field(Path("var"), description="Data folder")
    port: int = Field(8000, ge=1, le=65535, validation_alias=AliasChoices("PORT", "BALIE_PORT"))
    mode: Literal["demo", "production"] = "demo"

    database_url: str = Field("", description="A PostgreSQL server of your own; empty: the embedded one")
    database_runtime_url: str = Field("", description="Login that owns no table; empty: database_url as role balie_runtime")
    secret_keys: str = Field("", description="Newest first, separated by commas; empty in demo: made in the data folder")
    allowed_hosts_extra: str = ""
    https: bool = False

    town_url: str = Field("http://localhost:8001", description="The simulators of the demo town")

    digid_issuer: str = ""
    digid_client_id: str = "balie"
    digid_client_secret: str = ""
    eherkenning_issuer: str = ""
    eherkenning_client_id: str = "balie"
    eherkenning_client_secret: str = ""

    brp_url: str = ""
    brp_api_key: str = ""
    bag_url: str = ""
    bag_api_key: str = ""
    reisdocumenten_url: str = ""
    reisdocumenten_api_key: str = ""
    rdw_url: str = ""
    kvk_url: str = ""
    kvk_api_key: str = ""

    payment_provider: str = "mollie"
    mollie_url: str = ""
    mollie_api_key: str = ""

    smtp_host: str = "localhost"
    smtp_port: int = Field(8025, ge=1, le=65535)
    smtp_user: str = ""
    smtp_password: str = ""
    mail_from: str = "Balie <noreply@balie.example>"
    notify_url: str = ""
    notify_api_key: str = ""
    scanner: str = ""

    storage: Literal["files", "s3"] = "files"

    @model_validator(mode="before")
    @classmethod
    def demo_credentials(cls, values: dict) -> dict:
        if values.get("mode", "demo") != "demo":
            return values
        return DEMO_CREDENTIALS | {name: value for name, value in values.items() if value or name not in DEMO_CREDENTIALS}

    @field_validator("home")
    @classmethod
    def absolute(cls, value: Path) -> Path:
        return value if value.is_absolute() else Path.cwd() / value

    @field_validator("database_url", "database_runtime_url")
    @classmethod
    def is_postgres(cls, value: str) -> str:
        if value and not value.startswith(("postgresql://", "postgres://")):
            raise ValueError("write it as postgresql://user:password@host:5432/database")
        return value

    @model_validator(mode="after")
    def complete(self) -> Environment:
        if self.mode == "production":
            needed = ("secret_keys", "digid_issuer", "digid_client_secret", "brp_url", "mollie_api_key")
            missing = [name for name in needed if not getattr(self, name)]
            if missing:
                raise ValueError("in production these must be set: " + ", ".join("BALIE_" + name.upper() for name in missing))
        return self

    # -- derived: production and demo differ by settings only ------------------------------------------------------------

    def keys(self) -> list[bytes]:
        """Secret keys, 32 bytes each, newest first."""
        texts = [part.strip() for part in self.secret_keys.split(",") if part.strip()] or [self._demo_key()]
        return [hashlib.sha256(text.encode()).digest() for text in texts]

    def _demo_key(self) -> str:
        import os
        import secrets

        path = self.home / "keys" / "secret"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_name(f"secret.{os.getpid()}")
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_urlsafe(48))
            try:  # two processes starting together must end with one and the same key
                os.link(fresh, path)
            except FileExistsError:
                pass
            fresh.unlink()
        return path.read_text()

    def endpoint(self, name: str) -> str:
        """Address of an outside service: its own setting, else the simulator of the demo town."""
        paths = {
            "digid": "digid", "eherkenning": "eherkenning", "brp": "haalcentraal/api/brp",
            "bag": "lvbag/individuelebevragingen/v2", "reisdocumenten": "reisdocumenten/v1",
            "rdw": "rdw/resource", "kvk": "kvk/api/v1", "mollie": "mollie/v2", "notify": "notify",
        }
        field = f"{name}_issuer" if name in ("digid", "eherkenning") else f"{name}_url"
        return getattr(self, field) or f"{self.town_url.rstrip('/')}/{paths[name]}"


def read() -> Environment:
    """The environment, or `SystemExit` with one readable line per mistake."""
    try:
        return Environment()
    except ValidationError as error:
        lines = ["Balie cannot start: the settings are not right."]
        for fault in error.errors():
            name = "_".join(str(part) for part in fault["loc"]).upper()
            label = name if name in ("", "PORT") or name.startswith("BALIE_") else f"BALIE_{name}"
            lines.append(f"  {label or 'settings'}: {fault['msg'].removeprefix('Value error, ')}")
        raise SystemExit("\n".join(lines)) from None
