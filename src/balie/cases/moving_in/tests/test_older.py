"""A provider of some versions ago: it knows fewer attributes, shows what is not there as blanks, and lists of a zaak only under its own address."""
from __future__ import annotations

import json
from typing import Any

import pytest

from balie.cases.models import InformatieObjectType, Rol, Zaak, ZaakType
from balie.cases.moving_in import public
from balie.cases.moving_in.tests import compare, world

pytestmark = pytest.mark.django_db
NEWER = {
    "rollen", "zaakinformatieobjecten", "zaakobjecten", "verantwoordelijke", "informatieobjectcategorie", "trefwoord", "trefwoorden", "broncatalogus",
    "bronzaaktype", "zaaktypeIdentificatie", "besluittypeOmschrijving", "resultaattypeOmschrijving", "informatieobjecttypeOmschrijving",
    "informatieobjecttypeOmschrijvingen", "deelzaaktypeIdentificaties", "vastgelegdIn", "checklistitemStatustype", "processobject",
    "processobjectaard", "startdatumBewaartermijn", "contactpersoonRol", "afwijkendeNaamBetrokkene", "indicatieMachtiging", "isGereedVoorPublicatie",
    "tonenAanInitiator", "inhoudIsVervallen", "verschijningsvorm", "beginObject", "eindeObject", "laatsteBetaaldatum",
}
BLANK_ADDRESS = {"aoaIdentificatie": "", "wplWoonplaatsNaam": "", "gorOpenbareRuimteNaam": "", "aoaPostcode": "", "aoaHuisnummer": None,
                 "aoaHuisletter": "", "aoaHuisnummertoevoeging": "", "inpLocatiebeschrijving": ""}
BLANKS: dict[str, Any] = {
    "verlenging": {"reden": "", "duur": None}, "opschorting": {"indicatie": False, "reden": ""}, "archiefnominatie": None, "ondertekening":
    {"soort": "", "datum": None}, "roltoelichting": "", "servicenorm": None, "link": "", "selectielijstProcestype": "",
}


def older(shown: Any) -> Any:
    """As such a provider would have shown it."""
    if isinstance(shown, list):
        return [older(each) for each in shown]
    if not isinstance(shown, dict):
        return shown
    made = {name: older(value) for name, value in shown.items() if name not in NEWER}
    for name, value in BLANKS.items():
        if name in made and not made[name]:
            made[name] = value
    if "inpBsn" in made:
        made |= {"verblijfsadres": BLANK_ADDRESS, "subVerblijfBuitenland": {"lndLandcode": "", "lndLandnaam": "", "subAdresBuitenland1": ""},
                 "geslachtsaanduiding": ""}
    return made


def altered(call: world.Call, found: bytes) -> bytes:
    if call.path.endswith("/download"):
        return found
    return json.dumps(older(json.loads(found))).encode()


@pytest.fixture
def old(there):
    there.altered = altered
    return there


def test_everything_that_it_knows_comes_over(old):
    report = public.move_in(world.NAME)
    assert report.complete and report.lines == [], report.as_json()
    assert report.of("rollen").here == report.of("rollen").source == 6 and report.of("zaakinformatieobjecten").here == 3
    names = {name for found in compare.differences(old).values() for name in found}
    assert names <= NEWER | {"betrokkeneIdentificatie"}, names  # of which it showed every blank


def test_twice_is_once_too(old):
    public.move_in(world.NAME)
    report = public.move_in(world.NAME)
    assert report.complete and not any(each.copied or each.updated or each.differs for each in report.counts.values()), report.as_json()


def test_what_it_does_not_list_with_a_zaak_is_asked_for_again(old):
    public.move_in(world.NAME)
    Rol.objects.filter(roltype__omschrijving="Behandelaar").delete()
    report = public.move_in(world.NAME)
    assert report.complete and report.of("rollen").copied == 3 and report.lines == []


def test_a_text_that_it_did_not_have_yet_is_blank(old):
    public.move_in(world.NAME)
    assert {kind.verantwoordelijke for kind in ZaakType.objects.all()} == {""}
    assert {kind.informatieobjectcategorie for kind in InformatieObjectType.objects.all()} == {""}


def test_control_what_every_version_has_may_not_lack(old):
    def without(call, found):
        made = altered(call, found)
        return made.replace(b'"betrokkeneType"', b'"x"').replace(b'"startdatum": "2020-01-10"', b'"y": ""')

    old.altered = without
    report = public.move_in(world.NAME)
    assert {line.reasons for line in report.lines if line.kind == "zaken"} == {("startdatum: Dit veld is verplicht.",)}
    assert not Zaak.objects.exists() and not Rol.objects.exists() and not report.complete
