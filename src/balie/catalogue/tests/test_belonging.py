"""What belongs to a service."""

from dataclasses import replace
from pathlib import Path

import pytest

from balie.catalogue import public as catalogue
from balie.catalogue.belonging import MOST, belonging
from balie.catalogue.tests.factories import definition
from balie.forms.public import load_folder

SERVICES = Path(__file__).parents[4] / "services"


@pytest.fixture
def card(gemeente):
    catalogue.publish(definition=definition())
    return replace(catalogue.list_services()[0], life_events=("verhuizen",), theme="afval")


def slugs(found) -> list[str]:
    return [each.slug for each in found]


def test_offers_come_first_then_what_offers_it_then_what_is_most_alike(card):
    unlike = replace(card, life_events=(), theme="wonen")
    cards = [
        card, replace(card, slug="alleen-thema", life_events=()), replace(card, slug="beide"), replace(unlike, slug="biedt-aan"),
        replace(unlike, slug="geboden"), replace(unlike, slug="niets"),
    ]
    found = belonging(card, cards, offers=["geboden", "niet-hier"], offered_by={"biedt-aan"}, listings={})
    assert slugs(found) == ["geboden", "biedt-aan", "beide", "alleen-thema"]


def test_four_at_most_and_of_what_is_as_much_alike_the_most_offered(card):
    cards = [card, *(replace(card, slug=f"s{number}") for number in range(9))]
    assert slugs(belonging(card, cards, listings={f"s{number}": number for number in range(9)})) == ["s8", "s7", "s6", "s5"]


def test_never_itself_nor_what_is_for_others(card):
    assert belonging(card, [card, replace(card, slug="bedrijf", audience=("bedrijf",))], offers=[card.slug, "bedrijf"], listings={}) == ()


def test_having_no_theme_in_common_is_no_likeness(card):
    card = replace(card, life_events=(), theme="overig")
    assert belonging(card, [card, replace(card, slug="ander")], listings={}) == ()


def test_in_the_whole_standard_catalogue(gemeente):
    catalogue.publish_standard_catalogue(folder=SERVICES)
    here = {each.slug for each in catalogue.list_services()}
    few = []
    for slug in sorted(here):
        found = slugs(catalogue.belonging(slug))
        assert len(found) <= MOST and slug not in found and set(found) <= here
        few += [slug] if len(found) < 2 else []
    assert few == []
    assert slugs(catalogue.belonging("verhuizing"))[:2] == ["parkeervergunning", "afvalpas"]


def test_only_what_is_on_offer_here(gemeente):
    catalogue.publish(definition=load_folder(SERVICES / "verhuizing"))
    catalogue.publish(definition=load_folder(SERVICES / "afvalpas"))
    assert slugs(catalogue.belonging("verhuizing")) == ["afvalpas"]
    with pytest.raises(catalogue.UnknownService):
        catalogue.belonging("parkeervergunning")
