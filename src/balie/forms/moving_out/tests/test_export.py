"""What each part of a service looks like in Open Forms, and what is said of what has no place there."""

import pytest

from balie.forms.definition.folder import definition_of
from balie.forms.moving_in.yamlout import dumped
from balie.forms.moving_out.export import exported

OPTIONS = [{"value": "a", "label": "Aarde"}, {"value": "b", "label": "Bos"}]


def made(*questions, **about):
    """(the files, the report) of a service with one page."""
    return exported(defined(*questions, **about))


def defined(*questions, files=(), page=(), english=None, **about):
    service = {
        "service": "proef", "name": "Proef aanvragen", "title": "Proef", "summary": "Vraag het aan.", "login": {},
        "promise": {"online": "deels", "term": "8 weken", "minutes": 4},
        "pages": [{"page": "een", "title": "Eerste", "questions": questions, **dict(page)}],
        "decision": {"rows": [{"row": "m", "outcome": "medewerker", "reason": "Wij kijken."}]},
        "zaak": {"term": "8 weken", "statuses": [{"status": each, "name": each, "text": each} for each in ("een", "twee")],
                 "results": [{"result": "v", "name": "V", "on": "verlenen", "selectielijst": "x", "archive": "vernietigen", "keep": "1 jaar"}]},
        "messages": {"received": "texts/r.md"}, **about,
    }  # fmt: skip
    texts = {"service.yaml": dumped(service), "texts/r.md": "Wij hebben uw aanvraag\n\nUw nummer is {{ zaak.kenmerk }}.\n", **dict(files)}
    if english:
        texts["translations/en.yaml"] = dumped(english)
    return definition_of(texts)


def ask(name, kind, **about):
    return {"question": name, "type": kind, "label": f"Vraag {name}", **about}


def components(files):
    return {each["key"]: each for step in files["formDefinitions.json"] for each in step["configuration"]["components"]}


def line(report, key, kind="component"):
    return next(each for each in report.items if each.key == key and each.kind == kind)


def rules(files):
    return [(each["json_logic_trigger"], [_action(one) for one in each["actions"]]) for each in files["formLogic.json"]]


def _action(one):
    about = one["action"]
    target = one.get("component") or one.get("variable") or ""
    return (about["type"], target, about.get("property", {}).get("value"), about.get("state", about.get("value")))


def test_questions_become_the_components_of_their_kind():
    files, report = made(
        ask("naam", "text", max=60, pattern="[A-Z]+", pattern_text="Alleen hoofdletters.", help="Uitleg", why="Daarom", autocomplete="name"),
        ask("post", "text", pattern="[1-9][0-9]{3} ?[A-Za-z]{2}"), ask("aantal", "number", min=1, max=9, unit="stuks", decimals=1),
        ask("geld", "money"), ask("wel", "yes_no"), ask("een", "choice", options=OPTIONS), ask("vouw", "choice", options=OPTIONS, look="select"),
        ask("meer", "choices", options=OPTIONS, min=2, max=2), ask("mail", "email", verify=True), ask("kvk", "kvk"), ask("adres", "address_nl"),
        ask("stuk", "upload", max=3, max_mb=5, types=["pdf"]), ask("kaart", "map_area", outside="warn"), ask("hand", "signature"),
        ask("van_tot", "period"), ask("rij", "group", min=0, max=4, add="Nog een", questions=[ask("rij_naam", "text")]),
    )  # fmt: skip
    found = components(files)
    assert {key: each["type"] for key, each in found.items()} == {
        "naam": "textfield", "post": "postcode", "aantal": "number", "geld": "currency", "wel": "radio", "een": "radio", "vouw": "select",
        "meer": "selectboxes", "mail": "email", "kvk": "textfield", "adres": "addressNL", "stuk": "file", "kaart": "map", "hand": "signature",
        "van_tot_begin": "date", "van_tot_eind": "date", "rij": "editgrid",
    }  # fmt: skip
    assert found["naam"]["validate"] == {"required": True, "plugins": [], "maxLength": 60, "pattern": "[A-Z]+"}
    assert (found["naam"]["description"], found["naam"]["tooltip"], found["naam"]["autocomplete"]) == ("Uitleg", "Daarom", "name")
    assert found["naam"]["translatedErrors"]["nl"]["pattern"] == "Alleen hoofdletters."
    assert (found["aantal"]["validate"]["min"], found["aantal"]["suffix"], found["aantal"]["decimalLimit"]) == (1, "stuks", 1)
    assert [each["value"] for each in found["wel"]["values"]] == ["ja", "nee"] and found["vouw"]["data"]["values"][1]["label"] == "Bos"
    assert (found["meer"]["validate"]["minSelectedCount"], found["meer"]["defaultValue"]) == (2, {"a": False, "b": False})
    assert found["mail"]["openForms"]["requireVerification"] is True and found["kvk"]["validate"]["plugins"] == ["kvk-kvkNumber"]
    assert (found["stuk"]["maxNumberOfFiles"], found["stuk"]["fileMaxSize"], found["stuk"]["file"]["type"]) == (3, "5MB", ["application/pdf"])
    assert found["kaart"]["interactions"] == {"marker": False, "polyline": False, "polygon": True}
    assert [each["key"] for each in found["rij"]["components"]] == ["rij_naam"] and found["rij"]["validate"]["minLength"] == 0
    assert {each.key for each in report.items if each.status == "changed"} == {"van_tot", "kaart"}


