"""A whole export becomes a service that our own checks accept, and every part of it stands in the report."""

import json
from collections import Counter
from pathlib import Path

import pytest

from balie.forms.checks import check_folder
from balie.forms.definition.folder import load_folder
from balie.forms.definition.yamlfile import read_yaml
from balie.forms.examples import run_examples
from balie.forms.moving_in.layout import count
from balie.forms.moving_in.read import read
from balie.forms.moving_in.tests import sample
from balie.forms.moving_in.tests.sample import part, rule, variable
from balie.forms.moving_in.write import Occupied, import_form

REAL = sorted((Path(__file__).parents[6] / "shared/examples/openforms").glob("*.zip"))


def imported(tmp_path, pages=None, rules=None, variables=None, files=None, **form):
    """(the service as plain data, the report, the folder)."""
    made = sample.export(pages, rules, variables, **form) | (files or {})
    done = import_form(sample.zipped(tmp_path / "form.zip", made), tmp_path / "dienst")
    assert done.errors == (), [str(each) for each in done.errors]
    assert [each for each in check_folder(done.folder) if each.level == "error"] == []
    assert run_examples(done.folder) == []
    data = read_yaml("service.yaml", (done.folder / "service.yaml").read_text(encoding="utf-8")).data
    return data, done.report, done.folder


def questions(data):
    return {each["question"]: each for page in data["pages"] for each in page["questions"]}


def line(report, key, kind=None):
    return next(each for each in report.items if each.key == key and kind in (None, each.kind))


def one(tmp_path, *components, **about):
    """A form with one page."""
    return imported(tmp_path, [("Vragen", list(components))], about.pop("rules", []), about.pop("variables", []), **about)


def test_the_whole_sample(tmp_path):
    data, report, folder = imported(tmp_path)
    assert [page["page"] for page in data["pages"]] == ["het-evenement", "wanneer", "extra"]
    assert data["pages"][2]["toon als"] == "aantal_bezoekers >= 500"
    found = questions(data)
    assert {name: each["type"] for name, each in found.items() if each["type"] != "info"} == {
        "naam_van_evenement": "text", "aantal_bezoekers": "number", "aantal_podia": "number", "muziek": "yes_no", "soort": "choice",
        "activiteiten": "choices", "wijken": "choices", "risico": "choice", "akkoord": "statement", "begin": "date", "eind": "date", "tijd": "time",
        "opbouw": "date", "opbouw_tijd": "time", "afbouw": "date", "afbouw_tijd": "time", "email": "email", "adres": "address_nl",
        "tekening": "upload", "tenten": "group", "wie_schenkt": "text", "plan": "long_text",
    }  # fmt: skip
    assert found["wie_schenkt"]["toon als"] == "activiteiten bevat alcohol"
    assert found["kop_alcoholgroep"]["text"] == "## Alcohol"
    assert found["eind"]["fout als"] == [{"als": "eind < begin", "text": "Kies een dag op of na {{ begin }}."}]
    assert found["afbouw_tijd"]["fout als"][0]["als"] == "afbouw is opbouw en afbouw_tijd < opbouw_tijd"
    assert found["tenten"]["questions"][3]["toon als"] == "grond is ja"
    assert found["tekening"]["types"] == ["pdf", "png"] and found["tekening"]["max_mb"] == 5
    assert data["pages"][1]["stops"][0]["als"] == "begin > vandaag + 1 jaar"
    # nobody reads the class: it is not kept, and the report says so
    assert "values" not in data and "leest" in " ".join(line(report, "klasse").notes)
    assert line(report, "5", "rule").status == "dead" and "bestaatNiet" in line(report, "5", "rule").notes[0]
    assert Counter(each.kind for each in report.items) == {"page": 3, "component": 26, "rule": 5, "variable": 1, "form": 1}
    assert (folder / "overgenomen.md").read_text(encoding="utf-8").startswith("# Overgenomen uit Open Forms: Evenement aanvragen")


