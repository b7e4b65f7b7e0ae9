"""Static checks: each finds its mistake, and is silent about the sample, which has none."""

import pytest

from balie.forms.checks import check_definition, check_folder
from balie.forms.checks.dead import NOTHING
from balie.forms.checks.decisions import covers
from balie.forms.checks.flow import contradicts
from balie.forms.definition.folder import definition_of
from balie.forms.language.parser import parse
from balie.forms.tests import sample

YOUNGER = "- {row: jonger, als: leeftijd < 12, outcome: weigeren, reason: Te jong.}"
ALL = "- {row: alles, outcome: weigeren, reason: Nee.}"
TASKS = next(line + "\n" for line in sample.SERVICE.splitlines() if line.startswith("  tasks:"))


def findings(*changes, **files):
    return check_definition(
        definition_of(sample.files(*changes, **{name.replace("__", "/").replace("_md", ".md"): text for name, text in files.items()}))
    )


def test_the_sample_has_no_mistakes():
    assert [each for each in findings() if "vertaling" not in each.message] == []


@pytest.mark.parametrize(
    ("old", "new", "level", "said"),
    [
        ("refused: texts/geweigerd.md", "refused: texts/geweigert.md", "error", "Bedoelt u `texts/geweigerd.md`"),
        ("- {row: standaard, outcome", "- {row: standaard, als: groot, outcome", "error", "laatste rij"),
        ("- {row: groot, als:", f"{YOUNGER}\n    - {{row: groot, als:", "error", "`jong` gaat altijd voor"),
        ("- {row: groot, als:", f"{ALL}\n    - {{row: groot, als:", "error", "`alles` gaat altijd voor"),
        ("label: In welke wijk?,", "label: In welke wijk?, toon als: eerste_hulp is ingevuld,", "error", "komt pas later"),
        ("toon als: groot\n", "toon als: eerste_hulp is ingevuld\n", "error", "kring"),
        ("label: In welke wijk?,", "label: In welke wijk?, toon als: activiteiten bevat vuur,", "warning", "staat eronder"),
        ("als: bezoekers < 5,", "als: bezoekers is 5 en bezoekers is 6,", "error", "nooit waar"),
        ("als: bezoekers < 5,", "als: \"activiteiten is leeg en eerste_hulp is niet 'x'\",", "warning", "niets is ingevuld"),
        ("Met {{ bezoekers }} mensen", "Met {{ bezoeker }} mensen", "error", "Bedoelt u `bezoekers`"),
        ("row: groot, als", "row: jong, als", "error", "`jong` staat er 2 keer"),
        ("on: weigeren", "on: intrekken", "error", "geen resultaat met `on: weigeren`"),
        ("  refused: texts/geweigerd.md\n", "", "warning", "`refused` ontbreekt"),
        ("payment: {when: submit, description: Straatfeest}\n", "", "error", "`payment` ontbreekt"),
        ("persoon.adres, persoon.kinderen]", "persoon.adres, persoon.kinderen, persoon.geslacht]", "warning", "niet meer op dan nodig"),
        ("{value: vuur, label: Vuur maken}", "{value: alcohol, label: Vuur maken}", "error", "geen mogelijke keuze"),
        ("reason: Wij bekijken dit eerst.", "reason: U dient te wachten.", "advice", "`dient te` is een ambtelijk woord"),
        ("reason: Wij bekijken dit eerst.", f"reason: {'heel ' * 25} lang.", "advice", "26 woorden"),
        ("label: Wie geeft eerste hulp?,", "label: Wie geeft eerste hulp?, pattern: '[',", "error", "patroon"),
        (TASKS, "", "error", "geen taken"),
        ("login: {digid: midden}", "login: {}", "error", "na inloggen"),
        ("who: kind.andere_ouder, ", "", "error", "`who`, `email` of `phone`"),
    ],
)  # fmt: skip
def test_each_check_finds_its_mistake(old, new, level, said):
    found = findings((old, new))
    assert any(each.level == level and said in each.message and each.line for each in found), found


def test_texts_in_files_are_checked_with_their_own_line():
    found = findings(texts__verleend_md="Het mag\n\n{{ als muzik is ja }} Zet uit.")
    assert any((each.file, each.line) == ("texts/verleend.md", 3) and "Bedoelt u `muziek`" in each.message for each in found), found


def test_unused_files_and_translations():
    found = findings(texts__los_md="Los", **{"translations/en.yaml": "Weg: Gone\nIs er muziek?: '{{ muzik }}'\n"})
    said = [f"{each.file}: {each.message}" for each in found]
    assert any("texts/los.md: Niets gebruikt" in each for each in said)
    assert any("staat niet (meer) in de dienst: Weg" in each for each in said)
    assert any("ontbreekt de vertaling van: Straatfeest aanvragen" in each for each in said)
    assert any("Bedoelt u `muziek`" in each for each in said)


def test_a_folder_that_cannot_be_read_is_a_finding_too(tmp_path):
    assert "ontbreekt" in check_folder(tmp_path)[0].message
    for name, text in sample.FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert "De map heet" in next(each.message for each in check_folder(tmp_path) if each.level == "error")


@pytest.mark.parametrize(
    ("wide", "narrow", "yes"),
    [("a is 1", "a is 1 en b is 2", True), ("a is 1 of b is 2", "b is 2", True), ("a > 3", "a > 5", True), ("a >= 3", "a is 3", True),
     ("a > 3", "a >= 3", False), ("a is 1 en b is 2", "a is 1", False), ("a < 3", "a > 1", False), ("a is 1", "b is 1", False)],
)  # fmt: skip
def test_when_one_condition_covers_another(wide, narrow, yes):
    assert covers(parse(wide), parse(narrow), NOTHING) is yes


@pytest.mark.parametrize(("text", "yes"), [("a is 1 en a is 2", True), ("a is 1 of a is 2", False), ("a is 1 en b is 2", False)])
def test_contradictions(text, yes):
    assert contradicts(parse(text)) is yes


def test_an_image_that_nothing_shows_is_a_warning():
    found = check_definition(definition_of(sample.files(**{"images/los.png": "iVBORw0KGgo="})))
    assert [(each.level, each.file) for each in found if "Niets gebruikt" in each.message] == [("warning", "images/los.png")]