def test_conditions_are_the_components_own_when_they_say_one_thing():
    files, _ = made(
        ask("wel", "yes_no"), ask("dag", "date", **{"fout als": [{"als": "dag < vandaag", "text": "Te vroeg."}]}),
        ask("een", "text", **{"toon als": "wel is ja"}),
        ask("twee", "text", **{"toon als": "wel is nee of dag is leeg", "verplicht als": "een is ingevuld"}),
        ask("drie", "text", **{"fout als": [{"als": 'drie is "x" en wel is ja', "text": "Dat kan niet."}], "default": "een"}),
        ask("rij", "group", questions=[ask("a", "yes_no"), ask("b", "text", **{"toon als": "a is niet nee"})]),
    )  # fmt: skip
    found = components(files)
    assert found["een"]["conditional"] == {"show": True, "when": "wel", "eq": "ja"} and found["een"]["hidden"] is False
    assert found["twee"]["hidden"] is True and found["twee"]["validate"]["required"] is False
    assert found["dag"]["openForms"]["minDate"] == {"mode": "future", "operator": "add", "variable": "now", "delta": {}, "includeToday": True}
    assert found["dag"]["translatedErrors"]["nl"]["minDate"] == "Te vroeg."
    assert found["rij"]["components"][1]["conditional"] == {"show": False, "when": "rij.a", "eq": "nee"}
    assert rules(files) == [
        ({"or": [{"==": [{"var": "wel"}, "nee"]}, {"!": [{"var": "dag"}]}]}, [("property", "twee", "hidden", False)]),
        ({"!=": [{"var": "een"}, ""]}, [("property", "twee", "validate.required", True)]),
        ({"==": [{"var": "drie"}, ""]}, [("variable", "drie", None, {"var": "een"})]),
        ({"and": [{"!=": [{"var": "drie"}, ""]}, {"and": [{"==": [{"var": "drie"}, "x"]}, {"==": [{"var": "wel"}, "ja"]}]}]},
         [("property", "drie_fout", "hidden", False), ("disable-next", "", None, None)]),
    ]  # fmt: skip
    assert found["drie_fout"]["hidden"] is True and found["drie_fout"]["html"] == "<p>Dat kan niet.</p>"


def test_values_settings_and_the_price_become_variables():
    files, _ = made(
        ask("aantal", "number"), values={"totaal": "aantal * tarief", "veel": "totaal > 100"},
        settings={"tarief": {"type": "money", "value": "2.50", "label": "Tarief"}, "stil": {"type": "text", "value": "x", "label": "Stil"}},
        costs=[{"label": "Prijs", "amount": "totaal", "als": "veel"}], payment={"when": "submit", "description": "Proef"},
    )  # fmt: skip
    found = {each["key"]: (each["data_type"], each["initial_value"]) for each in files["formVariables.json"]}
    assert found == {"totaal": ("float", None), "veel": ("boolean", False), "totaalprijs": ("float", None), "tarief": ("float", 2.5)}
    assert rules(files)[0] == ({"==": [1, 1]}, [("variable", "totaal", None, {"*": [{"var": "aantal"}, {"var": "tarief"}]})])
    assert rules(files)[2][1][0][3] == {"if": [{"==": [{"var": "veel"}, True]}, {"var": "totaal"}, 0]}
    assert files["forms.json"][0]["price_variable_key"] == "totaalprijs" and files["forms.json"][0]["payment_required"] is True


def test_texts_are_filled_in_their_way():
    text = "# Kop\n\nDag **{{ naam }}**, {{ aantal + 1 }} keer.\n{{ als soort is a }} Aarde is goed.\n{{ als aantal > 3 }} Veel & meer.\n"
    files, _ = made(ask("naam", "text"), ask("aantal", "number"), ask("soort", "choice", options=OPTIONS), ask("lees", "info", text="texts/lees.md"),
                    files={"texts/lees.md": text})  # fmt: skip
    html = components(files)["lees"]["html"]
    assert "<h1>Kop</h1>" in html and "<strong>{{ naam }}</strong>, {{ tekst }} keer." in html
    assert "{% if soort == 'a' %}<p>Aarde is goed.</p>{% endif %}" in html and "{% if tekst_2 %}<p>Veel &amp; meer.</p>{% endif %}" in html
    assert {each["key"] for each in files["formVariables.json"]} == {"tekst", "tekst_2"}
    assert "Uw nummer is {{ public_reference }}." in files["forms.json"][0]["submission_confirmation_template"]


