"""Large files in parts: in any order, again when needed, joined when the lock is given back. The parts are small here."""
import base64
import hashlib

import pytest

from balie.documents import jobs, storage
from balie.documents.models import BestandsDeel
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.zgw import content, parts
from balie.documents.zgw.tests import stage
from balie.documents.zgw.tests.stage import EIO, send
from balie.zgw.public import contract
from balie.zgw.tests.clients import Api, codes

pytestmark = pytest.mark.django_db
NOWHERE = "nonFieldErrors"
WHOLE = b"0123456789ABCDEFGHIJxyz"
CUT = [WHOLE[:10], WHOLE[10:20], WHOLE[20:]]


@pytest.fixture
def api(gemeente, monkeypatch):
    monkeypatch.setattr(parts, "SIZE", 10)
    return Api()


def large(api: Api, **changes) -> dict:
    return stage.document(api, None, None, bestandsomvang=len(WHOLE), **changes)


def unlock(api: Api, made: dict, lock: str | None = None):
    return api.post(f"{made['url']}/unlock", {"lock": lock or made["lock"]})


def send_all(api: Api, made: dict) -> None:
    for part, piece in zip(made["bestandsdelen"], CUT, strict=True):
        assert send(api, part["url"], piece, made["lock"]).status_code == 200


def test_a_large_file_comes_in_parts_in_any_order(api, run_jobs):
    made = large(api)
    assert contract.conforms("documenten", "enkelvoudiginformatieobject_create", 201, made) == []
    assert made["inhoud"] is None and made["locked"] is True and made["lock"] and made["bestandsomvang"] == len(WHOLE)
    assert [(each["volgnummer"], each["omvang"]) for each in made["bestandsdelen"]] == [(1, 10), (2, 10), (3, 3)]
    assert not any(each["voltooid"] for each in made["bestandsdelen"])
    assert api.get(f"{made['url']}/download").status_code == 404
    for place in (2, 0, 1):
        answer = send(api, made["bestandsdelen"][place]["url"], CUT[place], made["lock"])
        assert answer.status_code == 200, answer.content
        assert contract.conforms("documenten", "bestandsdeel_update", 200, answer.json()) == [] and answer.json()["voltooid"] is True
    read = api.get(made["url"]).json()
    assert contract.conforms("documenten", "enkelvoudiginformatieobject_retrieve", 200, read) == []
    names = list(BestandsDeel.objects.values_list("inhoud", flat=True))
    assert unlock(api, made).status_code == 204
    read = api.get(made["url"]).json()
    assert read["locked"] is False and read["bestandsdelen"] == [] and read["versie"] == 1
    assert stage.downloaded(api, read["inhoud"]) == WHOLE
    assert Versie.objects.get().sha256 == hashlib.sha256(WHOLE).hexdigest()
    run_jobs()
    assert not any(storage.storage().exists(name) for name in names) and not BestandsDeel.objects.exists()
    assert stage.downloaded(api, read["inhoud"]) == WHOLE
    trail = api.get(f"{made['url']}/audittrail")
    assert [each["actie"] for each in trail.json()] == ["create", "partial_update"] and made["lock"] not in trail.content.decode()


def test_a_part_may_be_sent_again(api, run_jobs):
    made = large(api)
    send_all(api, made)
    first = BestandsDeel.objects.get(volgnummer=1).inhoud
    assert send(api, made["bestandsdelen"][0]["url"], b"9876543210", made["lock"]).status_code == 200
    run_jobs()
    assert not storage.storage().exists(first)
    unlock(api, made)
    assert stage.downloaded(api, f"{made['url']}/download") == b"9876543210" + WHOLE[10:]


def test_an_unfinished_upload_is_not_unlocked_and_can_go_on(api):
    made = large(api)
    assert codes(unlock(api, made)) == {NOWHERE: "incomplete-upload"}
    send(api, made["bestandsdelen"][1]["url"], CUT[1], made["lock"])
    assert codes(unlock(api, made)) == {NOWHERE: "incomplete-upload"}
    left = api.get(made["url"]).json()["bestandsdelen"]
    assert [each["voltooid"] for each in left] == [False, True, False] and left[0]["lock"] == made["lock"]
    for place in (0, 2):
        send(api, left[place]["url"], CUT[place], left[place]["lock"])
    assert unlock(api, made).status_code == 204
    assert stage.downloaded(api, f"{made['url']}/download") == WHOLE


