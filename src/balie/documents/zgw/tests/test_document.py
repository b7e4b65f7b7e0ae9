"""A document over the Documenten API: made, read, listed, found."""
import io

import pytest

from balie.documents import access as documents_access
from balie.documents import public, storage
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.zgw.serving import versions
from balie.documents.zgw.tests import stage
from balie.documents.zgw.tests.stage import EIO
from balie.kernel import tenancy
from balie.zgw.models import Wijziging
from balie.zgw.public import contract, rows
from balie.zgw.tests.clients import Api, codes

pytestmark = pytest.mark.django_db


def test_a_document_is_made_and_read_as_the_standard_has_it(gemeente):
    api, kind = Api(), stage.informatieobjecttype(vertrouwelijkheidaanduiding="intern")
    answer = api.post(EIO, stage.body(stage.type_url(api, kind), trefwoorden=["bouw"]))
    made = answer.json()
    assert answer.status_code == 201 and answer.headers["Location"] == made["url"], answer.content
    assert contract.conforms("documenten", "enkelvoudiginformatieobject_create", 201, made) == []
    assert made["lock"] == "" and made["versie"] == 1 and made["bestandsomvang"] == 17 and made["locked"] is False
    assert made["inhoud"] == f"{made['url']}/download?versie=1" and made["identificatie"].startswith("DOC-")
    assert made["vertrouwelijkheidaanduiding"] == "intern" and made["tonenAanInitiator"] is False
    answer = api.get(made["url"])
    read = answer.json()
    assert contract.conforms("documenten", "enkelvoudiginformatieobject_retrieve", 200, read) == [] and answer.headers["ETag"]
    assert read | {"lock": ""} == made
    assert stage.downloaded(api, made["inhoud"]) == stage.TEXT


def test_the_newest_and_a_version_are_read_with_one_and_the_same_places(gemeente):
    """`expand` finds the references of a version by the places in the query of the document."""
    newest = rows.reader("documenten/enkelvoudiginformatieobjecten").places
    assert newest["informatieobjecttype"] == versions().places["informatieobjecttype"] and len(newest) == len(versions().places)


def test_a_list_has_pages_and_few_queries(gemeente, django_assert_num_queries):
    api, kind = Api(), stage.informatieobjecttype()
    for _ in range(3):
        stage.document(api, kind)
    stage.document(api, kind, None, bestandsomvang=100)  # with a part
    api.get(EIO)
    with django_assert_num_queries(5):  # a savepoint and its end, the count, the ids, the rows
        page = api.get(EIO).json()
    assert contract.conforms("documenten", "enkelvoudiginformatieobject_list", 200, page) == []
    assert page["count"] == 4 and [len(each["bestandsdelen"]) for each in page["results"]] == [1, 0, 0, 0]


def test_every_municipality_sees_its_own_parts(gemeente, other_gemeente):
    """The text of the queries is kept, whoever asked first."""
    for one in (gemeente, other_gemeente):
        with tenancy.scope(one):
            api = Api()
            made = stage.document(api, None, None, bestandsomvang=100)
            assert len(api.get(made["url"]).json()["bestandsdelen"]) == 1
    assert Api().get(made["url"]).status_code == 404


def test_reading_one_is_one_query(gemeente, django_assert_num_queries):
    api = Api()
    url = stage.document(api)["url"]
    api.get(url)
    with django_assert_num_queries(3):  # a savepoint and its end, the row
        api.get(url)


def test_making_one_takes_few_queries(gemeente, django_assert_num_queries):
    api, kind = Api(), stage.informatieobjecttype()
    stage.document(api, kind)
    with django_assert_num_queries(7):  # a savepoint and its end, the type, the document, its version, how it is shown, the trail
        stage.document(api, kind)