def test_a_text_keeps_its_words_and_our_names(tmp_path):
    data, _, folder = one(tmp_path, part("textfield", "naamVan"), part("radio", "soort", values=sample.YES_NO), part(
        "content", "uitleg", html="<p>Dag {{ naamVan }}, lees <a href='https://x.example/a'>dit</a>.</p>{% if soort == 'Ja' %}<ul><li>een</li></ul>"
        "{% else %}<p>twee</p>{% endif %}<p>{{ onbekend }}klaar</p>"))  # fmt: skip
    assert questions(data)["uitleg"]["text"] == "texts/uitleg.md"
    assert (folder / "texts/uitleg.md").read_text(encoding="utf-8") == (
        "Dag {{ naam_van }}, lees [dit](https://x.example/a).\n\n{{ als soort is ja }} - een\n\n{{ als soort is niet ja }} twee\n\nklaar\n"
    )


def test_an_unknown_kind_is_a_clear_to_do(tmp_path):
    data, report, _ = one(tmp_path, part("hologram", "beeld", "Draai het beeld"), part("textfield", "naam"))
    assert questions(data)["beeld"] == {"question": "beeld", "type": "info", "text": "Nog maken: Draai het beeld."}
    assert line(report, "beeld").status == "person" and "hologram" in line(report, "beeld").notes[0]
    assert report.counts()["person"] == 1 and report.share() < 100


def test_rules_are_folded_in_their_order(tmp_path):
    """Shown by one rule, hidden by a later one: the last that holds counts."""
    rules = [({"==": [{"var": "a"}, "Ja"]}, [("hidden", "c", False)]), ({"==": [{"var": "b"}, "Ja"]}, [("hidden", "c", True)]),
             ({"==": [{"var": "a"}, "Nee"]}, [("validate.required", "d", True)])]  # fmt: skip
    data, _, _ = one(tmp_path, part("radio", "a", values=sample.YES_NO), part("radio", "b", values=sample.YES_NO),
                     part("textfield", "c", hidden=True), part("textfield", "d"), rules=rules)  # fmt: skip
    assert questions(data)["c"]["toon als"] == "a is ja en b is niet ja"
    assert questions(data)["d"]["verplicht als"] == "a is nee"


def test_a_rule_that_fills_in_becomes_a_default_a_hidden_field_a_value(tmp_path):
    rules = [({"==": [{"var": "a"}, "Ja"]}, [("variable", "stad", "Zonnedam"), ("variable", "code", 3)]),
             ({">": [{"var": "code"}, 2]}, [("hidden", "stad", False)])]  # fmt: skip
    data, report, _ = one(tmp_path, part("radio", "a", values=sample.YES_NO), part("number", "code", hidden=True),
                          part("textfield", "stad", hidden=True), rules=rules)  # fmt: skip
    assert data["values"] == {"code": "als a is ja dan 3 anders leeg"}
    assert questions(data)["stad"]["default"] == 'als a is ja dan "Zonnedam" anders leeg'
    assert questions(data)["stad"]["toon als"] == "code > 2"
    assert line(report, "1", "rule").status == "changed"


def test_what_comes_from_outside_becomes_a_named_setting(tmp_path):
    service = {"name": "Kaartdienst", "path": "api/kaart"}
    rules = [({"!!": [{"var": "a"}]}, [("fetch-from-service", "kaart", "")]),
             ({"==": [{"var": "kaart.binnen"}, False]}, [("hidden", "b", False)]),
             ({">=": [{"reduce": [{"var": "namen"}, {"+": [1, {"var": "accumulator"}]}, 0]}, 2]}, [("hidden", "c", False)]),
             ({"!!": [{"var": "kaart"}]}, [("variable", "namen", {"map": [{"var": "kaart.items"}, {"var": "naam"}]})])]  # fmt: skip
    variables = [variable("kaart", "object", service_fetch_configuration=service), variable("namen", "array")]
    data, report, _ = one(tmp_path, part("textfield", "a"), part("textfield", "b", hidden=True), part("textfield", "c", hidden=True),
                          rules=rules, variables=variables)  # fmt: skip
    assert data["settings"]["kaart_binnen"]["type"] == "yes_no" and data["settings"]["namen"]["type"] == "list"
    assert questions(data)["b"]["toon als"] == "kaart_binnen is niet ja"
    assert questions(data)["c"]["toon als"] == "aantal van namen >= 2"
    assert line(report, "1", "rule").status == "person" and "Kaartdienst" in line(report, "1", "rule").notes[-1]
    assert line(report, "4", "rule").status == "changed"
    assert set(report.settings) == {"kaart_binnen", "namen"}


