"""What a subscriber gets: the standard's message, or a CloudEvent, and how to see that it is ours."""
from __future__ import annotations

import base64
import hashlib
import hmac

import pytest

from balie.kernel import clock
from balie.kernel.ids import new_id
from balie.zgw.contract import contract as contracts
from balie.zgw.notificaties import message
from balie.zgw.notificaties.message import Change
from balie.zgw.notificaties.tests import world

ROOT = "https://balie.zonnedam.example"
ZAAK, STATUS, TYPE = new_id(), new_id(), new_id()


def change(**more) -> Change:
    return Change(**{
        "id": new_id(), "volgnummer": 7, "kanaal": "zaken", "bron": "zrc", "hoofd_path": f"/zaken/api/v1/zaken/{ZAAK}", "hoofd_id": ZAAK,
        "resource": "status", "resource_path": f"/zaken/api/v1/statussen/{STATUS}", "actie": "create", "aanmaakdatum": clock.now(),
        "kenmerken": {"bronorganisatie": "000000000", "zaaktype": f"http://localhost:8000/catalogi/api/v1/zaaktypen/{TYPE}"}, **more,
    })


@pytest.fixture
def one(gemeente):
    return change()


def test_the_message_of_the_standard(one):
    made = world.plain(message.notification(one, ROOT))
    stamp = made.pop("aanmaakdatum")
    assert made == {
        "kanaal": "zaken", "hoofdObject": f"{ROOT}/zaken/api/v1/zaken/{ZAAK}", "resource": "status",
        "resourceUrl": f"{ROOT}/zaken/api/v1/statussen/{STATUS}", "actie": "create",
        "kenmerken": {"bronorganisatie": "000000000", "zaaktype": f"{ROOT}/catalogi/api/v1/zaaktypen/{TYPE}"},
    }
    assert stamp.endswith("Z")
    assert set(made) | {"aanmaakdatum"} == set(contracts.load("notificaties").schemas["Message"]["properties"])


def test_what_another_source_published_goes_on_as_it_was(gemeente):
    there = change(bron="", hoofd_path="https://elders.example/a", resource_path="https://elders.example/b", kenmerken={"x": "/a", "y": "b"})
    made = message.notification(there, ROOT)
    assert made["hoofdObject"] == "https://elders.example/a" and made["kenmerken"] == {"x": "/a", "y": "b"}


def test_own_path_takes_our_hosts_and_no_other(gemeente):
    path = f"/catalogi/api/v1/zaaktypen/{TYPE}"
    assert message.own_path(f"https://testserver{path}") == message.own_path(f"http://localhost:99{path}") == path
    for other in (f"https://elders.example{path}", "openbaar", "", "http", "http://x"):
        assert message.own_path(other) == other


@pytest.mark.parametrize(("actie", "ending"), [("create", "created"), ("partial_update", "updated"), ("update", "updated"), ("destroy", "deleted")])
def test_a_cloud_event(gemeente, actie, ending):
    one = change(actie=actie)
    made = world.plain(message.cloud_event(one, ROOT, "001234567"))
    assert made["specversion"] == "1.0" and made["id"] == str(one.id) and made["type"] == f"nl.overheid.zaken.status.{ending}"
    assert made["source"] == "urn:nld:oin:00000001001234567000:systeem:balie" and len(message.oin("001234567")) == 20
    assert made["subject"] == str(ZAAK) and made["datacontenttype"] == "application/json" and made["data"]["kanaal"] == "zaken"
    assert made["dataref"] == made["data"]["resourceUrl"] and (made["sequence"], made["sequencetype"]) == ("7", "integer")


def test_a_signature_as_standard_webhooks_has_it():
    """Computed here once more, by the text of the specification, with a secret of which we know the key."""
    key, content, stamp, number = bytes(range(32)), b'{"a":1}', clock.now(), new_id()
    secret = "whsec_" + base64.b64encode(key).decode()
    made = message.headers(message_id=number, moment=stamp, content=content, secret=secret, media_type="application/json", auth="Bearer x")
    signed = f"{made['webhook-id']}.{made['webhook-timestamp']}.".encode() + content
    assert made["webhook-signature"] == "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert made["Authorization"] == "Bearer x" and made["webhook-id"] == str(number)
    other = message.signature(secret, str(number), made["webhook-timestamp"], content + b" ")
    assert other != made["webhook-signature"]  # control: another body, another signature


def test_without_a_secret_the_id_is_there_and_no_signature():
    made = message.headers(message_id=new_id(), moment=clock.now(), content=b"", secret="", media_type="application/json", auth="x")
    assert "webhook-id" in made and "webhook-signature" not in made


def test_each_secret_is_another_and_long():
    one, other = message.new_secret(), message.new_secret()
    assert one != other and len(base64.b64decode(one.removeprefix("whsec_"))) == 32
