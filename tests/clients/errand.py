"""What a municipality's software does with the APIs, done with `zgw-consumers`: a zaak with all that belongs to it, made and read back.

    python errand.py ADDRESS CLIENT_ID < SECRET

Runs in an environment of its own, which has that package and knows nothing of Balie (see real.py). Ends with a traceback at the first thing that is
not as it should be.
"""
from __future__ import annotations

import base64
import json
import sys
import tempfile
from datetime import UTC, date, datetime
from typing import Any

import django
from django.conf import settings

ZAKEN = 104  # beside the one with everything: more than a page
CONTENT = "Een brief, met een euro (€) erin.".encode()
CRS = {"Accept-Crs": "EPSG:4326", "Content-Crs": "EPSG:4326"}
KINDS = {"zaken": "zrc", "catalogi": "ztc", "documenten": "drc"}


def set_up() -> None:
    """The package is a Django app: it keeps its services in a database."""
    settings.configure(
        INSTALLED_APPS=["django.contrib.contenttypes", "solo", "privates", "simple_certmanager", "zgw_consumers"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}, USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.AutoField", PRIVATE_MEDIA_ROOT=tempfile.gettempdir(), PRIVATE_MEDIA_URL="/private/",
        SENDFILE_BACKEND="django_sendfile.backends.simple", SENDFILE_ROOT=tempfile.gettempdir(),
        MIGRATION_MODULES=dict.fromkeys(("contenttypes", "simple_certmanager", "zgw_consumers")),  # the old ones need PostgreSQL
    )
    django.setup()
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, verbosity=0)


