"""Officials who lead or design see what residents can arrange themselves, what is to be confirmed, what is new, and how services are used."""
from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balie.catalogue import public as catalogue
from balie.catalogue.jobs import add_up_use
from balie.catalogue.tests.factories import SERVICE
from balie.forms.public import definition_of
from balie.kernel import clock, tenancy

pytestmark = pytest.mark.django_db
TERMS = "http://standaarden.overheid.nl/owms/terms/"
TEXTS = {"texts/ontvangen.md": "Ontvangen\n\nDank u."}
PAGES = ("/werk/dekking/", "/werk/dekking/bevestigen/", "/werk/dekking/standaard/", "/werk/dekking/gebruik/")
FILES = ("/werk/dekking/bestand/", "/werk/dekking/bevestigen/bestand/", "/werk/dekking/gebruik/bestand/")


@pytest.fixture
def lead(log_in):
    return log_in("teamleider", name="Tom Bos")


@pytest.fixture
def standard(tmp_path, monkeypatch):
    """The standard catalogue on this server: `standard(slug, text)` puts a service in it."""
    monkeypatch.setattr(catalogue, "standard_folder", lambda: tmp_path)

    def put(slug: str, text: str) -> None:
        place = tmp_path / slug
        (place / "texts").mkdir(parents=True, exist_ok=True)
        (place / "service.yaml").write_text(text, encoding="utf-8")
        (place / "texts" / "ontvangen.md").write_text(TEXTS["texts/ontvangen.md"], encoding="utf-8")

    return put


def source(slug: str = "stoepkrijt", *, upl: str = "paspoort", online: str = "direct", why: str = "", more: str = "") -> str:
    promise = f"promise: {{online: {online}, term: 2 werkdagen, minutes: 1" + (f", why: {why}" if why else "") + "}"
    text = SERVICE.replace("service: stoepkrijt", f"service: {slug}").replace("promise: {online: direct, term: 2 werkdagen, minutes: 1}", promise)
    return f"upl: {TERMS}{upl}\n{text}{more}"


def publish(slug: str = "stoepkrijt", **given):
    return catalogue.publish(definition=definition_of(TEXTS | {"service.yaml": source(slug, **given)}))


def words(answer) -> str:
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


