"""The pages made from the code are up to date; links lead somewhere; pages hold no machine's own paths."""
import re
from pathlib import Path

import click
import pytest

from balie.forms.public import CODES
from balie.kernel import outbox
from balie.kernel.outbox import events as known
from balie.settings.environment import Environment
from tests.architecture import reference

ROOT = reference.ROOT
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)|<img[^>]* src=\"([^\"]+)\"")
OWN_PATH = re.compile(r"(?<![\w.])/(?:work|home|tmp|root|Users)/|\b(?:pypi\.org|registry\.npmjs)\b")


@pytest.mark.parametrize("name", ["cli", "events", "settings", "checks", "zgw-rules"])
def test_up_to_date(name):
    assert (reference.PAGES / f"{name}.md").read_text(encoding="utf-8") == getattr(reference, name.replace("-", "_"))(), \
        "run: .venv/bin/python -m tests.architecture.reference"


def test_a_new_command_changes_the_page(monkeypatch):
    """Control."""
    before = reference.cli()
    monkeypatch.setattr("balie.cli.main.Commands.list_commands", lambda self, context: ["extra"])
    monkeypatch.setattr("balie.cli.main.Commands.get_command", lambda self, context, name: click.Command("extra", help="Something new."))
    assert "balie extra" in reference.cli() != before


def test_a_new_event_changes_the_page():
    """Control."""
    before = reference.events()
    try:
        type("Extra", (outbox.Event,), {"__module__": "balie.extra.events", "__dataclass_fields__": {}, "__doc__": "Something new."})
        assert "`Extra`" in reference.events() != before
    finally:
        known._types.pop("extra.Extra")


def test_a_new_setting_changes_the_page(monkeypatch):
    """Control."""
    before = reference.settings()
    monkeypatch.setitem(Environment.model_fields, "extra", Environment.model_fields["scanner"])
    assert "`BALIE_EXTRA`" in reference.settings() != before


def test_a_new_check_changes_the_page(monkeypatch):
    """Control."""
    before = reference.checks()
    monkeypatch.setitem(CODES, "extra", CODES["never"])
    assert "`extra`" in reference.checks() != before


def read_from_the_environment(source: str) -> set[str]:
    return set(re.findall(r"environ(?:\.get\(|\.setdefault\(|\[)\s*\"((?:BALIE_|TOWN_|PORT|PYTHON\b)[A-Z_]*)\"", source))


def test_every_variable_that_is_read_is_on_the_page():
    found = set().union(*(read_from_the_environment(path.read_text()) for path in (ROOT / "src").rglob("*.py") if "tests" not in path.parts))
    page = reference.settings()
    assert {"BALIE_TOWN_SIZE", "BALIE_HOME"} <= found
    assert [name for name in sorted(found) if f"`{name}`" not in page and name != "BALIE_PORT"] == []


def test_every_setting_says_what_it_is():
    assert [name for name, field in Environment.model_fields.items() if not field.description] == []


def broken_links(page: Path, text: str) -> list[str]:
    targets = [first or second for first, second in LINK.findall(text)]
    return [target for target in targets if "://" not in target and not target.startswith("mailto:") and not (page.parent / target).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    assert broken_links(page, page.read_text(encoding="utf-8")) == []


def test_a_broken_link_is_found():
    """Control."""
    assert broken_links(ROOT / "README.md", "[a](docs/none.md) [b](docs/README.md#part) <img src=\"docs/none.png\">") == [
        "docs/none.md", "docs/none.png",
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_page_knows_one_machine(page):
    assert OWN_PATH.findall(page.read_text(encoding="utf-8")) == []


def test_a_path_of_one_machine_is_found():
    """Control."""
    assert OWN_PATH.findall("cd /home/me/balie") and not OWN_PATH.findall("var/home/x and services/home/")


def test_every_page_is_in_the_table_of_contents():
    contents = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    folders = ("tutorial", "how-to", "reference", "explanation")
    assert [str(page) for page in PAGES if page.parent.name in folders and f"({page.relative_to(ROOT / 'docs')})" not in contents] == []
