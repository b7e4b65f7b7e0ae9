"""Home: what is asked for most, this time of the year, what one looked at, and what is of oneself."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balie.applications.tests import factories as drafts
from balie.cases.tests import factories as cases
from balie.catalogue import public as catalogue
from balie.catalogue.use import popular
from balie.forms.public import load_folder
from balie.kernel import clock, tenancy
from balie.portal.public import recent
from balie.portal.tests.browser import queries

SERVICES = Path(__file__).parents[5] / "services"
CHIP = re.compile(r'<a class="b-chip" href="/diensten/([\w-]+)/"')


@pytest.fixture(autouse=True)
def nothing_counted_before():
    popular.forget()
    yield
    popular.forget()


@pytest.fixture
def town(gemeente):
    for slug in ("paspoort", "verhuizing", "afvalpas", "brp-uittreksel", "vog"):
        catalogue.publish(definition=load_folder(SERVICES / slug))
    return gemeente


def tiles(html: str) -> list[str]:
    return re.findall(r'b-tile__title"><a class="b-link" href="/diensten/([\w-]+)/"', html)


def send(slug: str, number: int, day: date | None = None) -> None:
    catalogue.note_use(service=slug, what=catalogue.What.SENT, number=number, day=day)


def looked_at(html: str) -> list[str]:
    return CHIP.findall(html.partition("U bekeek")[2].partition("</ul>")[0])


def test_without_counts_it_is_what_a_life_event_begins_with_and_of_that_what_most_municipalities_offer(town, visitor):
    found = tiles(visitor.get("/").text)
    assert found == ["paspoort", "verhuizing", "brp-uittreksel", "afvalpas", "vog"]
    listings = catalogue.listings()
    assert listings["vog"] == max(listings.values()), "control: by number alone it would be the first"


def test_what_is_sent_most_here_and_now_goes_first(town, visitor):
    send("afvalpas", 5)
    send("brp-uittreksel", 9)
    send("verhuizing", 4)
    assert tiles(visitor.get("/").text)[:2] == ["brp-uittreksel", "afvalpas"]
    assert "verhuizing" not in catalogue.popular(count=2), "control: four could point at somebody"


def test_what_was_sent_long_ago_or_elsewhere_does_not_count(town, other_gemeente, visitor):
    with clock.frozen(datetime(2026, 6, 10, 12, tzinfo=UTC)):
        before = tiles(visitor.get("/").text)
        send("afvalpas", 50, date(2026, 4, 30))
        with tenancy.scope(other_gemeente):
            send("afvalpas", 50)
        popular.forget()
        assert tiles(visitor.get("/").text) == before != tiles_after(visitor, "afvalpas", date(2026, 5, 1))


def tiles_after(visitor, slug: str, day: date) -> list[str]:
    """Control: what was sent last month does count."""
    send(slug, 50, day)
    popular.forget()
    return tiles(visitor.get("/").text)


def test_counting_is_one_query_in_some_minutes(town, visitor):
    assert queries(visitor, "/") <= 9
    with CaptureQueriesContext(connection) as asked:
        visitor.get("/")
    assert not counted(asked)
    popular.forget()
    with CaptureQueriesContext(connection) as asked:
        visitor.get("/")
    assert counted(asked) == 1, "control: when it is too long ago"


def counted(asked) -> int:
    return sum("serviceuse" in each["sql"] for each in asked)


def test_the_season_says_why_now(gemeente, visitor):
    catalogue.publish(definition=load_folder(SERVICES / "paspoort"))
    with clock.frozen(datetime(2026, 6, 10, 12, tzinfo=UTC)):
        assert "Kijk of uw paspoort nog geldig is." in visitor.get("/").text
        assert "Check that your passport is still valid." in visitor.get("/", headers={"accept-language": "en"}).text
    with clock.frozen(datetime(2026, 10, 10, 12, tzinfo=UTC)):
        assert "Dit speelt nu" not in visitor.get("/").text


def test_what_somebody_looked_at_stands_on_home_the_last_first_and_four_at_most(town, visitor):
    assert "U bekeek" not in visitor.get("/").text
    for slug in ("paspoort", "verhuizing", "afvalpas", "brp-uittreksel", "vog", "verhuizing"):
        visitor.get(f"/diensten/{slug}/")
    assert looked_at(visitor.get("/").text) == ["verhuizing", "vog", "brp-uittreksel", "afvalpas"]


def test_it_is_kept_in_the_browser_alone_until_that_closes(town, visitor):
    response = visitor.get("/diensten/paspoort/")
    kept = response.cookies[recent.COOKIE]
    assert (kept.value, kept["max-age"], kept["expires"], kept["httponly"], kept["samesite"]) == ("paspoort", "", "", True, "Lax")
    assert settings.SESSION_COOKIE_NAME not in visitor.cookies, "no session was begun for it"
    assert recent.COOKIE not in visitor.get("/diensten/paspoort/").cookies, "nothing changed"


def test_it_can_be_cleared_and_goes_with_logging_out(town, jo):
    jo.get("/diensten/paspoort/")
    assert looked_at(jo.get("/").text) == ["paspoort"]
    assert jo.post("/bekeken/wissen/")["Location"] == "/"
    assert "U bekeek" not in jo.get("/").text
    jo.get("/diensten/paspoort/")
    jo.post("/uitloggen/")
    assert "U bekeek" not in jo.get("/").text


@pytest.mark.parametrize("said", ["bestaat-niet", "..", "<script>alert(1)</script>", "paspoort" * 500, "é\x7f;,="])
def test_what_a_browser_makes_up_is_nothing(town, visitor, said):
    visitor.cookies[recent.COOKIE] = said
    page = visitor.get("/")
    assert page.status_code == 200 and "U bekeek" not in page.text and "<script>alert" not in page.text
    assert visitor.get("/diensten/paspoort/").status_code == 200


def test_on_the_screen_of_an_official_nothing_is_kept(rf):
    request = rf.get("/")
    for request.official, kept in ((object(), False), (None, True)):
        response = Answer()
        recent.remember(request, response, "paspoort")
        assert bool(response.kept) is kept


class Answer:
    def __init__(self):
        self.kept = ""

    def set_cookie(self, name, value, **_):
        self.kept = value


def test_who_has_nothing_sees_no_part_of_their_own(town, visitor, jo):
    for browser in (visitor, jo):
        assert 'id="van-mij"' not in browser.get("/").text


def test_what_one_has_to_do_and_what_runs_and_ends_stand_first(jo, bo, speelstraat):
    version = cases.publish()
    cases.zaak(version, person_id=jo.resident.person_id)
    for _ in range(4):
        drafts.draft(jo.resident)
    page = jo.get("/").text
    own = page.partition('id="van-mij"')[2].partition("</section>")[0]
    assert own.count("Ga verder met: ") == 3 and "Nog 1 actie" in own and "b-card--link" in own
    assert page.index('id="van-mij"') < page.index("Vaak geregeld")
    assert 'id="van-mij"' not in bo.get("/").text, "control: of nobody else"


def test_more_of_ones_own_costs_no_more_queries(jo, speelstraat):
    version = cases.publish()

    def add(number: int) -> None:
        for _ in range(number):
            cases.zaak(version, person_id=jo.resident.person_id)
            cases.zaak(version, person_id=jo.resident.person_id, outcome="verlenen")
            drafts.draft(jo.resident)
            drafts.sent(jo.resident, muziek="ja", luid="zacht")

    add(1)
    few = queries(jo, "/")
    add(7)
    assert queries(jo, "/") == few <= 26


def test_what_ends_soon_is_said(jo):
    version = cases.publish()
    cases.zaak(version, person_id=jo.resident.person_id, outcome="verlenen")
    assert "verloopt bijna" not in jo.get("/").text, "control: this one lasts a year"
    with clock.frozen(clock.now() - timedelta(days=300)):
        cases.zaak(version, person_id=jo.resident.person_id, outcome="verlenen")
    assert jo.get("/").text.count("verloopt bijna") == 1
