"""All services: by theme with an index, from A to Z, for an audience, at a life event."""

import re
from pathlib import Path

import pytest

from balie.catalogue import public as catalogue
from balie.catalogue.tests.factories import definition
from balie.portal.public.browsing import FIRST
from balie.portal.public.filters import AUDIENCES
from balie.portal.tests.browser import queries

pytestmark = pytest.mark.django_db
SERVICES = Path(__file__).parents[5] / "services"
LABELS = dict(AUDIENCES)
NAME = re.compile(r'<li class="b-name"><a [^>]*href="/diensten/([\w-]+)/"')


@pytest.fixture
def visitor(client, gemeente):
    catalogue.publish_standard_catalogue()
    client.defaults["HTTP_HOST"] = gemeente.hosts[0]
    return client


def page(visitor, **asked) -> str:
    response = visitor.get("/diensten/", asked)
    assert response.status_code == 200
    return response.text


def named(html: str) -> list[str]:
    return NAME.findall(html)


def test_every_service_stands_once_under_its_theme_and_the_index_leads_to_each(visitor):
    html = page(visitor)
    assert sorted(named(html)) == sorted(card.slug for card in catalogue.list_services())
    for theme in catalogue.themes():
        assert html.count(f'href="#{theme.slug}"') == 1 and html.count(f'id="{theme.slug}"') == 1


def test_of_many_the_most_offered_stand_open_and_the_rest_unfolds(visitor):
    catalogue.publish_standard_catalogue(folder=SERVICES)
    html = page(visitor)
    for theme in catalogue.themes():
        section = html.partition(f'id="{theme.slug}"')[2].partition("</section>")[0]
        assert named(section) == [card.slug for card in theme.services]
        assert named(section.partition("<details")[0]) == [card.slug for card in theme.services[:FIRST]]
    assert html.count("<details class=") == sum(len(theme.services) > FIRST for theme in catalogue.themes()) > 10
    assert queries(visitor, "/diensten/") <= 4


@pytest.mark.parametrize("audience", ["inwoner", "bedrijf", "vereniging"])
def test_for_an_audience(visitor, audience):
    html = page(visitor, voor=audience)
    expected = {card.slug for card in catalogue.list_services() if audience in card.audience}
    assert set(named(html)) == expected and len(expected) < len(catalogue.list_services())
    assert f'href="/diensten/" aria-current="true">{LABELS[audience]}' in html, "the chosen one leads back to all"


def test_at_a_life_event_few_services_all_stand_open(visitor):
    html = page(visitor, bij="overlijden")
    event = next(event for event in catalogue.life_events() if event.slug == "overlijden")
    assert set(named(html)) == {card.slug for card in event.services}
    assert "<details" not in html.partition("<main")[2].partition("</main>")[0]


def test_choices_keep_one_another_and_the_chosen_one_leads_back(visitor):
    html = page(visitor, voor="bedrijf", bij="ondernemen", op="naam")
    assert 'href="/diensten/?bij=ondernemen&amp;op=naam"' in html, "without the audience"
    assert 'href="/diensten/?bij=ondernemen&amp;op=naam&amp;voor=vereniging"' in html
    assert '<input type="hidden" name="voor" value="bedrijf">' in html and '<option value="ondernemen" selected>' in html
    assert set(named(html)) <= {card.slug for card in catalogue.list_services() if "bedrijf" in card.audience}


def test_from_a_to_z(visitor):
    html = page(visitor, op="naam")
    titles = {card.slug: card.title.casefold() for card in catalogue.list_services()}
    assert [titles[slug] for slug in named(html)] == sorted(titles.values())
    assert 'href="#p"' in html and 'id="p"' in html


def test_an_unknown_choice_leaves_nothing_out(visitor):
    assert len(named(page(visitor, voor="koning", bij="nergens", op="kleur"))) == len(catalogue.list_services())
    assert len(named(page(visitor, voor="<script>", bij="a" * 5000))) == len(catalogue.list_services())


def test_nothing_left_says_so_and_leads_back(visitor):
    html = page(visitor, voor="vereniging", bij="overlijden")
    assert named(html) == [] and "Met deze keuze blijft er niets over" in html and 'href="/diensten/"' in html


def test_a_town_without_services_has_a_page_too(client, gemeente):
    client.defaults["HTTP_HOST"] = gemeente.hosts[0]
    assert "Hier staat nog niets" in page(client)
    catalogue.publish(definition=definition())
    assert named(page(client)) == ["stoepkrijt"]


def test_a_service_page_says_what_belongs_to_it(visitor):
    html = visitor.get("/diensten/verhuizing/").text
    assert named(html.partition("Hoort hierbij")[2]) == [card.slug for card in catalogue.belonging("verhuizing")]


def test_a_service_that_nothing_belongs_to_says_nothing(client, gemeente):
    client.defaults["HTTP_HOST"] = gemeente.hosts[0]
    catalogue.publish(definition=definition())
    assert "Hoort hierbij" not in client.get("/diensten/stoepkrijt/").text
