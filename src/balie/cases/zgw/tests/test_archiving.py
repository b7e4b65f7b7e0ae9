"""zrc-021: when a closed zaak is to be archived, for every way of deriving it, and again when what it hangs on changes."""
from datetime import date

import pytest

from balie.cases import archiving
from balie.cases.models import Besluit, Eigenschap, ResultaatType, Zaak, ZaakEigenschap, ZaakObject
from balie.cases.zgw.tests import acts, stage
from balie.cases.zgw.tests.acts import ZAKEN
from balie.kernel import clock
from balie.zgw.models import Wijziging

pytestmark = pytest.mark.django_db
DAY, TERM = date(2026, 6, 1), "P5Y"
CLOSED = {"datumStatusGezet": "2026-06-01T10:00:00Z"}


def a_zaak(way, *, nomination="vernietigen", term=TERM, **kind):
    zaak = stage.zaak()
    ResultaatType.objects.filter(zaaktype=zaak.zaaktype).update(
        afleidingswijze=way, archiefnominatie=nomination, archiefactietermijn=term, **kind,
    )
    return zaak


def besluit(zaak, **days):
    return Besluit.objects.create(
        identificatie=f"B-{Besluit.objects.count()}", verantwoordelijke_organisatie=stage.RSIN, besluittype=stage.besluittype(), zaak=zaak,
        datum=DAY, **({"ingangsdatum": DAY} | days),
    )


def as_afgehandeld(api):
    return a_zaak("afgehandeld"), DAY


def as_termijn(api):
    return a_zaak("termijn", brondatum_procestermijn="P1Y"), date(2027, 6, 1)


def as_hoofdzaak(api):
    zaak = a_zaak("hoofdzaak")
    zaak.hoofdzaak = stage.zaak(einddatum=date(2025, 1, 1))
    zaak.save()
    return zaak, date(2025, 1, 1)


def as_eigenschap(api):
    zaak = a_zaak("eigenschap", datumkenmerk="einde")
    kind = Eigenschap.objects.create(zaaktype=zaak.zaaktype, naam="einde", definitie="x", formaat="datum", lengte="8", kardinaliteit="1")
    ZaakEigenschap.objects.create(zaak=zaak, eigenschap=kind, naam="einde", waarde="20240229")
    return zaak, date(2024, 2, 29)


def as_zaakobject(api):
    zaak = a_zaak("zaakobject", datumkenmerk="datum", objecttype="overige")
    for day in ("2023-01-01", "2024-01-01T12:00:00Z", "morgen"):
        ZaakObject.objects.create(zaak=zaak, object_type="overige", object_identificatie={"datum": day})
    ZaakObject.objects.create(zaak=zaak, object_type="pand", object_identificatie={"datum": "2030-01-01"})
    return zaak, date(2024, 1, 1)


def as_gerelateerde_zaak(api):
    zaak = a_zaak("gerelateerde_zaak")
    others = [stage.zaak(einddatum=day) for day in (date(2022, 1, 1), date(2023, 1, 1), None)]
    zaak.relevante_andere_zaken = [{"url": acts.url(api, each), "aardRelatie": "vervolg"} for each in others]
    zaak.save()
    return zaak, date(2023, 1, 1)


def as_ingangsdatum_besluit(api):
    zaak = a_zaak("ingangsdatum_besluit")
    besluit(zaak)
    besluit(zaak, ingangsdatum=date(2026, 8, 1))
    return zaak, date(2026, 8, 1)


def as_vervaldatum_besluit(api):
    zaak = a_zaak("vervaldatum_besluit")
    besluit(zaak, vervaldatum=date(2028, 8, 1))
    besluit(zaak)
    return zaak, date(2028, 8, 1)


WAYS = [
    as_afgehandeld, as_termijn, as_hoofdzaak, as_eigenschap, as_zaakobject, as_gerelateerde_zaak, as_ingangsdatum_besluit, as_vervaldatum_besluit,
]


