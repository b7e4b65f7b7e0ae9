"""Properties and addresses of the zaak, as the service names them."""
from __future__ import annotations

from balie.cases.elsewhere.tests import world
from balie.cases.export.tests import kit
from balie.cases.models import Eigenschap, ZaakEigenschap, ZaakObject
from balie.cases.tests import factories

PROPERTIES = (
    "  product: {name:",
    "  properties:\n    - {name: hoogte, value: hoogte, definition: Hoogte in meters}\n    - {name: hulp, value: hulp}\n"
    "    - {name: vanaf, value: vanaf}\n"
    "    - {name: wensen, value: wensen}\n    - {name: kleur, value: kleur}\n    - {name: leeg, value: waar.toevoeging}\n"
    "  objects: [{address: waar, relation: Hier komt het}]\n  product: {name:",
)


def zaak(*changes, language: str = "nl", **answers):
    version = kit.publish(*changes)
    one = kit.application(version, language=language, answers={"tekening": [], **answers})
    with factories.submitted(one):
        from balie.cases import intake

        return intake.start_zaak(application_id=one.application_id)


def test_values_as_the_standard_writes_them(gemeente):
    zaak(PROPERTIES)
    assert dict(ZaakEigenschap.objects.values_list("naam", "waarde")) == {
        "hoogte": "2.5", "hulp": "ja", "vanaf": "20261201", "wensen": "Een hek en Een trap", "kleur": "r",
    }
    kinds = {kind.naam: kind for kind in Eigenschap.objects.all()}
    assert (kinds["hoogte"].formaat, kinds["vanaf"].formaat, kinds["vanaf"].lengte, kinds["wensen"].kardinaliteit) == ("getal", "datum", "8", "N")
    assert kinds["kleur"].waardenverzameling == ["r", "b"] and kinds["hoogte"].definitie == "Hoogte in meters"


def test_the_address_it_is_about(gemeente):
    zaak(PROPERTIES)
    row = ZaakObject.objects.get()
    assert (row.object_type, row.relatieomschrijving) == ("adres", "Hier komt het")
    assert row.object_identificatie["gorOpenbareRuimteNaam"] == "Kade" and row.object_identificatie["huisnummer"] == 12


def test_an_address_without_street_is_left_out(gemeente):
    zaak(PROPERTIES, waar={"postcode": "1998AB", "huisnummer": "12"})
    assert not ZaakObject.objects.exists()


def test_control_a_service_that_names_none_has_one_per_question(gemeente):
    zaak()
    assert {"hoogte", "kleur", "waar"} <= set(ZaakEigenschap.objects.values_list("naam", flat=True))
    assert not ZaakObject.objects.exists() and world.BSN not in str(list(ZaakEigenschap.objects.values_list("waarde", flat=True)))


def test_they_are_dutch_also_for_who_applied_in_english(gemeente):
    zaak(PROPERTIES, language="en")
    assert ZaakEigenschap.objects.get(naam="wensen").waarde == "Een hek en Een trap"
