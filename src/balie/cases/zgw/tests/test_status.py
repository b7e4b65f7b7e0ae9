"""Statuses over the Zaken API: who may set which, closing (zrc-007), opening again (zrc-008), and what belongs together (zrc-016)."""
from datetime import timedelta

import pytest

from balie.cases.models import Rol, RolType, Status, Zaak, ZaakInformatieObject
from balie.cases.zgw.tests import acts, stage
from balie.cases.zgw.tests.acts import RESULTATEN, STATUSSEN, ZAKEN
from balie.documents import public as documents
from balie.kernel import clock
from balie.zgw.contract import conforms
from balie.zgw.models import Wijziging
from balie.zgw.tests.clients import Api, codes

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_status_is_set_and_read(api):
    zaak = stage.zaak()
    answer = acts.set_status(api, zaak, statustoelichting="Wij kijken ernaar.")
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert not conforms("zaken", "status_create", 201, made) and made["indicatieLaatstGezetteStatus"] is True
    assert api.get(made["url"]).json() == made and not conforms("zaken", "status_retrieve", 200, made)
    assert api.get(acts.url(api, zaak)).json()["status"] == made["url"]
    assert api.head(made["url"]).headers["ETag"] and api.patch(made["url"], {}).status_code == 405
    assert Status.objects.get().set_by == "Test"


def test_the_list_of_statuses_and_its_filters(api, django_assert_num_queries):
    zaak, other = stage.zaak(), stage.zaak()
    first = acts.set_status(api, zaak, ago=2 * HOUR).json()["url"]
    last = acts.set_status(api, zaak, ago=HOUR).json()["url"]
    third = acts.set_status(api, other).json()["url"]

    def urls(**query):
        answer = api.get(STATUSSEN, **query)
        assert answer.status_code == 200, answer.content
        assert not conforms("zaken", "status_list", 200, answer.json())
        return {each["url"] for each in answer.json()["results"]}

    with django_assert_num_queries(5):
        assert urls() == {first, last, third}
    assert urls(zaak=acts.url(api, zaak)) == {first, last}
    assert urls(statustype=acts.url(api, other.zaaktype.statustypes.get(volgnummer=1))) == {third}
    assert urls(indicatieLaatstGezetteStatus="true") == {last, third} and urls(indicatieLaatstGezetteStatus="false") == {first}


def test_with_only_making_zaken_one_status_may_be_set(gemeente):
    zaak = stage.zaak()
    api = acts.may(zaak.zaaktype, "zaken.aanmaken")
    assert acts.set_status(api, zaak, ago=HOUR).status_code == 201
    assert acts.set_status(api, zaak).status_code == 403
    assert acts.set_status(acts.may(zaak.zaaktype, "zaken.statussen.toevoegen"), zaak).status_code == 201
    assert acts.set_status(acts.may(stage.zaaktype(), "zaken.statussen.toevoegen"), zaak).status_code == 403


def test_zrc_007_the_last_status_closes_the_zaak(api):
    zaak = stage.zaak()
    answer = acts.set_status(api, zaak, -1)
    assert answer.status_code == 400 and codes(answer) == {"nonFieldErrors": "resultaat-does-not-exist"}
    closed = acts.close(api, zaak, datumStatusGezet="2026-06-30T23:30:00Z")
    assert closed.einddatum.isoformat() == "2026-07-01"  # it was the first of July in the Netherlands already
    assert closed.archiefnominatie == "vernietigen" and closed.archiefactiedatum.isoformat() == "2031-07-01"
    assert closed.startdatum_bewaartermijn == closed.einddatum


def test_zrc_007_another_status_does_not_close_it(api):
    zaak = stage.zaak()
    acts.give_result(api, zaak)
    assert acts.set_status(api, zaak, 1).status_code == 201 and Zaak.objects.get().einddatum is None


def test_zrc_007_every_document_has_an_answer_about_its_use(api):
    zaak = stage.zaak()
    document = documents.store(content=acts.PDF, title="Brief", owner=f"zaak:{zaak.pk}")
    link = ZaakInformatieObject.objects.create(zaak=zaak, informatieobject_id=document, registratiedatum=clock.now())
    link.informatieobject.versies.update(indicatie_gebruiksrecht=None)
    acts.give_result(api, zaak)
    assert codes(acts.set_status(api, zaak, -1)) == {"nonFieldErrors": "indicatiegebruiksrecht-unset"}
    link.informatieobject.versies.update(indicatie_gebruiksrecht=False)
    assert acts.set_status(api, zaak, -1).status_code == 201


