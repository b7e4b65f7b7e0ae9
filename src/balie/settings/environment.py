"""What an installation may set, read once from the environment and validated at start with a sentence per mistake.

Every name is `BALIE_<FIELD>`, except `PORT`. In demo a value that is not set has a default that works with the demo town; in production
nothing leads there by itself. docs/reference/settings.md is made from this class.
"""
from __future__ import annotations

import hashlib
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, AliasChoices, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from balie.settings.outside import OFF, SERVICES, is_loopback, is_safe, web_address

ROOT = Path(__file__).resolve().parents[3]
Address = Annotated[str, AfterValidator(web_address)]

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
# What differs by mode when it is not set.
DEFAULTS = {
    "demo": DEMO_CREDENTIALS | {"smtp_host": "localhost", "smtp_port": 8025, "smtp_security": "none", "scanner": "demo", "https": False,
                                "callback_networks": "127.0.0.0/8, ::1/128",
                                "mail_from": "Balie <noreply@balie.example>"},
    "production": {"smtp_port": 587, "smtp_security": "starttls", "https": True},
}
FOR_DEMO_ONLY = ("demo", "failing")
SHORTEST_KEY = 32
# What has no default in production, and what to do about it.
NEEDED = {
    "secret_keys": "Set it to a long random text, and keep a copy in a safe place",
    "smtp_host": "Set it to your mail server",
    "mail_from": "Set it to the sender of mail, as Gemeente <noreply@gemeente.nl>",
    "scanner": "Set it to clamav://host:3310, or to none when nothing looks for viruses",
}