def rows(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def cost(client, path: str) -> int:
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as caught:
        client.get(path)
    return sum("catalogue_" in each["sql"] for each in caught.captured_queries)


# -- who may

@pytest.mark.parametrize("path", (*PAGES, *FILES))
def test_only_who_leads_or_designs(log_in, nadia, roos, path):
    publish()
    assert [client.get(path).status_code for client in (nadia, roos)] == [403, 403]
    assert "/werk/dekking/" not in words(nadia.get("/werk/"))
    for role, name in (("teamleider", "Tom Bos"), ("beheerder", "Ilse Brandsma")):
        client = log_in(role, name=name)
        assert client.get(path).status_code == 200
        assert 'href="/werk/dekking/"' in words(client.get("/werk/account/"))  # control: the menu of who may


# -- products

def test_a_product_with_how_far_it_goes_and_why(lead):
    publish("krijt", upl="paspoort")
    publish("bord", upl="geboorteaangifte", online="deels", why="U komt een keer langs.")
    text = words(lead.get("/werk/dekking/"))
    assert "U komt een keer langs." in text and "Alleen begonnen online" in text and "van de 469 producten" in text
    shown = {row[0]["text"]: row for row in lead.get("/werk/dekking/?toon=deels").context["rows"]}
    assert list(shown) == ["Geboorteaangifte"] and shown["Geboorteaangifte"][1:3] == ["281", "1,3%"]
    assert shown["Geboorteaangifte"][4]["text"] == "Stoepkrijt lenen"
    stats = [each["number"] for each in lead.get("/werk/dekking/").context["stats"]]
    assert stats == ["1,2%", "2,5%", "2", "0"]


def test_a_service_that_is_switched_off_is_not_offered(lead):
    publish("krijt", more="confirm: [{what: zaak.term, text: De termijn.}]\n")
    assert "De termijn." in words(lead.get("/werk/dekking/bevestigen/"))  # control
    catalogue.apply_layer(catalogue.read_layer("municipality: zonnedam\nnot_offered: [krijt]"))
    assert lead.get("/werk/dekking/?toon=helemaal").context["rows"] == []
    assert "De termijn." not in words(lead.get("/werk/dekking/bevestigen/"))


def test_what_adds_most_is_without_a_service_or_not_yet_whole(lead):
    publish("bord", upl="geboorteaangifte", online="deels", why="U komt langs.")
    open_, partly = lead.get("/werk/dekking/").context["best"]
    assert [row["title"] for row in partly["rows"]] == ["Geboorteaangifte"] and len(open_["rows"]) == 5
    assert "Geboorteaangifte" not in [row["title"] for row in open_["rows"]]
    assert lead.get("/werk/dekking/?zoek=pas").context["best"] == []


@pytest.mark.parametrize(("typed", "found"), [("PASPOORT", True), ("stoepkrijt lenen", True), ("langs", True), ("qwx", False)])
def test_found_by_product_service_or_reason(lead, typed, found):
    publish("krijt", online="deels", why="U komt langs.")
    context = lead.get("/werk/dekking/", {"zoek": typed, "toon": "deels"}).context
    assert bool(context["rows"]) is found
    assert all("zoek=" in chip["href"] for chip in context["chips"])
    assert {chip["label"]: chip["count"] for chip in context["chips"]}["Deels online"] == int(found)


def test_a_long_list_has_pages_and_no_page_is_too_far(lead):
    first, last = (lead.get("/werk/dekking/", {"pagina": page}).context for page in ("1", "99999"))
    assert len(first["rows"]) == 50 and not first["pages"]["previous"] and first["pages"]["next"].endswith("pagina=2")
    assert len(last["rows"]) == 469 % 50 and last["pages"]["place"] == "Pagina 10 van 10" and not last["pages"]["next"]
    for page in ("0", "-1", "x", "9" * 5000, "²"):
        assert lead.get("/werk/dekking/", {"pagina": page}).context["pages"]["place"] == "Pagina 1 van 10"


def test_the_file_has_what_the_list_has_of_every_page(lead):
    publish("krijt", online="deels", why="=1+1 langs")
    answer = lead.get("/werk/dekking/bestand/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="dekking.csv"' and len(rows(answer)) == 470
    (line,) = rows(lead.get("/werk/dekking/bestand/?toon=deels"))[1:]
    assert line == ["paspoort", f"{TERMS}paspoort", "259", "1,2", "Deels online", "krijt", "'=1+1 langs"]  # never a formula


def test_of_another_municipality_nothing_counts(lead, other_gemeente):
    with tenancy.scope(other_gemeente):
        publish("krijt")
    assert lead.get("/werk/dekking/?toon=helemaal").context["rows"] == []


# -- to confirm

CONFIRM = ("confirm: [{what: settings.tarief, text: De leges.}, {what: zaak.term, text: De termijn in uw verordening.},"
           " {what: about.prices, text: De prijzen.}]\n")


def test_what_is_to_confirm_where_it_stands_and_what_stands_there(lead):
    publish(more=CONFIRM)
    catalogue.change_settings(slug="stoepkrijt", values={"tarief": "3.75"})
    shown = lead.get("/werk/dekking/bevestigen/").context["rows"]
    assert [[cell.replace("\xa0", " ") for cell in row[1:]] for row in shown] == [
        ["De leges.", "Prijs per doos: € 3,75", "settings.tarief"], ["De termijn in uw verordening.", "2 werkdagen", "zaak.term"],
        ["De prijzen.", "Zie de dienst", "about.prices"]]  # fmt: skip
    assert shown[0][0] == {"text": "Stoepkrijt lenen", "href": "/diensten/stoepkrijt/", "sub": "stoepkrijt"}
    assert [row[1] for row in rows(lead.get("/werk/dekking/bevestigen/bestand/?zoek=LEGES"))[1:]] == ["settings.tarief"]


def test_what_is_confirmed_goes(lead):
    publish(more=CONFIRM)
    assert "3 keer" in words(lead.get("/werk/dekking/bevestigen/"))
    confirmed = "confirmed: [zaak.term, settings.tarief, about.prices]"
    catalogue.apply_layer(catalogue.read_layer(f"municipality: zonnedam\nservices: {{stoepkrijt: {{{confirmed}}}}}"))
    assert "Alles is bevestigd" in words(lead.get("/werk/dekking/bevestigen/"))


# -- a newer standard

def test_what_a_newer_standard_changes_is_only_told(lead, standard):
    publish()
    catalogue.apply_layer(catalogue.read_layer("municipality: zonnedam\nservices: {stoepkrijt: {changes: {summary: Leen ons krijt.}}}"))
    before = catalogue.current_version("stoepkrijt")
    standard("stoepkrijt", source().replace("Vraag krijt.", "Vraag nu krijt.").replace("name: Stoepkrijt lenen", "name: Krijt lenen"))
    standard("bord", source("bord"))
    shown = {row[0]["text"]: row for row in lead.get("/werk/dekking/standaard/").context["rows"]}
    assert shown["bord"][1]["badge"] == "Nieuw" and shown["Stoepkrijt lenen"][1]["badge"] == "Anders" and shown["Stoepkrijt lenen"][2:] == ["1", "1"]
    one = lead.get(shown["Stoepkrijt lenen"][0]["href"])
    assert one.context["changes"] == [["name", "Stoepkrijt lenen", "Krijt lenen"], ["summary", "Vraag krijt.", "Vraag nu krijt."]]
    assert one.context["meetings"] == [["summary", "Leen ons krijt.", "Vraag nu krijt."]]
    assert "balie catalogue update zonnedam" in words(lead.get("/werk/dekking/standaard/"))
    assert catalogue.current_version("stoepkrijt") == before and len(catalogue.list_services()) == 1


def test_the_same_standard_changes_nothing(lead, standard):
    publish()
    standard("stoepkrijt", source())
    assert "U bent bij" in words(lead.get("/werk/dekking/standaard/"))
    assert "De standaard verandert hier niets." in words(lead.get("/werk/dekking/standaard/?dienst=stoepkrijt"))


def test_a_service_of_ones_own_and_one_that_is_off(lead, standard):
    publish()
    standard("bord", source("bord"))
    publish("bord")
    catalogue.apply_layer(catalogue.read_layer("municipality: zonnedam\nnot_offered: [bord]"))
    standard("bord", source("bord").replace("Vraag krijt.", "Vraag een bord."))
    shown = {row[0]["text"]: row for row in lead.get("/werk/dekking/standaard/").context["rows"]}
    assert shown["Stoepkrijt lenen"][1]["badge"] == "Alleen bij u" and shown["bord"][0]["sub"] == "staat uit"
    assert "kent deze dienst niet" in words(lead.get("/werk/dekking/standaard/?dienst=stoepkrijt"))


def test_a_standard_that_is_broken_is_said(lead, standard):
    publish()
    catalogue.apply_layer(catalogue.read_layer("municipality: zonnedam\nservices: {stoepkrijt: {changes: {summary: Leen ons krijt.}}}"))
    standard("stoepkrijt", "service: [")
    assert "Klopt niet" in words(lead.get("/werk/dekking/standaard/"))
    assert "Wat u nu aanbiedt, blijft staan." in words(lead.get("/werk/dekking/standaard/?dienst=stoepkrijt"))


@pytest.mark.parametrize("slug", ["bestaat-niet", "../../etc", "a/b", "Stoepkrijt", "x" * 200])
def test_no_such_service(lead, standard, slug):
    publish()
    assert lead.get("/werk/dekking/standaard/", {"dienst": slug}).status_code == 404
    assert lead.get("/werk/dekking/gebruik/", {"dienst": slug}).status_code == (200 if slug == "bestaat-niet" else 404)


# -- real use

def use(service="stoepkrijt", *, day=None, **numbers):
    for what, number in numbers.items():
        catalogue.note_use(service=service, what=catalogue.What(what), day=day, number=number)


def month(back: int) -> date:
    """The first day of this month, or of some before it."""
    day = clock.today().replace(day=1)
    for _ in range(back):
        day = (day - timedelta(days=1)).replace(day=1)
    return day


def shown(answer) -> dict[str, list]:
    return {row[0]["text"]: [(cell["text"], cell["sub"]) for cell in row[1:]] for row in answer.context["rows"]}


def test_a_month_of_use_the_last_whole_one_first(lead):
    publish()
    use(day=month(1), online=90, desk=10, decided=80, alone=60, begun=200, sent=150)
    for took in (0, 0, 1, 2, 2, 9):
        catalogue.note_use(service="stoepkrijt", what=catalogue.What.CLOSED, day=month(1), days=took)
    use("paspoort", day=month(1), online=3, decided=98, alone=97, begun=6, sent=6)
    use(day=month(0), online=7)
    answer = lead.get("/werk/dekking/gebruik/")
    assert list(shown(answer)) == ["Stoepkrijt lenen", "paspoort"]  # the most zaken first; a service that is gone by its own name
    assert shown(answer)["Stoepkrijt lenen"] == [
        ("100", "90% zelf online"), ("80", "75% zonder medewerker"), ("200", "75% verstuurd"), ("6", "helft binnen 1,5 dagen")]
    assert shown(answer)["paspoort"] == [("Minder dan 5", ""), ("98", "meer dan 94% zonder medewerker"), ("6", "100% verstuurd"), ("0", "")]
    file = {line[0]: line[1:] for line in rows(lead.get("/werk/dekking/gebruik/bestand/"))}
    assert file["stoepkrijt"] == ["100", "90%", "80", "75%", "200", "75%", "6", "1,5 dagen"]
    assert file["paspoort"] == ["Minder dan 5", "Te weinig", "98", "Meer dan 94%", "6", "100%", "0", "–"]
    assert f"maand={month(0):%Y-%m}" in answer.context["later"] and not answer.context["earlier"]
    assert shown(lead.get(answer.context["later"]))["Stoepkrijt lenen"][0] == ("7", "100% zelf online")


def test_the_months_of_one_service(lead):
    publish()
    use(day=month(2), online=8, desk=1)
    answer = lead.get("/werk/dekking/gebruik/?dienst=stoepkrijt")
    started = [cells[0] for cells in shown(answer).values()]
    assert started == [("0", ""), ("0", ""), ("9", "meer dan 44% zelf online"), *[("0", "")] * 9]
    file = rows(lead.get("/werk/dekking/gebruik/bestand/?dienst=stoepkrijt"))
    assert len(file) == 13 and file[3][:3] == [f"{month(2):%Y-%m}", "9", "Meer dan 44%"]


@pytest.mark.parametrize("typed", ["0001-01", "9999-12", "2026-13", "x", "", "2026-W01"])
def test_a_month_that_can_not_be_is_one_that_can(lead, typed):
    use(day=month(1), online=9)
    answer = lead.get("/werk/dekking/gebruik/", {"maand": typed})
    assert answer.status_code == 200 and lead.get("/werk/dekking/gebruik/bestand/", {"maand": typed}).status_code == 200


def test_few_are_told_in_no_page_and_no_file(lead):
    publish()
    use(day=month(1), online=4, desk=2, decided=20, alone=18, begun=3)
    for path in ("", "?dienst=stoepkrijt"):
        told = shown(lead.get(f"/werk/dekking/gebruik/{path}"))
        (row,) = [each for each in told.values() if each[0][0] != "0"]
        assert row == [("6", "te weinig voor een percentage"), ("20", "meer dan 75% zonder medewerker"), ("Minder dan 5", ""), ("0", "")]
        file = [line[1:] for line in rows(lead.get(f"/werk/dekking/gebruik/bestand/{path}"))]
        assert ["6", "Te weinig", "20", "Meer dan 75%", "Minder dan 5", "Te weinig", "0", "–"] in file


def test_nothing_was_counted_yet(lead):
    assert "Er is nog niets geteld" in words(lead.get("/werk/dekking/gebruik/"))


# -- what it costs

def test_the_pages_cost_the_same_however_much_there_is(lead, standard):
    catalogue.note_use(service="dienst-0", what=catalogue.What.ONLINE)
    publish("dienst-0", more=CONFIRM)
    paths = [*PAGES, *FILES, "/werk/dekking/gebruik/?dienst=dienst-0", "/werk/dekking/standaard/?dienst=dienst-0"]
    before = [cost(lead, path) for path in paths]
    for number in range(1, 12):
        standard(f"dienst-{number}", source(f"dienst-{number}"))
        publish(f"dienst-{number}", more=CONFIRM)
        use(f"dienst-{number}", online=9, decided=9, begun=9)
    add_up_use()
    assert [cost(lead, path) for path in paths] == before
    assert max(before) <= 3 and sum(before) > 0  # control: what is counted is there to count
