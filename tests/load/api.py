"""The ZGW APIs in `make bench`: what the requests that systems send all day cost, with many zaken."""
from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

from tests.load.calls import Call

ZAKEN, STATUSSEN = "/zaken/api/v1/zaken", "/zaken/api/v1/statussen"
DOCUMENTEN = "/documenten/api/v1/enkelvoudiginformatieobjecten"
NAMES = ("api_zaak", "api_list", "api_expand", "api_search", "api_far_page", "api_rol", "api_post_zaak", "api_post_status", "api_post_document")
GOALS = {  # ms of processor time
    "api_zaak": 2.5, "api_list": 10.0, "api_expand": 20.0, "api_search": 10.0, "api_far_page": 10.0, "api_post_zaak": 4.0, "api_post_status": 6.0,
    "api_post_document": 4.0,
}
MOST_QUERIES = {"api_expand": 15, "api_post_status": 12}
PAGE = 100
CONTENT = base64.b64encode(bytes(range(256)) * 40).decode()  # 10 kB
BSN = "999990639"  # of the stage's resident
EXPAND = "zaaktype,status"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


class Client:
    """An application that may do everything, in the municipality of the stage."""

    def __init__(self, gemeente) -> None:
        from django.db import transaction

        from balie.cases.models import InformatieObjectType, StatusType, Zaak, ZaakType
        from balie.kernel.tenancy import scope
        from balie.zgw.tests.clients import CRS, Api, token

        self._seconds = count()
        with scope(gemeente), transaction.atomic():
            client = Api(label="Bench").client_id
            self.zaak: UUID = Zaak.objects.filter(einddatum=None).order_by("id").values_list("pk", flat=True).first()
            kind: ZaakType = Zaak.objects.select_related("zaaktype").get(pk=self.zaak).zaaktype
            first = StatusType.objects.filter(zaaktype=kind).order_by("volgnummer")[0]
            document = InformatieObjectType.objects.filter(concept=False)[0]
            self.rsin = gemeente.rsin
        self.headers = {"authorization": f"Bearer {token(client)}", "accept": "application/json", **CRS}
        self.kind, self.status = f"http://localhost/catalogi/api/v1/zaaktypen/{kind.pk}", f"http://localhost/catalogi/api/v1/statustypen/{first.pk}"
        self.document = f"http://localhost/catalogi/api/v1/informatieobjecttypen/{document.pk}"

    def get(self, path: str) -> Callable[[int], list[Call]]:
        return lambda n: [Call(path, headers=self.headers)] * n

    def post(self, path: str, bodies: Iterator[dict]) -> Callable[[int], list[Call]]:
        return lambda n: [Call(path, headers=self.headers, json=json.dumps(next(bodies)).encode()) for _ in range(n)]

    def zaken(self) -> Iterator[dict]:
        while True:
            yield {
                "zaaktype": self.kind, "bronorganisatie": "517439943", "verantwoordelijkeOrganisatie": "517439943", "startdatum": "2026-01-02",
                "omschrijving": "Een zaak", "vertrouwelijkheidaanduiding": "openbaar",
            }

    def statuses(self) -> Iterator[dict]:
        """Of long ago, each at its own moment."""
        for second in self._seconds:
            moment = (LONG_AGO + timedelta(seconds=second)).isoformat()
            yield {"zaak": f"http://localhost{ZAKEN}/{self.zaak}", "statustype": self.status, "datumStatusGezet": moment}

    def documents(self) -> Iterator[dict]:
        while True:
            yield {
                "bronorganisatie": "517439943", "creatiedatum": "2026-01-02", "titel": "Tekening", "auteur": "A. Bouwer", "taal": "nld",
                "bestandsnaam": "tekening.bin", "informatieobjecttype": self.document, "inhoud": CONTENT,
            }


def scenarios(client: Client, zaken: int) -> dict:
    """name → (function that gives n calls, status that is right), as `bench.scenarios`."""
    return {
        "api_zaak": (client.get(f"{ZAKEN}/{client.zaak}"), 200),
        "api_list": (client.get(ZAKEN), 200),
        "api_expand": (client.get(f"{ZAKEN}?expand={EXPAND}"), 200),
        "api_search": (client.post(f"{ZAKEN}/_zoek", iter(lambda: {"startdatum__gte": "2020-01-01"}, None)), 200),
        "api_far_page": (client.get(f"{ZAKEN}?page={max(1, zaken // PAGE)}"), 200),
        "api_rol": (client.get(f"{ZAKEN}?rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn={BSN}"), 200),
        "api_post_zaak": (client.post(ZAKEN, client.zaken()), 201),
        "api_post_status": (client.post(STATUSSEN, client.statuses()), 201),
        "api_post_document": (client.post(DOCUMENTEN, client.documents()), 201),
    }