def test_where_it_was_registered_becomes_the_team_that_gets_it(tmp_path):
    rules = [({"==": [{"var": "a"}, "Ja"]}, [("set-registration-backend", "", "b1")])]
    backends = [{"key": "b1", "name": "Team Havens", "backend": "zgw-create-zaak"}, {"key": "b2", "name": "Mail", "backend": "email"}]
    data, report, _ = one(tmp_path, part("radio", "a", values=sample.YES_NO), rules=rules, registration_backends=backends)
    assert data["zaak"]["tasks"][0] == {"task": "b1", "name": "Behandel: Team Havens", "role": "team-havens", "als": "a is ja"}
    assert [each["task"] for each in data["zaak"]["tasks"]] == ["b1", "beoordelen"]
    assert "“Mail”" in " ".join(line(report, "evenement", "form").notes)


def test_registers_login_and_read_only(tmp_path):
    data, report, _ = one(
        tmp_path, part("textfield", "voornaam", prefill={"plugin": "haalcentraal", "attribute": "naam.voornamen"}),
        part("textfield", "bedrijf", prefill={"plugin": "kvk-kvknumber", "attribute": "bezoekadres.plaats"}),
        part("textfield", "vreemd", prefill={"plugin": "iets", "attribute": "x"}),
        authentication_backends=["digid", "eherkenning"],
    )  # fmt: skip
    assert data["login"] == {"digid": "midden", "eherkenning": "eh3"}
    assert [(each["source"], each["fields"]) for each in data["facts"]] == [("brp", ["persoon.voornamen"]), ("kvk", ["organisatie.adres.woonplaats"])]
    assert questions(data)["voornaam"]["prefill"] == "persoon.voornamen"
    assert line(report, "vreemd").status == "person"


def test_prices_and_their_rules(tmp_path):
    prices = [{"json_logic_trigger": {"==": [{"var": "a"}, "Ja"]}, "price": "5.00"}]
    data, _, _ = one(tmp_path, part("radio", "a", values=sample.YES_NO), payment_required=True, product={"price": "12.50"},
                     files={"formPriceLogic.json": prices})  # fmt: skip
    assert [(each["amount"], each["als"]) for each in data["costs"]] == [("tarief_1", "a is ja"), ("tarief", "a is niet ja")]
    assert data["settings"]["tarief"]["value"] == "12.50" and data["payment"]["when"] == "submit"


def test_who_signs_along(tmp_path):
    data, _, folder = one(tmp_path, part("cosign", "mede", "E-mail van wie meetekent"), part("signature", "krabbel", "Handtekening"))
    assert (data["cosign"][0]["role"], data["cosign"][0]["als"], data["cosign"][0]["email"]) == ("medeondertekenaar", "mede is ingevuld", "mede")
    assert questions(data)["krabbel"]["type"] == "signature" and (folder / "texts/toestemming.md").is_file()


def test_a_map_asks_for_what_could_be_drawn(tmp_path):
    shapes = {"punt": {"marker": True}, "lijn": {"polyline": True, "polygon": False}, "gebied": {"marker": True, "polygon": True}, "oud": None}
    data, report, _ = one(tmp_path, *(part("map", key, f"Waar is de {key}?", **({"interactions": of} if of else {})) for key, of in shapes.items()))
    asked = {name: each["type"] for name, each in questions(data).items()}
    assert [asked[key] for key in shapes] == ["map_point", "map_line", "map_area", "map_point"]
    assert {questions(data)[key]["outside"] for key in shapes} == {"warn"}
    assert [each.key for each in report.items if "2 vormen" in str(each.notes)] == ["gebied"]


