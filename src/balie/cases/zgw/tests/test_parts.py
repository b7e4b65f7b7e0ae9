"""What belongs to a zaak, over the API: made, read again, and refused when it does not fit."""
from __future__ import annotations

import pytest

from balie.cases.models import Eigenschap, Rol, Zaak
from balie.cases.zgw.tests import stage
from balie.identity import public as identity
from balie.kernel import clock
from balie.zgw.contract import conforms
from balie.zgw.models import Wijziging
from balie.zgw.references import Links
from balie.zgw.tests.clients import Api, codes

pytestmark = pytest.mark.django_db
ROOT = "/zaken/api/v1"
BSN = "999990639"


def urls(api: Api, zaak: Zaak) -> dict[str, str]:
    links, kind = Links(api.root), zaak.zaaktype
    return {
        "zaak": links.to("zaken/zaken", zaak.pk), "roltype": links.to("catalogi/roltypen", kind.roltypes.first().pk),
        "other_roltype": links.to("catalogi/roltypen", stage.zaaktype().roltypes.first().pk),
    }


def rol(api: Api, zaak: Zaak, **changes):
    known = urls(api, zaak)
    return {
        "zaak": known["zaak"], "roltype": known["roltype"], "betrokkeneType": "natuurlijk_persoon", "roltoelichting": "Aanvrager",
        "betrokkeneIdentificatie": {"inpBsn": BSN, "geslachtsnaam": "Vos"},
    } | changes


def test_a_bsn_stays_in_the_vault_and_is_shown_to_who_may_see_the_zaak(api, zaak):
    answer = api.post(f"{ROOT}/rollen", rol(api, zaak))
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert made["betrokkeneIdentificatie"]["inpBsn"] == BSN and made["omschrijvingGeneriek"] == "initiator"
    assert conforms("zaken", "rol_create", 201, made) == []
    assert api.get(made["url"]).json() == made
    kept = Rol.objects.get(zaak=zaak)
    assert kept.person_id == identity.known_person(BSN) and BSN not in str(kept.betrokkene_identificatie)
    assert BSN not in str(list(Wijziging.objects.values_list("nieuw", flat=True)))


def test_an_initiator_finds_the_zaak_in_mijn_balie(api, zaak):
    made = api.post(f"{ROOT}/rollen", rol(api, zaak)).json()
    assert Zaak.objects.get(pk=zaak.pk).person_id == identity.known_person(BSN)
    assert api.delete(made["url"]).status_code == 204
    assert Zaak.objects.get(pk=zaak.pk).person_id is None


def test_rollen_are_found_by_bsn(api, zaak):
    api.post(f"{ROOT}/rollen", rol(api, zaak))
    found = api.get(f"{ROOT}/rollen", betrokkeneIdentificatie__natuurlijkPersoon__inpBsn=BSN).json()
    assert found["count"] == 1
    assert api.get(f"{ROOT}/rollen", betrokkeneIdentificatie__natuurlijkPersoon__inpBsn="123456782").json()["count"] == 0


def test_a_list_of_rollen_asks_the_vault_once(api, zaak, django_assert_max_num_queries):
    for _ in range(6):
        other = stage.zaak(zaak.zaaktype)
        api.post(f"{ROOT}/rollen", rol(api, other))
    api.get(f"{ROOT}/rollen")
    with django_assert_max_num_queries(10):
        assert api.get(f"{ROOT}/rollen").json()["count"] == 6


@pytest.mark.parametrize(("changes", "code"), [
    ({"betrokkeneIdentificatie": {"inpBsn": "123456789"}}, {"betrokkeneIdentificatie.inpBsn": "invalid"}),
    ({"betrokkeneIdentificatie": {}}, {"nonFieldErrors": "invalid-betrokkene"}),
])
def test_a_rol_is_about_somebody(api, zaak, changes, code):
    assert codes(api.post(f"{ROOT}/rollen", rol(api, zaak, **changes))) == code


def test_zrc_019_roltype_of_the_zaaktype(api, zaak):
    answer = api.post(f"{ROOT}/rollen", rol(api, zaak, roltype=urls(api, zaak)["other_roltype"]))
    assert codes(answer) == {"nonFieldErrors": "zaaktype-mismatch"}


def test_a_zaak_has_one_initiator(api, zaak):
    assert api.post(f"{ROOT}/rollen", rol(api, zaak)).status_code == 201
    assert codes(api.post(f"{ROOT}/rollen", rol(api, zaak))) == {"roltype": "max-occurences"}


