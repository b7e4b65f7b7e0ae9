"""A municipality's own settings over the standard ones."""

from decimal import Decimal

import pytest

from balie.catalogue import public as catalogue
from balie.kernel import tenancy

from .factories import definition


@pytest.fixture
def chalk(gemeente):
    return catalogue.publish(definition=definition())


def test_own_price_shows_at_once_and_makes_no_version(chalk):
    assert catalogue.service("stoepkrijt").lowest_price == Decimal("2.50")
    catalogue.change_settings(slug="stoepkrijt", values={"tarief": "3.10"})
    view = catalogue.service("stoepkrijt")
    assert [price.amount for price in view.prices] == [Decimal("3.10"), Decimal("6.20")]
    assert view.has_more_prices
    assert catalogue.current_version("stoepkrijt").version_id == chalk
    assert catalogue.settings_of("stoepkrijt")["tarief"] == "3.10"


def test_none_goes_back_to_the_standard(chalk):
    catalogue.change_settings(slug="stoepkrijt", values={"tarief": "3.10", "max_dozen": 4})
    catalogue.change_settings(slug="stoepkrijt", values={"tarief": None})
    assert str(catalogue.settings_of("stoepkrijt")["tarief"]) == "2.50"
    assert catalogue.settings_of("stoepkrijt")["max_dozen"] == "4"


def test_own_settings_stay_when_a_new_version_comes(chalk):
    catalogue.change_settings(slug="stoepkrijt", values={"tarief": "3.10"})
    own = definition()
    files = {**own.files, "service.yaml": own.files["service.yaml"].replace("Vraag krijt.", "Anders.")}
    catalogue.publish(definition=type(own).from_json({"files": files}))
    assert catalogue.service("stoepkrijt").lowest_price == Decimal("3.10")


def test_settings_of_one_municipality_are_not_anothers(chalk, other_gemeente):
    with tenancy.scope(other_gemeente):
        catalogue.publish(definition=definition())
        catalogue.change_settings(slug="stoepkrijt", values={"tarief": "9.00"})
        assert catalogue.service("stoepkrijt").lowest_price == Decimal("9.00")
    assert catalogue.service("stoepkrijt").lowest_price == Decimal("2.50")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"tarrief": 1}, "bestaat niet"),
        ({"tarief": "-1"}, "bedrag"),
        ({"tarief": "1.234"}, "bedrag"),
        ({"tarief": "veel"}, "bedrag"),
        ({"tarief": "NaN"}, "bedrag"),
        ({"max_dozen": True}, "getal"),
        ({"kleuren": "rood"}, "woorden"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(chalk, values, sentence):
    with pytest.raises(catalogue.InvalidSetting, match=sentence):
        catalogue.change_settings(slug="stoepkrijt", values=values)
    assert str(catalogue.settings_of("stoepkrijt")["tarief"]) == "2.50"


def test_settings_of_an_unknown_service(gemeente):
    with pytest.raises(catalogue.UnknownService):
        catalogue.change_settings(slug="bestaat-niet", values={})
