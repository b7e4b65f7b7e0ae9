"""What a client of the Zaken API does in tests: address things, make a zaak, set a status, give a result."""
from __future__ import annotations

from datetime import timedelta
from typing import Any

from balie.cases.models import Zaak, ZaakType
from balie.cases.zgw.tests import stage
from balie.kernel import clock
from balie.zgw.tests.clients import Api

ZAKEN, STATUSSEN, RESULTATEN = "/zaken/api/v1/zaken", "/zaken/api/v1/statussen", "/zaken/api/v1/resultaten"
KINDS = {
    "ZaakType": "catalogi/api/v1/zaaktypen", "StatusType": "catalogi/api/v1/statustypen", "ResultaatType": "catalogi/api/v1/resultaattypen",
    "Zaak": "zaken/api/v1/zaken", "Status": "zaken/api/v1/statussen", "Rol": "zaken/api/v1/rollen", "Resultaat": "zaken/api/v1/resultaten",
}
LEVEL = "zeer_geheim"
PDF = b"%PDF-1.7\n%%EOF"


def url(api: Api, row: Any) -> str:
    return f"{api.root}/{KINDS[type(row).__name__]}/{row.pk}"


def may(kind: ZaakType, *scopes: str, level: str = LEVEL) -> Api:
    """A client with these scopes of the Zaken API for one zaaktype."""
    host = Api().root
    return Api([("zrc", list(scopes), f"{host}/catalogi/api/v1/zaaktypen/{kind.pk}", level)])


def make(api: Api, kind: ZaakType, **changes: Any) -> Any:
    return api.post(ZAKEN, stage.body(url(api, kind), **changes))


def status_body(api: Api, zaak: Zaak, place: int = 1, *, ago: timedelta = timedelta(), **changes: Any) -> dict[str, Any]:
    """`place`: of the statustype in its zaaktype; -1 the last."""
    kinds = list(zaak.zaaktype.statustypes.order_by("volgnummer"))
    kind = kinds[place if place < 0 else place - 1]
    return {"zaak": url(api, zaak), "statustype": url(api, kind), "datumStatusGezet": (clock.now() - ago).isoformat()} | changes


def set_status(api: Api, zaak: Zaak, place: int = 1, **changes: Any) -> Any:
    return api.post(STATUSSEN, status_body(api, zaak, place, **changes))


def give_result(api: Api, zaak: Zaak, **changes: Any) -> Any:
    kind = zaak.zaaktype.resultaattypes.first()
    return api.post(RESULTATEN, {"zaak": url(api, zaak), "resultaattype": url(api, kind)} | changes)


def close(api: Api, zaak: Zaak, **changes: Any) -> Zaak:
    """With a result; returns the zaak as it is now."""
    result = give_result(api, zaak)
    assert result.status_code == 201, result.content
    answer = set_status(api, zaak, -1, **changes)
    assert answer.status_code == 201, answer.content
    return Zaak.objects.get(pk=zaak.pk)