class Environment(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="BALIE_", extra="ignore", frozen=True)

    catalogue: str = Field("", description="The standard catalogue: a folder of services; empty: the one that comes with Balie")
    home: Path = Field(Path("var"), description="Data folder: database, documents, keys, logs")
    port: int = Field(8000, ge=1, le=65535, validation_alias=AliasChoices("PORT", "BALIE_PORT"),
                      description="Port of the web; not set: 8000 or the next free one. Set: refused when another program uses it")
    mode: Literal["demo", "production"] = Field("demo", description="`demo` has the demo town beside it; `production` has not")
    https: bool = Field(True, description="Residents reach Balie over https: cookies go over https alone (demo: `false`)")
    web_workers: int = Field(0, ge=0, le=256, description="Processes that serve pages; 0: two, or one on a machine with one core")
    worker_threads: int = Field(4, ge=1, le=256, description="Jobs that one worker does at a time")

    database_url: str = Field("", description="A PostgreSQL server of your own, 15 or later: "
                                              "`postgresql://user:password@host:5432/database`; empty: the embedded one")
    database_runtime_url: str = Field("", description="A second login, for web and worker, that owns no table; "
                                                      "empty: the first, as role `balie_runtime`")
    secret_keys: str = Field("", description="Long random texts, newest first, separated by commas; empty in demo: made in the data folder")

    jwt_expiry: int = Field(3600, ge=60, le=86_400, description="ZGW APIs: seconds that a token of a client counts after it was made (`iat`)")

    town_url: Address = Field("http://localhost:8001", description="The simulators of the demo town")

    digid_issuer: Address = Field("", description="DigiD: address of the OpenID Connect issuer")
    digid_client_id: str = Field("balie", description="DigiD: our name there")
    digid_client_secret: str = Field("", description="DigiD: our secret there")
    eherkenning_issuer: Address = Field("", description="eHerkenning: address of the OpenID Connect issuer")
    eherkenning_client_id: str = Field("balie", description="eHerkenning: our name there")
    eherkenning_client_secret: str = Field("", description="eHerkenning: our secret there")

    brp_url: Address = Field("", description="BRP Personen bevragen (Haal Centraal): address")
    brp_api_key: str = Field("", description="BRP: key; empty where a gateway adds it")
    bag_url: Address = Field("", description="BAG individuele bevragingen: address")
    bag_api_key: str = Field("", description="BAG: key; empty where a gateway adds it")
    reisdocumenten_url: Address = Field("", description="Travel documents: address")
    reisdocumenten_api_key: str = Field("", description="Travel documents: key; empty where a gateway adds it")
    rdw_url: Address = Field("", description="RDW, vehicles: address")
    kvk_url: Address = Field("", description="KVK Basisprofiel: address")
    kvk_api_key: str = Field("", description="KVK: key; empty where a gateway adds it")

    map_url: Address = Field("", description="A map of the municipality as GeoJSON, at `<address>/<name of the municipality>.geojson`")
    map_tiles: str = Field("", description="Map tiles for residents: `https://service.pdok.nl/…/EPSG:3857/{z}/{x}/{y}.png`; empty: the map above")
    map_source: str = Field("", description="Who made the map tiles, named under the map: `Kadaster`")

    payment_provider: str = Field("mollie", description="Who takes payments: `mollie`, or another that is registered")
    mollie_url: Address = Field("", description="Mollie: address, `https://api.mollie.com/v2`")
    mollie_api_key: str = Field("", description="Mollie: key")

    smtp_host: str = Field("", description="Mail server (demo: the town's)")
    smtp_port: int = Field(587, ge=1, le=65535, description="Port of the mail server (demo: 8025)")
    smtp_security: Literal["none", "starttls", "tls"] = Field("starttls", description="How mail travels to the mail server (demo: `none`)")
    smtp_user: str = Field("", description="Login at the mail server; empty: none")
    smtp_password: str = Field("", description="Password at the mail server")
    mail_from: str = Field("", description="Sender of mail: `Gemeente <noreply@gemeente.nl>`")
    notify_url: Address = Field("", description="NotifyNL, texts to phones: address")
    notify_api_key: str = Field("", description="NotifyNL: key")
    scanner: str = Field("", description="Who looks for viruses in what residents send: `clamav://host:port`, or `none` (demo: `demo`)")
    callback_networks: str = Field("", description="Networks inside to which webhooks (ZGW notificaties) may go: `10.2.0.0/16, 10.3.4.5/32`; "
                                                   "empty: only to public addresses (demo: this machine)")

    storage: Literal["files", "s3"] = Field("files", description="Where documents are kept: in the data folder, or in S3")
    s3_bucket: str = Field("", description="S3: the bucket. It is never public")
    s3_endpoint: Address = Field("", description="S3: address; empty: Amazon's")
    s3_region: str = Field("", description="S3: region")
    s3_access_key: str = Field("", description="S3: key; empty: what the machine itself was given")
    s3_secret_key: str = Field("", description="S3: secret of that key")

    @model_validator(mode="before")
    @classmethod
    def by_mode(cls, values: dict) -> dict:
        """What is not set (an empty text is not set) gets the default of the mode."""
        own = {name: value for name, value in values.items() if value != ""}
        return DEFAULTS.get(own.get("mode", "demo"), {}) | own

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

    @field_validator("callback_networks")
    @classmethod
    def names_networks(cls, value: str) -> str:
        try:
            [ip_network(each.strip()) for each in value.split(",") if each.strip()]
        except ValueError:
            raise ValueError("write it as 10.2.0.0/16, 10.3.4.5/32") from None
        return value

    @field_validator("scanner")
    @classmethod
    def names_a_scanner(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme or value == "clamav":
            try:
                fine = parts.scheme == "clamav" and parts.hostname and parts.port
            except ValueError:
                fine = False
            if not fine:
                raise ValueError("write it as clamav://host:3310, or none")
        return value

    @field_validator("map_tiles")
    @classmethod
    def is_a_template(cls, value: str) -> str:
        try:
            fine = not value or (is_safe(value) and all(part in value for part in ("{z}", "{x}", "{y}")) and not set(value) & set(" ;,'\""))
        except ValueError:
            fine = False
        if not fine:
            raise ValueError("write it as https://name/path/{z}/{x}/{y}.png")
        return value

    @model_validator(mode="after")
    def complete(self) -> Environment:
        faults = self._storage_faults() + (self._production_faults() if self.mode == "production" else [])
        if faults:
            raise ValueError("\n".join(faults))
        return self

    def _storage_faults(self) -> list[str]:
        needed = {"s3_bucket": self.s3_bucket, "s3_secret_key": self.s3_secret_key or not self.s3_access_key}
        return [f"{env_name(name)}: is empty. Documents are kept in S3 (BALIE_STORAGE=s3): set it." for name, given in needed.items()
                if self.storage == "s3" and not given]

    def _production_faults(self) -> list[str]:
        faults = [f"{env_name(name)}: is empty. {advice}." for name, advice in NEEDED.items() if not getattr(self, name)]
        if any(len(text.strip()) < SHORTEST_KEY for text in self.secret_keys.split(",") if text.strip()):
            faults.append(f"BALIE_SECRET_KEYS: a key is too easy to guess. Each is a random text of at least {SHORTEST_KEY} signs.")
        faults += self._outside_faults()
        if self.smtp_password and self.smtp_security == "none" and not is_loopback(self.smtp_host):
            faults.append("BALIE_SMTP_SECURITY: is none, so the password would travel in the clear. Set it to starttls or tls.")
        faults += [f"{env_name(name)}: {value} is for the demo and for tests. Choose another." for name in ("scanner", "payment_provider")
                   if (value := getattr(self, name)) in FOR_DEMO_ONLY]
        faults += [f"{env_name(name)}: is the demo town's, which everybody knows. Set your own." for name, known in DEMO_CREDENTIALS.items()
                   if getattr(self, name) == known]
        return faults

    def _outside_faults(self) -> list[str]:
        faults = []
        for name, one in SERVICES.items():
            address = getattr(self, one.setting)
            if name == "mollie" and self.payment_provider != "mollie":
                continue
            if not address:
                faults.append(f"{env_name(one.setting)}: is empty ({one.what}). Set its address, as {one.example}, or {OFF} when you do not use it.")
            elif address != OFF:
                faults += [f"{env_name(each)}: is empty. {env_name(one.setting)} needs it." for each in one.needs if not getattr(self, each)]
        addresses = {one.setting: getattr(self, one.setting) for one in SERVICES.values()} | {"s3_endpoint": self.s3_endpoint}
        return faults + [f"{env_name(name)}: is sent in the clear. In production it begins with https://." for name, address in addresses.items()
                         if address not in ("", OFF) and not is_safe(address)]

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
        """Address of an outside service; empty when it is off. In demo, what is not set is the simulator of the demo town."""
        own = getattr(self, SERVICES[name].setting)
        if own == OFF:
            return ""
        if own or self.mode != "demo":
            return own
        return f"{self.town_url.rstrip('/')}/{SERVICES[name].town}"

    def switched_off(self) -> list[str]:
        return [name for name in SERVICES if not self.endpoint(name)]


def env_name(field: str) -> str:
    return "PORT" if field == "port" else f"BALIE_{field.upper()}"


def cannot_start(lines: list[str]) -> SystemExit:
    """What to raise when the settings are not right: one readable line per mistake."""
    return SystemExit("\n".join(["Balie cannot start: the settings are not right.", *(f"  {line}" for line in lines)]))


def read() -> Environment:
    """The environment, or `SystemExit` with one readable line per mistake."""
    try:
        return Environment()
    except ValidationError as error:
        raise cannot_start([line for fault in error.errors() for line in _lines(fault)]) from None


def _lines(fault) -> list[str]:
    said = fault["msg"].removeprefix("Value error, ")
    if not fault["loc"]:  # about several settings: these lines name them themselves
        return said.split("\n")
    label = str(fault["loc"][0]).removeprefix("BALIE_")
    name = env_name(label.lower())
    about = Environment.model_fields[label.lower()].description if label.lower() in Environment.model_fields else ""
    return [f"{name}: {said[:1].lower()}{said[1:]}. {about}.".replace("..", ".")]