@pytest.fixture
def closed(api):
    zaak = stage.zaak()
    acts.set_status(api, zaak, ago=HOUR)
    return acts.close(api, zaak)


def test_zrc_007_a_closed_zaak_is_read_only_without_the_scope(closed):
    weak, strong = acts.may(closed.zaaktype, "zaken.bijwerken"), acts.may(closed.zaaktype, "zaken.geforceerd-bijwerken")
    result = closed.resultaten.get()
    for api, right in ((weak, False), (strong, True)):
        assert api.patch(f"{ZAKEN}/{closed.pk}", {"omschrijving": "x"}).status_code == (200 if right else 403)
        assert api.put(f"{ZAKEN}/{closed.pk}", stage.body(acts.url(api, closed.zaaktype))).status_code == (200 if right else 403)
        assert api.patch(f"{RESULTATEN}/{result.pk}", {"toelichting": "x"}).status_code == (200 if right else 403)
        assert api.delete(f"{RESULTATEN}/{result.pk}").status_code == (204 if right else 403)
        assert acts.give_result(api, closed).status_code == (201 if right else 403)


def test_zrc_008_opened_again_only_with_the_scope(closed, api):
    assert acts.set_status(acts.may(closed.zaaktype, "zaken.statussen.toevoegen"), closed).status_code == 403
    assert acts.set_status(acts.may(closed.zaaktype, "zaken.aanmaken"), closed).status_code == 403
    assert acts.set_status(acts.may(closed.zaaktype, "zaken.heropenen"), closed).status_code == 201
    zaak = Zaak.objects.get(pk=closed.pk)
    assert (zaak.einddatum, zaak.archiefactiedatum, zaak.archiefnominatie, zaak.startdatum_bewaartermijn) == (None, None, "", None)
    shown = api.get(acts.url(api, zaak)).json()
    assert shown["einddatum"] is None and shown["archiefnominatie"] is None


def test_zrc_008_the_day_of_closing_is_corrected_with_the_scope_for_it(closed):
    body = {"datumStatusGezet": "2026-05-01T12:00:00Z"}
    assert acts.set_status(acts.may(closed.zaaktype, "zaken.statussen.toevoegen"), closed, -1, **body).status_code == 403
    right = acts.may(closed.zaaktype, "zaken.statussen.toevoegen", "zaken.geforceerd-bijwerken")
    assert acts.set_status(right, closed, -1, **body).status_code == 201
    assert Zaak.objects.get(pk=closed.pk).einddatum.isoformat() == "2026-05-01"


def test_zrc_016_the_statustype_is_of_the_zaaktype(api):
    zaak, other = stage.zaak(), stage.zaaktype()
    answer = acts.set_status(api, zaak, statustype=acts.url(api, other.statustypes.get(volgnummer=1)))
    assert codes(answer) == {"nonFieldErrors": "zaaktype-mismatch"}
    assert codes(acts.set_status(api, zaak, statustype=acts.url(api, other))) == {"statustype": "invalid-resource"}
    nowhere = acts.status_body(api, zaak) | {"zaak": f"{api.root}{ZAKEN}/{other.pk}"}
    assert codes(api.post(STATUSSEN, nowhere)) == {"zaak": "bad-url"}


def test_zrc_020_one_result_of_the_zaaktype(api):
    zaak, other = stage.zaak(), stage.zaaktype()
    answer = acts.give_result(api, zaak, resultaattype=acts.url(api, other.resultaattypes.get()))
    assert codes(answer) == {"nonFieldErrors": "zaaktype-mismatch"}
    made = acts.give_result(api, zaak)
    assert made.status_code == 201 and not conforms("zaken", "resultaat_create", 201, made.json())
    assert codes(acts.give_result(api, zaak)) == {"zaak": "unique"}
    url = made.json()["url"]
    assert codes(api.patch(url, {"resultaattype": acts.url(api, other.resultaattypes.get())})) == {"resultaattype": "wijzigen-niet-toegelaten"}
    assert codes(api.patch(url, {"zaak": acts.url(api, stage.zaak())})) == {"zaak": "wijzigen-niet-toegelaten"}
    changed = api.put(url, made.json() | {"toelichting": "Beter gezegd"})
    assert changed.status_code == 200 and not conforms("zaken", "resultaat_update", 200, changed.json())
    assert not conforms("zaken", "resultaat_retrieve", 200, api.get(url).json())


