"""The same mistake in another place: each with a definition that differs a little and is right."""

import json

import pytest

from balie.forms.checks import check_definition
from balie.forms.checks.asking import SENT_AT_ONCE
from balie.forms.definition.folder import definition_of
from balie.forms.definition.translate import texts
from balie.forms.tests import sample
from balie.settings import base

UREN = ("      - {question: muziek,", "      - {question: uren, type: number, label: Uren, toon als: bezoekers > 9}\n      - {question: muziek,")
GRANTED = "texts/verleend.md"
GAS = "toon als: soort is eten}"
OUDER = "- {row: ouder, als: leeftijd >= 18, outcome: weigeren, reason: Nee.}\n"
SOORT = "type: choice, label: Soort, options: [{value: eten, label: Eten}, {value: spel, label: Spel}]"
STOP = '- {als: bezoekers < 5, title: U hoeft niets aan te vragen, text: "Met {{ bezoekers }} mensen mag het zo."}'


def codes(*changes, **files):
    whole = sample.files(*changes, **{name.replace("__", "/").replace("_md", ".md"): text for name, text in files.items()})
    found = check_definition(definition_of(whole))
    assert not [each for each in found if each.code in ("structure", "definition", "rule", "unknown-name", "wrong-type")], found
    return [(each.code, each.file, each.line) for each in found if not each.code.startswith("translation")]


def has(found, code):
    return any(each[0] == code for each in found)


def test_the_sample_has_none():
    assert codes() == []


