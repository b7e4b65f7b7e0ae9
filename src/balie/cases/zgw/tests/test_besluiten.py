"""The Besluiten API, one test for each rule of the standard."""
from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from balie.cases.models import Besluit, BesluitInformatieObject, InformatieObjectType, ZaakType
from balie.cases.zgw.tests import stage
from balie.cases.zgw.tests.test_documents import ABSENT, document
from balie.documents.models import ObjectInformatieObject
from balie.kernel import clock
from balie.zgw.contract import conforms
from balie.zgw.models import Wijziging
from balie.zgw.references import Links
from balie.zgw.tests.clients import Api, codes

pytestmark = pytest.mark.django_db
ROOT = "/besluiten/api/v1"


@pytest.fixture
def zaak(api):
    """Of a zaaktype that knows one besluittype, which knows the kind of document of the zaaktype."""
    made = stage.zaak()
    sort = InformatieObjectType.objects.get(catalogus=made.zaaktype.catalogus)
    kind = stage.besluittype(catalogus=made.zaaktype.catalogus, informatieobjecttype_omschrijving=[sort.omschrijving])
    ZaakType.objects.filter(pk=made.zaaktype_id).update(besluittype_omschrijving=[kind.omschrijving])
    made.besluittype = kind
    return made


def body(api: Api, of: Any, **changes: Any) -> dict[str, Any]:
    links, today = Links(api.root), clock.today().isoformat()
    return {
        "verantwoordelijkeOrganisatie": stage.RSIN, "besluittype": links.to("catalogi/besluittypen", of.besluittype.pk),
        "zaak": links.to("zaken/zaken", of.pk), "datum": today, "ingangsdatum": today,
    } | changes


def made(api: Api, of: Any, **changes: Any) -> dict[str, Any]:
    answer = api.post(f"{ROOT}/besluiten", body(api, of, **changes))
    assert answer.status_code == 201, answer.content
    assert conforms("besluiten", "besluit_create", 201, answer.json()) == []
    return answer.json()


def paper(api: Api, besluit: dict[str, Any], kind: Any) -> dict[str, Any]:
    return {"besluit": besluit["url"], "informatieobject": Links(api.root).to("documenten/enkelvoudiginformatieobjecten", document(kind).pk)}


def test_brc_001_besluittype_exists_is_published_and_stays(api, zaak):
    links = Links(api.root)
    for url, code in ((links.to("catalogi/besluittypen", ABSENT), "bad-url"), (links.to("zaken/zaken", zaak.pk), "invalid-resource"),
                      (links.to("catalogi/besluittypen", stage.besluittype(concept=True).pk), "not-published")):
        assert codes(api.post(f"{ROOT}/besluiten", body(api, zaak, besluittype=url)))["besluittype"] == code
    besluit, other = made(api, zaak), links.to("catalogi/besluittypen", stage.besluittype().pk)
    assert codes(api.patch(besluit["url"], {"besluittype": other})) == {"besluittype": "wijzigen-niet-toegelaten"}


def test_brc_002_identificatie_is_made_unique_and_stays(api, zaak):
    first, second = made(api, zaak), made(api, zaak, identificatie="B-1")
    assert first["identificatie"].startswith("BESLUIT-")
    assert codes(api.post(f"{ROOT}/besluiten", body(api, zaak, identificatie="B-1"))) == {"identificatie": "identificatie-niet-uniek"}
    wrong = {"identificatie": "B-2", "verantwoordelijkeOrganisatie": "111222333"}
    assert set(codes(api.patch(second["url"], wrong)).values()) <= {"wijzigen-niet-toegelaten", "invalid"}
    assert codes(api.patch(second["url"], {"identificatie": "B-2"})) == {"identificatie": "wijzigen-niet-toegelaten"}


def test_brc_003_the_document_exists(api, zaak):
    wrong = {"besluit": made(api, zaak)["url"], "informatieobject": Links(api.root).to("documenten/enkelvoudiginformatieobjecten", ABSENT)}
    assert codes(api.post(f"{ROOT}/besluitinformatieobjecten", wrong)) == {"informatieobject": "bad-url"}


def test_brc_004_the_nature_is_ours(api, zaak):
    answer = api.post(f"{ROOT}/besluitinformatieobjecten", paper(api, made(api, zaak), zaak.zaaktype) | {"aardRelatie": "hoort_bij"})
    assert answer.status_code == 201, answer.content
    assert BesluitInformatieObject.objects.get().aard_relatie == "legt_vast"


def test_brc_005_mirrored_and_gone_again(api, zaak):
    besluit = made(api, zaak)
    relation = api.post(f"{ROOT}/besluitinformatieobjecten", paper(api, besluit, zaak.zaaktype)).json()
    assert ObjectInformatieObject.objects.get().object == f"besluit:{Besluit.objects.get().pk}"
    assert api.get(f"{ROOT}/besluitinformatieobjecten", besluit=besluit["url"]).json() == [relation]
    assert api.delete(relation["url"]).status_code == 204
    assert not ObjectInformatieObject.objects.exists()


def test_brc_006_mirrored_in_the_zaken_api(api, zaak):
    besluit, at = made(api, zaak), f"/zaken/api/v1/zaken/{zaak.pk}/besluiten"
    (mirror,) = api.get(at).json()
    assert mirror["besluit"] == besluit["url"] and api.get(mirror["url"]).json() == mirror
    assert conforms("zaken", "zaakbesluit_list", 200, [mirror]) == []
    assert codes(api.post(at, {"besluit": made(api, zaak, zaak="")["url"]})) == {"nonFieldErrors": "inconsistent-relation"}
    assert codes(api.delete(mirror["url"])) == {"nonFieldErrors": "remote-relation-exists"}
    known = api.get(at, expand="besluit.besluittype").json()[0]["_expand"]["besluit"]
    assert known["url"] == besluit["url"] and known["_expand"]["besluittype"]["url"] == besluit["besluittype"]
    assert api.get(at, expand="zaak").status_code == 404
    assert api.delete(besluit["url"]).status_code == 204
    assert api.get(at).json() == [] and api.get(mirror["url"]).status_code == 404


