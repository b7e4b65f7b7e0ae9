"""Answers as the registers give them, over a fake connection that remembers what was asked."""
from __future__ import annotations

import json
from contextlib import contextmanager

import httpx2

from balie.kernel import egress

APPLICANT, CHILD, GROWN_UP_CHILD, PARTNER, FORMER, HOUSEMATE, PARENT = (
    "999993653", "999990019", "999995935", "999994888", "999991723", "999996769", "999992077",
)


def born(day: str) -> dict:
    return {"datum": {"type": "Datum", "datum": day, "langFormaat": day}}


def name(voornamen: str, geslachtsnaam: str, voorvoegsel: str = "") -> dict:
    return {"voornamen": voornamen, "geslachtsnaam": geslachtsnaam} | ({"voorvoegsel": voorvoegsel} if voorvoegsel else {})


PERSON = {
    "burgerservicenummer": APPLICANT,
    "geslacht": {"code": "V", "omschrijving": "vrouw"},
    "naam": {**name("Johanna Maria", "Wit", "de"), "volledigeNaam": "Johanna Maria de Wit"},
    "geboorte": born("1986-04-12") | {"plaats": {"code": "9991", "omschrijving": "Zonnedam"}, "land": {"code": "6030"}},
    "nationaliteiten": [{"type": "Nationaliteit", "nationaliteit": {"code": "0001", "omschrijving": "Nederlandse"}}, {"type": "Staatloos"}],
    "datumInschrijvingInGemeente": {"type": "Datum", "datum": "2010-05-01", "langFormaat": "1 mei 2010"},
    "verblijfplaats": {
        "type": "Adres", "adresseerbaarObjectIdentificatie": "9991010000000001", "functieAdres": {"code": "W"},
        "datumVan": {"type": "Datum", "datum": "2010-05-01", "langFormaat": "1 mei 2010"},
        "verblijfadres": {"officieleStraatnaam": "Kerkstraat", "huisnummer": 12, "huisletter": "A", "huisnummertoevoeging": "2",
                          "postcode": "1998SB", "woonplaats": "Zonnedam"},
    },
    "partners": [
        {"burgerservicenummer": FORMER, "naam": name("Bas", "Oud"), "geboorte": born("1980-01-01"),
         "ontbindingHuwelijkPartnerschap": {"datum": {"type": "JaarDatum", "jaar": 2012, "langFormaat": "2012"}}},
        {"burgerservicenummer": PARTNER, "naam": name("Sam", "Bakker"), "geboorte": born("1985-07-01"),
         "soortVerbintenis": {"code": "H", "omschrijving": "huwelijk"}},
    ],
    "kinderen": [
        {"burgerservicenummer": CHILD, "naam": name("Noor", "Bakker"), "geboorte": born("2018-11-24")},
        {"burgerservicenummer": GROWN_UP_CHILD, "naam": name("Tim", "Oud"), "geboorte": born("2005-02-03")},
    ],
    "ouders": [{"burgerservicenummer": PARENT, "ouderAanduiding": "1", "naam": name("Anna", "Smit"), "geboorte": born("1955-05-05"),
                "geslacht": {"omschrijving": "vrouw"}},
               {"ouderAanduiding": "2", "naam": name("Piet", "Wit", "de"), "geboorte": {"datum": {"type": "JaarDatum", "jaar": 1950}}}],
    "gezag": [{"type": "GezamenlijkOuderlijkGezag", "minderjarige": {"burgerservicenummer": CHILD, "naam": {"volledigeNaam": "Noor Bakker"}},
               "ouders": [{"burgerservicenummer": APPLICANT, "naam": {"volledigeNaam": "Johanna de Wit"}},
                          {"burgerservicenummer": PARTNER, "naam": {"volledigeNaam": "Sam Bakker"}}]}],
}
CHILD_RECORD = {
    "burgerservicenummer": CHILD, "naam": {"volledigeNaam": "Noor Bakker"}, "geboorte": born("2018-11-24"),
    "nationaliteiten": [{"type": "Nationaliteit", "nationaliteit": {"code": "0001", "omschrijving": "Nederlandse"}}],
}
AT_THE_ADDRESS = [
    {"burgerservicenummer": bsn, "naam": {"volledigeNaam": full}, "geboorte": born(day)}
    for bsn, full, day in [(APPLICANT, "Johanna Maria de Wit", "1986-04-12"), (CHILD, "Noor Bakker", "2018-11-24"),
                           (PARTNER, "Sam Bakker", "1985-07-01"), (HOUSEMATE, "Iemand Anders", "1990-01-01")]
]
ADDRESS = {
    "openbareRuimteNaam": "Kerkstraat", "huisnummer": 12, "huisletter": "A", "postcode": "1998SB", "woonplaatsNaam": "Zonnedam",
    "nummeraanduidingIdentificatie": "9991200000000001", "adresseerbaarObjectIdentificatie": "9991010000000001",
    "gebruiksdoelen": ["woonfunctie"], "adresseerbaarObjectStatus": "Verblijfsobject in gebruik",
}
VEHICLE = {"kenteken": "AB123C", "voertuigsoort": "Personenauto", "merk": "VOLVO", "handelsbenaming": "V40"}
BUSINESS = {
    "kvkNummer": "90001234", "naam": "Bakkerij Zon", "sbiActiviteiten": [{"sbiOmschrijving": "Vervaardiging van brood"}],
    "_embedded": {
        "hoofdvestiging": {"vestigingsnummer": "000012345678", "adressen": [{
            "type": "bezoekadres", "straatnaam": "Marktstraat", "huisnummer": 3, "postcode": "1998SC", "plaats": "Zonnedam"}]},
        "eigenaar": {"rechtsvorm": "BeslotenVennootschap"},
    },
}
BRANCHES = [
    {"vestigingsnummer": "000087654321", "eersteHandelsnaam": "Bakkerij Zon Haven", "indHoofdvestiging": "Nee", "indAdresAfgeschermd": "Nee",
     "volledigAdres": "Havenkade 9  1998SD Zonnedam"},
    {"vestigingsnummer": "000012345678", "eersteHandelsnaam": "Bakkerij Zon", "indHoofdvestiging": "Ja", "indAdresAfgeschermd": "Nee",
     "volledigAdres": "Marktstraat 3 1998SC Zonnedam"},
    {"vestigingsnummer": "000011112222", "eersteHandelsnaam": "Bakkerij Zon Thuis", "indHoofdvestiging": "Nee", "indAdresAfgeschermd": "Ja",
     "volledigAdres": "Geheimweg 1 1998SE Zonnedam"},
]
DOCUMENTS = [
    {"soort": "identiteitskaart", "documentnummer": "IX1", "datumEindeGeldigheid": "2020-01-01", "status": "geldig"},
    {"soort": "paspoort", "documentnummer": "NX1", "datumEindeGeldigheid": "2030-01-01", "status": "geldig"},
]