@pytest.mark.parametrize(("kind", "known"), [
    ("niet_natuurlijk_persoon", {"innNnpId": "517439943"}), ("vestiging", {"vestigingsNummer": "000012345678"}),
    ("organisatorische_eenheid", {"identificatie": "team", "naam": "Team"}), ("medewerker", {"identificatie": "m1", "achternaam": "Bos"}),
])
def test_every_kind_of_betrokkene(api, zaak, kind, known):
    answer = api.post(f"{ROOT}/rollen", rol(api, zaak, betrokkeneType=kind, betrokkeneIdentificatie=known))
    assert answer.status_code == 201, answer.content
    assert known.items() <= answer.json()["betrokkeneIdentificatie"].items()
    assert conforms("zaken", "rol_create", 201, answer.json()) == []


def test_a_zaakobject_about_a_person_keeps_the_bsn_in_the_vault(api, zaak):
    body = {"zaak": urls(api, zaak)["zaak"], "objectType": "natuurlijk_persoon", "betrokkeneIdentificatie": {"inpBsn": BSN}}
    answer = api.post(f"{ROOT}/zaakobjecten", body)
    assert answer.status_code == 201, answer.content
    assert answer.json()["betrokkeneIdentificatie"]["inpBsn"] == BSN and "objectIdentificatie" not in answer.json()
    assert conforms("zaken", "zaakobject_create", 201, answer.json()) == []
    assert BSN not in str(zaak.zaakobjecten.get().object_identificatie)
    assert api.patch(answer.json()["url"], {"relatieomschrijving": "Anders"}).json()["betrokkeneIdentificatie"]["inpBsn"] == BSN


def test_a_property_of_the_zaaktype(api, zaak):
    kind = Eigenschap.objects.create(zaaktype=zaak.zaaktype, naam="kleur", definitie="x", formaat="tekst", lengte="20", kardinaliteit="1")
    links = Links(api.root)
    path, body = f"{ROOT}/zaken/{zaak.pk}/zaakeigenschappen", {
        "zaak": links.to("zaken/zaken", zaak.pk), "eigenschap": links.to("catalogi/eigenschappen", kind.pk), "waarde": "rood"}
    made = api.post(path, body)
    assert made.status_code == 201, made.content
    assert made.json()["naam"] == "kleur" and api.get(path).json() == [made.json()]
    assert api.get(f"{ROOT}/zaken/{zaak.pk}").json()["eigenschappen"] == [made.json()["url"]]
    assert api.put(made.json()["url"], body | {"waarde": "groen"}).json()["waarde"] == "groen"
    assert api.delete(made.json()["url"]).status_code == 204


def test_zrc_018_eigenschap_of_the_zaaktype(api, zaak):
    other = Eigenschap.objects.create(zaaktype=stage.zaaktype(), naam="x", definitie="x", formaat="tekst", lengte="20", kardinaliteit="1")
    links = Links(api.root)
    answer = api.post(f"{ROOT}/zaken/{zaak.pk}/zaakeigenschappen", {
        "zaak": links.to("zaken/zaken", zaak.pk), "eigenschap": links.to("catalogi/eigenschappen", other.pk), "waarde": "x"})
    assert codes(answer) == {"nonFieldErrors": "zaaktype-mismatch"}


def test_contacts(api, zaak):
    at = urls(api, zaak)["zaak"]
    for path, body in (
        ("klantcontacten", {"datumtijd": clock.now(), "kanaal": "balie"}),
        ("zaakcontactmomenten", {"contactmoment": "https://elders.example.nl/1"}), ("zaakverzoeken", {"verzoek": "https://elders.example.nl/2"}),
    ):
        made = api.post(f"{ROOT}/{path}", {"zaak": at, **body})
        assert made.status_code == 201, made.content
        assert api.get(made.json()["url"]).json() == made.json()


def test_a_note_is_changed_until_it_is_final(api, zaak):
    body = {"gerelateerdAan": urls(api, zaak)["zaak"], "onderwerp": "Bellen", "tekst": "Morgen", "status": "concept"}
    made = api.post(f"{ROOT}/zaaknotities", body)
    assert made.status_code == 201, made.content
    assert api.patch(made.json()["url"], {"status": "definitief"}).status_code == 200
    assert codes(api.patch(made.json()["url"], {"tekst": "Nu"})) == {"status": "wijzigen-niet-toegelaten"}
