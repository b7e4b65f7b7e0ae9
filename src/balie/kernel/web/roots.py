"""Under which address the world knows a municipality, where no request tells it."""
from django.conf import settings

from balie.kernel.tenancy import context


def root() -> str:
    """`"https://balie.example.nl"`: the municipality's first host name."""
    host, balie = context.current().hosts[0], settings.BALIE
    port = f":{balie.port}" if balie.mode == "demo" else ""
    return f"{'https' if balie.https else 'http'}://{host}{port}"