class Registers:
    """`people` by BSN; `down`: services that give no answer; `asked`: (service, method, path, body)."""

    def __init__(self):
        self.people = {APPLICANT: PERSON, CHILD: CHILD_RECORD}
        self.at_the_address = AT_THE_ADDRESS
        self.branches = BRANCHES
        self.down: set[str] = set()
        self.asked: list = []
        self.fail_with = 0

    @contextmanager
    def client(self, service: str):
        def answer(request):
            body = json.loads(request.content) if request.content else None
            self.asked.append((service, request.method, request.url.path, body, dict(request.url.params)))
            if service in self.down:
                raise httpx2.ConnectError("down")
            if self.fail_with:
                return httpx2.Response(self.fail_with)
            return self._answer(service, request.url.path, body)

        try:
            yield httpx2.Client(transport=httpx2.MockTransport(answer), base_url=f"https://{service}.example/")
        except httpx2.HTTPError as error:
            raise egress.EgressFailed(service, type(error).__name__) from None

    def _answer(self, service, path, body):
        match service, path:
            case "brp", _ if body["type"] == "RaadpleegMetBurgerservicenummer":
                return httpx2.Response(200, json={"personen": [self.people[one] for one in body["burgerservicenummer"] if one in self.people]})
            case "brp", _:
                return httpx2.Response(200, json={"personen": self.at_the_address})
            case "bag", _:
                return httpx2.Response(200, json={"_embedded": {"adressen": [ADDRESS]}})
            case "rdw", "/tenaamstelling":
                return httpx2.Response(200, json={"op_naam": body["burgerservicenummer"] == APPLICANT})
            case "rdw", _:
                return httpx2.Response(200, json=[VEHICLE])
            case "kvk", "/basisprofielen/90001234":
                return httpx2.Response(200, json=BUSINESS)
            case "kvk", "/basisprofielen/90001234/vestigingen":
                return httpx2.Response(200, json={"kvkNummer": "90001234", "vestigingen": self.branches})
            case "reisdocumenten", _:
                return httpx2.Response(200, json={"documenten": DOCUMENTS})
        return httpx2.Response(404)
