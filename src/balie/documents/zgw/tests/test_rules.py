"""The numbered rules of the Documenten API."""
import base64
import hashlib
from urllib.parse import quote

import pytest

from balie.documents import public, storage
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.models import EnkelvoudigInformatieObjectCanonical as Canonical
from balie.documents.models import Gebruiksrechten
from balie.documents.zgw.tests import stage
from balie.documents.zgw.tests.stage import EIO, ROOT
from balie.kernel import clock
from balie.zgw.models import Wijziging
from balie.zgw.public import contract, of_kind
from balie.zgw.tests.clients import Api, codes

pytestmark = pytest.mark.django_db
NOWHERE = "nonFieldErrors"


def key_of(url: str) -> str:
    return url.rsplit("/", 1)[1]


def test_drc_001_the_type_is_there_and_is_one_and_is_published(gemeente):
    api = Api()
    concept = stage.informatieobjecttype(concept=True)
    for url, code in (
        ("https://elders.example/catalogi/api/v1/informatieobjecttypen/1", "bad-url"),
        (f"{api.root}/catalogi/api/v1/informatieobjecttypen/0198c0de-0000-7000-8000-000000000001", "bad-url"),
        (f"{api.root}/catalogi/api/v1/zaaktypen/{concept.pk}", "invalid-resource"), (stage.type_url(api, concept), "not-published"),
    ):
        assert codes(api.post(EIO, stage.body(url))) == {"informatieobjecttype": code}
    assert Canonical.objects.count() == 0


def test_drc_001_also_when_it_changes(gemeente):
    api = Api()
    url = stage.document(api)["url"]
    lock, other = stage.locked(api, url), stage.informatieobjecttype()
    concept = stage.informatieobjecttype(concept=True)
    refused = api.patch(url, {"informatieobjecttype": stage.type_url(api, concept), "lock": lock})
    assert codes(refused) == {"informatieobjecttype": "not-published"}
    assert api.patch(url, {"informatieobjecttype": stage.type_url(api, other), "lock": lock}).json()["informatieobjecttype"].endswith(str(other.pk))


def test_drc_002_the_object_is_there_and_is_one(gemeente):
    api = Api()
    document = stage.document(api)["url"]
    for kind, url, code in (
        ("zaak", "https://elders.example/zaken/1", "bad-url"),
        ("zaak", f"{api.root}/zaken/api/v1/zaken/0198c0de-0000-7000-8000-000000000001", "bad-url"),
        ("besluit", f"{api.root}/zaken/api/v1/zaken/0198c0de-0000-7000-8000-000000000001", "invalid-resource"),
        ("verzoek", "https://elders.example/verzoeken/1", "bad-url"),
    ):
        answer = api.post(f"{ROOT}/objectinformatieobjecten", {"informatieobject": document, "object": url, "objectType": kind})
        assert codes(answer) == {"object": code}


def zaak_with(document: str, *, at_zaak: bool, at_document: bool):
    """A zaak, which knows the document, and which the document knows."""
    model = of_kind("zaken/zaken").model
    kind_model = model._meta.get_field("zaaktype").related_model
    catalogus = stage.informatieobjecttype().catalogus
    kind = kind_model.objects.create(
        catalogus=catalogus, identificatie=f"ZT-{kind_model.objects.count()}", omschrijving="Zaaktype", vertrouwelijkheidaanduiding="openbaar",
        doel="d", aanleiding="a", indicatie_intern_of_extern="extern", handeling_initiator="aanvragen", onderwerp="o",
        handeling_behandelaar="b", doorlooptijd="P30D", opschorting_en_aanhouding_mogelijk=True, verlenging_mogelijk=False,
        publicatie_indicatie=False, referentieproces_naam="p", verantwoordelijke="g", versiedatum=clock.today(),
        begin_geldigheid=clock.today(), concept=False,
    )
    zaak = model.objects.create(
        identificatie=f"Z-{model.objects.count()}", bronorganisatie=stage.RSIN, verantwoordelijke_organisatie=stage.RSIN, zaaktype=kind,
        registratiedatum=clock.today(), startdatum=clock.today(), vertrouwelijkheidaanduiding="openbaar",
    )
    if at_zaak:
        zaak.zaakinformatieobjecten.create(informatieobject_id=key_of(document), registratiedatum=clock.now())
    if at_document:
        public.attach(document_id=key_of(document), owner=f"zaak:{zaak.pk}")
    return zaak


