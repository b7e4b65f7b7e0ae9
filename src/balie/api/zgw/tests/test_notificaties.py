"""The Notificaties API over HTTP: every operation, and every rule by its name."""
from __future__ import annotations

import pytest

from balie.kernel import tenancy
from balie.zgw.contract import conforms
from balie.zgw.models import Abonnement, Kanaal, Wijziging
from balie.zgw.notificaties.abonneren import HIDDEN
from balie.zgw.notificaties.tests import world
from balie.zgw.tests.clients import Api, codes

pytestmark = pytest.mark.django_db
ROOT = "/notificaties/api/v1"
SCOPES = ["notificaties.consumeren", "notificaties.publiceren"]
MESSAGE = {
    "kanaal": "proef", "hoofdObject": "https://elders.example/dingen/1", "resource": "ding", "resourceUrl": "https://elders.example/dingen/1",
    "actie": "create", "aanmaakdatum": "2026-11-01T10:00:00Z", "kenmerken": {"soort": "rood"},
}


@pytest.fixture
def api(gemeente):
    return Api([("nrc", SCOPES, "", "")])


@pytest.fixture
def there(gemeente):
    with world.receiver() as found:
        yield found


@pytest.fixture
def proef(api):
    return api.post(f"{ROOT}/kanaal", {"naam": "proef", "documentatieLink": "https://elders.example/uitleg", "filters": ["soort", "maat"]}).json()


def body(there, **more):
    return {"callbackUrl": there.url, "auth": world.AUTH, "kanalen": [{"naam": "zaken", "filters": {"bronorganisatie": "009991"}}], **more}


def fits(operation: str, answer, status: int) -> dict:
    assert answer.status_code == status, answer.content
    found = answer.json() if answer.content else None
    assert conforms("notificaties", operation, status, found) == []
    return found


# -- channels

def test_every_municipality_has_the_channels_of_the_standard(api):
    found = fits("kanaal_list", api.get(f"{ROOT}/kanaal"), 200)
    assert [each["naam"] for each in found] == [
        "autorisaties", "besluiten", "besluittypen", "documenten", "informatieobjecttypen", "zaaktypen", "zaken",
    ]
    assert found[-1]["filters"] == ["bronorganisatie", "zaaktype", "vertrouwelijkheidaanduiding"]
    assert api.get(f"{ROOT}/kanaal").json() == found and Kanaal.objects.count() == 7


def test_nrc_kanalen_a_source_registers_its_own(api, proef):
    assert fits("kanaal_read", api.get(proef["url"]), 200) == proef
    assert proef["naam"] == "proef" and proef["filters"] == ["soort", "maat"] and proef["url"].startswith(f"{api.root}{ROOT}/kanaal/")
    assert [each["naam"] for each in api.get(f"{ROOT}/kanaal", naam="proef").json()] == ["proef"]
    assert api.get(f"{ROOT}/kanaal", naam="onbekend").json() == [] and api.get(f"{ROOT}/kanaal", iets="x").status_code == 400


def test_a_channel_has_one_name(api, proef):
    again = api.post(f"{ROOT}/kanaal", {"naam": "proef"})
    assert again.status_code == 400 and codes(again) == {"naam": "unique"}
    assert codes(api.post(f"{ROOT}/kanaal", {"naam": "zaken"})) == {"naam": "unique"}


def test_a_channel_that_is_not_right_says_all(api):
    wrong = api.post(f"{ROOT}/kanaal", {"naam": "", "documentatieLink": "geen adres", "filters": [""]})
    assert wrong.status_code == 400 and {"naam", "documentatieLink", "filters.0"} <= set(codes(wrong))


def test_a_channel_that_is_not_there(api):
    assert api.get(f"{ROOT}/kanaal/00000000-0000-4000-8000-000000000000").status_code == 404


# -- subscribing

def test_nrc_abonneren(api, there):
    made = api.post(f"{ROOT}/abonnement", body(there))
    found = fits("abonnement_create", made, 201)
    assert made.headers["Location"] == found["url"]
    assert {name: found[name] for name in ("callbackUrl", "auth", "kanalen")} == body(there)
    assert fits("abonnement_read", api.get(found["url"]), 200) == found
    assert fits("abonnement_list", api.get(f"{ROOT}/abonnement"), 200) == [found]
    assert Abonnement.objects.get().client_id == api.client_id
    assert [each.status for each in there.got] == [204]  # and the one without the header was refused


def test_invalid_callback_url_that_does_not_answer_204(api, there):
    there.answer = lambda got, given: 201
    refused = api.post(f"{ROOT}/abonnement", body(there))
    assert refused.status_code == 400 and codes(refused) == {"nonFieldErrors": "invalid-callback-url"} and not Abonnement.objects.exists()
    nobody = api.post(f"{ROOT}/abonnement", body(there, callbackUrl="http://127.0.0.1:9/"))
    assert codes(nobody) == {"nonFieldErrors": "invalid-callback-url"}


