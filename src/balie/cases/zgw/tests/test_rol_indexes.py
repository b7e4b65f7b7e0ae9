"""Finding zaken by who has to do with them does not read every rol: each of these filters has an index that row-level security lets it use."""
import pytest
from django.db import connection
from django.db.models import Q

from balie.cases.models import Rol
from balie.cases.zgw.tests import stage
from balie.cases.zgw.tests.test_zaak_list import BSN, OF_ROL, rol
from balie.cases.zgw.zaken.filters import OF_ROL as CONDITIONS
from balie.identity import public as identity

pytestmark = pytest.mark.django_db
NUMBER = "rol_van_nummer"
INDEXES = {
    "natuurlijkPersoon__inpBsn": "rol_van_persoon", "natuurlijkPersoon__anpIdentificatie": NUMBER, "nietNatuurlijkPersoon__innNnpId": NUMBER,
    "vestiging__vestigingsNummer": NUMBER, "organisatorischeEenheid__identificatie": NUMBER,
}


def plan(condition) -> str:
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
    return Rol.objects.filter(condition).explain()


@pytest.fixture
def many(gemeente):
    """So many rollen that reading all of a municipality costs more than an index."""
    identity.person_for_bsn(BSN)
    one = rol(stage.zaak())
    Rol.objects.bulk_create(
        Rol(zaak=one.zaak, roltype=one.roltype, registratiedatum=one.registratiedatum, betrokkene_type=one.betrokkene_type) for _ in range(2000)
    )


def test_filters_have_their_index(many):
    plans = {name: plan(CONDITIONS[f"{OF_ROL}{name}"](BSN)) for name in INDEXES}
    assert {name: text for name, text in plans.items() if INDEXES[name] not in text} == {}


def test_an_address_and_an_official_have_theirs(many):
    assert "rol_van_adres" in plan(CONDITIONS["rol__betrokkene"]("https://personen.example/1"))
    assert NUMBER in plan(Q(known_by="77")) and "rol_van_medewerker" in plan(Q(official_id="77") & ~Q(official_id=""))


def test_control_a_key_within_json_has_none(many):
    assert "rol_van_" not in plan(CONDITIONS[f"{OF_ROL}natuurlijkPersoon__inpA_nummer"]("1234567890"))


def test_an_empty_number_of_an_official_finds_nobody(gemeente):
    rol(stage.zaak(), betrokkene_type="medewerker", betrokkene_identificatie={"achternaam": "Jansen"})
    assert Rol.objects.exists() and not Rol.objects.filter(CONDITIONS[f"{OF_ROL}medewerker__identificatie"]("")).exists()


def test_the_number_follows_what_is_written(gemeente):
    made = rol(stage.zaak(), betrokkene_type="vestiging", betrokkene_identificatie={"vestigingsNummer": "000012345678"})
    assert Rol.objects.get(known_by="000012345678") == made
    Rol.objects.filter(pk=made.pk).update(betrokkene_identificatie=None)
    made.refresh_from_db()
    assert made.known_by is None
