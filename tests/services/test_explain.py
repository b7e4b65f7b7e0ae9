"""`balie explain`, as a person types it."""

import json

from click.testing import CliRunner

from balie.cli import explain
from balie.forms.tests import sample


def folder(tmp_path):
    for name, text in sample.FILES.items():
        (tmp_path / "feest" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "feest" / name).write_text(text)
    return tmp_path / "feest"


def run(*words):
    return CliRunner().invoke(explain.command, [str(word) for word in words], catch_exceptions=False)


def test_one_question_with_its_rule_and_what_the_rule_read(tmp_path):
    (tmp_path / "antwoorden.yaml").write_text("bezoekers: 150\nactiviteiten: [vuur]\n")
    done = run(folder(tmp_path), "eerste_hulp", "--answers", tmp_path / "antwoorden.yaml")
    assert done.exit_code == 0, done.output
    assert "U ziet deze vraag, want “Hoeveel mensen komen er” is minstens 100." in done.output
    assert "regel: activiteiten bevat vuur" in done.output and "activiteiten = Vuur maken" in done.output


def test_everything_of_an_example_by_its_title_or_its_file(tmp_path):
    by_title = run(folder(tmp_path), "--example", "Een klein feest mag meteen")
    assert by_title.exit_code == 0 and by_title.output == run(tmp_path / "feest", "--example", "klein").output
    for name in ("bezoekers:", "groot:", "prijs:", "decision:", "De regel “standaard” geldt"):
        assert name in by_title.output


def test_as_json_with_answers_facts_and_day(tmp_path):
    given = {"answers": {"bezoekers": 150}, "facts": {"persoon": {"geboortedatum": "2010-01-01"}}, "today": "2026-11-23"}
    (tmp_path / "a.json").write_text(json.dumps(given))
    done = json.loads(run(folder(tmp_path), "decision", "--answers", tmp_path / "a.json", "--json").output)
    assert done["reasons"]["decision"][0] == {
        "about": "row", "holds": True, "text": "De regel “jong” geldt, want leeftijd is minder dan 18.", "rule": "leeftijd < 18",
        "inputs": {"leeftijd": "16"},
    }  # fmt: skip
    assert {"from": "leeftijd", "to": "decision:jong", "part": "als", "rule": "leeftijd < 18", "now": "ja"} in done["graph"]["edges"]


def test_the_graph_as_a_drawing(tmp_path):
    dot, mermaid = (run(folder(tmp_path), "eerste_hulp", "--graph", form).output for form in ("dot", "mermaid"))
    assert dot.startswith("digraph") and '"bezoekers" -> "groot"' in dot and "kramen" not in dot
    assert mermaid.startswith("flowchart LR") and "toon als" in mermaid
    assert "kramen" in run(tmp_path / "feest", "--graph", "dot").output


def test_what_cannot_be_gets_a_sentence(tmp_path):
    place = folder(tmp_path)
    (tmp_path / "lijst.yaml").write_text("- 1\n")
    (tmp_path / "kapot.yaml").write_text("a: [")
    (tmp_path / "dag.yaml").write_text("answers: {}\ntoday: morgen\n")
    for words, said in (
        (["onbekend"], "`onbekend` bestaat niet"), (["--example", "weg"], "Er is: “Een klein feest mag meteen”"),
        (["--answers", tmp_path / "lijst.yaml"], "geen antwoorden"), (["--answers", tmp_path / "kapot.yaml"], "geen leesbaar"),
        (["--answers", tmp_path / "dag.yaml"], "2026-12-31"), (["--answers", tmp_path / "dag.yaml", "--example", "klein"], "niet allebei"),
    ):  # fmt: skip
        done = run(place, *words)
        assert done.exit_code == 1 and said in done.output, words
    (place / "service.yaml").write_text("service: x\n")
    assert run(place).exit_code == 1