def test_login_facts_and_english():
    facts = [{"source": "brp", "fields": ["persoon.geslachtsnaam", "persoon.geboortedatum", "persoon.inwoner"], "purpose": "p", "legal_basis": "l"}]
    files, report = made(
        ask("wie", "text", prefill="persoon.geslachtsnaam"),
        ask("oud", "info", text="Ouder.", **{"toon als": "leeftijd van persoon.geboortedatum >= 18"}),
        ask("hier", "info", text="Hier.", **{"toon als": "persoon.inwoner is ja"}), ask("geboren", "fact", fact="persoon.geboortedatum"),
        login={"digid": "midden"}, facts=facts, english={"Vraag wie": "Who", "Proef aanvragen": "Apply", "Eerste": "First"},
    )  # fmt: skip
    found = components(files)
    assert found["wie"]["prefill"] == {"plugin": "haalcentraal", "attribute": "naam.geslachtsnaam", "identifierRole": "main"}
    assert found["wie"]["openForms"]["translations"]["en"] == {"label": "Who"}
    assert (found["geboren"]["type"], found["geboren"]["disabled"]) == ("date", True)
    assert files["formDefinitions.json"][0]["translations"]["en"] == {"name": "First"}
    assert files["forms.json"][0]["translations"]["en"]["name"] == "Apply"
    born, = files["formVariables.json"]
    assert (born["key"], born["data_type"], born["prefill_plugin"]) == ("persoon_geboortedatum", "date", "haalcentraal")
    assert rules(files)[0][0] == {"<=": [{"date": [{"var": "persoon_geboortedatum"}]}, {"-": [{"today": []}, {"rdelta": [18]}]}]}
    assert files["forms.json"][0]["auth_backends"][0]["backend"] == "digid" and files["formDefinitions.json"][0]["login_required"] is True
    assert line(report, "toon als", "rule").status == "taken"
    assert [each.was for each in report.items if each.kind == "rule" and each.status == "person"] == ["persoon.inwoner is ja"]


def test_what_is_looked_up_is_a_variable_to_fill_there():
    look = {"lookup": "regels", "name": "De regels", "from": "regels", "ask": {"soort": "soort"},
            "fails": {"then": "continue", "text": "Niet gelukt."},
            "fields": {"mag": {"type": "yes_no", "from": "/mag"}, "tot": {"type": "time", "from": "/tot"}}}  # fmt: skip
    files, report = made(ask("soort", "choice", options=OPTIONS), ask("a", "text", **{"toon als": "regels.mag is ja"}),
                         ask("b", "text", **{"toon als": "regels.gelukt is nee"}), lookups=[look])  # fmt: skip
    assert [(each["key"], each["data_type"], each["initial_value"]) for each in files["formVariables.json"]] == [("regels_mag", "boolean", None)]
    assert [trigger for trigger, _ in rules(files)] == [{"==": [{"var": "regels_mag"}, True]}]
    assert line(report, "regels.mag", "variable").status == "changed" and "De regels" in line(report, "regels.mag", "variable").notes[0]
    assert line(report, "lookups", "form").status == "person"
    assert [each.was for each in report.items if each.kind == "rule" and each.status == "person"] == ["regels.gelukt is nee"]


@pytest.mark.parametrize(("part", "why"), [("decision", "het besluit"), ("zaak", "de zaak"), ("promise", "de belofte"), ("summary", "de zin")])
def test_what_a_form_there_cannot_hold_is_named(part, why):
    _, report = made(ask("a", "text"))
    assert why in line(report, part, "form").where and line(report, part, "form").status == "person"


def test_two_exports_of_the_same_service_are_the_same():
    assert made(ask("a", "text"))[0] == made(ask("a", "text"))[0] != made(ask("b", "text"))[0]


def test_one_signer_goes_out_and_the_others_are_told():
    """Open Forms holds one who signs, by the mail address in one question."""
    group = ask("eigenaren", "group", label_each="Eigenaar", max=4, questions=[ask("mail_eigenaar", "email")])
    del group["label_each"]
    signers = [
        {"role": "partner", "name": "Uw partner", "email": "mail", "text": "texts/r.md"},
        {"role": "eigenaar", "name": "Een eigenaar", "for each": "eigenaren", "email": "mail_eigenaar", "text": "texts/r.md"},
    ]
    files, report = made(ask("mail", "email"), group, cosign=signers)
    assert components(files)["mail"]["type"] == "cosign"
    assert line(report, "eigenaar", "form").notes
    assert not [each for each in report.items if each.key == "partner" and each.kind == "form"]
