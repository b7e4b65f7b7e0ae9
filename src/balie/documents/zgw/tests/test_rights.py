"""Which documents a client sees and changes: by informatieobjecttype, and up to a level."""
import pytest

from balie.documents.zgw.tests import stage
from balie.documents.zgw.tests.stage import EIO, ROOT
from balie.zgw.autorisaties import memory
from balie.zgw.tests.clients import Api

pytestmark = pytest.mark.django_db
ALL = ["documenten.lezen", "documenten.aanmaken", "documenten.bijwerken", "documenten.lock", "documenten.verwijderen"]


@pytest.fixture
def world(gemeente):
    """Everything, and a client that may see one type up to `intern`."""
    boss, kind = Api(), stage.informatieobjecttype()
    return boss, Api([("drc", ALL, stage.type_url(boss, kind), "intern")]), kind


def rights(url: str) -> dict:
    return {"informatieobject": url, "startdatum": "2026-01-01T00:00:00Z", "omschrijvingVoorwaarden": "x"}


def sent(url: str) -> dict:
    return {"informatieobject": url, "betrokkene": "https://x.example/1", "aardRelatie": "afzender", "contactPersoon": "https://x.example/2",
            "emailadres": "a@x.example"}


def test_a_list_holds_what_the_client_may_see(world):
    boss, client, kind = world
    seen = stage.document(boss, kind, vertrouwelijkheidaanduiding="intern")["url"]
    secret = stage.document(boss, kind, vertrouwelijkheidaanduiding="zaakvertrouwelijk")["url"]
    other = stage.document(boss)["url"]
    assert [each["url"] for each in client.get(EIO).json()["results"]] == [seen] and client.get(EIO).json()["count"] == 1
    assert boss.get(EIO).json()["count"] == 3  # control
    ids = [url.rsplit("/", 1)[1] for url in (seen, secret, other)]
    assert client.post(f"{EIO}/_zoek", {"uuid__in": ids}).json()["count"] == 1
    for path, body in (("gebruiksrechten", rights), ("verzendingen", sent)):
        for url in (seen, secret, other):
            assert boss.post(f"{ROOT}/{path}", body(url)).status_code == 201
        listed = client.get(f"{ROOT}/{path}").json()
        assert [each["informatieobject"] for each in (listed["results"] if isinstance(listed, dict) else listed)] == [seen]


def test_what_it_may_not_see_it_can_do_nothing_with(world):
    boss, client, kind = world
    for hidden in (stage.document(boss, kind, vertrouwelijkheidaanduiding="geheim"), stage.document(boss)):
        url = hidden["url"]
        for answer in (
            client.get(url), client.head(url), client.get(f"{url}/download"), client.get(url, versie=1), client.post(f"{url}/lock"),
            client.patch(url, {"titel": "x"}), client.delete(url), client.post(f"{ROOT}/gebruiksrechten", rights(url)),
            client.post(f"{ROOT}/verzendingen", sent(url)), client.get(f"{url}/audittrail"),
        ):
            assert answer.status_code == 403, answer.request
    allowed = stage.document(client, kind, vertrouwelijkheidaanduiding="openbaar")["url"]  # control
    assert client.get(allowed).status_code == client.head(allowed).status_code == client.get(f"{allowed}/download").status_code == 200
    for path, body in (("gebruiksrechten", rights), ("verzendingen", sent)):
        part = client.post(f"{ROOT}/{path}", body(allowed)).json()["url"]
        assert client.get(part).status_code == client.head(part).status_code == 200


def test_it_makes_and_moves_nothing_beyond_its_rights(world):
    boss, client, kind = world
    url = stage.type_url(boss, kind)
    assert client.post(EIO, stage.body(url, vertrouwelijkheidaanduiding="geheim")).status_code == 403
    assert client.post(EIO, stage.body(stage.type_url(boss, stage.informatieobjecttype()))).status_code == 403
    made = stage.document(client, kind)["url"]
    lock = stage.locked(client, made)
    for beyond in ({"vertrouwelijkheidaanduiding": "geheim"}, {"informatieobjecttype": stage.type_url(boss, stage.informatieobjecttype())}):
        assert client.patch(made, beyond | {"lock": lock}).status_code == 403
    assert client.patch(made, {"vertrouwelijkheidaanduiding": "intern", "lock": lock}).status_code == 200


def test_an_old_version_is_as_secret_as_it_was(world):
    boss, client, kind = world
    document = stage.document(boss, kind, vertrouwelijkheidaanduiding="geheim")["url"]
    lock = stage.locked(boss, document)
    boss.patch(document, {"vertrouwelijkheidaanduiding": "openbaar", "lock": lock})
    assert client.get(document).status_code == client.get(document, versie=2).status_code == 200
    assert client.get(document, versie=1).status_code == client.get(f"{document}/download", versie=1).status_code == 403


def test_reading_is_not_writing(world):
    boss, _client, kind = world
    reader = Api([("drc", ["documenten.lezen"], stage.type_url(boss, kind), "zeer_geheim")])
    url = stage.document(boss, kind)["url"]
    assert reader.get(url).status_code == 200 and reader.get(f"{ROOT}/verzendingen").status_code == 200
    for answer in (
        reader.post(EIO, stage.body(stage.type_url(boss, kind))), reader.patch(url, {}), reader.delete(url), reader.post(f"{url}/lock"),
        reader.post(f"{ROOT}/verzendingen", sent(url)), reader.post(f"{ROOT}/gebruiksrechten", rights(url)), reader.get(f"{url}/audittrail"),
    ):
        assert answer.status_code == 403, answer.request
    nobody = Api([])
    assert nobody.get(EIO).status_code == nobody.get(f"{ROOT}/verzendingen").status_code == nobody.head(url).status_code == 403


def test_some_read_only_what_is_ready_to_be_published(world):
    boss, _client, kind = world
    ready = stage.document(boss, kind, isGereedVoorPublicatie=True)["url"]
    later = stage.document(boss, kind, isGereedVoorPublicatie=None)["url"]
    lock = stage.locked(boss, later)
    for rights_of in (None, [("drc", ALL, stage.type_url(boss, kind), "zeer_geheim")]):
        reader = Api(rights_of)
        assert reader.get(EIO).json()["count"] >= 2 and reader.get(later).status_code == 200  # control
        type(reader.applicatie).objects.filter(pk=reader.applicatie.pk).update(alleen_is_gereed_voor_publicatie=True)
        memory.forget()
        assert [each["url"] for each in reader.get(EIO).json()["results"]] == [ready]
        assert reader.get(ready).status_code == reader.get(f"{ready}/download").status_code == 200
        for answer in (
            reader.get(later), reader.head(later), reader.get(f"{later}/download"), reader.get(later, versie=1), reader.post(f"{later}/lock"),
            reader.patch(later, {"isGereedVoorPublicatie": True, "lock": lock}),
        ):
            assert answer.status_code == 403, answer.request
        assert reader.post(EIO, stage.body(stage.type_url(boss, kind))).status_code == 201
    boss.patch(later, {"isGereedVoorPublicatie": True, "lock": lock})
    assert reader.get(later).status_code == 200 and reader.get(later, versie=1).status_code == 403