def test_a_part_of_the_wrong_size_or_without_the_lock_is_refused(api):
    made = large(api)
    url = made["bestandsdelen"][0]["url"]
    assert codes(send(api, url, CUT[2], made["lock"])) == {NOWHERE: "file-size"}
    assert codes(send(api, url, CUT[0], "x")) == {NOWHERE: "incorrect-lock-id"}
    assert codes(send(api, url, CUT[0], None)) == {"lock": "required"}
    assert codes(send(api, url, None, made["lock"])) == {"inhoud": "required"}
    assert send(api, url[:-1] + ("0" if url[-1] != "0" else "1"), CUT[0], made["lock"]).status_code == 404
    assert not BestandsDeel.objects.exclude(inhoud="").exists()
    garbled = api.request("PUT", url, b"geen formulier")
    assert garbled.status_code == 415
    only_reading = Api([("drc", ["documenten.lezen"], made["informatieobjecttype"], "zeer_geheim")])
    assert send(only_reading, url, CUT[0], made["lock"]).status_code == 403
    of_another_type = Api([("drc", ["documenten.bijwerken"], stage.type_url(api, stage.informatieobjecttype()), "zeer_geheim")])
    assert send(of_another_type, url, CUT[0], made["lock"]).status_code == 403


def test_force_ends_an_upload(api, run_jobs):
    made = large(api)
    send(api, made["bestandsdelen"][0]["url"], CUT[0], made["lock"])
    name = BestandsDeel.objects.get(volgnummer=1).inhoud
    assert api.post(f"{made['url']}/unlock").status_code == 204
    read = api.get(made["url"]).json()
    assert (read["bestandsomvang"], read["inhoud"], read["bestandsdelen"], read["locked"]) == (None, None, [], False)
    run_jobs()
    assert not storage.storage().exists(name)


def test_what_was_joined_is_held_against_its_checksum(api):
    said = {"algoritme": "sha_512", "waarde": hashlib.sha512(WHOLE).hexdigest(), "datum": "2026-01-01"}
    good, bad = large(api, integriteit=said), large(api, integriteit=said | {"waarde": "a" * 128})
    for made in (good, bad):
        send_all(api, made)
    assert unlock(api, good).status_code == 204 and codes(unlock(api, bad)) == {NOWHERE: "integrity-mismatch"}
    assert api.get(good["url"]).json()["integriteit"] == said
    assert api.get(bad["url"]).json()["locked"] is True  # its parts can be sent again


def test_a_new_version_may_come_in_parts(api):
    made = stage.document(api)
    lock = stage.locked(api, made["url"])
    changed = api.patch(made["url"], {"inhoud": None, "bestandsomvang": len(WHOLE), "lock": lock}).json()
    assert changed["inhoud"] is None and len(changed["bestandsdelen"]) == 3
    send(api, changed["bestandsdelen"][0]["url"], CUT[0], lock)
    again = api.patch(made["url"], {"titel": "Intussen", "lock": lock}).json()  # what was sent stays
    assert [each["voltooid"] for each in again["bestandsdelen"]] == [True, False, False] and again["versie"] == 3
    for place in (1, 2):
        send(api, again["bestandsdelen"][place]["url"], CUT[place], lock)
    assert unlock(api, made, lock).status_code == 204
    assert stage.downloaded(api, f"{made['url']}/download") == WHOLE
    assert stage.downloaded(api, f"{made['url']}/download?versie=1") == stage.TEXT
    assert api.get(made["url"], versie=2).json()["bestandsdelen"] == []