def test_translations_come_along(tmp_path):
    english = {"translations": {"en": {"label": "Colour", "html": "<p>Good {{ kleur }}</p>"}}}
    data, _, folder = one(
        tmp_path, part("radio", "kleur", "Kleur", openForms=english, values=[
            {"label": "Rood", "value": "rood", "openForms": {"translations": {"en": {"label": "Red"}}}}, {"label": "Blauw", "value": "blauw"}]),
        part("content", "uitleg", html="<p>Mooi {{ kleur }}</p>", openForms=english), translation_enabled=True,
    )  # fmt: skip
    assert dict(load_folder(folder).translations["en"]) == {"Kleur": "Colour", "Rood": "Red", "Mooi {{ kleur }}": "Good {{ kleur }}"}


def test_options_that_a_rule_adds_are_refused_when_they_do_not_count(tmp_path):
    merge = {"merge": [{"var": "keuzes"}, [["c", "Derde"]]]}
    data, report, _ = one(
        tmp_path, part("checkbox", "meer"), part("selectboxes", "welke", values=[{"label": "", "value": ""}],
                                                 openForms={"dataSrc": "variable", "itemsExpression": {"var": "keuzes"}}),
        rules=[({"==": [{"var": "meer"}, True]}, [("variable", "keuzes", merge)])], variables=[variable("keuzes", "array", [["a", "Eerste"], "b"])],
    )  # fmt: skip
    assert [each["value"] for each in questions(data)["welke"]["options"]] == ["a", "b", "c"]
    assert questions(data)["welke"]["fout als"] == [{"als": "welke bevat c en meer is niet ja", "text": "“Derde” kunt u nu niet kiezen."}]
    assert report.counts()["person"] == 0


def test_conditions_of_form_io_itself(tmp_path):
    show = {"show": True, "conjunction": "any", "conditions": [{"component": "a", "operator": "isEqual", "value": "Ja"},
                                                               {"component": "n", "operator": "greaterThan", "value": 3}]}  # fmt: skip
    script = "show = false;\nif (data.a && data.a == 'Nee') { show = true; } else if (data.n > 5) { show = true }"
    data, report, _ = one(
        tmp_path, part("radio", "a", values=sample.YES_NO), part("number", "n"), part("selectboxes", "s", values=[{"label": "X", "value": "x"}]),
        part("textfield", "b", conditional=show), part("textfield", "c", customConditional=script),
        part("textfield", "d", conditional={"json": {"==": [{"var": "n"}, 2]}}),
        part("textfield", "e", conditional={"when": "s", "eq": "x", "show": "true"}),
        part("textfield", "f", conditional={"when": "b", "eq": "", "show": False}),
        part("textfield", "g", customConditional="show = Math.random() > 0.5"),
        part("textfield", "h", conditional={"when": "weg", "eq": "x", "show": True}),
    )  # fmt: skip
    assert {name: each.get("toon als") for name, each in questions(data).items()} == {
        "a": None, "n": None, "s": None, "b": "a is ja of n > 3", "c": "a is nee of (a is niet nee en n > 5)", "d": "n is 2", "e": "s bevat x",
        "f": "b is ingevuld", "g": None, "h": "nee",
    }  # fmt: skip
    assert (line(report, "g").status, line(report, "h").status) == ("person", "dead")


def test_a_rule_that_looks_ahead_is_taken_out_and_named(tmp_path):
    pages = [("Een", [part("textfield", "a", conditional={"when": "b", "eq": "x", "show": True})]), ("Twee", [part("textfield", "b")])]
    data, report, _ = imported(tmp_path, pages, [({"==": [{"var": "b"}, "x"]}, [("step", "een", False)])], [])
    assert "toon als" not in questions(data)["a"] and "toon als" not in data["pages"][0]
    assert line(report, "a").status == "person" and "pas later" in line(report, "a").notes[-1]
    assert line(report, "1", "rule").status == "person"


def test_a_ring_is_broken_and_named(tmp_path):
    rules = [({"==": [{"var": "a"}, "x"]}, [("hidden", "b", False)]), ({"==": [{"var": "b"}, "x"]}, [("hidden", "a", False)])]
    _, report, _ = one(tmp_path, part("textfield", "a", hidden=True), part("textfield", "b", hidden=True), rules=rules)
    assert any("kring" in " ".join(each.notes) for each in report.items if each.status == "person")


