"""How much one can arrange oneself: what goes all the way, what in part and why, and what not; each with the way to it."""
import pytest

from balie.catalogue import public as catalogue
from balie.catalogue.tests.factories import SERVICE
from balie.forms.public import definition_of
from balie.portal.tests.browser import queries

TERMS = "http://standaarden.overheid.nl/owms/terms/"


def publish(slug: str, upl: str, online: str = "direct", why: str = "", english: str = ""):
    promise = f"promise: {{online: {online}, term: 2 werkdagen, minutes: 1" + (f", why: {why}" if why else "") + "}"
    text = SERVICE.replace("service: stoepkrijt", f"service: {slug}").replace("promise: {online: direct, term: 2 werkdagen, minutes: 1}", promise)
    files = {"service.yaml": f"upl: {TERMS}{upl}\n{text}", "texts/ontvangen.md": "Ontvangen\n\nDank u."}
    return catalogue.publish(definition=definition_of(files | ({"translations/en.yaml": english} if english else {})))


def page(visitor, group="helemaal", **headers):
    return visitor.get("/zelf-regelen/", {"toon": group}, headers=headers)


@pytest.fixture
def town(gemeente):
    publish("pas", "paspoort")
    publish("aangifte", "geboorteaangifte", "deels", "U komt een keer langs.")
    publish("begin", "overlijdensaangifte", "nee", "De uitvaartondernemer doet dit.")


def test_every_product_is_in_one_group(visitor, town):
    start = page(visitor)
    assert [chip["count"] for chip in start.context["chips"]] == [1, 2, 466] and "U regelt er 1 helemaal zelf" in start.text
    assert [row["slug"] for row in start.context["rows"]] == ["paspoort"] and 'href="/producten/paspoort/"' in start.text
    assert len(page(visitor, "niet").context["rows"]) == 466 and 'href="/contact/"' in page(visitor, "niet").text


def test_what_goes_in_part_says_why(visitor, town):
    text = page(visitor, "deels").text
    assert "U komt een keer langs." in text and "De uitvaartondernemer doet dit." in text and 'href="/producten/geboorteaangifte/"' in text


def test_a_service_that_is_off_is_not_counted(visitor, town):
    catalogue.apply_layer(catalogue.read_layer("municipality: zonnedam\nnot_offered: [pas]"))
    assert [chip["count"] for chip in page(visitor).context["chips"]] == [0, 2, 467] and "Hier staat nu niets." in page(visitor).text


@pytest.mark.parametrize("typed", ["<b>", "", "alles"])
def test_an_unknown_group_is_the_first(visitor, town, typed):
    assert page(visitor, typed).context["chosen"] == "helemaal"


def test_it_is_found_from_the_list_of_everything(visitor, town):
    assert 'href="/zelf-regelen/"' in visitor.get("/producten/").text
    assert 'href="/producten/"' in page(visitor).text


def test_in_english_what_is_translated_is_and_what_is_not_says_so(visitor, town):
    publish("hond", "hondenbelasting", "deels", "U belt ons.", english="Stoepkrijt lenen: Dog tax\nU belt ons.: You call us.\n")
    answer = page(visitor, "deels", **{"accept-language": "en"})
    rows = {row["slug"]: row for row in answer.context["rows"]}
    assert (rows["hondenbelasting"]["title"], rows["hondenbelasting"]["why"], rows["hondenbelasting"]["lang"]) == ("Dog tax", "You call us.", "en")
    assert rows["geboorteaangifte"]["lang"] == "nl" and "What you can arrange yourself" in answer.text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_more_queries_with_more_services(visitor, language):
    visitor.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    before = queries(visitor, "/zelf-regelen/?toon=deels")
    for number, upl in enumerate(("paspoort", "geboorteaangifte", "hondenbelasting", "rijbewijs")):
        publish(f"dienst-{number}", upl, "deels", "U komt langs.")
    page(visitor, "deels")
    assert queries(visitor, "/zelf-regelen/?toon=deels") <= before <= 4
