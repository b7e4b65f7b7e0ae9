"""The tutorial, followed to the letter: every block of it is typed in and every command says what the page promises."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from balie.cli import check, new_service, publish

PAGE = (Path(__file__).parents[2] / "docs/tutorial/your-first-service.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
TOP, ASKED, DECIDED, ORDINARY, TOO_SOON = (text for kind, text in BLOCKS if kind == "yaml")
(LINE,) = (text for kind, text in BLOCKS if kind == "")
SAYS = [text for kind, text in BLOCKS if kind == "console"]
RIGHT = "1 dienst gecontroleerd. Alles is in orde."


def run(command, *words):
    return CliRunner().invoke(command.command, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = run(new_service, "speelstraat")
    assert made.output.strip() in SAYS[0]
    return tmp_path / "services/speelstraat"


def top_and_question(text: str) -> str:
    for line in TOP.strip().splitlines():
        key = line.split(":")[0]
        text = re.sub(rf"^{key}: .*$", line, text, count=1, flags=re.MULTILINE)
    return re.sub(r"  - page: aantal\n.*?(?=  - page: contact)", ASKED, text, flags=re.DOTALL)


def follow(place: Path) -> None:
    service = place / "service.yaml"
    text = top_and_question(service.read_text())
    text = re.sub(r"  max_aantal: .*\n", "", text)
    text = re.sub(r"^costs:.*?(?=^zaak:)", lambda _: DECIDED + "\n", text, flags=re.DOTALL | re.MULTILINE)
    checks = re.search(r"`(checks: \[.*?\])`", PAGE, re.DOTALL)[1]
    service.write_text(re.sub(r"checks: \[\{name: Aantal.*?\}\]", checks, text))
    message = place / "texts/bericht-ontvangen.md"
    message.write_text("\n".join([*message.read_text().rstrip().splitlines()[:-1], LINE]))
    (place / "examples/gewoon.yaml").write_text(ORDINARY)
    (place / "examples/veel.yaml").write_text(TOO_SOON)


def test_it_works_at_once(place):
    assert RIGHT in SAYS[1]
    assert run(check, "services/speelstraat").output.strip() == RIGHT


def test_half_way_every_line_that_speaks_of_the_old_question_is_named(place):
    service = place / "service.yaml"
    service.write_text(top_and_question(service.read_text()))
    result = run(check, "services/speelstraat")
    assert result.exit_code == 1
    named = {int(number) for number in re.findall(r"service\.yaml:(\d+):", result.output)}
    # `settings` and the comment-like names hold the word too; what a rule reads is what must be named
    rules = {
        number
        for number, line in enumerate(service.read_text().splitlines(), 1)
        if re.search(r"\baantal\b", line) and "max_aantal: {" not in line
    }
    assert named == rules


def test_followed_to_the_end_it_is_right_and_can_be_published(place, gemeente):
    follow(place)
    assert run(check, "services/speelstraat").output.strip() == RIGHT
    assert f"{gemeente.slug}: speelstraat versie 1" in run(publish, "services/speelstraat").output
    assert f"{gemeente.slug}: speelstraat versie 1" in SAYS[-1]


def test_control_another_price_fails_the_example(place):
    follow(place)
    service = place / "service.yaml"
    service.write_text(service.read_text().replace('"12.50"', '"13.50"'))
    assert "examples/gewoon.yaml" in run(check, "services/speelstraat").output