def test_long_rules_get_names_for_their_parts(tmp_path):
    values = [{"label": "Een", "value": "1"}, {"label": "Twee", "value": "2"}]
    parts = [part("radio", f"vraagMetEenTamelijkLangeNaam{n}", values=values) for n in range(30)]
    total = {"+": [{"var": each["key"]} for each in parts]}
    classes = {"if": [{"<": [total, 40]}, "A", {"<": [total, 50]}, "B", "C"]}
    rules = [({"and": [{"!!": [{"var": each["key"]}]} for each in parts]}, [("variable", "klasse", classes)])]
    data, _, _ = one(tmp_path, *parts, part("content", "c", html="<p>{{ klasse }}</p>"), rules=rules, variables=[variable("klasse")])
    assert len(data["values"]) > 2 and all(len(text) < 2000 for text in data["values"].values())


def test_pages_with_the_same_contents_are_recognised(tmp_path):
    contact = [part("textfield", "naam", "Naam"), part("email", "mail", "E-mail")]
    (tmp_path / "diensten").mkdir()
    for name in ("een", "twee"):
        export = sample.export([("Contact", contact), ("Nog eens", contact)], [], [], slug=name)
        done = import_form(sample.zipped(tmp_path / f"{name}.zip", export), tmp_path / "diensten")
    assert done.report.alike == [f"De pagina “{page}” is gelijk aan “Contact” van de dienst `een`." for page in ("Contact", "Nog eens")]
    assert list(questions(read_yaml("s", (done.folder / "service.yaml").read_text()).data)) == ["naam", "mail", "naam_2", "mail_2"]


def test_a_folder_and_a_raw_form_are_read_too(tmp_path):
    (tmp_path / "export").mkdir()
    for name, data in sample.export().items():
        (tmp_path / "export" / name).write_text(json.dumps(data), encoding="utf-8")
    assert len(import_form(tmp_path / "export", tmp_path / "dienst").report.items) == 36
    panels = [{"type": "panel", "key": "p1", "title": "Eerste", "components": sample.page_one()},
              {"type": "panel", "key": "p2", "title": "Tweede", "components": [part("textarea", "b")],
               "conditional": {"when": "muziek", "eq": "Ja", "show": True}},
              {"type": "button", "key": "submit"}]  # fmt: skip
    (tmp_path / "ruw.json").write_text(json.dumps({"title": "Ruw", "display": "wizard", "components": panels}), encoding="utf-8")
    done = import_form(tmp_path / "ruw.json", tmp_path / "ruw")
    data = read_yaml("s", (done.folder / "service.yaml").read_text(encoding="utf-8")).data
    assert [page["title"] for page in data["pages"]] == ["Eerste", "Tweede"] and questions(data)["b"]["toon als"] == "muziek is ja"


def test_nothing_is_written_over(tmp_path):
    source = sample.zipped(tmp_path / "form.zip")
    made = import_form(source, tmp_path / "diensten")
    assert made.folder == tmp_path / "diensten"
    before = (made.folder / "service.yaml").read_text(encoding="utf-8")
    with pytest.raises(Occupied):
        import_form(source, tmp_path / "diensten")
    (tmp_path / "map").mkdir()
    assert import_form(source, tmp_path / "map").folder == tmp_path / "map" / "evenement"
    with pytest.raises(Occupied):
        import_form(source, tmp_path / "map")
    assert (made.folder / "service.yaml").read_text(encoding="utf-8") == before


def test_an_action_nobody_knows_is_for_a_person(tmp_path):
    made = sample.export([("Vragen", [part("textfield", "a")])], [], [])
    made["formLogic.json"] = [rule(0, {"!!": [{"var": "a"}]}, [("teleport", "a", 1)])]
    done = import_form(sample.zipped(tmp_path / "form.zip", made), tmp_path / "dienst")
    assert line(done.report, "1", "rule").status == "person"


