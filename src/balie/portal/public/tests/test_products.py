"""Every product has one page: on to its service, a choice of services, or who arranges it."""
import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils.text import slugify

from balie.catalogue import public as catalogue
from balie.catalogue.upl import public as upl
from balie.portal.tests.browser import queries

ELSEWHERE = ("https://www.rijksoverheid.nl", "https://www.overheid.nl")


def page(slug):
    return reverse("portal:product", args=[slug])


def one_of(*organisations):
    return next(each for each in upl.all_products() if each.organisations == organisations)


def test_a_product_with_one_service_leads_straight_to_it_once_that_is_on_offer(visitor):
    assert visitor.get(page("paspoort")).status_code == 200
    catalogue.publish_standard_catalogue()
    assert visitor.get(page("paspoort")).headers["Location"] == "/diensten/paspoort/"


def test_a_product_with_several_services_lets_one_choose(visitor):
    catalogue.publish_standard_catalogue()
    text = visitor.get(page("parkeervergunning")).text
    assert "/diensten/parkeervergunning/" in text and "/diensten/bedrijfsparkeervergunning/" in text and "nog niet online" not in text


def test_what_the_municipality_arranges_leads_to_its_own_desk(visitor):
    text = visitor.get(page("evenementenvergunning")).text
    assert "Dit regelt u bij de gemeente." in text and 'href="/contact/"' in text and "Evenement organiseren" in text
    assert "Artikel 2:25" in text
    assert not any(f'href="{site}"' in text for site in ELSEWHERE)


@pytest.mark.parametrize(("organisations", "said", "site"), [
    (("rijk",), "maar bij het Rijk.", ELSEWHERE[0]), (("provincie",), "maar bij de provincie.", ELSEWHERE[1]),
    (("waterschap",), "maar bij het waterschap.", ELSEWHERE[1]), ((), "maar bij een andere organisatie.", ELSEWHERE[1]),
])  # fmt: skip
def test_what_others_arrange_leads_away_and_never_to_our_desk_as_if_we_did(visitor, organisations, said, site):
    text = visitor.get(page(one_of(*organisations).slug)).text
    assert said in text and f'href="{site}"' in text and "Dit regelt u bij de gemeente" not in text and "Bel ons." in text


def test_an_unknown_product_is_not_found(visitor):
    assert visitor.get(page("bestaat-niet")).status_code == 404


def test_the_list_names_every_product_once(visitor):
    start = visitor.get("/producten/").text
    letters = {each.slug[0] for each in upl.all_products()}
    assert all(f'href="?letter={letter}"' in start for letter in letters)
    listed = "".join(visitor.get("/producten/", {"letter": letter}).text for letter in letters)
    assert all(listed.count(f'href="{page(each.slug)}"') == 1 for each in upl.all_products())
    assert visitor.get("/producten/", {"letter": "<b>"}).text.count('aria-current="page"') == start.count('aria-current="page"')
    assert 'href="/producten/"' in visitor.get("/diensten/").text


def test_a_letter_is_in_the_order_of_what_one_reads(visitor):
    rows = re.findall(r'class="b-link b-strong"[^>]*>([^<]+)</a>', visitor.get("/producten/", {"letter": "v"}).text)
    places = [slugify(unescape(row)) for row in rows]
    assert len(rows) > 30 and places == sorted(places) and {place[0] for place in places} == {"v"}
    names = [slugify(each.heading) for each in upl.all_products() if each.slug[0] == "v"]
    assert {name[0] for name in names} != {"v"}, "control: by the names of the list it would be another order"


@pytest.mark.parametrize("path", ["/producten/", "/producten/evenementenvergunning/", "/producten/digid/", "/producten/parkeervergunning/"])
def test_no_more_queries_with_more_services(visitor, path):
    before = queries(visitor, path)
    catalogue.publish_standard_catalogue()
    visitor.get(path)
    assert queries(visitor, path) <= before <= 4


def test_in_english(visitor):
    english = {"accept-language": "en-GB"}
    assert "You arrange this with the municipality." in visitor.get(page("evenementenvergunning"), headers=english).text
    text = visitor.get(page(one_of("rijk").slug), headers=english).text
    assert "but with the State." in text and "To rijksoverheid.nl" in text
    assert "Everything from the government" in visitor.get("/producten/", headers=english).text
