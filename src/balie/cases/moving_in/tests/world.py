"""Waterrijk's Balie as the provider that is left, asked over its real API without a server in between, and Zonnedam that moves in.

What is there was made over that API too, as any client would; only what no client can set any more (the past) is set in its tables.
"""
from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx2
from django.db import transaction
from django.test import Client

from balie.cases.models import Eigenschap, InformatieObjectType, RolType, Zaak, ZaakObjectType, ZaakType
from balie.cases.zgw.tests import acts, stage
from balie.kernel import clock, egress, tenancy
from balie.zgw.public import providers
from balie.zgw.references import Links
from balie.zgw.tests.clients import SECRET, Api

HOST, NAME, LABEL = "waterrijk.localhost", "oud", "Het oude zaaksysteem"
ROOTS = {api: f"http://{HOST}/{api}/api/v1" for api in ("catalogi", "documenten", "zaken", "besluiten")}
BSN = "999993653"
LONG_AGO = "2019-03-01T09:30:00Z"


class Killed(BaseException):
    """As `kill -9` would: nothing in between catches it."""


@dataclass(frozen=True)
class Call:
    path: str
    query: str
    number: int


@contextmanager
def inside(gemeente: Any):
    """In a transaction: outside one nothing is seen."""
    with tenancy.scope(gemeente), transaction.atomic():
        yield


class There:
    """`calls`: what was asked. `spoil(call)` may give an answer of its own; `altered(call, content)`: what becomes of an answer."""

    def __init__(self, gemeente: Any) -> None:
        self.gemeente, self.calls = gemeente, []
        self.spoil: Callable[[Call], httpx2.Response | None] = lambda call: None
        self.altered: Callable[[Call, bytes], bytes] = lambda call, content: content
        with inside(gemeente):
            self.api = Api(label="Verhuizer")

    @contextmanager
    def client(self, service: str):
        try:
            with httpx2.Client(transport=httpx2.MockTransport(self._answer), base_url=egress.address(service)) as http:
                yield http
        except httpx2.HTTPError as error:
            raise egress.EgressFailed(service, type(error).__name__) from None

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        call = Call(request.url.path, request.url.query.decode(), len(self.calls))
        self.calls.append(call)
        if (own := self.spoil(call)) is not None:
            return own
        names = ("authorization", "accept", "accept-crs")
        answer = Client(headers={"host": request.url.host}).generic(
            request.method, request.url.raw_path.decode(), headers={name: request.headers[name] for name in names if name in request.headers},
        )
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return httpx2.Response(answer.status_code, content=self.altered(call, content), headers={"content-type": answer.headers["Content-Type"]})

    def holds(self, model: Any) -> dict[Any, Any]:
        """What is there now, by id."""
        with inside(self.gemeente):
            return {row.pk: row for row in model.objects.all()}

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self.api.post(path, body)
        assert answer.status_code == 201, (path, answer.content)
        return answer.json()


def connect(there: There, **changes: str) -> None:
    providers.set_connection(**{"name": NAME, "label": LABEL, "client_id": there.api.client_id, "secret": SECRET, **ROOTS, **changes})


def zaaktype() -> ZaakType:
    """With one of everything, and a besluittype."""
    kind = stage.zaaktype(identificatie="TERRAS", catalogus=stage.catalogus(domein="VERG"))
    sort = InformatieObjectType.objects.get(catalogus=kind.catalogus)
    decision = stage.besluittype(catalogus=kind.catalogus, informatieobjecttype_omschrijving=[sort.omschrijving], omschrijving="Vergunning")
    ZaakType.objects.filter(pk=kind.pk).update(besluittype_omschrijving=[decision.omschrijving])
    RolType.objects.create(zaaktype=kind, omschrijving="Behandelaar", omschrijving_generiek="behandelaar")
    Eigenschap.objects.create(zaaktype=kind, naam="hoogte", definitie="Hoogte", formaat="tekst", lengte="20", kardinaliteit="1")
    ZaakObjectType.objects.create(
        zaaktype=kind, ander_objecttype=False, begin_geldigheid=kind.begin_geldigheid, objecttype="https://example.nl/pand",
        relatie_omschrijving="Pand",
    )
    stage.zaaktype(identificatie="CONCEPT", catalogus=kind.catalogus, concept=True, gerelateerde_zaaktypen=[
        {"zaaktype": "TERRAS", "aardRelatie": "vervolg", "toelichting": ""}])
    return kind


def content(about: str) -> bytes:
    return f"De inhoud van {about}.".encode() * 50


def document(there: There, kind: Any, name: str, **changes: Any) -> dict[str, Any]:
    found = content(name)
    return there.post("/documenten/api/v1/enkelvoudiginformatieobjecten", {
        "bronorganisatie": stage.RSIN, "identificatie": f"DOC-{name}", "creatiedatum": "2020-05-01", "titel": f"Document {name}",
        "auteur": "A. Bakker", "taal": "nld",
        "informatieobjecttype": Links(there.api.root).to("catalogi/informatieobjecttypen", kind.pk), "formaat": "text/plain",
        "bestandsnaam": f"{name}.txt", "inhoud": base64.b64encode(found).decode(), "bestandsomvang": len(found), "indicatieGebruiksrecht": None,
        "integriteit": {"algoritme": "sha_256", "waarde": hashlib.sha256(found).hexdigest(), "datum": "2020-05-01"},
    } | changes)


