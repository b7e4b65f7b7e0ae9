"""Every code there is: a definition that it is found in, and nearly the same one that is right. A code without both fails."""

import ast
from pathlib import Path

import pytest

from balie.forms import checks
from balie.forms.checks import check_definition, check_folder, errors_of
from balie.forms.codes import CODES
from balie.forms.definition.folder import definition_of
from balie.forms.findings import DefinitionError
from balie.forms.tests import sample

FORMS = Path(__file__).resolve().parents[2]
WIJK = "label: In welke wijk?,"
REFUSED = 'fout als: [{als: bezoekers > 5000, text: "Bel ons: dit is een evenement. U hebt er {{ bezoekers }}."}]'
STOP = '- {als: bezoekers < 5, title: U hoeft niets aan te vragen, text: "Met {{ bezoekers }} mensen mag het zo."}'
LAST = "- {row: standaard, outcome: verlenen"
GROOT = "- {row: groot, als: groot of activiteiten bevat vuur,"
BIJLAGE = "- {question: plan, type: upload, label: Plan, required: false"


def row(condition):
    return f"- {{row: extra, als: {condition}, outcome: weigeren, reason: Nee.}}"


def refused(*conditions):
    return "fout als: [" + ", ".join(f"{{als: {each}, text: Nee.}}" for each in conditions) + "]"


def stop(condition):
    return f"- {{als: {condition}, title: Stop, text: Het hoeft niet.}}"


def change(*pairs, **files):
    return pairs, {name.replace("__", "/").replace("_md", ".md").replace("_yaml", ".yaml"): text for name, text in files.items()}


def question(extra, to="      - {question: muziek,"):
    return (to, f"      {extra}\n{to}")


def row_before(written, to):
    return (to, f"{written}\n    {to}")


MAIL = question("- {question: mail, type: email, label: Mail, required: false}")
LOTEN = question("- {question: loten, type: product, label: Loten, options: [{value: lot, label: Lot, price: 1}]}")
UREN = question("- {question: uren, type: number, label: Uren, toon als: bezoekers > 9}")
BIG, MANY = "{to: eigen, als: groot}", "{to: eigen, als: bezoekers > 200}"