def relation(api: Api, document: str, zaak) -> dict:
    return {"informatieobject": document, "object": f"{api.root}/zaken/api/v1/zaken/{zaak.pk}", "objectType": "zaak"}


def test_drc_003_a_relation_is_there_once(gemeente):
    api = Api()
    document = stage.document(api)["url"]
    zaak = zaak_with(document, at_zaak=True, at_document=True)
    assert codes(api.post(f"{ROOT}/objectinformatieobjecten", relation(api, document, zaak))) == {NOWHERE: "unique"}


def test_drc_004_a_relation_is_made_at_the_source_first(gemeente):
    api = Api()
    document = stage.document(api)["url"]
    unknown, known = zaak_with(document, at_zaak=False, at_document=False), zaak_with(document, at_zaak=True, at_document=False)
    assert codes(api.post(f"{ROOT}/objectinformatieobjecten", relation(api, document, unknown))) == {NOWHERE: "inconsistent-relation"}
    made = api.post(f"{ROOT}/objectinformatieobjecten", relation(api, document, known))
    assert made.status_code == 201 and contract.conforms("documenten", "objectinformatieobject_create", 201, made.json()) == []
    assert made.json() == relation(api, document, known) | {"url": made.json()["url"]}


def test_drc_004_and_is_not_taken_away_before_the_source(gemeente):
    api = Api()
    document = stage.document(api)["url"]
    zaak = zaak_with(document, at_zaak=True, at_document=True)
    (found,) = api.get(f"{ROOT}/objectinformatieobjecten").json()
    assert codes(api.delete(found["url"])) == {NOWHERE: "remote-relation-exists"}
    zaak.zaakinformatieobjecten.all().delete()
    assert api.delete(found["url"]).status_code == 204 and api.get(f"{ROOT}/objectinformatieobjecten").json() == []


def test_drc_005_what_was_received_is_not_being_worked_on(gemeente):
    api, url = Api(), stage.informatieobjecttype()
    for status in ("in_bewerking", "ter_vaststelling"):
        wrong = api.post(EIO, stage.body(stage.type_url(api, url), ontvangstdatum="2026-01-01", status=status))
        assert codes(wrong) == {"status": "invalid_for_received"}
    made = stage.document(api, url, status="in_bewerking")["url"]
    lock = stage.locked(api, made)
    assert codes(api.patch(made, {"ontvangstdatum": "2026-01-01", "lock": lock})) == {"status": "invalid_for_received"}
    assert api.patch(made, {"ontvangstdatum": "2026-01-01", "status": "definitief", "lock": lock}).status_code == 200


def rights(document: str, **changes) -> dict:
    return {"informatieobject": document, "startdatum": "2026-01-01T00:00:00Z", "omschrijvingVoorwaarden": "Niet kopiëren"} | changes


def test_drc_006_usage_rights_say_that_they_are_there(gemeente):
    api = Api()
    document = stage.document(api, indicatieGebruiksrecht=False)["url"]
    made = [api.post(f"{ROOT}/gebruiksrechten", rights(document)).json()["url"] for _ in range(2)]
    assert api.get(document).json()["indicatieGebruiksrecht"] is True and api.get(document).json()["versie"] == 1
    assert api.delete(made[0]).status_code == 204 and api.get(document).json()["indicatieGebruiksrecht"] is True
    assert api.delete(made[1]).status_code == 204 and api.get(document).json()["indicatieGebruiksrecht"] is None


def test_drc_006_and_nobody_says_otherwise(gemeente):
    api, kind = Api(), stage.informatieobjecttype()
    wrong = api.post(EIO, stage.body(stage.type_url(api, kind), indicatieGebruiksrecht=True))
    assert codes(wrong) == {"indicatieGebruiksrecht": "missing-gebruiksrechten"}
    document = stage.document(api, kind)["url"]
    lock = stage.locked(api, document)
    assert codes(api.patch(document, {"indicatieGebruiksrecht": True, "lock": lock})) == {"indicatieGebruiksrecht": "missing-gebruiksrechten"}
    api.post(f"{ROOT}/gebruiksrechten", rights(document))
    for said in (False, None):
        wrong = api.patch(document, {"indicatieGebruiksrecht": said, "lock": lock})
        assert codes(wrong) == {"indicatieGebruiksrecht": "existing-gebruiksrechten"}
    put = api.put(document, stage.body(stage.type_url(api, kind), lock=lock))
    assert put.status_code == 200 and put.json()["indicatieGebruiksrecht"] is True