def test_the_list_of_results_and_its_filters(api, django_assert_num_queries):
    mine, other = stage.zaak(), stage.zaak()
    urls = [acts.give_result(api, zaak).json()["url"] for zaak in (mine, other)]
    with django_assert_num_queries(5):
        found = api.get(RESULTATEN).json()
    assert {each["url"] for each in found["results"]} == set(urls) and not conforms("zaken", "resultaat_list", 200, found)
    kind = acts.url(api, other.zaaktype.resultaattypes.get())
    assert [each["url"] for each in api.get(RESULTATEN, zaak=acts.url(api, mine)).json()["results"]] == urls[:1]
    assert [each["url"] for each in api.get(RESULTATEN, resultaattype=kind).json()["results"]] == urls[1:]


def test_two_statuses_never_share_a_moment_and_none_is_of_tomorrow(api):
    zaak = stage.zaak()
    body = acts.status_body(api, zaak)
    assert api.post(STATUSSEN, body).status_code == 201
    assert codes(api.post(STATUSSEN, body)) == {"nonFieldErrors": "unique"}
    assert codes(acts.set_status(api, zaak, ago=-24 * HOUR)) == {"datumStatusGezet": "date-in-future"}


def test_who_set_it_is_a_rol_of_the_same_zaak(api):
    zaak, other = stage.zaak(), stage.zaak()
    roles = [Rol.objects.create(
        zaak=each, roltype=RolType.objects.get(zaaktype=each.zaaktype), betrokkene_type="medewerker", registratiedatum=clock.now(),
    ) for each in (zaak, other)]
    body = acts.status_body(api, zaak)
    assert codes(api.post(STATUSSEN, body | {"gezetdoor": acts.url(api, roles[1])})) == {"nonFieldErrors": "zaak-mismatch"}
    assert api.post(STATUSSEN, body | {"gezetdoor": acts.url(api, roles[0])}).json()["gezetdoor"] == acts.url(api, roles[0])


def test_what_was_done_is_on_record(api):
    zaak = stage.zaak()
    acts.close(api, zaak)
    lines = api.get(f"{ZAKEN}/{zaak.pk}/audittrail").json()
    assert [(each["resource"], each["actie"]) for each in lines] == [("resultaat", "create"), ("status", "create")]
    assert lines[0]["wijzigingen"]["oud"] is None and lines[0]["wijzigingen"]["nieuw"]["url"] == lines[0]["resourceUrl"]
    assert not conforms("zaken", "audittrail_list", 200, lines)
    one = api.get(f"{ZAKEN}/{zaak.pk}/audittrail/{lines[0]['uuid']}")
    assert one.json() == lines[0]
    assert set(Wijziging.objects.values_list("kanaal", flat=True)) == {"zaken"}
    assert acts.may(zaak.zaaktype, "zaken.lezen").get(f"{ZAKEN}/{zaak.pk}/audittrail").status_code == 403
    assert acts.may(zaak.zaaktype, "zaken.lezen", "audittrails.lezen").get(f"{ZAKEN}/{zaak.pk}/audittrail").status_code == 200
    assert api.get(f"{ZAKEN}/{zaak.zaaktype.pk}/audittrail").status_code == 404
    for kind, answer in ((zaak.zaaktype, 200), (stage.zaaktype(), 403)):
        apart = Api([("zrc", ["zaken.lezen"], acts.url(api, kind), acts.LEVEL), ("zrc", ["audittrails.lezen"], "", "")])
        assert apart.get(f"{ZAKEN}/{zaak.pk}/audittrail").status_code == answer


def test_a_status_takes_few_queries(api, django_assert_max_num_queries):
    zaak = stage.zaak()
    body = acts.status_body(api, zaak)
    api.post(STATUSSEN, acts.status_body(api, zaak, ago=2 * HOUR))
    with django_assert_max_num_queries(12):
        assert api.post(STATUSSEN, body).status_code == 201
    acts.give_result(api, zaak)
    body = acts.status_body(api, zaak, -1)
    with django_assert_max_num_queries(16):
        assert api.post(STATUSSEN, body).status_code == 201
