"""Every service stands under one heading, and every heading that a service may name exists."""

from pathlib import Path
from typing import get_args

from balie.catalogue import public as catalogue
from balie.catalogue.listed import rows
from balie.catalogue.tests.factories import definition
from balie.forms.definition.service import Theme
from balie.forms.public import load_folder
from balie.look import pictograms

SERVICES = Path(__file__).parents[4] / "services"


def test_the_names_that_a_service_may_use_are_the_headings():
    assert {row["slug"] for row in rows("themes")} == set(get_args(Theme))
    assert all(row["nl"] and row["en"] and pictograms.shape(row["pictogram"]) != pictograms.shape("no-such-drawing") for row in rows("themes"))


def test_every_standard_service_has_a_theme_of_its_own():
    without = [place.parent.name for place in SERVICES.glob("*/service.yaml") if load_folder(place.parent).service.theme == "overig"]
    assert without == []


def test_a_service_that_names_no_theme_would_be_noticed_and_still_stands_somewhere(gemeente):
    assert definition().service.theme == "overig"
    catalogue.publish(definition=definition())
    (only,) = catalogue.themes()
    assert (only.slug, [card.slug for card in only.services]) == ("overig", ["stoepkrijt"])


def test_all_services_stand_once_in_the_order_of_the_file_and_in_each_the_usual_order(gemeente):
    catalogue.publish_standard_catalogue()
    found = catalogue.themes()
    placed = [card.slug for theme in found for card in theme.services]
    assert sorted(placed) == sorted(card.slug for card in catalogue.list_services())
    order = [row["slug"] for row in rows("themes")]
    assert [theme.slug for theme in found] == [slug for slug in order if slug in {theme.slug for theme in found}]
    place = {card.slug: at for at, card in enumerate(catalogue.popular(count=len(placed)))}
    for theme in found:
        places = [place[card.slug] for card in theme.services]
        assert places == sorted(places)
    assert {theme.slug: theme.name for theme in catalogue.themes(language="en")}["afval"] == "Waste"