def test_another_size_asks_for_other_parts_and_content_for_none(api, run_jobs):
    made = large(api)
    send_all(api, made)
    names = list(BestandsDeel.objects.values_list("inhoud", flat=True))
    smaller = api.patch(made["url"], {"bestandsomvang": 5, "lock": made["lock"]}).json()
    assert [(each["omvang"], each["voltooid"]) for each in smaller["bestandsdelen"]] == [(5, False)]
    whole = api.patch(made["url"], {"inhoud": base64.b64encode(b"klein").decode(), "lock": made["lock"]}).json()
    assert whole["bestandsdelen"] == [] and stage.downloaded(api, whole["inhoud"]) == b"klein"
    run_jobs()
    assert not any(storage.storage().exists(name) for name in names)
    assert unlock(api, made).status_code == 204


def test_the_size_is_that_of_the_content(api):
    kind = stage.type_url(api, stage.informatieobjecttype())
    assert codes(api.post(EIO, stage.body(kind, bestandsomvang=3))) == {NOWHERE: "file-size"}
    assert api.post(EIO, stage.body(kind, bestandsomvang=len(stage.TEXT))).status_code == 201  # control
    made = stage.document(api)
    lock = stage.locked(api, made["url"])
    assert codes(api.patch(made["url"], {"bestandsomvang": 3, "lock": lock})) == {NOWHERE: "file-size"}
    assert api.patch(made["url"], {"inhoud": base64.b64encode(b"abc").decode(), "lock": lock}).json()["bestandsomvang"] == 3


def test_no_content_and_empty_content(api):
    nothing = stage.document(api, None, None)
    assert (nothing["inhoud"], nothing["bestandsomvang"], nothing["bestandsdelen"], nothing["locked"]) == (None, None, [], False)
    empty = stage.document(api, None, None, bestandsomvang=0)
    assert empty["bestandsomvang"] == 0 and stage.downloaded(api, empty["inhoud"]) == b""


def test_a_checksum_that_we_can_compute_must_be_right(api):
    kind = stage.type_url(api, stage.informatieobjecttype())

    def post(algorithm: str, value: str):
        return api.post(EIO, stage.body(kind, integriteit={"algoritme": algorithm, "waarde": value, "datum": "2026-01-01"}))

    for algorithm, name in (("md5", "md5"), ("sha_1", "sha1"), ("sha_256", "sha256"), ("sha_512", "sha512"), ("sha_3", "sha3_256")):
        right = hashlib.new(name, stage.TEXT).hexdigest()
        assert post(algorithm, right).status_code == 201 and post(algorithm, right.upper()).status_code == 201
        assert codes(post(algorithm, "0" * len(right))) == {"integriteit.waarde": "integrity-mismatch"}
    assert post("crc_16", "abcd").status_code == post("md5", "geen digest").status_code == 201


def test_what_the_scanner_finds_is_refused_and_any_kind_of_file_is_kept(api, monkeypatch):
    from balie.documents import scanners

    kind = stage.type_url(api, stage.informatieobjecttype())
    assert codes(api.post(EIO, stage.body(kind, scanners.EICAR))) == {"inhoud": "virus"}
    for anything in (b"MZ\x90\0", b"PK\x03\x04", b"<html><script>"):
        assert api.post(EIO, stage.body(kind, anything, formaat="application/x-anything")).status_code == 201
    monkeypatch.setattr(scanners, "chosen", lambda: "failing")
    assert api.post(EIO, stage.body(kind)).status_code == 201


def test_too_large_for_a_body(api, monkeypatch):
    monkeypatch.setattr(content, "INLINE", 10)
    kind = stage.type_url(api, stage.informatieobjecttype())
    assert codes(api.post(EIO, stage.body(kind))) == {"inhoud": "file-size"}
    assert codes(api.post(EIO, stage.body(kind, None, bestandsomvang=content.LARGEST + 1))) == {"bestandsomvang": "max_value"}


def test_what_was_kept_for_a_request_that_failed_is_swept(api):
    from balie.kernel import clock

    kind = stage.type_url(api, stage.informatieobjecttype())
    name = storage.keep(b"van een transactie die niet doorging")
    made = stage.document(api, None)
    assert jobs.sweep_day(clock.today()) >= 1 and not storage.storage().exists(name)  # other tests leave some too
    assert stage.downloaded(api, made["inhoud"]) == stage.TEXT and kind