def test_every_parameter_of_the_lists_filters(gemeente):
    api, kind = Api(), stage.informatieobjecttype()
    one = stage.document(api, kind, identificatie="A-1", trefwoorden=["bouw", "dak"])
    stage.document(api, kind, bronorganisatie="000000000", trefwoorden=["bouw"])
    zaak = "zaak:0198c0de-0000-7000-8000-000000000001"
    public.attach(document_id=one["url"].rsplit("/", 1)[1], owner=zaak)
    zaak_url = f"{api.root}/zaken/api/v1/zaken/{zaak.removeprefix('zaak:')}"
    for given in (
        {"identificatie": "A-1"}, {"bronorganisatie": stage.RSIN}, {"trefwoorden": "bouw,dak"}, {"objectinformatieobjecten_objectType": "zaak"},
        {"objectinformatieobjecten_object": zaak_url},
    ):
        assert [each["url"] for each in api.get(EIO, **given).json()["results"]] == [one["url"]], given
    for given in (
        {"identificatie": "A-2"}, {"trefwoorden": "kelder"}, {"objectinformatieobjecten_objectType": "besluit"},
        {"objectinformatieobjecten_object": "https://elders.example/zaken/1"},
    ):
        assert api.get(EIO, **given).json()["count"] == 0, given
    asked = {name for operation in ("enkelvoudiginformatieobject_list",) for name in contract.load("documenten").by_id[operation].query}
    assert asked == {"identificatie", "bronorganisatie", "trefwoorden", "objectinformatieobjecten_objectType", "objectinformatieobjecten_object",
                     "expand", "page"}
    assert codes(api.get(EIO, titel="x")) == {"nonFieldErrors": "unknown-parameters"}


def test_zoek(gemeente):
    api, kind = Api(), stage.informatieobjecttype()
    one, other, _third = (stage.document(api, kind, identificatie=f"Z-{number}") for number in range(3))
    ids = [each["url"].rsplit("/", 1)[1] for each in (one, other)]
    found = api.post(f"{EIO}/_zoek", {"uuid__in": ids})
    assert found.status_code == 200, found.content
    assert contract.conforms("documenten", "enkelvoudiginformatieobject__zoek", 200, found.json()) == []
    assert {each["url"] for each in found.json()["results"]} == {one["url"], other["url"]}
    narrow = api.post(f"{EIO}/_zoek", {"uuid__in": ids, "identificatie": "Z-1", "expand": "informatieobjecttype"}).json()
    assert [each["identificatie"] for each in narrow["results"]] == ["Z-1"]
    assert narrow["results"][0]["_expand"]["informatieobjecttype"]["url"] == stage.type_url(api, kind)
    assert codes(api.post(f"{EIO}/_zoek", {"identificatie": "Z-1"})) == {"uuid__in": "required"}
    assert api.post(f"{EIO}/_zoek", {"uuid__in": ["x"]}).status_code == 400


def test_headers_can_be_asked_and_the_same_is_not_sent_twice(gemeente):
    api = Api()
    url = stage.document(api)["url"]
    head = api.head(url)
    assert head.status_code == 200 and head.content == b"" and head.headers["ETag"]
    assert api.get(url, headers={"if-none-match": head.headers["ETag"]}).status_code == 304


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF"


def test_a_document_of_balie_is_shown_once_it_has_a_type(gemeente):
    api, kind = Api(), stage.informatieobjecttype()
    key = public.store(content=PDF, title="Brief", uploader="person:1", owner="draft:0198c0de-0000-7000-8000-000000000001")
    url = f"{EIO}/{key}"
    assert api.get(url).status_code == 404 and api.get(EIO).json()["count"] == 0 and api.get(f"{url}/download").status_code == 404
    assert api.post(f"{url}/lock").status_code == 404 and api.delete(url).status_code == 404
    assert api.post(f"{EIO}/_zoek", {"uuid__in": [str(key)]}).json()["count"] == 0
    assert codes(api.post(f"{stage.ROOT}/gebruiksrechten", {
        "informatieobject": f"{api.root}{url}", "startdatum": "2026-01-01T00:00:00Z", "omschrijvingVoorwaarden": "x",
    })) == {"informatieobject": "bad-url"}
    public.classify(document_ids=[key], informatieobjecttype=kind.pk)
    shown = api.get(url).json()
    assert contract.conforms("documenten", "enkelvoudiginformatieobject_retrieve", 200, shown) == []
    assert shown["integriteit"]["algoritme"] == "sha_256" and stage.downloaded(api, shown["inhoud"]) == PDF


