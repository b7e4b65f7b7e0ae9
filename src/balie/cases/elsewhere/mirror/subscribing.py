"""Our subscription at the Notificaties API of the other side: made, looked after, and ended."""
from __future__ import annotations

from typing import Any

from django.db import transaction

from balie.cases.elsewhere.zgw import Refused, Unreachable, Zgw
from balie.cases.models import Followed
from balie.kernel import crypto, egress, plugins, rotation

KIND, SEALED, KANAAL = "nrc", "cases.followed.secret", "zaken"


@transaction.atomic
def address_of(connection: str) -> str:
    return Followed.objects.filter(connection=connection).values_list("notificaties", flat=True).first() or ""


def ensure(row: Followed, zgw: Zgw) -> None:
    """There is one, also when the other side lost it. Raises `Unreachable`, `Refused`."""
    if not row.notificaties or (row.abonnement and _stands(row, zgw)):
        return
    made = _call(row, zgw, "POST", "abonnement", json={
        "callbackUrl": row.callback, "auth": crypto.open_sealed(row.secret, context=SEALED), "kanalen": [{"naam": KANAAL, "filters": {}}],
    })
    try:
        row.abonnement = made["url"]
    except (KeyError, TypeError):
        raise Refused(f"{row.label} gaf een abonnement dat wij niet kunnen lezen.") from None
    with transaction.atomic():
        Followed.objects.filter(pk=row.pk).update(abonnement=row.abonnement)


def end(row: Followed, zgw: Zgw) -> None:
    """Raises `Unreachable`, `Refused`."""
    if row.abonnement and _stands(row, zgw):
        _call(row, zgw, "DELETE", row.abonnement)


def _stands(row: Followed, zgw: Zgw) -> bool:
    try:
        _call(row, zgw, "GET", row.abonnement)
    except Refused as refused:
        if "not_found" in refused.codes:
            return False
        raise
    return True


def _call(row: Followed, zgw: Zgw, method: str, path: str, **what: Any) -> Any:
    try:
        with egress.client(f"{KIND}:{row.connection}") as http:
            answer = http.request(method, path, headers=zgw.headers(), **what)
    except egress.EgressFailed:
        raise Unreachable(f"De notificaties van {row.label} geven nu geen antwoord.") from None
    except (egress.EgressOff, egress.EgressRefused):
        raise Refused(f"Het adres van de notificaties van {row.label} klopt niet. Stel het opnieuw in.") from None
    return None if answer.status_code == 204 else zgw.read(answer, method, "abonnement")


egress.addresses_of(KIND, address_of)
plugins.register(rotation.KIND, "cases.followed", lambda: rotation.Columns(Followed, secret=SEALED))
