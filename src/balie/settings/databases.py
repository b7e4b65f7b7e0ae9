"""Which PostgreSQL login each process uses: web and worker one that owns no table, migrations the owner."""
from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urlsplit

from balie.settings.environment import Environment

RUNTIME_ROLE = "balie_runtime"


def database(environment: Environment, *, role: str) -> dict:
    """Django's DATABASES entry for `role` "owner" or "runtime"."""
    if environment.database_url:
        url = environment.database_url
        options = {}
        if role == "runtime":
            if environment.database_runtime_url:
                url = environment.database_runtime_url
            else:
                options["options"] = f"-c role={RUNTIME_ROLE}"
    else:
        from balie.settings.embedded import connection_urls

        owner, runtime = connection_urls(environment.home)
        url, options = (owner if role == "owner" else runtime), {}
    entry = parse(url)
    entry["OPTIONS"].update(options)
    return entry


def parse(url: str) -> dict:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "balie.kernel.tenancy.db",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": {"application_name": "balie", **query},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": True,
    }