@pytest.mark.parametrize(
    ("code", "wrong", "right"),
    [
        # in what follows from the answers
        (
            "never",
            [("als: groot, text: Vraag", "als: groot en bezoekers < 9, text: Vraag")],
            [("als: groot, text: Vraag", "als: groot of bezoekers < 9, text: Vraag")],
        ),
        ("never", [("als: groot, text: Vraag", "als: bezoekers < 3, text: Vraag")], [("als: groot, text: Vraag", "als: bezoekers < 6, text: Vraag")]),
        (
            "always",
            [("als: groot, text: Vraag", "als: groot of niet groot, text: Vraag")],
            [("als: groot, text: Vraag", "als: groot of muziek, text: Vraag")],
        ),
        (
            "leeg-is-not",
            [("faster: {als: bezoekers < 20,", "faster: {als: eerste_hulp is niet 'x',")],
            [("faster: {als: bezoekers < 20,", "faster: {als: groot en eerste_hulp is ingevuld en eerste_hulp is niet 'x',")],
        ),
        # the question is not asked by then
        (
            "never",
            [("faster: {als: bezoekers < 20,", "faster: {als: eerste_hulp is ingevuld en bezoekers < 20,")],
            [("faster: {als: bezoekers < 20,", "faster: {als: eerste_hulp is ingevuld en bezoekers < 200,")],
        ),
        # in the rows of a group
        ("never", [(GAS, "toon als: meter < 2 en meter > 3}")], [(GAS, "toon als: meter < 4 en meter > 3}")]),
        ("never-accepted", [(GAS, "toon als: meter > 20}")], [(GAS, "toon als: meter > 19}")]),
        (
            "error-shadowed",
            [(GAS, "fout als: [{als: meter > 4, text: Nee.}, {als: meter > 5, text: Nee.}]}")],
            [(GAS, "fout als: [{als: meter > 5, text: Nee.}, {als: meter > 4, text: Nee.}]}")],
        ),
        # a page that nobody sees, by its own condition or by a stop for everybody
        (
            "page-unreachable",
            [("toon als: groot\n", "toon als: groot en bezoekers < 9\n")],
            [("toon als: groot\n", "toon als: groot en bezoekers > 900\n")],
        ),
        (
            "page-unreachable",
            [(STOP, STOP + "\n      - {als: bezoekers is ingevuld of bezoekers is leeg, title: Nee, text: Nee.}")],
            [(STOP, STOP + "\n      - {als: bezoekers is leeg, title: Nee, text: Nee.}")],
        ),
        # shadowed by all rows above it together
        (
            "row-shadowed",
            [("- {row: standaard,", f"{OUDER}    {OUDER.replace('ouder', 'alle').replace('>= 18', 'is ingevuld')}    - {{row: standaard,")],
            [("- {row: standaard,", f"{OUDER}    {OUDER.replace('ouder', 'leeg').replace('>= 18', 'is leeg')}    - {{row: standaard,")],
        ),
        # a question that is not always asked, in a price by way of a value, a first day, a product, a reason, an invitation
        (
            "hidden-needed",
            [UREN, ("als muziek is ja dan tarief * 2 anders 0", "tarief * uren")],
            [UREN, ("als muziek is ja dan tarief * 2 anders 0", "als uren is ingevuld dan tarief * uren anders 0")],
        ),
        (
            "hidden-needed",
            [UREN, ("Straatfeest in {{ wijk }}", "Feest van {{ uren }} uur")],
            [UREN, ("Straatfeest in {{ wijk }}", "Feest van {{ bezoekers }} mensen")],
        ),
        (
            "hidden-needed",
            [UREN, ("reason: U mag het feest vieren.", 'reason: "U mag {{ uren }} uur."')],
            [UREN, ("reason: Wij bekijken dit eerst.", 'reason: "U wilt {{ bezoekers }} mensen."')],
        ),
        (
            "hidden-needed",
            [
                ("verplicht als: activiteiten bevat vuur, required: false}", "required: true}\n      - {question: mail, type: email, label: Mail}"),
                ("who: kind.andere_ouder,", "email: mail,"),
            ],
            [
                ("verplicht als: activiteiten bevat vuur, required: false}", "required: true}\n      - {question: mail, type: email, label: Mail}"),
                ("als: kind is ingevuld, who: kind.andere_ouder,", "als: groot, email: mail,"),
            ],
        ),
        # names
        ("look-alike", [("question: eerste_hulp,", "question: muziek_,")], [("question: eerste_hulp,", "question: muziek_2,")]),
        ("look-alike", [("question: eerste_hulp,", "question: bezokeers,")], [("question: eerste_hulp,", "question: bezoekers_oud,")]),
        (
            "look-alike",
            [("question: eerste_hulp,", "question: kramen1,"), ("question: adres_feest", "question: kramen_1")],
            [("question: eerste_hulp,", "question: kramen_1_1,"), ("question: adres_feest", "question: kramen_11")],
        ),
        # help
        (
            "help-missing",
            [("type: text, label: Wie geeft eerste hulp?", "type: text, pattern: '[0-9]+', label: Nummer")],
            [("type: text, label: Wie geeft eerste hulp?", "type: text, pattern: '[0-9]+', pattern_text: Vul cijfers in, label: Nummer")],
        ),
        (
            "help-missing",
            [("question: eerste_hulp, type: text,", "question: eerste_hulp, type: iban,")],
            [("question: eerste_hulp, type: text,", "question: eerste_hulp, type: iban, why: Voor uw borg,")],
        ),
        (
            "help-missing",
            [(SOORT, "type: bsn, label: Soort"), (GAS, "required: false}")],
            [(SOORT, "type: bsn, label: Soort, help: Op uw paspoort"), (GAS, "required: false}")],
        ),
    ],
)
def test_found_where_it_is_wrong_and_not_where_it_is_right(code, wrong, right):
    found = codes(*wrong)
    assert has(found, code) and all(line for _, _, line in found), found
    assert not has(codes(*right), code), codes(*right)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("U kunt {{ uren }} uur vieren.", True),
     ("{{ als bezoekers > 9 }}U kunt {{ uren }} uur vieren.", False), ("{{ als uren is ingevuld }}{{ uren }} uur.", False),
     ("{{ als muziek }}{{ uren }} uur.", True), ("Met {{ bezoekers }} mensen.", False), ("{{ als uren is ingevuld dan uren anders 0 }} uur.", False)],
)  # fmt: skip
def test_a_letter_that_needs_a_question_that_is_not_always_asked(text, wrong):
    found = codes(UREN, texts__verleend_md=f"Het mag\n\n{text}")
    assert (("hidden-needed", GRANTED, 3) in found) is wrong, found


