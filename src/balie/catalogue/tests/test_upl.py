"""The product list as data, and what of it is covered. The counts are those of the files."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from balie.catalogue import public as catalogue
from balie.catalogue.upl import listing
from balie.catalogue.upl import public as upl
from balie.forms.public import load_folder

TERMS = "http://standaarden.overheid.nl/owms/terms/"
SERVICES = Path(__file__).parents[4] / "services"
EIGHT = ("afvalpas", "bedrijfsparkeervergunning", "brp-uittreksel", "geboorteaangifte", "identiteitskaart", "parkeervergunning", "paspoort",
         "verhuizing")  # fmt: skip


def made(slug, term, online="direct"):
    return upl.Service(slug, (upl.Covered(TERMS + term, online, "" if online == "direct" else f"Daarom {slug}."),) if term else ())


def test_every_product_is_read_once_with_a_slug_of_its_own():
    products = upl.all_products()
    with (Path(listing.__file__).parent / "gemeente.csv").open(encoding="utf-8") as file:
        column = "gemeenten_die_het_aanbieden_van_342"
        listings = sum(int(row[column] or 0) for row in csv.DictReader(file))
    assert Counter("gemeente" in each.organisations for each in products) == {True: 469, False: 671}
    assert sum(each.listings for each in products) == listings == 21421
    assert len(upl.by_uri()) == len(upl.by_slug()) == len(products) and all(upl.by_slug())
    assert all(0 <= each.listings <= upl.MUNICIPALITIES for each in products)
    assert upl.all_products() is products


def test_a_product_holds_what_the_list_says_of_it():
    death = upl.by_slug()["overlijdensaangifte"]
    assert (death.listings, death.audience, death.organisations) == (259, ("inwoner", "bedrijf"), ("gemeente",))
    assert death.legal_basis == "Artikel 19h Burgerlijk Wetboek Boek 1" and not death.application
    assert upl.by_slug()["digid"].organisations == ()  # the list names no layer of government for it


@pytest.mark.parametrize("written", ["paspoorten", "Paspoort", TERMS + "paspoortt"])
def test_the_near_ones_begin_with_what_was_meant(written):
    assert upl.near(written)[0].name == "paspoort" and len(upl.near(written)) <= 3


def test_nothing_is_near_to_nonsense():
    assert upl.near("qqqqxxxx") == ()


def test_coverage_weighs_each_product_once_and_by_its_listings():
    none = upl.coverage(())
    assert (none.covered, none.fully, none.listings) == (0, 0, 21421) and none.open(1)[0].name == "geboorteaangifte"
    found = upl.coverage([made("a", "geboorteaangifte", "deels"), made("b", "paspoort"), made("c", "paspoort"), made("d", ""), made("e", "weg")])
    assert (found.covered, found.fully, found.unknown) == (281 + 259, 259, ("e",))
    assert {line.product.name: line.product.covered_by for line in found.lines if line.state != "none"} == {
        "geboorteaangifte": ("a",), "paspoort": ("b", "c")}  # fmt: skip
    assert not {"paspoort", "geboorteaangifte"} & {each.name for each in found.open()} and len(found.open()) == 20


@pytest.mark.parametrize(("kinds", "state"), [(("direct",), "fully"), (("direct", "deels"), "partly"), (("nee", "direct"), "not")])
def test_a_product_goes_as_far_as_the_least_of_its_services(kinds, state):
    lines = upl.coverage(made(f"s{place}", "paspoort", kind) for place, kind in enumerate(kinds)).lines
    assert {line.product.name: line.state for line in lines}["paspoort"] == state


def test_a_service_covers_several_products_each_as_far_as_it_says():
    several = upl.Service("a", (upl.Covered(TERMS + "paspoort", "deels", "Voor de foto."), upl.Covered(TERMS + "geboorteaangifte", "direct")),
                          (("zaak.term", "De termijn."),))  # fmt: skip
    found = upl.coverage([several, made("b", "paspoort", "nee")])
    lines = {line.product.name: line for line in found.lines if line.state != "none"}
    assert {name: (line.state, line.product.covered_by, line.why) for name, line in lines.items()} == {
        "paspoort": ("not", ("a", "b"), ("Voor de foto.", "Daarom b.")), "geboorteaangifte": ("fully", ("a",), ())}  # fmt: skip
    assert found.products == 2 and found.confirm == (("a", "zaak.term", "De termijn."),)
    assert upl.coverage([made("a", "paspoort")]).confirm == ()


def test_a_product_of_others_raises_nothing():
    assert upl.coverage([made("a", "digid")]).covered == 0
    assert upl.coverage([made("a", "digid")]).unknown == ()


def test_the_first_eight_services_cover_six_products():
    services = [load_folder(SERVICES / name) for name in EIGHT]
    found = upl.coverage(upl.Service.of(each) for each in services)
    assert [line.product.name for line in found.lines if line.state != "none"] == [
        "geboorteaangifte", "paspoort", "verhuismelding", "identiteitskaart", "brp-uittreksel", "parkeervergunning"]  # fmt: skip
    assert (found.covered, found.fully) == (1258, 492)


def test_products_of_a_municipality_are_those_with_a_service_on_offer(gemeente, django_assert_num_queries):
    assert not any(each.covered_by for each in catalogue.products())
    catalogue.publish_standard_catalogue()
    catalogue.products()
    with django_assert_num_queries(0):
        covered = {each.slug: each.covered_by for each in catalogue.products() if each.covered_by}
    assert set(covered["parkeervergunning"]) >= {"bedrijfsparkeervergunning", "parkeervergunning"}
    assert catalogue.coverage().covered == sum(upl.by_slug()[slug].listings for slug in covered) > 0