def test_no_auth_on_callback_url_that_takes_everything(api, there):
    there.auth = ""
    refused = api.post(f"{ROOT}/abonnement", body(there))
    assert refused.status_code == 400 and codes(refused) == {"callbackUrl": "no-auth-on-callback-url"} and not Abonnement.objects.exists()


@pytest.mark.parametrize("address", ["http://elders.example/x", "ftp://elders.example", "https://u:p@elders.example/"])
def test_a_callback_url_is_safe(api, there, address):
    refused = api.post(f"{ROOT}/abonnement", body(there, callbackUrl=address))
    assert refused.status_code == 400 and codes(refused) == {"callbackUrl": "bad-url"} and not there.got


def test_a_callback_url_inside_our_network_is_refused(api, there, settings):
    settings.BALIE = settings.BALIE.model_copy(update={"callback_networks": ""})
    assert codes(api.post(f"{ROOT}/abonnement", body(there))) == {"nonFieldErrors": "invalid-callback-url"} and not there.got


def test_inconsistent_abonnement_filters_and_a_channel_that_is_not_there(api, there):
    rows = [{"naam": "zaken", "filters": {"kleur": "rood"}}, {"naam": "onbekend"}]
    refused = api.post(f"{ROOT}/abonnement", body(there, kanalen=rows))
    assert refused.status_code == 400 and codes(refused) == {"filters": "inconsistent-abonnement-filters", "naam": "kanaal_naam"}


def test_a_subscription_that_is_not_right_says_all(api, there):
    wrong = api.post(f"{ROOT}/abonnement", {"callbackUrl": "x", "kanalen": [{"naam": "onbekend"}]})
    assert wrong.status_code == 400 and {"callbackUrl", "auth", "naam"} <= set(codes(wrong)) and not there.got


def test_changing_all_of_it_and_a_part(api, there):
    url = api.post(f"{ROOT}/abonnement", body(there)).json()["url"]
    with world.receiver(auth="Bearer een-ander") as other:
        new = {"callbackUrl": other.url, "auth": "Bearer een-ander", "kanalen": [{"naam": "besluiten", "filters": {}}]}
        found = fits("abonnement_update", api.put(url, new), 200)
        assert found == {"url": url, **new}
        tried = len(other.got)
        found = fits("abonnement_partial_update", api.patch(url, {"kanalen": [{"naam": "zaken", "filters": {}}]}), 200)
        assert found["kanalen"] == [{"naam": "zaken", "filters": {}}] and found["auth"] == "Bearer een-ander" and len(other.got) == tried
        assert codes(api.patch(url, {"auth": "Bearer fout"})) == {"nonFieldErrors": "invalid-callback-url"}
        assert codes(api.put(url, {"callbackUrl": other.url})).keys() == {"auth", "kanalen"}
    assert api.get(url).json()["auth"] == "Bearer een-ander"


def test_ending_it(api, there):
    url = api.post(f"{ROOT}/abonnement", body(there)).json()["url"]
    fits("abonnement_delete", api.delete(url), 204)
    assert api.get(url).status_code == 404 and api.delete(url).status_code == 404 and not Abonnement.objects.exists()


def test_the_header_of_another_application_is_not_shown_and_cannot_be_led_away(api, there):
    url = api.post(f"{ROOT}/abonnement", body(there)).json()["url"]
    other, boss = Api([("nrc", SCOPES, "", "")]), Api()
    for one in (other, boss):
        assert one.get(url).json()["auth"] == HIDDEN and one.get(f"{ROOT}/abonnement").json()[0]["auth"] == HIDDEN
        assert world.AUTH not in one.get(f"{ROOT}/abonnement").content.decode()
    assert other.delete(url).status_code == 403 and other.put(url, body(there)).status_code == 403
    kept = boss.put(url, boss.get(url).json() | {"kanalen": [{"naam": "besluiten", "filters": {}}]})
    assert kept.status_code == 200 and api.get(url).json()["auth"] == world.AUTH
    with world.receiver(auth="") as thief:
        led_away = boss.patch(url, {"callbackUrl": thief.url})
        assert led_away.status_code == 400 and codes(led_away) == {"auth": "required"} and not thief.got
    assert Abonnement.objects.get().callback_url == there.url


def test_another_municipality_has_its_own(api, there, other_gemeente):
    url = api.post(f"{ROOT}/abonnement", body(there)).json()["url"]
    with tenancy.scope(other_gemeente):
        stranger = Api()
        assert stranger.get(f"{ROOT}/abonnement").json() == [] and stranger.get(url.removeprefix(api.root)).status_code == 404


def test_scopes(gemeente, there):
    follower, source = Api([("nrc", ["notificaties.consumeren"], "", "")]), Api([("nrc", ["notificaties.publiceren"], "", "")])
    nobody = Api([("zrc", ["zaken.lezen"], "https://x.example/1", "openbaar")])
    for path in ("kanaal", "abonnement"):
        assert [one.get(f"{ROOT}/{path}").status_code for one in (follower, source, nobody)] == [200, 200, 403]
    assert source.post(f"{ROOT}/abonnement", body(there)).status_code == 403 and not there.got
    assert follower.post(f"{ROOT}/kanaal", {"naam": "x"}).status_code == 403
    assert follower.post(f"{ROOT}/notificaties", MESSAGE).status_code == 403
    assert nobody.post(f"{ROOT}/notificaties", MESSAGE).status_code == 403