def second_version(there: There, url: str) -> None:
    lock = there.api.post(f"{url}/lock").json()["lock"]
    found = content("versie twee")
    answer = there.api.patch(url, {
        "lock": lock, "titel": "Tweede versie", "inhoud": base64.b64encode(found).decode(), "bestandsomvang": len(found),
        "integriteit": {"algoritme": "md5", "waarde": hashlib.md5(found, usedforsecurity=False).hexdigest(), "datum": "2020-05-02"}})
    assert answer.status_code == 200, answer.content
    assert there.api.post(f"{url}/unlock", {"lock": lock}).status_code == 204


def zaak(there: There, kind: ZaakType, name: str, *, closed: bool = False, **changes: Any) -> dict[str, Any]:
    """With all that belongs to it."""
    links, root = Links(there.api.root), "/zaken/api/v1"
    made = there.post(f"{root}/zaken", stage.body(
        links.to("catalogi/zaaktypen", kind.pk), identificatie=name, omschrijving=f"Terras {name}", startdatum="2020-01-10",
        registratiedatum="2020-01-09", zaakgeometrie={"type": "Point", "coordinates": [5.1, 52.1]},
        kenmerken=[{"kenmerk": "OUD-1", "bron": "vorig systeem"}], **changes))
    url = made["url"]
    roltypen = {each.omschrijving: links.to("catalogi/roltypen", each.pk) for each in kind.roltypes.all()}
    initiator = {"zaak": url, "roltype": roltypen["Initiator"], "betrokkeneType": "natuurlijk_persoon", "roltoelichting": "Vraagt aan",
                 "betrokkeneIdentificatie": {"inpBsn": BSN, "geslachtsnaam": "Jansen"}}
    handler = {"zaak": url, "roltype": roltypen["Behandelaar"], "betrokkeneType": "medewerker", "roltoelichting": "Behandelt",
               "betrokkeneIdentificatie": {"identificatie": "m1", "achternaam": "Smit", "voorletters": "B", "voorvoegselAchternaam": ""}}
    for body in (initiator, handler):
        there.post(f"{root}/rollen", body)
    row = Zaak.objects.get(pk=made["uuid"])
    assert acts.set_status(there.api, row, 1, ago=timedelta(days=30)).status_code == 201
    there.post(f"{root}/zaken/{made['uuid']}/zaakeigenschappen", {
        "zaak": url, "eigenschap": links.to("catalogi/eigenschappen", kind.eigenschaps.get().pk), "waarde": "3 meter"})
    there.post(f"{root}/zaakobjecten", {
        "zaak": url, "objectType": "natuurlijk_persoon", "relatieomschrijving": "Buur", "betrokkeneIdentificatie": {"inpBsn": BSN}})
    paper = document(there, InformatieObjectType.objects.get(catalogus=kind.catalogus, omschrijving__in=_documents(kind)), name)
    there.post(f"{root}/zaakinformatieobjecten", {"zaak": url, "informatieobject": paper["url"], "titel": "Tekening"})
    there.post(f"{root}/klantcontacten", {"zaak": url, "datumtijd": LONG_AGO, "kanaal": "balie", "onderwerp": "Vraag"})
    there.post(f"{root}/zaakcontactmomenten", {"zaak": url, "contactmoment": "https://example.nl/contactmomenten/1"})
    there.post(f"{root}/zaakverzoeken", {"zaak": url, "verzoek": "https://example.nl/verzoeken/1"})
    there.post(f"{root}/zaaknotities", {"gerelateerdAan": url, "onderwerp": "Let op", "tekst": "Belt graag terug", "notitieType": "intern"})
    there.post("/documenten/api/v1/gebruiksrechten", {"informatieobject": paper["url"], "startdatum": LONG_AGO, "omschrijvingVoorwaarden": "Vrij"})
    besluit = there.post("/besluiten/api/v1/besluiten", {
        "verantwoordelijkeOrganisatie": stage.RSIN, "identificatie": f"B-{name}", "zaak": url, "datum": "2020-02-01", "ingangsdatum": "2020-02-02",
        "besluittype": links.to("catalogi/besluittypen", _besluittype(kind).pk)})
    there.post("/besluiten/api/v1/besluitinformatieobjecten", {"besluit": besluit["url"], "informatieobject": paper["url"]})
    if closed:
        acts.close(there.api, row)
    return made | {"paper": paper["url"], "besluit": besluit["url"]}


def _documents(kind: ZaakType) -> list[str]:
    return list(kind.informatieobjecttypen.values_list("informatieobjecttype", flat=True))


def _besluittype(kind: ZaakType) -> Any:
    return kind.catalogus.besluittypen.get()


def age(model: Any, key: Any, **columns: Any) -> None:
    """What happened long ago there."""
    model.objects.filter(pk=key).update(**columns)


__all__ = ["BSN", "LABEL", "LONG_AGO", "NAME", "Call", "Killed", "There", "age", "clock", "connect", "content", "document", "second_version", "zaak",
           "zaaktype"]