def test_others_hear_of_the_documents_of_balie(gemeente, run_jobs):
    kind, draft = stage.informatieobjecttype(), "draft:1"
    key = public.store(content=PDF, title="Brief", owner=draft)
    public.add_version(document_id=key, content=PDF + b"1")
    assert not Wijziging.objects.exists()  # it belongs to no zaak yet
    for _ in range(2):
        public.classify(document_ids=[key], informatieobjecttype=kind.pk)
    public.add_version(document_id=key, content=PDF + b"2")
    trail = Api().get(f"{EIO}/{key}/audittrail").json()
    assert [(each["actie"], each["applicatieWeergave"]) for each in trail] == [("create", "Balie"), ("partial_update", "Balie")]
    assert [each["wijzigingen"]["nieuw"]["versie"] for each in trail] == [2, 3]
    one = Wijziging.objects.first()
    assert one.kenmerken["informatieobjecttype"].endswith(str(kind.pk)) and one.kenmerken["vertrouwelijkheidaanduiding"] == "zaakvertrouwelijk"
    public.destroy(document_id=key, owner=draft)
    assert not Wijziging.objects.exists()


def test_what_another_system_made_is_read_by_balie(gemeente):
    api = Api()
    key = stage.document(api, None, PDF, formaat="text/html\r\nX: y", bestandsnaam="a\"b/c\r\n.pdf")["url"].rsplit("/", 1)[1]
    public.attach(document_id=key, owner="zaak:1")
    content = public.content_of_owner(key, owner="zaak:1", purpose="Inzage")
    assert content.data == PDF and content.media_type == "application/octet-stream"
    assert public.as_download(content).headers["Content-Disposition"] == 'attachment; filename="abc.pdf"'
    empty = stage.document(api, None, None, bestandsomvang=100)["url"].rsplit("/", 1)[1]
    public.attach(document_id=empty, owner="zaak:1")
    assert [str(each.document_id) for each in public.documents_of_owner("zaak:1")] == [key]
    with pytest.raises(public.DocumentNotFound):
        public.content_of_owner(empty, owner="zaak:1", purpose="Inzage")


def test_what_is_too_large_to_hold_goes_out_in_pieces(gemeente, monkeypatch):
    key = stage.document(Api(), None, PDF)["url"].rsplit("/", 1)[1]
    public.attach(document_id=key, owner="zaak:1")
    whole = public.as_download(public.content_of_owner(key, owner="zaak:1", purpose="Inzage"))
    monkeypatch.setattr(documents_access, "AT_ONCE", 10)
    streamed = public.as_download(public.content_of_owner(key, owner="zaak:1", purpose="Inzage"))
    assert not whole.streaming and streamed.streaming and b"".join(streamed.streaming_content) == whole.content == PDF
    assert streamed.headers["Content-Length"] == str(len(PDF)) and streamed.headers["Content-Disposition"] == whole.headers["Content-Disposition"]


def test_content_that_was_damaged_never_goes_out_whole(gemeente):
    api = Api()
    made = stage.document(api)
    assert stage.downloaded(api, made["inhoud"]) == stage.TEXT  # control
    name = Versie.objects.get().inhoud
    storage.storage().delete(name)
    storage.storage().save(name, io.BytesIO(b"some fake content"))
    with pytest.raises(public.Damaged):
        stage.downloaded(api, made["inhoud"])