def test_an_upload_below_a_text_that_explains_it_needs_no_help():
    upload, text = (
        "      - {question: plan, type: upload, label: Plan, required: false}\n",
        "      - {question: uitleg, type: info, text: Teken de hele straat.}\n",
    )
    there = "      - {question: muziek,"
    assert has(codes((there, upload + there)), "help-missing") and not has(codes((there, text + upload + there)), "help-missing")


def test_questions_that_are_not_asked_of_everybody_make_no_long_page():
    there, many = (
        "      - {question: muziek,",
        "".join(f"      - {{question: v{at}, type: yes_no, label: Vraag, toon als: bezoekers > {at + 9}}}\n" for at in range(12)),
    )
    assert not has(codes((there, many + there)), "page-long")
    assert has(codes((there, many.replace(", toon als: bezoekers > ", "}  # ") + there)), "page-long")


def test_every_name_of_an_example_is_looked_at_and_a_scenario_has_its_own_line():
    right = "given: {today: 2026-11-23, facts: {persoon: {naam: Jo}}, answers: {bezoekers: 30}}\n"
    right += "scenarios:\n  - example: Een\n    expect: {partial: true}\n  - example: Twee\n"
    slips = {"muziek:": "muzik:", "[feest": "[fest", "[groot": "[grot", "{groot": "{grot", "standaard": "standard", "{tarief": "{tarif"}
    ways = [
        "answers: {muziek: ja}\n    expect: {partial: true}",
        "expect: {partial: true, shown: [feest]}",
        "expect: {partial: true, hidden: [groot]}",
        "expect: {partial: true, values: {groot: nee}}",
        "expect: {partial: true, decision: {row: standaard}}",
        "settings: {tarief: 3}\n    expect: {partial: true}",
    ]
    for way in ways:
        wrong = way
        for word, slip in slips.items():
            wrong = wrong.replace(word, slip)
        assert not has(codes(**{"examples/klein.yaml": right + f"    {way}\n"}), "example-unknown")
        found = [each for each in codes(**{"examples/klein.yaml": right + f"    {wrong}\n"}) if each[0] == "example-unknown"]
        assert len(found) == 1 and found[0][1] == "examples/klein.yaml" and found[0][2] in (5, 6), (way, found)


def test_a_complete_translation_misses_nothing():
    there = definition_of(sample.FILES)
    words = {text: text for text in (*texts(there.service), *(path for path in there.files if path.startswith("texts/")))}

    def missing(words):
        found = check_definition(definition_of({**sample.FILES, "translations/en.yaml": json.dumps(words)}))
        return [each.message for each in found if each.code == "translation-missing"]

    assert missing(words) == []
    assert len(missing({**words, "Is er muziek?": " "})) == 1, "an empty translation is none"
    words.pop("Is er muziek?")
    assert len(missing(words)) == 1


def test_what_can_be_sent_at_once_is_what_the_server_takes():
    assert 0 < base.REQUEST_MAX_SIZE - SENT_AT_ONCE * 1_000_000 < 20_000_000


@pytest.mark.parametrize("name", ["bezoekers", "meter"])
def test_a_row_that_has_a_name_from_outside_is_read_as_its_own(name):
    """`bezoekers` is at least 1 outside; in this row it may be anything, and `groot` speaks of the one outside."""
    rule = f"toon als: {name} < 1 en niet groot}}"
    changes = [("question: meter, type: number, label: Hoe breed?, min: 1, max: 20", f"question: {name}, type: number, label: Hoe breed?"),
               ("{{ soort }} van {{ meter }} meter", "{{ soort }}"), (GAS, rule)]  # fmt: skip
    assert not has(codes(*changes), "never-accepted") and not has(codes(*changes), "never")
    assert has(codes(*changes[1:], (", min: 1, max: 20", ", min: 2, max: 20")), "never-accepted"), (
        "control: with the bounds, or about the one outside"
    )