@pytest.mark.parametrize("way", WAYS)
def test_zrc_021_derived_when_it_closes(api, way):
    zaak, source = way(api)
    closed = acts.close(api, zaak, **CLOSED)
    assert closed.archiefnominatie == "vernietigen" and closed.startdatum_bewaartermijn == source
    assert closed.archiefactiedatum == archiving.rules.later(source, TERM)


@pytest.mark.parametrize(("way", "kind"), [
    ("ander_datumkenmerk", {"datumkenmerk": "x"}), ("hoofdzaak", {}), ("eigenschap", {"datumkenmerk": "x"}), ("gerelateerde_zaak", {}),
    ("zaakobject", {"objecttype": "pand", "datumkenmerk": "x"}), ("vervaldatum_besluit", {}), ("termijn", {}), ("afgehandeld", {"term": ""}),
    ("afgehandeld", {"term": "P9999Y"}),
])
def test_zrc_021_what_cannot_be_derived_stays_empty(api, way, kind):
    closed = acts.close(api, a_zaak(way, **kind), **CLOSED)
    assert closed.einddatum == DAY and closed.archiefactiedatum is None and closed.archiefnominatie == "vernietigen"


def test_zrc_021_what_was_set_by_hand_stays(api):
    zaak = a_zaak("afgehandeld")
    api.patch(f"{ZAKEN}/{zaak.pk}", {"archiefnominatie": "blijvend_bewaren", "archiefactiedatum": "2040-01-01"})
    closed = acts.close(api, zaak, **CLOSED)
    assert closed.archiefnominatie == "blijvend_bewaren" and closed.archiefactiedatum == date(2040, 1, 1)
    assert not archiving.derive_again(closed)


def test_zrc_026_what_is_kept_for_ever_has_no_start_of_its_bewaartermijn(api):
    closed = acts.close(api, a_zaak("afgehandeld", nomination="blijvend_bewaren"), **CLOSED)
    assert closed.startdatum_bewaartermijn is None and closed.archiefactiedatum == date(2031, 6, 1)


def test_a_deelzaak_follows_its_hoofdzaak(api):
    part, main = a_zaak("hoofdzaak"), stage.zaak()
    part.hoofdzaak = main
    part.save()
    assert acts.close(api, part, **CLOSED).archiefactiedatum is None
    acts.close(api, main, datumStatusGezet="2026-07-01T10:00:00Z")
    assert Zaak.objects.get(pk=part.pk).archiefactiedatum == date(2031, 7, 1)
    assert Wijziging.objects.filter(hoofd_id=part.pk, resource="zaak", actie="partial_update").count() == 1
    acts.set_status(api, main, 1)
    assert Zaak.objects.get(pk=part.pk).archiefactiedatum is None


def test_a_besluit_that_changes_later_counts(api):
    zaak, _ = as_vervaldatum_besluit(api)
    closed = acts.close(api, zaak, **CLOSED)
    besluit(zaak, vervaldatum=date(2030, 1, 1))
    assert archiving.derive_again(closed) and Zaak.objects.get(pk=zaak.pk).archiefactiedatum == date(2035, 1, 1)
    assert not archiving.derive_again(closed)


def test_a_property_that_is_corrected_later_counts(api):
    zaak, _ = as_eigenschap(api)
    acts.close(api, zaak, **CLOSED)
    row = ZaakEigenschap.objects.get(zaak=zaak)
    assert api.patch(f"{ZAKEN}/{zaak.pk}/zaakeigenschappen/{row.pk}", {"waarde": "20250101"}).status_code == 200
    assert Zaak.objects.get(pk=zaak.pk).archiefactiedatum == date(2030, 1, 1)


def test_an_open_zaak_has_no_date(gemeente):
    assert not archiving.derive_again(a_zaak("afgehandeld")) and clock.today()