# code → what is wrong, what is nearly the same and right
CASES = {
    "structure": (change(("label: In welke", "labell: In welke")), change()),
    "definition": (change(("default: nee", "default: nee, prefill: persoon.inwoner"), ("persoon.adres,", "persoon.adres, persoon.inwoner,")),
                   change()),
    "rule": (change(("als: bezoekers < 5,", "als: bezoekers <,")), change()),
    "unknown-name": (change(("als: bezoekers < 5,", "als: bezoeker < 5,")), change()),
    "unknown-option": (change(("toon als: soort is eten", "toon als: soort is vuurwerk")),
                       change(("toon als: soort is eten", "toon als: soort is spel"))),
    "wrong-type": (change(("als: bezoekers < 5,", "als: bezoekers is ja,")), change(("als: bezoekers < 5,", "als: bezoekers is 3,"))),
    "cycle": (change(("  groot: bezoekers >= 100", "  groot: kosten_muziek > 3"), ("als muziek is ja dan", "als groot dan")), change()),
    "file-missing": (change(("texts/geweigerd.md", "texts/geweigert.md")), change()),
    "double-name": (change(("row: groot,", "row: jong,")), change()),
    "result-missing": (change(("on: weigeren", "on: intrekken")), change()),
    "tasks-missing": (change(("  tasks:", "  tasks: []\n  besluit: {name: Besluit}\n  properties: []\n  objects: [] #")), change()),
    "payment-missing": (change(("payment: {when: submit, description: Straatfeest}\n", "")), change()),
    "login-missing": (change(("login: {digid: midden}", "login: {}")), change(("{digid: midden}", "{eherkenning: eh3}"))),
    "cosigner-missing": (change(("who: kind.andere_ouder, ", "")), change()),
    "cosigner-anyone": (
        change(("who: kind.andere_ouder,", "email: mail,"), MAIL),
        change(("who: kind.andere_ouder,", "who: kind.andere_ouder, email: mail,"), MAIL),
    ),
    "counted-twice": (
        change(("amount: tarief}", "amount: tarief + loten.totaal}"), LOTEN),
        change(LOTEN),
    ),
    "pattern-wrong": (change(("label: Wie geeft eerste hulp?,", "label: Wie?, help: Een naam, pattern: '[',")),
                      change(("label: Wie geeft eerste hulp?,", "label: Wie?, help: Een naam, pattern: '[a-z]+',"))),
    "example-unknown": (change(examples__klein_yaml=sample.EXAMPLE.replace("muziek: ja", "muzik: ja")), change()),
    "text-empty": (change(texts__geweigerd_md=" \n"), change()),
    "no-example": (change(examples__klein_yaml=None), change()),
    "message-missing": (change(("  refused: texts/geweigerd.md\n", "")), change()),
    "asked-later": (change(("label: In welke wijk?,", "label: Wijk, toon als: eerste_hulp is ingevuld,")),
                    change(("label: In welke wijk?,", "label: Wijk, toon als: muziek,"))),
    "asked-below": (change(("label: In welke wijk?,", "label: Wijk, toon als: activiteiten bevat vuur,")),
                    change(("label: In welke wijk?,", "label: Wijk, toon als: bezoekers > 9,"))),
    "no-last-row": (change((LAST, "- {row: standaard, als: bezoekers > 7, outcome: verlenen")),
                    change((LAST, "- {row: standaard, als: bezoekers > 7 of bezoekers is leeg of bezoekers <= 7, outcome: verlenen"))),
    "row-never": (change(row_before(row("bezoekers > 9 en bezoekers < 7"), GROOT)), change(row_before(row("bezoekers > 7 en bezoekers < 9"), GROOT))),
    "row-shadowed": (change(row_before(row("leeftijd < 12"), GROOT)), change(row_before(row("leeftijd < 19"), GROOT))),
    "row-stopped": (change(row_before(row("bezoekers < 3"), GROOT)), change(row_before(row("bezoekers < 6"), GROOT))),
    "impossible": (change(("als: bezoekers < 5,", "als: bezoekers is 5 en bezoekers is 6,")),
                   change(("als: bezoekers < 5,", "als: bezoekers is 5 of bezoekers is 6,"))),
    "never": (change(("als: bezoekers < 5,", "als: bezoekers > 9 en bezoekers < 5,")),
              change(("als: bezoekers < 5,", "als: bezoekers > 5 en bezoekers < 9,"))),
    "never-accepted": (change((REFUSED, refused("bezoekers < 1"))), change((REFUSED, refused("bezoekers < 2")))),
    "never-on-page": (change(("verplicht als: activiteiten bevat vuur", "verplicht als: niet groot")),
                      change(("verplicht als: activiteiten bevat vuur", "verplicht als: bezoekers > 500"))),
    "always": (change(("als: bezoekers < 5,", "als: bezoekers < 5 of bezoekers is leeg of bezoekers >= 5,")),
               change(("als: bezoekers < 5,", "als: bezoekers < 5 of bezoekers is leeg,"))),
    "page-unreachable": (change((STOP, stop("bezoekers >= 90"))), change((STOP, stop("bezoekers >= 110")))),
    "stop-shadowed": (change((STOP, f"{STOP}\n      {stop('bezoekers < 3')}")), change((STOP, f"{STOP}\n      {stop('bezoekers < 7')}"))),
    "error-shadowed": (change((REFUSED, refused("bezoekers > 500", "bezoekers > 600"))),
                       change((REFUSED, refused("bezoekers > 600", "bezoekers > 500")))),
    "registration-shadowed": (change(("offers:\n", f"registration: [{BIG}, {MANY}, {{to: eigen}}]\noffers:\n")),
                              change(("offers:\n", f"registration: [{MANY}, {BIG}, {{to: eigen}}]\noffers:\n"))),
    "leeg-is-not": (change(("als: bezoekers < 5,", "als: wijk is niet 'x',"), (WIJK, f"{WIJK} required: false,")),
                    change(("als: bezoekers < 5,", "als: wijk is niet 'x',"))),
    "hidden-needed": (
        change(("amount: tarief}", "amount: tarief * uren}"), UREN),
        change(("amount: tarief}", "amount: tarief * uren, als: bezoekers > 10}"), UREN),
    ),
    "nothing-to-choose": (change(("purpose: Om", "required: false\n    purpose: Om"),
                                 ("label: Welk kind helpt?, required: false", "label: Welk kind helpt?")),
                          change(("purpose: Om", "required: false\n    purpose: Om"))),
    "file-unused": (change(texts__los_md="Los"),
                    change(("    toon als: groot\n", "    toon als: groot\n    intro: texts/los.md\n"), texts__los_md="Los")),
    "fact-unused": (change(("persoon.kinderen]", "persoon.kinderen, persoon.geslacht]")),
                    change(("persoon.kinderen]", "persoon.kinderen, persoon.geslacht]"), ("als: bezoekers < 5,", "als: persoon.geslacht is leeg,"))),
    "value-unused": (change(("  groot: bezoekers", "  dubbel: bezoekers * 2\n  groot: bezoekers")),
                     change(("  groot: bezoekers", "  dubbel: bezoekers * 2\n  groot: dubbel > 3 en bezoekers"))),
    "setting-unused": (change(("  wijken:", "  los: {type: number, value: 3, label: Los}\n  wijken:")),
                       change(("  wijken:", "  los: {type: number, value: 3, label: Los}\n  wijken:"),
                              ("als: bezoekers < 5,", "als: bezoekers < los,"))),
    "look-alike": (change(question("- {question: bezzoekers, type: number, label: Nog eens}")),
                   change(question("- {question: bezoekers_zondag, type: number, label: Zondag}"))),
    "translation-missing": (change(**{"translations/en.yaml": "Is er muziek?: Music?\n"}), None),
    "translation-unused": (change(**{"translations/en.yaml": "Weg: Gone\n"}), change()),
    "help-missing": (change(question(BIJLAGE + "}")), change(question(BIJLAGE + ", help: Teken de straat.}"))),
    "page-long": (change(question("\n      ".join(f"- {{question: v{at}, type: yes_no, label: Vraag}}" for at in range(9)))),
                  change(question("\n      ".join(f"- {{question: v{at}, type: yes_no, label: Vraag}}" for at in range(4))))),
    "upload-large": (change(question(BIJLAGE + ", help: Teken., max: 3, max_mb: 50}")),
                     change(question(BIJLAGE + ", help: Teken., max: 2, max_mb: 50}"))),
    "why-missing": (change(("online: direct,", "online: deels,")), change(("online: direct,", 'online: deels, why: "U tekent hier.",'))),
    "confirm-unknown": (change(("settings:\n", 'confirm: [{what: settings.tarif, text: De prijs.}]\nsettings:\n')),
                        change(("settings:\n", 'confirm: [{what: settings.tarief, text: A.}, {what: decision.rows.jong, text: B.}]\nsettings:\n'))),
    "long-sentence": (change(("reason: Wij bekijken dit eerst.", f"reason: {'heel ' * 25} lang.")),
                      change(("reason: Wij bekijken dit eerst.", f"reason: {'heel ' * 12} lang."))),
    "passive": (change(("reason: Wij bekijken dit eerst.", "reason: Uw aanvraag wordt eerst door ons bekeken.")),
                change(("reason: Wij bekijken dit eerst.", "reason: U wordt bericht en morgen wordt u 18 jaar."))),
    "office-word": (change(("reason: Wij bekijken dit eerst.", "reason: U dient te wachten.")),
                    change(("reason: Wij bekijken dit eerst.", "reason: U moet wachten."))),
}  # fmt: skip
# those have a test of their own: below, in plan/tests/test_lookups.py, in tests/services/test_commands.py, test_coverage_command.py and test_alike.py
ELSEWHERE = {"folder-name", "lookup-unused", "example-fails", "product-unknown", "service-alike", "text-alike"}


