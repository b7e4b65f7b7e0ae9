"""What a fuzz of the ZGW APIs may point at: at least one of everything, made over the APIs themselves."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from balie.cases.models import Eigenschap, InformatieObjectType, ZaakType
from balie.cases.zgw.tests import stage
from balie.kernel import clock
from balie.zgw import lists
from balie.zgw.contract import facts
from balie.zgw.contract.contract import load
from balie.zgw.models import Abonnement
from balie.zgw.notificaties.sealing import seal_auth
from balie.zgw.tests.clients import Api


def kind_of(api: str, template: str) -> str:
    """`"zaken", "/zaken/{zaak_uuid}/besluiten"` → `"zaken/zaken/*/besluiten"`."""
    return f"{api}/{'/'.join('*' if step.startswith('{') else step for step in template.strip('/').split('/'))}"


@dataclass
class World:
    """A client with every right, and the addresses there are, by kind (`zaken/zaken`, `zaken/zaken/*/zaakeigenschappen`)."""

    api: Api
    known: dict[str, list[str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)  # what could not be made, and why

    def look(self) -> None:
        """Reads every list; those that are part of a zaak or document of the first five."""
        for api in facts.APIS:
            for template, path in load(api).document["paths"].items():
                if "get" in path and load(api).operations["GET", template].many:
                    shown = {"status": "alles"} if api == "catalogi" and "status" in load(api).operations["GET", template].query else {}
                    urls = [url for address in self._lists(api, template) for url in self._urls(address, shown)]
                    self.known[kind_of(api, template)] = urls

    def _lists(self, api: str, template: str) -> list[str]:
        if "{" not in template:
            return [f"/{api}/api/v1{template}"]
        before, _, after = template.partition("/{")
        return [f"{url}/{after.partition('/')[2]}" for url in self.known.get(f"{api}{before}", ())[:5]]

    def _urls(self, address: str, shown: dict[str, str]) -> list[str]:
        answer = self.api.get(address, **shown)
        found = answer.json() if answer.status_code == 200 else []
        # A line of an audit trail has no address of its own: it is found by its id.
        return [one.get("url") or f"{address}/{one['uuid']}" for one in (found["results"] if isinstance(found, dict) else found)[:20]]

    def make(self, path: str, body: dict[str, Any]) -> str:
        """The address of what was made; empty when it was refused."""
        answer = self.api.post(path if path.startswith("http") else f"{self.api.root}/{path}", body)
        if answer.status_code == 201:
            return answer.json().get("url", "")
        self.refused.append(f"{path}: {answer.status_code} {answer.content[:500]!r}")
        return ""


def world() -> World:
    made = World(Api())
    made.api.browser.raise_request_exception = False
    kind = stage.zaaktype()
    catalogi = f"{made.api.root}/catalogi/api/v1"
    zaak = f"{made.api.root}/zaken/api/v1/zaken/{stage.zaak(kind).pk}"
    concept = stage.zaaktype(concept=True)
    _types(made, f"{catalogi}/zaaktypen/{concept.pk}", f"{catalogi}/catalogussen/{concept.catalogus_id}")
    colour = Eigenschap.objects.create(zaaktype=kind, naam="kleur", definitie="x", formaat="tekst", lengte="9", kardinaliteit="1")
    _parts(made, zaak, {
        "eigenschap": f"{catalogi}/eigenschappen/{colour.pk}",
        "statustype": f"{catalogi}/statustypen/{kind.statustypes.order_by('volgnummer').first().pk}",
        "resultaattype": f"{catalogi}/resultaattypen/{kind.resultaattypes.first().pk}",
        "roltype": f"{catalogi}/roltypen/{kind.roltypes.first().pk}",
    })
    _documents(made, zaak, f"{catalogi}/informatieobjecttypen/{InformatieObjectType.objects.filter(catalogus=kind.catalogus).get().pk}")
    _besluit(made, kind, zaak)
    Abonnement.objects.create(  # not over the API: that tries the callback
        callback_url="https://zonnedam.example/bericht", auth=seal_auth("Bearer geheim"), kanaal_namen=["zaken"],
        kanalen=[{"naam": "zaken", "filters": {}}],
    )
    made.make("notificaties/api/v1/kanaal", {"naam": "proef", "documentatieLink": "https://zonnedam.example", "filters": ["soort"]})
    made.look()
    made.known |= {
        "lists/procestypen": [f"{lists.ROOT}/procestypen/{stage.KLASSE.facts['procestype']}"], "lists/resultaten": [stage.KLASSE.url],
        "lists/resultaattypeomschrijvingen": [lists.resultaattypeomschrijving("Toegekend")],
    }
    return made


def _types(made: World, zaaktype: str, catalogus: str) -> None:
    of = {"zaaktype": zaaktype}
    made.make("catalogi/api/v1/eigenschappen", of | {
        "naam": "kleur", "definitie": "De kleur",
        "specificatie": {"formaat": "tekst", "lengte": "10", "kardinaliteit": "1", "waardenverzameling": []},
    })
    made.make("catalogi/api/v1/zaakobjecttypen", of | {
        "anderObjecttype": False, "objecttype": "https://zonnedam.example/objecttypen/pand", "relatieOmschrijving": "gaat over",
        "beginGeldigheid": clock.today().isoformat(),
        "catalogus": catalogus,
    })


def _parts(made: World, zaak: str, types: dict[str, str]) -> None:
    of = {"zaak": zaak}
    made.make("zaken/api/v1/statussen", of | {"statustype": types["statustype"], "datumStatusGezet": "2026-01-31T12:00:00Z"})
    made.make("zaken/api/v1/resultaten", of | {"resultaattype": types["resultaattype"]})
    made.make("zaken/api/v1/rollen", of | {
        "roltype": types["roltype"], "roltoelichting": "x", "betrokkeneType": "natuurlijk_persoon",
        "betrokkeneIdentificatie": {"inpBsn": "999993653"},
    })
    made.make("zaken/api/v1/zaakobjecten", of | {
        "objectType": "overige", "objectTypeOverige": "boom", "objectIdentificatie": {"overigeData": {"soort": "eik"}},
    })
    made.make(f"{zaak.removeprefix(f'{made.api.root}/')}/zaakeigenschappen", of | {"eigenschap": types["eigenschap"], "waarde": "rood"})
    made.make("zaken/api/v1/zaaknotities", {"gerelateerdAan": zaak, "onderwerp": "Bellen", "tekst": "Belt morgen terug"})
    made.make("zaken/api/v1/klantcontacten", of | {"datumtijd": "2026-01-31T12:00:00Z"})
    made.make("zaken/api/v1/zaakcontactmomenten", of | {"contactmoment": "https://zonnedam.example/contactmomenten/1"})
    made.make("zaken/api/v1/zaakverzoeken", of | {"verzoek": "https://zonnedam.example/verzoeken/1"})


def _besluit(made: World, kind: ZaakType, zaak: str) -> None:
    """Of a besluittype that the zaaktype knows, laid down in the document of the zaak."""
    sort = InformatieObjectType.objects.get(catalogus=kind.catalogus)
    of = stage.besluittype(catalogus=kind.catalogus, informatieobjecttype_omschrijving=[sort.omschrijving])
    ZaakType.objects.filter(pk=kind.pk).update(besluittype_omschrijving=[of.omschrijving])
    besluit = made.make("besluiten/api/v1/besluiten", {
        "verantwoordelijkeOrganisatie": stage.RSIN, "besluittype": f"{made.api.root}/catalogi/api/v1/besluittypen/{of.pk}", "zaak": zaak,
        "datum": clock.today().isoformat(), "ingangsdatum": clock.today().isoformat(),
    })
    paper = made.api.get(f"{made.api.root}/zaken/api/v1/zaakinformatieobjecten", zaak=zaak).json()[0]["informatieobject"]
    made.make("besluiten/api/v1/besluitinformatieobjecten", {"besluit": besluit, "informatieobject": paper})


def _documents(made: World, zaak: str, kind: str) -> None:
    document = made.make("documenten/api/v1/enkelvoudiginformatieobjecten", {
        "bronorganisatie": stage.RSIN, "creatiedatum": clock.today().isoformat(), "titel": "Brief", "auteur": "Gemeente", "taal": "nld",
        "informatieobjecttype": kind, "inhoud": "aGFsbG8=", "bestandsomvang": 5, "bestandsnaam": "brief.txt",
    })
    made.known["lock"] = [made.api.post(f"{document}/lock").json()["lock"]]
    made.make("documenten/api/v1/gebruiksrechten", {
        "informatieobject": document, "startdatum": "2026-01-31T12:00:00Z", "omschrijvingVoorwaarden": "Vrij",
    })
    made.make("zaken/api/v1/zaakinformatieobjecten", {"zaak": zaak, "informatieobject": document})
    made.make("documenten/api/v1/verzendingen", {
        "betrokkene": "https://zonnedam.example/personen/1", "informatieobject": document, "aardRelatie": "geadresseerde",
        "contactPersoon": "https://zonnedam.example/personen/1", "faxnummer": "0201234567",
    })
    # one that is still to come, in a piece
    awaited = made.api.post("/documenten/api/v1/enkelvoudiginformatieobjecten", {
        "bronorganisatie": stage.RSIN, "creatiedatum": clock.today().isoformat(), "titel": "Film", "auteur": "Gemeente", "taal": "nld",
        "informatieobjecttype": kind, "bestandsomvang": 5, "bestandsnaam": "film.mp4",
    }).json()
    made.known["lock"].append(awaited["lock"])
    made.known["documenten/bestandsdelen"] = [each["url"] for each in awaited["bestandsdelen"]]