def test_brc_006_a_besluit_stays_with_its_zaak(api, zaak):
    besluit = made(api, zaak)
    for other in ("", Links(api.root).to("zaken/zaken", stage.zaak(zaak.zaaktype).pk)):
        assert codes(api.patch(besluit["url"], {"zaak": other})) == {"zaak": "wijzigen-niet-toegelaten"}
    without = {name: value for name, value in body(api, zaak).items() if name != "zaak"}
    changed = api.put(besluit["url"], without | {"toelichting": "Anders"})
    assert changed.status_code == 200, changed.content
    assert changed.json() == besluit | {"toelichting": "Anders"}
    loose = made(api, zaak, zaak="")
    assert api.patch(loose["url"], {"zaak": besluit["zaak"]}).json()["zaak"] == besluit["zaak"]


def test_what_stands_in_a_besluit_is_right(api, zaak):
    wrong = {"datum": (clock.today() + timedelta(days=1)).isoformat(), "verantwoordelijkeOrganisatie": "123456789"}
    assert codes(api.post(f"{ROOT}/besluiten", body(api, zaak, **wrong))) == {
        "datum": "date-in-future", "verantwoordelijkeOrganisatie": "invalid"}
    ended = made(api, zaak, vervaldatum="2030-01-01", vervalreden="tijdelijk")
    assert (ended["vervalreden"], bool(ended["vervalredenWeergave"])) == ("tijdelijk", True)
    assert not {"vervalreden", "vervalredenWeergave"} & set(made(api, zaak))
    assert codes(api.patch(ended["url"], {"vervalreden": "anders"})) == {"vervalreden": "invalid_choice"}


def test_every_filter_and_expand_of_besluiten(api, zaak):
    besluit = made(api, zaak)
    relation = api.post(f"{ROOT}/besluitinformatieobjecten", paper(api, besluit, zaak.zaaktype)).json()
    for name in ("identificatie", "verantwoordelijkeOrganisatie", "besluittype", "zaak"):
        assert [each["url"] for each in api.get(f"{ROOT}/besluiten", **{name: besluit[name]}).json()["results"]] == [besluit["url"]], name
    for name, other in (("identificatie", "X"), ("verantwoordelijkeOrganisatie", "111222333"), ("besluittype", besluit["zaak"]),
                        ("zaak", besluit["besluittype"])):
        assert api.get(f"{ROOT}/besluiten", **{name: other}).json()["count"] == 0, name
    for name in ("besluit", "informatieobject"):
        assert api.get(f"{ROOT}/besluitinformatieobjecten", **{name: relation[name]}).json() == [relation]
        assert api.get(f"{ROOT}/besluitinformatieobjecten", **{name: besluit["zaak"]}).json() == []
    found = api.get(besluit["url"], expand="besluittype,zaak.zaaktype").json()["_expand"]
    assert found["besluittype"]["url"] == besluit["besluittype"] and found["zaak"]["_expand"]["zaaktype"]["url"]
    assert api.get(besluit["url"], expand="onbekend").status_code == 404


def test_brc_007_besluittype_of_the_zaaktype(api, zaak):
    other = Links(api.root).to("catalogi/besluittypen", stage.besluittype().pk)
    assert codes(api.post(f"{ROOT}/besluiten", body(api, zaak, besluittype=other))) == {"nonFieldErrors": "zaaktype-mismatch"}


def test_brc_008_kind_of_document_of_the_besluittype(api, zaak):
    answer = api.post(f"{ROOT}/besluitinformatieobjecten", paper(api, made(api, zaak), stage.zaaktype()))
    assert codes(answer) == {"nonFieldErrors": "missing-besluittype-informatieobjecttype-relation"}


def test_brc_008_a_kind_of_the_same_name_elsewhere_is_another(api, zaak):
    other = stage.zaaktype()
    InformatieObjectType.objects.filter(catalogus=other.catalogus).update(omschrijving=zaak.besluittype.informatieobjecttype_omschrijving[0])
    answer = api.post(f"{ROOT}/besluitinformatieobjecten", paper(api, made(api, zaak), other))
    assert codes(answer) == {"nonFieldErrors": "missing-besluittype-informatieobjecttype-relation"}


def test_brc_009_everything_of_a_besluit_goes_with_it(api, zaak):
    besluit = made(api, zaak)
    api.post(f"{ROOT}/besluitinformatieobjecten", paper(api, besluit, zaak.zaaktype))
    assert api.get(besluit["url"] + "/audittrail").json()
    assert api.delete(besluit["url"]).status_code == 204
    assert not Besluit.objects.exists() and not BesluitInformatieObject.objects.exists() and not ObjectInformatieObject.objects.exists()
    assert not Wijziging.objects.filter(hoofd_api="besluiten", forgotten=False).exists()


def test_a_list_costs_the_same_however_long(api, zaak, django_assert_max_num_queries):
    for _ in range(4):
        made(api, zaak)
    with django_assert_max_num_queries(5):
        found = api.get(f"{ROOT}/besluiten", zaak=body(api, zaak)["zaak"]).json()
    assert found["count"] == 4 and conforms("besluiten", "besluit_list", 200, found) == []