def found(case, look=check_definition):
    pairs, files = case
    whole = {name: text for name, text in sample.files(*pairs, **files).items() if text is not None}
    try:
        return look(definition_of(whole))
    except DefinitionError as error:
        return error.findings


@pytest.mark.parametrize("code", CASES)
def test_each_code_finds_its_mistake(code):
    those = [each for each in found(CASES[code][0]) if each.code == code]
    assert those and all(each.level == CODES[code].level for each in those), found(CASES[code][0])
    assert all(
        each.message.endswith((".", "?", ")", "…")) or code in ("translation-missing", "translation-unused", "long-sentence") for each in those
    )


@pytest.mark.parametrize("code", [code for code, (_, right) in CASES.items() if right is not None])
def test_control_what_is_right_has_no_such_finding(code):
    assert [each for each in found(CASES[code][1]) if each.code == code] == []
    if CASES[code][1] != change():
        assert not [each for each in found(CASES[code][1]) if each.level == "error"], "the control itself is a service that can be read"


def test_no_code_is_forgotten():
    assert CASES.keys() | ELSEWHERE == CODES.keys()


def test_every_code_that_is_used_is_in_the_table():
    """`finding("…")`, `_at(definition, "…")` and the like, and `fail(…, "…")`: words with a dash, of which a code looks like one."""
    used = set()
    for path in [*FORMS.glob("checks/*.py"), FORMS / "plan/compile.py", FORMS / "language/checker.py"]:
        for call in (each for each in ast.walk(ast.parse(path.read_text())) if isinstance(each, ast.Call)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            at = {"finding": 0, "_at": 1, "_found": 1, "_finding": 1}.get(name)
            if at is not None and len(call.args) > at and isinstance(call.args[at], ast.Constant):
                used.add(call.args[at].value)
            if name in ("find", "fail") and len(call.args) == 3 and isinstance(call.args[2], ast.Constant):
                used.add(call.args[2].value)
    assert used - CODES.keys() == set() and len(used) > 40


def test_the_folder_has_the_name_of_the_service(tmp_path):
    def codes(name):
        for path, text in sample.FILES.items():
            place = tmp_path / name / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        return {each.code for each in check_folder(tmp_path / name)}

    assert "folder-name" in codes("feest") and "folder-name" not in codes("straatfeest")


def test_every_finding_says_where_and_what_to_do():
    for case, _ in CASES.values():
        for each in found(case):
            assert each.do and each.file and each.level == CODES[each.code].level


def test_looking_for_errors_alone_finds_every_error():
    for case, _ in CASES.values():
        assert found(case, errors_of) == [each for each in found(case) if each.level == "error"]


def test_control_a_check_on_the_wrong_list_would_be_noticed(monkeypatch):
    monkeypatch.setattr(checks, "_OTHERS", (*checks._OTHERS, checks._ERRORS[0]))
    monkeypatch.setattr(checks, "_ERRORS", checks._ERRORS[1:])
    with pytest.raises(AssertionError):
        test_looking_for_errors_alone_finds_every_error()
