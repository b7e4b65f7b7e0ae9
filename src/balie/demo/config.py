"""What the town reads from its environment: folder, ports, addresses, and the fixed demo credentials of its clients."""
from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

# Fixed on purpose: they open invented data only. Balie sends them when no credential of its own is set.
CLIENT_ID = "balie"
CLIENT_SECRET = "balie-demo-client-secret"  # noqa: S105
BRP_API_KEY = "balie-demo-brp-key"
BAG_API_KEY = "balie-demo-bag-key"
REISDOCUMENTEN_API_KEY = "balie-demo-reisdocumenten-key"
KVK_API_KEY = "balie-demo-kvk-key"
LOOKUP_API_KEY = "balie-demo-lookup-key"
MOLLIE_API_KEY = "test_baliedemobaliedemobaliedemo12"
NOTIFY_SERVICE_ID = "5f1d3f0e-6a3c-4c3e-9a52-0b7a4de90001"
NOTIFY_SECRET = "8c0f27c4-2d0b-4a53-8b0e-7f5a1c3e0002"  # noqa: S105
ZGW_CLIENT_ID = "balie"
ZGW_SECRET = "balie-demo-zaaksysteem-geheim-2f9c"  # noqa: S105
NOTIFY_API_KEY = f"balie-{NOTIFY_SERVICE_ID}-{NOTIFY_SECRET}"


def _secret(name: str, default: str) -> str:
    return os.environ.get(f"BALIE_{name}") or default


@dataclass(frozen=True, kw_only=True)
class Config:
    home: Path
    port: int = 8001
    smtp_port: int = 8025
    url: str = "http://localhost:8001"
    balie_url: str = "http://localhost:8000"
    size: int = 2000
    seed: int = 1
    client_id: str = CLIENT_ID
    client_secrets: dict[str, str] = field(default_factory=lambda: {"digid": CLIENT_SECRET, "eherkenning": CLIENT_SECRET})
    keys: dict[str, str] = field(default_factory=lambda: {
        "brp": BRP_API_KEY, "bag": BAG_API_KEY, "reisdocumenten": REISDOCUMENTEN_API_KEY, "kvk": KVK_API_KEY,
        "mollie": MOLLIE_API_KEY, "notify": NOTIFY_API_KEY, "lookup": LOOKUP_API_KEY,
    })


def from_environment() -> Config:
    """The configuration of this process. Names are those of Balie's own settings; both sides read the same ones."""
    port = int(os.environ.get("TOWN_PORT", "8001"))
    return Config(
        home=Path(os.environ.get("BALIE_HOME", "var")).resolve() / "town",
        port=port,
        smtp_port=int(os.environ.get("BALIE_SMTP_PORT", "8025")),
        url=os.environ.get("BALIE_TOWN_URL", f"http://localhost:{port}").rstrip("/"),
        balie_url=os.environ.get("BALIE_URL", f"http://localhost:{os.environ.get('PORT', '8000')}").rstrip("/"),
        size=int(os.environ.get("BALIE_TOWN_SIZE", "2000")),
        seed=int(os.environ.get("BALIE_TOWN_SEED", "1")),
        client_id=_secret("DIGID_CLIENT_ID", CLIENT_ID),
        client_secrets={name: _secret(f"{name.upper()}_CLIENT_SECRET", CLIENT_SECRET) for name in ("digid", "eherkenning")},
        keys={
            "brp": _secret("BRP_API_KEY", BRP_API_KEY), "bag": _secret("BAG_API_KEY", BAG_API_KEY),
            "reisdocumenten": _secret("REISDOCUMENTEN_API_KEY", REISDOCUMENTEN_API_KEY),
            "kvk": _secret("KVK_API_KEY", KVK_API_KEY), "mollie": _secret("MOLLIE_API_KEY", MOLLIE_API_KEY),
            "notify": _secret("NOTIFY_API_KEY", NOTIFY_API_KEY), "lookup": LOOKUP_API_KEY,
        },
    )