def test_what_was_worked_out_is_worked_out_again(tmp_path):
    data, report, _ = one(
        tmp_path, part("textfield", "breed"), part("number", "lang"),
        part("textfield", "vlak", calculateValue="value = parseFloat(data.breed) * data.lang"),
        part("number", "dubbel", calculateValue={"*": [{"var": "lang"}, 2]}), part("textfield", "raar", calculateValue="value = moment().format()"),
        part("number", "ring", calculateValue="value = data.ring + 1"),
    )  # fmt: skip
    found = questions(data)
    assert [(found[name]["type"], found[name].get("value")) for name in ("vlak", "dubbel", "raar")] == [
        ("computed", "getal van breed * lang"), ("computed", "lang * 2"), ("text", None)]  # fmt: skip
    assert [line(report, key).status for key in ("vlak", "dubbel", "raar", "ring")] == ["changed", "changed", "person", "person"]


def test_a_fixed_limit_and_its_own_words(tmp_path):
    """Both stand under the same name as the block that says how a day is limited."""
    limit = {"openForms": {"minDate": {"mode": "fixedValue"}, "maxDate": {"mode": "past", "includeToday": True}},
             "datePicker": {"minDate": "2026-01-02", "maxDate": None}, "translatedErrors": {"nl": {"minDate": "Dit is te vroeg."}}}  # fmt: skip
    data, _, _ = one(tmp_path, part("date", "dag", **limit))
    assert questions(data)["dag"]["fout als"] == [
        {"als": "dag < 2026-01-02", "text": "Dit is te vroeg."},
        {"als": "dag > vandaag", "text": "Kies vandaag of een dag voor vandaag."}]  # fmt: skip


def test_a_select_folds_out(tmp_path):
    values = [{"label": "A", "value": "a"}, {"label": "B", "value": "b"}]
    data, _, _ = one(tmp_path, part("select", "een", data={"values": values}), part("radio", "twee", values=values),
                     part("select", "meer", multiple=True, data={"values": values}))  # fmt: skip
    assert {name: (each["type"], each.get("look")) for name, each in questions(data).items()} == {
        "een": ("choice", "select"), "twee": ("choice", None), "meer": ("choices", None)}  # fmt: skip


def test_the_text_that_only_stops_is_what_the_stop_says(tmp_path):
    """On the page where it stood, also when the last question it hangs on is asked before."""
    told = part("content", "let_op", html="<h3>Te jong</h3><p>Kom later terug.</p>", hidden=True)
    seen = part("content", "gezien", html="<p>Altijd te zien.</p>")
    rules = [({"<": [{"var": "leeftijd"}, 18]}, [("hidden", "let_op", False), ("disable-next", "", None)]),
             ({">": [{"var": "leeftijd"}, 99]}, [("hidden", "gezien", False), ("disable-next", "", None)])]  # fmt: skip
    data, report, _ = imported(tmp_path, [("Een", [part("number", "leeftijd"), seen]), ("Twee", [part("textfield", "naam"), told])], rules, [])
    assert list(questions(data)) == ["leeftijd", "gezien", "naam"]
    assert data["pages"][1]["stops"] == [{"als": "leeftijd < 18", "title": "Te jong", "text": "Kom later terug."}]
    assert data["pages"][0]["stops"][0]["text"] == "Altijd te zien." and line(report, "let_op").status == "taken"


def test_a_default_needs_not_say_that_nothing_was_filled_in(tmp_path):
    rules = [({"and": [{"==": [{"var": "a"}, "Ja"]}, {"==": [{"var": "b"}, ""]}]}, [("variable", "b", "x")])]
    data, _, _ = one(tmp_path, part("radio", "a", values=sample.YES_NO), part("textfield", "b"), rules=rules)
    assert questions(data)["b"]["default"] == 'als a is ja dan "x" anders leeg'


def test_what_nobody_could_see_is_no_work_for_a_person(tmp_path):
    _, report, _ = one(tmp_path, part("textfield", "a", customConditional="show = data.weg == 'x'", validate={"custom": "valid = true"}))
    assert line(report, "a").status == "dead"


@pytest.mark.parametrize("path", REAL, ids=[each.stem for each in REAL])
def test_every_real_export_comes_out_valid_and_complete(path, tmp_path):
    done = import_form(path, tmp_path / "dienst")
    export = read(path)
    assert done.errors == () and run_examples(done.folder) == []
    kinds = Counter(each.kind for each in done.report.items)
    wanted = (len(export.steps), sum(count(step.components) for step in export.steps), len(export.logic), len(export.variables))
    assert (kinds["page"], kinds["component"], kinds["rule"], kinds["variable"]) == wanted
    assert all(each.became or each.notes for each in done.report.items)


