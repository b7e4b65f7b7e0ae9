"""Documents of zaken: the relation, and its mirror in the Documenten API."""
from __future__ import annotations

import pytest

from balie.cases.models import InformatieObjectType
from balie.cases.zgw.tests import stage
from balie.documents.models import EnkelvoudigInformatieObject, EnkelvoudigInformatieObjectCanonical, ObjectInformatieObject
from balie.kernel import clock
from balie.zgw.contract import conforms
from balie.zgw.references import Links
from balie.zgw.tests.clients import codes

pytestmark = pytest.mark.django_db
ROOT = "/zaken/api/v1"
ABSENT = "01a21fe6-6170-74f0-8272-000000000000"


def document(kind) -> EnkelvoudigInformatieObjectCanonical:
    """A document of the first kind that zaken of this zaaktype have, or of the kind itself."""
    sort = kind if isinstance(kind, InformatieObjectType) else InformatieObjectType.objects.get(catalogus=kind.catalogus)
    made = EnkelvoudigInformatieObjectCanonical.objects.create(bronorganisatie=stage.RSIN, identificatie=str(stage.zaaktype().pk))
    EnkelvoudigInformatieObject.objects.create(
        canonical=made, begin_registratie=clock.now(), creatiedatum=clock.today(), titel="Brief", vertrouwelijkheidaanduiding="openbaar",
        auteur="A", informatieobjecttype=sort.pk,
    )
    return made


def body(api, zaak, paper, **changes):
    links = Links(api.root)
    return {"zaak": links.to("zaken/zaken", zaak.pk), "informatieobject": links.to("documenten/enkelvoudiginformatieobjecten", paper.pk),
            "titel": "Brief"} | changes


def test_zrc_003_the_document_exists(api, zaak):
    links = Links(api.root)
    for url in (links.to("documenten/enkelvoudiginformatieobjecten", ABSENT), "https://elders.example.nl/x"):
        answer = api.post(f"{ROOT}/zaakinformatieobjecten", body(api, zaak, zaak, informatieobject=url))
        assert codes(answer) == {"informatieobject": "bad-url"}


def test_zrc_004_nature_and_date_are_ours_and_both_sides_stay(api, zaak):
    paper = document(zaak.zaaktype)
    answer = api.post(f"{ROOT}/zaakinformatieobjecten", body(
        api, zaak, paper, aardRelatieWeergave="Legt vast, omgekeerd: kan vastgelegd zijn als", registratiedatum="2001-01-01T00:00:00Z"))
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert conforms("zaken", "zaakinformatieobject_create", 201, made) == []
    assert made["aardRelatieWeergave"] == "Hoort bij, omgekeerd: kent" and made["registratiedatum"] > "2020"
    other = body(api, stage.zaak(zaak.zaaktype), document(zaak.zaaktype))
    assert set(codes(api.patch(made["url"], other)).values()) == {"wijzigen-niet-toegelaten"}
    assert set(codes(api.put(made["url"], other))) == {"zaak", "informatieobject"}
    assert api.patch(made["url"], {"titel": "Anders"}).json()["titel"] == "Anders"


def test_zrc_005_mirrored_and_gone_again(api, zaak):
    paper = document(zaak.zaaktype)
    made = api.post(f"{ROOT}/zaakinformatieobjecten", body(api, zaak, paper)).json()
    assert ObjectInformatieObject.objects.get(informatieobject=paper).object == f"zaak:{zaak.pk}"
    assert api.get(f"{ROOT}/zaken/{zaak.pk}").json()["zaakinformatieobjecten"] == [made["url"]]
    assert api.delete(made["url"]).status_code == 204
    assert not ObjectInformatieObject.objects.exists()


def test_zrc_017_kind_of_document_of_the_zaaktype(api, zaak):
    answer = api.post(f"{ROOT}/zaakinformatieobjecten", body(api, zaak, document(stage.zaaktype())))
    assert codes(answer) == {"nonFieldErrors": "missing-zaaktype-informatieobjecttype-relation"}


def test_zrc_017_a_kind_of_the_same_name_elsewhere_is_another(api, zaak):
    other = stage.zaaktype()
    name = InformatieObjectType.objects.get(catalogus=zaak.zaaktype.catalogus).omschrijving
    InformatieObjectType.objects.filter(catalogus=other.catalogus).update(omschrijving=name)
    answer = api.post(f"{ROOT}/zaakinformatieobjecten", body(api, zaak, document(other)))
    assert codes(answer) == {"nonFieldErrors": "missing-zaaktype-informatieobjecttype-relation"}


def test_a_document_belongs_to_a_zaak_once(api, zaak):
    paper = document(zaak.zaaktype)
    assert api.post(f"{ROOT}/zaakinformatieobjecten", body(api, zaak, paper)).status_code == 201
    assert codes(api.post(f"{ROOT}/zaakinformatieobjecten", body(api, zaak, paper))) == {"nonFieldErrors": "unique"}


def test_the_list_has_no_pages(api, zaak, django_assert_max_num_queries):
    for _ in range(3):
        api.post(f"{ROOT}/zaakinformatieobjecten", body(api, zaak, document(zaak.zaaktype)))
    with django_assert_max_num_queries(5):
        found = api.get(f"{ROOT}/zaakinformatieobjecten", zaak=Links(api.root).to("zaken/zaken", zaak.pk)).json()
    assert len(found) == 3 and conforms("zaken", "zaakinformatieobject_list", 200, found) == []


def test_zrc_024_zrc_025_contact_about_a_zaak_is_kept(api, zaak):
    at = Links(api.root).to("zaken/zaken", zaak.pk)
    for path, name in (("zaakverzoeken", "verzoek"), ("zaakcontactmomenten", "contactmoment")):
        made = api.post(f"{ROOT}/{path}", {"zaak": at, name: "https://elders.example.nl/1"}).json()
        assert api.get(f"{ROOT}/{path}", zaak=at).json() == [made]
        assert codes(api.post(f"{ROOT}/{path}", {"zaak": at, name: "https://elders.example.nl/1"})) == {"nonFieldErrors": "unique"}
        assert api.delete(made["url"]).status_code == 204