# -- publishing

def test_nrc_berichten_of_another_source_go_out_in_order(api, there, proef, run_jobs):
    kanalen = [{"naam": "proef", "filters": {"soort": "rood"}}]
    assert api.post(f"{ROOT}/abonnement", body(there, kanalen=kanalen)).status_code == 201
    there.got.clear()
    for number in range(3):
        given = MESSAGE | {"kenmerken": {"soort": "rood", "maat": str(number)}}
        assert fits("notificaties_create", api.post(f"{ROOT}/notificaties", given), 200) == given
    api.post(f"{ROOT}/notificaties", MESSAGE | {"kenmerken": {"soort": "blauw"}})
    run_jobs()
    assert [each["kenmerken"]["maat"] for each in there.taken] == ["0", "1", "2"]
    assert there.taken[0] == MESSAGE | {"kenmerken": {"soort": "rood", "maat": "0"}}


@pytest.mark.parametrize(("change", "said"), [
    ({"kanaal": "onbekend"}, {"kanaal": "message_kanaal"}), ({"kenmerken": {"kleur": "x"}}, {"kenmerken": "kenmerken_inconsistent"}),
    ({"aanmaakdatum": "2199-01-01T00:00:00Z"}, {"aanmaakdatum": "future_not_allowed"}),
    ({"kanaal": "onbekend", "aanmaakdatum": "2199-01-01T00:00:00Z"}, {"kanaal": "message_kanaal", "aanmaakdatum": "future_not_allowed"}),
    ({"hoofdObject": "x", "actie": ""}, {"hoofdObject": "bad-url", "actie": "blank"}),
])
def test_a_message_that_is_not_right(api, proef, change, said):
    refused = api.post(f"{ROOT}/notificaties", MESSAGE | change)
    found = codes(refused)
    assert refused.status_code == 400 and found.keys() == said.keys() and not Wijziging.objects.exists()
    assert {name: code for name, code in found.items() if name not in ("hoofdObject", "actie")} == {
        name: code for name, code in said.items() if name not in ("hoofdObject", "actie")}


def test_a_message_without_kenmerken_and_in_a_channel_of_ours(api):
    given = {name: value for name, value in MESSAGE.items() if name != "kenmerken"} | {"kanaal": "zaken"}
    assert api.post(f"{ROOT}/notificaties", given).status_code == 200


LONG = f"https://elders.example/{'a' * 5000}"


def test_an_address_that_is_too_long_is_said(api, there, proef):
    assert codes(api.post(f"{ROOT}/abonnement", body(there, callbackUrl=LONG))) == {"callbackUrl": "max_length"}
    assert codes(api.post(f"{ROOT}/notificaties", MESSAGE | {"hoofdObject": LONG, "resourceUrl": LONG})) == {
        "hoofdObject": "max_length", "resourceUrl": "max_length"}


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "2016-12-31T23:59:60Z", "9999-12-31T23:59:59-14:00", "2026-02-30T10:00:00Z"])
def test_a_moment_that_the_calendar_does_not_have_is_said(api, proef, moment):
    assert codes(api.post(f"{ROOT}/notificaties", MESSAGE | {"aanmaakdatum": moment})).keys() == {"aanmaakdatum"}


@pytest.mark.parametrize("moment", ["1850-01-01T00:00:00Z", "2026-11-01T10:00:00.1234567Z", "2026-11-01T10:00:00", "2026-11-01T10:00:00+01:00"])
def test_other_moments_go_out(api, there, proef, run_jobs, moment):
    world.abonnement("proef", url=there.url)
    assert api.post(f"{ROOT}/notificaties", MESSAGE | {"aanmaakdatum": moment}).status_code in (200, 400)
    run_jobs()
    assert all(each["aanmaakdatum"].endswith("Z") for each in there.taken)


@pytest.mark.parametrize("auth", ["Bearer a\r\nX-Kwaad: ja", "Bearer \u20ac", " ", "Bearer " + "a" * 20_000])
def test_a_header_that_cannot_be_sent_is_said_and_breaks_nothing(api, there, auth):
    answer = api.post(f"{ROOT}/abonnement", body(there, auth=auth))
    assert answer.status_code == 400 and not Abonnement.objects.exists()


# -- lists

def test_a_list_costs_the_same_however_long(api, django_assert_num_queries, there):
    def cost(path) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as caught:
            assert api.get(f"{ROOT}/{path}").status_code == 200
        return len(caught)

    api.get(f"{ROOT}/kanaal")
    before = {path: cost(path) for path in ("kanaal", "abonnement")}
    for number in range(20):
        Kanaal.objects.create(naam=f"k{number}")
        world.abonnement("zaken", client_id=api.client_id)
    assert {path: cost(path) for path in before} == before