def test_the_event_permit(tmp_path):
    path = next((each for each in REAL if each.stem.startswith("evenementenvergunning")), None)
    if path is None:
        pytest.skip("the export of the event permit is not here")
    report = import_form(path, tmp_path / "evenement").report
    totals = {kind: sum(report.counts(kind).values()) for kind in ("page", "component", "rule")}
    assert totals == {"page": 17, "component": 399, "rule": 144}
    assert report.share() >= 98


def grid(key, *components, **about):
    return part("editgrid", key, key.capitalize(), components=list(components), **about)


def test_a_grid_in_a_grid_is_a_group_in_a_group(tmp_path):
    costs = grid(
        "kosten", part("number", "bedrag", "Bedrag", required=True), part("radio", "soort", "Soort", values=sample.YES_NO),
        part("textfield", "waarom", "Waarom?", conditional={"when": "activiteiten.kosten.soort", "eq": "Ja", "show": True}),
        part("textfield", "waar", "Waar?", conditional={"when": "activiteiten.buiten", "eq": "Ja", "show": True}),
        groupLabel="Kostenpost", addAnother="Nog een bedrag", validate={"minLength": 0, "maxLength": 4},
    )  # fmt: skip
    outside = part("radio", "buiten", "Buiten?", values=sample.YES_NO)
    activities = grid("activiteiten", part("textfield", "naam", "Naam", required=True), outside, costs)
    dear = {"some": [{"var": "activiteiten"}, {"some": [{"var": "kosten"}, {">": [{"var": "bedrag"}, 100]}]}]}
    extra = part("textfield", "toelichting", "Leg uit", hidden=True)
    data, report, _ = one(tmp_path, activities, extra, rules=[(dear, [("hidden", "toelichting", False)])])
    outer = questions(data)["activiteiten"]
    inner = next(each for each in outer["questions"] if each["question"] == "kosten")
    assert (inner["type"], inner["add"], inner["min"], inner["max"]) == ("group", "Nog een bedrag", 0, 4)
    assert [each["question"] for each in inner["questions"]] == ["bedrag", "soort", "waarom", "waar"]
    assert inner["questions"][2]["toon als"] == "soort is ja" and inner["questions"][3]["toon als"] == "buiten is ja"
    assert questions(data)["toelichting"]["toon als"] == "een van activiteiten (een van kosten (bedrag > 100))"
    assert not [each for each in report.items if each.status == "person" and each.key.startswith("activiteiten")]


def test_a_grid_three_deep_is_asked_once_per_row_and_named(tmp_path):
    deepest = grid("c", part("textfield", "veld", "Veld"))
    data, report, _ = one(tmp_path, grid("a", grid("b", deepest, part("textfield", "naam", "Naam"))))
    inner = questions(data)["a"]["questions"][0]
    assert [each["question"] for each in inner["questions"]] == ["veld", "naam"]
    assert line(report, "a.b.c").status == "person" and line(report, "a.b").status != "person", "control"


def test_products_become_a_question_with_a_price_to_fill_in(tmp_path):
    data, report, _ = one(tmp_path, part("productPrice", "keuze", label="Kies een product", validate={"required": True}))
    assert questions(data)["keuze"]["options"] == [{"value": "product", "label": "Kies een product", "price": "prijs_keuze"}]
    assert data["settings"]["prijs_keuze"] == {"type": "money", "value": "0.00", "label": "Prijs: Kies een product"}
    assert data["payment"]["when"] == "submit" and "costs" not in data
    found = line(report, "keuze")
    assert found.status == "person" and "Open Producten" in found.notes[0]


def test_a_token_that_the_standard_does_not_know_is_left_out(tmp_path):
    data, _, _ = one(tmp_path, part("textfield", "bijnaam", autocomplete="nickname"), part("textfield", "iets", autocomplete="iets-eigens"))
    assert questions(data)["bijnaam"]["autocomplete"] == "nickname" and "autocomplete" not in questions(data)["iets"]