def test_drc_007_the_type_says_how_confidential_unless_the_client_does(gemeente):
    api, kind = Api(), stage.informatieobjecttype(vertrouwelijkheidaanduiding="vertrouwelijk")
    assert stage.document(api, kind)["vertrouwelijkheidaanduiding"] == "vertrouwelijk"
    assert stage.document(api, kind, vertrouwelijkheidaanduiding="")["vertrouwelijkheidaanduiding"] == "vertrouwelijk"
    own = stage.document(api, kind, vertrouwelijkheidaanduiding="openbaar")
    assert own["vertrouwelijkheidaanduiding"] == "openbaar"
    lock = stage.locked(api, own["url"])
    assert api.patch(own["url"], {"titel": "Anders", "lock": lock}).json()["vertrouwelijkheidaanduiding"] == "openbaar"
    put = api.put(own["url"], stage.body(stage.type_url(api, kind), lock=lock)).json()
    assert put["vertrouwelijkheidaanduiding"] == "vertrouwelijk"


def test_drc_008_what_belongs_to_something_stays(gemeente):
    api = Api()
    document = stage.document(api)["url"]
    for owner in ("zaak:1", "application:1"):  # one that the API shows, and one of Balie's own
        public.attach(document_id=key_of(document), owner=owner)
        assert codes(api.delete(document)) == {NOWHERE: "pending-relations"}
        public.detach(document_id=key_of(document), owner=owner)
    assert api.delete(document).status_code == 204


def test_drc_008_all_of_it_goes_for_good(gemeente, run_jobs):
    api = Api()
    document, other = stage.document(api)["url"], stage.document(api)["url"]
    lock = stage.locked(api, document)
    api.patch(document, {"inhoud": base64.b64encode(b"nieuw").decode(), "lock": lock})
    api.post(f"{ROOT}/gebruiksrechten", rights(document))
    names = list(Versie.objects.filter(canonical=key_of(document)).values_list("inhoud", flat=True))
    assert len(set(names)) == 2
    assert codes(api.delete(document)) == {NOWHERE: "destroy-locked"}
    api.post(f"{document}/unlock", {"lock": lock})
    assert api.delete(document).status_code == 204 and api.get(document).status_code == 404
    assert storage.storage().exists(names[0])  # control: not before it is certain
    run_jobs()
    assert not any(storage.storage().exists(name) for name in names)
    assert not Versie.objects.filter(canonical=key_of(document)).exists() and not Gebruiksrechten.objects.exists()
    assert not Wijziging.objects.filter(hoofd_id=key_of(document)).exists()
    assert stage.downloaded(api, api.get(other).json()["inhoud"]) == stage.TEXT


def test_drc_010_a_change_is_a_new_version_and_the_old_ones_stay(gemeente):
    api = Api()
    document = stage.document(api)["url"]
    before = clock.now()
    lock = stage.locked(api, document)
    second = api.patch(document, {"titel": "Tweede", "inhoud": base64.b64encode(b"twee").decode(), "lock": lock})
    assert contract.conforms("documenten", "enkelvoudiginformatieobject_partial_update", 200, second.json()) == []
    third = api.put(document, stage.body(second.json()["informatieobjecttype"], None, titel="Derde", lock=lock))
    assert third.status_code == 200, third.content
    assert contract.conforms("documenten", "enkelvoudiginformatieobject_update", 200, third.json()) == []
    shown = [api.get(document, versie=number).json() for number in (1, 2, 3)]
    assert [each["titel"] for each in shown] == ["Tekening", "Tweede", "Derde"]
    assert [each["versie"] for each in shown] == [1, 2, 3] and api.get(document).json() == shown[2]
    assert [each["inhoud"] for each in shown] == [f"{document}/download?versie=1", f"{document}/download?versie=2", None]
    assert stage.downloaded(api, shown[0]["inhoud"]) == stage.TEXT and stage.downloaded(api, shown[1]["inhoud"]) == b"twee"
    assert all(contract.conforms("documenten", "enkelvoudiginformatieobject_retrieve", 200, each) == [] for each in shown)
    assert api.get(f"{document}?registratieOp={quote(before.isoformat())}").json() == shown[0]
    assert api.get(document, registratieOp=clock.now().isoformat()).json() == shown[2]
    for nothing in ({"versie": 4}, {"versie": 10 ** 15}, {"registratieOp": "2000-01-01T00:00:00Z"}):
        assert api.get(document, **nothing).status_code == 404
        assert api.get(f"{document}/download", **nothing).status_code == 404
    assert api.get(f"{document}/download").status_code == 404  # the newest has no content