class Errand:
    def __init__(self, address: str, client_id: str, secret: str) -> None:
        from zgw_consumers.client import build_client
        from zgw_consumers.models import Service

        self.address = address
        for api, kind in KINDS.items():
            Service.objects.create(
                label=api, slug=api, api_type=kind, api_root=f"{address}/{api}/api/v1/", client_id=client_id, secret=secret, user_id="errand",
                user_representation="Een ander systeem",
            )
        self.clients = {api: build_client(Service.objects.get(slug=api)) for api in KINDS}
        self.service_of = Service.get_service

    # -- how

    def get(self, api: str, path: str, **query: Any) -> Any:
        answer = self.clients[api].get(path, params=query, headers=CRS)
        if answer.status_code != 200:
            raise AssertionError(f"{api} {path}: {answer.status_code} {answer.text}")
        return answer.json()

    def all(self, api: str, path: str, **query: Any) -> list[dict[str, Any]]:
        from zgw_consumers.service import pagination_helper

        return list(pagination_helper(self.clients[api], self.get(api, path, **query), headers=CRS))

    def post(self, api: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self.clients[api].post(path, json=body, headers=CRS)
        if answer.status_code != 201:
            raise AssertionError(f"{api} {path}: {answer.status_code} {answer.text}")
        return answer.json()

    # -- what

    def run(self) -> dict[str, Any]:
        zaaktype = self.zaaktype()
        made = self.make(zaaktype)
        self.read_back(made)
        return {"zaken": self.pages(zaaktype), "operations": self.descriptions()}

    def zaaktype(self) -> dict[str, Any]:
        """The first that has all that is needed."""
        from zgw_consumers.api_models.base import factory
        from zgw_consumers.api_models.catalogi import ZaakType

        for row in self.all("catalogi", "zaaktypen", status="definitief"):
            if row["statustypen"] and row["roltypen"] and row["informatieobjecttypen"]:
                model = factory(ZaakType, row)
                same((model.url, model.concept), (row["url"], False))
                return row
        raise AssertionError("there is no zaaktype to make a zaak of")

    def make(self, zaaktype: dict[str, Any]) -> dict[str, dict[str, Any]]:
        today, organisation = date.today().isoformat(), self.get("catalogi", zaaktype["catalogus"])["rsin"]
        zaak = self.post("zaken", "zaken", {
            "zaaktype": zaaktype["url"], "bronorganisatie": organisation, "verantwoordelijkeOrganisatie": organisation, "startdatum": today,
            "omschrijving": "Van een ander systeem", "zaakgeometrie": {"type": "Point", "coordinates": [4.9, 52.4]},
        })
        status = self.post("zaken", "statussen", {
            "zaak": zaak["url"], "statustype": zaaktype["statustypen"][0], "datumStatusGezet": datetime.now(UTC).isoformat(),
            "statustoelichting": "Het begin",
        })
        rol = self.post("zaken", "rollen", {
            "zaak": zaak["url"], "betrokkeneType": "natuurlijk_persoon", "roltype": zaaktype["roltypen"][0], "roltoelichting": "Wie het vroeg",
            "betrokkeneIdentificatie": {"inpBsn": "999993653", "geslachtsnaam": "Boer", "voornamen": "Noor"},
        })
        document = self.post("documenten", "enkelvoudiginformatieobjecten", {
            "bronorganisatie": organisation, "creatiedatum": today, "titel": "Een brief", "auteur": "Noor de Boer", "taal": "nld",
            "formaat": "text/plain", "bestandsnaam": "brief.txt", "bestandsomvang": len(CONTENT), "inhoud": base64.b64encode(CONTENT).decode(),
            "informatieobjecttype": zaaktype["informatieobjecttypen"][0], "indicatieGebruiksrecht": False,
            "vertrouwelijkheidaanduiding": "openbaar",
        })
        relation = self.post("zaken", "zaakinformatieobjecten", {"zaak": zaak["url"], "informatieobject": document["url"], "titel": "De brief"})
        return {"zaak": zaak, "status": status, "rol": rol, "document": document, "relation": relation}

    def read_back(self, made: dict[str, dict[str, Any]]) -> None:
        """Each one, in the package's own models; and each in the list it belongs in."""
        from zgw_consumers.api_models import documenten, zaken
        from zgw_consumers.api_models.base import factory

        zaak = factory(zaken.Zaak, self.get("zaken", made["zaak"]["url"]))
        same((zaak.url, zaak.startdatum, zaak.status), (made["zaak"]["url"], date.today(), made["status"]["url"]))
        same(zaak.zaakgeometrie["coordinates"], [4.9, 52.4])
        models = {
            "status": (zaken.Status, "statussen"), "rol": (zaken.Rol, "rollen"),
            "relation": (zaken.ZaakInformatieObject, "zaakinformatieobjecten"),
        }
        for name, (model, path) in models.items():
            url = made[name]["url"]
            same(factory(model, self.get("zaken", url)).zaak, zaak.url)
            found = self.get("zaken", path, zaak=zaak.url)
            same([row["url"] for row in (found if isinstance(found, list) else found["results"])], [url])
        same(self.get("zaken", made["rol"]["url"])["betrokkeneIdentificatie"]["inpBsn"], "999993653")
        document = factory(documenten.Document, self.get("documenten", made["document"]["url"]))
        same((document.titel, document.bestandsomvang, document.locked), ("Een brief", len(CONTENT), False))
        same(self.clients["documenten"].get(document.inhoud).content, CONTENT)
        about = self.get("documenten", "objectinformatieobjecten", informatieobject=document.url)
        same([row["object"] for row in about], [zaak.url])
        same(self.service_of(zaak.url).slug, "zaken")
        (found,) = self.all("zaken", "zaken", identificatie=zaak.identificatie, expand="status,rollen")
        same(found["_expand"]["status"]["url"], made["status"]["url"])

    def pages(self, zaaktype: dict[str, Any]) -> int:
        """All that there are, over the pages, each once."""
        organisation, today = self.get("catalogi", zaaktype["catalogus"])["rsin"], date.today().isoformat()
        made = {
            self.post("zaken", "zaken", {
                "zaaktype": zaaktype["url"], "bronorganisatie": organisation, "verantwoordelijkeOrganisatie": organisation, "startdatum": today,
            })["url"] for _ in range(ZAKEN)
        }
        first = self.get("zaken", "zaken", zaaktype=zaaktype["url"])
        if not first["next"] or len(first["results"]) >= first["count"]:
            raise AssertionError("the list has one page")
        found = [row["url"] for row in self.all("zaken", "zaken", zaaktype=zaaktype["url"])]
        same((len(found), len(set(found))), (first["count"], first["count"]))
        same(made - set(found), set())
        return len(found)

    def descriptions(self) -> int:
        """The OpenAPI file of each API, where the client looks for it, is of the API that it talks to."""
        operations = 0
        for api, client in self.clients.items():
            answer = client.get("schema/openapi.json")
            answer.raise_for_status()
            document = answer.json()
            same((document["openapi"][:2], document["servers"][0]["url"]), ("3.", f"{self.address}/{api}/api/v1"))
            same(client.get("schema/openapi.yaml").status_code, 200)
            same(client.get("zaken" if api == "zaken" else next(iter(document["paths"])).lstrip("/"), headers=CRS).headers["API-version"],
                 document["info"]["version"])
            operations += sum(1 for path in document["paths"].values() for method in path if method != "parameters")
        return operations


def same(found: Any, expected: Any) -> None:
    if found != expected:
        raise AssertionError(f"found {found!r}, expected {expected!r}")


def main() -> None:
    address, client_id = sys.argv[1:]
    set_up()
    print(json.dumps(Errand(address, client_id, sys.stdin.read().strip()).run()))


if __name__ == "__main__":
    main()
