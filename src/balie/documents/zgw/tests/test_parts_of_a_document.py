"""Gebruiksrechten, verzendingen and objectinformatieobjecten: made, read, listed, changed, taken away."""
import pytest

from balie.documents import public
from balie.documents.zgw.tests import stage
from balie.documents.zgw.tests.stage import ROOT
from balie.zgw.models import Wijziging
from balie.zgw.public import contract
from balie.zgw.tests.clients import codes

pytestmark = pytest.mark.django_db
NOWHERE = "nonFieldErrors"
ADDRESS = {"huisnummer": 1, "naamOpenbareRuimte": "Dorpsstraat", "woonplaatsnaam": "Zonnedam"}


@pytest.fixture
def document(api):
    return stage.document(api)["url"]


def rights(url: str, **changes) -> dict:
    return {"informatieobject": url, "startdatum": "2026-01-01T00:00:00Z", "omschrijvingVoorwaarden": "Niet kopiëren"} | changes


def sent(url: str, **changes) -> dict:
    return {
        "informatieobject": url, "betrokkene": "https://personen.example/1", "aardRelatie": "geadresseerde", "contactPersoon": "https://personen.example/2",
        "binnenlandsCorrespondentieadres": ADDRESS,
    } | changes


def test_gebruiksrechten(api, document):
    made = api.post(f"{ROOT}/gebruiksrechten", rights(document))
    assert made.status_code == 201 and contract.conforms("documenten", "gebruiksrechten_create", 201, made.json()) == [], made.content
    url = made.json()["url"]
    assert api.get(url).json() == made.json() and api.head(url).headers["ETag"]
    changed = api.patch(url, {"einddatum": "2027-01-01T00:00:00+02:00"})
    assert changed.status_code == 200 and changed.json()["einddatum"].startswith("2026-12-31T22:00:00")
    put = api.put(url, rights(document, omschrijvingVoorwaarden="Wel kopiëren"))
    assert put.json()["omschrijvingVoorwaarden"] == "Wel kopiëren" and put.json()["einddatum"] is None
    other = stage.document(api)["url"]
    assert codes(api.patch(url, {"informatieobject": other})) == {"informatieobject": "wijzigen-niet-toegelaten"}
    assert codes(api.patch(url, {"einddatum": "2025-01-01T00:00:00Z"})) == {"einddatum": "date-mismatch"}
    assert codes(api.post(f"{ROOT}/gebruiksrechten", {})) == {
        "informatieobject": "required", "startdatum": "required", "omschrijvingVoorwaarden": "required",
    }
    trail = api.get(f"{document}/audittrail").json()
    assert [(each["resource"], each["actie"]) for each in trail] == [
        ("enkelvoudiginformatieobject", "create"), ("gebruiksrechten", "create"), ("gebruiksrechten", "partial_update"),
        ("gebruiksrechten", "update"),
    ]
    assert api.delete(url).status_code == 204 and api.get(url).status_code == 404


def test_the_list_of_gebruiksrechten_filters(api, document, django_assert_num_queries):
    other = stage.document(api)["url"]
    early = api.post(f"{ROOT}/gebruiksrechten", rights(document, startdatum="2020-01-01T00:00:00Z", einddatum="2021-01-01T00:00:00Z")).json()
    late = api.post(f"{ROOT}/gebruiksrechten", rights(other, startdatum="2030-01-01T00:00:00Z", einddatum="2031-01-01T00:00:00Z")).json()
    listed = api.get(f"{ROOT}/gebruiksrechten").json()
    assert listed == [late, early] and contract.conforms("documenten", "gebruiksrechten_list", 200, listed) == []
    tested = {"expand"}
    for name, value, found in (
        ("informatieobject", document, early), ("startdatum__lt", "2030-01-01T00:00:00Z", early), ("startdatum__lte", "2020-01-01T00:00:00Z", early),
        ("startdatum__gt", "2020-01-01T00:00:00Z", late), ("startdatum__gte", "2020-01-02", late), ("einddatum__lt", "2031-01-01T00:00:00Z", early),
        ("einddatum__lte", "2021-01-01T00:00:00Z", early), ("einddatum__gt", "2021-01-01T00:00:00Z", late), ("einddatum__gte", "2022-01-01", late),
    ):
        assert api.get(f"{ROOT}/gebruiksrechten", **{name: value}).json() == [found], name
        tested.add(name)
    assert tested == set(contract.load("documenten").by_id["gebruiksrechten_list"].query)
    assert codes(api.get(f"{ROOT}/gebruiksrechten", startdatum__lt="gisteren")) == {"startdatum__lt": "invalid"}
    with django_assert_num_queries(4):  # a savepoint and its end, the ids, the rows
        api.get(f"{ROOT}/gebruiksrechten")
    (inlined,) = api.get(f"{ROOT}/gebruiksrechten", expand="informatieobject", informatieobject=document).json()
    assert inlined["_expand"]["informatieobject"]["url"] == document