def test_drc_010_a_definitief_document_may_change(gemeente):
    api = Api()
    document = stage.document(api, status="definitief")["url"]
    assert api.patch(document, {"titel": "Anders", "lock": stage.locked(api, document)}).status_code == 200


def test_drc_010_a_put_begins_anew_and_a_patch_does_not(gemeente):
    api = Api()
    made = stage.document(api, beschrijving="Oud", trefwoorden=["a"], identificatie="D-1", integriteit={
        "algoritme": "sha_256", "waarde": hashlib.sha256(stage.TEXT).hexdigest(), "datum": "2026-01-01",
    }, ondertekening={"soort": "digitaal", "datum": "2026-01-01"})
    url, lock = made["url"], stage.locked(api, made["url"])
    patched = api.patch(url, {"titel": "Anders", "lock": lock}).json()
    same = {name for name in made if name not in ("lock", "titel", "versie", "beginRegistratie", "locked", "inhoud")}
    assert {name: patched[name] for name in same} == {name: made[name] for name in same} and patched["inhoud"].endswith("versie=2")
    put = api.put(url, stage.body(made["informatieobjecttype"], b"x", lock=lock)).json()
    assert (put["beschrijving"], put["trefwoorden"], put["integriteit"], put["ondertekening"]) == ("", [], None, None)
    assert put["identificatie"] == "D-1" and put["bestandsomvang"] == 1


def test_drc_011_nothing_from_elsewhere_is_inlined(gemeente):
    api = Api()
    zaak_with(stage.document(api)["url"], at_zaak=True, at_document=True)
    assert api.get(f"{ROOT}/objectinformatieobjecten", expand="object").status_code == 404
    assert api.get(f"{ROOT}/objectinformatieobjecten", expand="informatieobject").status_code == 200  # control


def test_drc_012_no_deeper_than_three(gemeente):
    api = Api()
    zaak_with(stage.document(api)["url"], at_zaak=True, at_document=True)
    path = "informatieobject.informatieobjecttype.catalogus.informatieobjecttypen"
    (found,) = api.get(f"{ROOT}/objectinformatieobjecten", expand=path).json()
    third = found["_expand"]["informatieobject"]["_expand"]["informatieobjecttype"]["_expand"]["catalogus"]
    assert third["url"] and "_expand" not in third


def test_drc_013_only_what_it_has(gemeente):
    api = Api()
    url = stage.document(api)["url"]
    for wrong in ("onzin", "titel", "informatieobjecttype.onzin"):
        assert api.get(url, expand=wrong).status_code == 404, wrong


def test_drc_014_what_is_asked_is_given(gemeente, django_assert_num_queries):
    api, kind = Api(), stage.informatieobjecttype()
    urls = [stage.document(api, kind)["url"] for _ in range(3)]
    one = api.get(urls[0], expand="informatieobjecttype").json()
    assert one["_expand"]["informatieobjecttype"]["url"] == stage.type_url(api, kind)
    with django_assert_num_queries(6):  # one more than without
        page = api.get(EIO, expand="informatieobjecttype").json()
    assert all(each["_expand"]["informatieobjecttype"]["url"] for each in page["results"])
    version = api.get(urls[0], versie=1, expand="informatieobjecttype").json()
    assert version == one


def test_drc_014_what_cannot_be_fetched_is_told(gemeente):
    api, kind = Api(), stage.informatieobjecttype()
    url = stage.document(api, kind)["url"]
    kind.delete()
    assert api.get(url, expand="informatieobjecttype").status_code == api.get(EIO, expand="informatieobjecttype").status_code == 404
    assert api.get(url).status_code == 200  # control