def test_verzendingen(api, document):
    made = api.post(f"{ROOT}/verzendingen", sent(document))
    assert made.status_code == 201 and contract.conforms("documenten", "verzending_create", 201, made.json()) == [], made.content
    url = made.json()["url"]
    assert made.json()["binnenlandsCorrespondentieadres"] == ADDRESS and made.json()["buitenlandsCorrespondentieadres"] is None
    assert api.get(url).json() == made.json() and api.head(url).headers["ETag"]
    assert codes(api.patch(url, {"emailadres": "a@x.example"})) == {NOWHERE: "invalid-address"}
    changed = api.patch(url, {"emailadres": "a@x.example", "binnenlandsCorrespondentieadres": None})
    assert changed.status_code == 200 and changed.json()["emailadres"] == "a@x.example", changed.content
    put = api.put(url, sent(document, toelichting="Nagestuurd"))
    assert put.status_code == 200 and put.json()["emailadres"] == "" and put.json()["toelichting"] == "Nagestuurd"
    assert Wijziging.objects.filter(resource="verzending").count() == 3
    assert api.delete(url).status_code == 204 and api.get(url).status_code == 404


def test_a_verzending_goes_to_one_address(api, document):
    base = sent(document, binnenlandsCorrespondentieadres=None)
    assert codes(api.post(f"{ROOT}/verzendingen", base)) == {NOWHERE: "invalid-address"}
    addresses = (
        {"buitenlandsCorrespondentieadres": {"adresBuitenland1": "Rue 1", "landPostadres": "https://landen.example/be"}},
        {"correspondentiePostadres": {
            "postBusOfAntwoordnummer": 12, "postadresPostcode": "1234AB", "postadresType": "postbusnummer", "woonplaatsnaam": "Zonnedam",
        }}, {"faxnummer": "0123456789"}, {"emailadres": "a@x.example"}, {"mijnOverheid": True}, {"telefoonnummer": "0123456789"},
    )
    for one in addresses:
        assert api.post(f"{ROOT}/verzendingen", base | one).status_code == 201, one
    assert codes(api.post(f"{ROOT}/verzendingen", base | addresses[2] | addresses[3])) == {NOWHERE: "invalid-address"}
    wrong = api.post(f"{ROOT}/verzendingen", sent(document, binnenlandsCorrespondentieadres={"huisnummer": 0}))
    assert codes(wrong).keys() >= {"binnenlandsCorrespondentieadres.huisnummer", "binnenlandsCorrespondentieadres.woonplaatsnaam"}


def test_the_list_of_verzendingen_has_pages_and_filters(api, document, django_assert_num_queries):
    other = stage.document(api)["url"]
    one = api.post(f"{ROOT}/verzendingen", sent(document)).json()
    api.post(f"{ROOT}/verzendingen", sent(other, aardRelatie="afzender", betrokkene="https://personen.example/9"))
    listed = api.get(f"{ROOT}/verzendingen").json()
    assert listed["count"] == 2 and contract.conforms("documenten", "verzending_list", 200, listed) == []
    tested = {"expand", "page"}
    for name, value in (("informatieobject", document), ("aardRelatie", "geadresseerde"), ("betrokkene", "https://personen.example/1")):
        assert api.get(f"{ROOT}/verzendingen", **{name: value}).json()["results"] == [one], name
        tested.add(name)
    assert tested == set(contract.load("documenten").by_id["verzending_list"].query)
    with django_assert_num_queries(5):
        api.get(f"{ROOT}/verzendingen")
    page = api.get(f"{ROOT}/verzendingen", expand="informatieobject.informatieobjecttype", informatieobject=document).json()
    assert page["results"][0]["_expand"]["informatieobject"]["_expand"]["informatieobjecttype"]["url"]


def test_objectinformatieobjecten_show_what_has_an_address(api, document, django_assert_num_queries):
    key = document.rsplit("/", 1)[1]
    one = "0198c0de-0000-7000-8000-000000000001"
    for owner in (f"zaak:{one}", f"besluit:{one}", f"application:{one}", f"draft:{one}"):
        public.attach(document_id=key, owner=owner)
    public.attach(document_id=stage.document(api)["url"].rsplit("/", 1)[1], owner=f"zaak:{one}")
    listed = api.get(f"{ROOT}/objectinformatieobjecten", informatieobject=document).json()
    assert contract.conforms("documenten", "objectinformatieobject_list", 200, listed) == []
    zaak, besluit = f"{api.root}/zaken/api/v1/zaken/{one}", f"{api.root}/besluiten/api/v1/besluiten/{one}"
    assert {(each["object"], each["objectType"]) for each in listed} == {(zaak, "zaak"), (besluit, "besluit")}
    assert len(api.get(f"{ROOT}/objectinformatieobjecten", object=zaak).json()) == 2
    assert len(api.get(f"{ROOT}/objectinformatieobjecten", object=besluit).json()) == 1
    assert api.get(f"{ROOT}/objectinformatieobjecten", object="https://elders.example/1").json() == []
    assert {"expand", "object", "informatieobject"} == set(contract.load("documenten").by_id["objectinformatieobject_list"].query)
    url = listed[0]["url"]
    assert api.get(url).json() == listed[0] and api.head(url).headers["ETag"]
    with django_assert_num_queries(4):
        api.get(f"{ROOT}/objectinformatieobjecten")
    assert api.put(url, {}).status_code == 405 and api.patch(url, {}).status_code == 405
