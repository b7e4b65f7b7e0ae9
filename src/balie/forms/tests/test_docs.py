"""What the reference pages show is true."""

import re
from pathlib import Path

import pytest

from balie.forms.definition.questions import TYPES
from balie.forms.language.parser import RESERVED, parse

DOCS = Path(__file__).parents[4] / "docs" / "reference"
PAGE = (DOCS / "condition-language.md").read_text(encoding="utf-8")
RULES = [line for block in re.findall(r"```rule\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_on_the_page_is_one(rule):
    parse(rule)


def test_the_page_names_the_words_that_are_taken():
    assert RESERVED == set(re.findall(r"`(\w+)`", PAGE.split("Never a name:")[1].split(". ")[0])) and len(RULES) > 10


def test_the_format_names_every_question_type():
    page = (DOCS / "definition" / "question-types.md").read_text(encoding="utf-8")
    assert [name for name in TYPES if f"\n## `{name}`\n" not in page] == []


def test_the_guide_leads_to_every_page_of_the_format():
    guide, pages = (DOCS / "service-definition.md").read_text(encoding="utf-8"), list((DOCS / "definition").glob("*.md"))
    assert [page.name for page in pages if f"(definition/{page.name})" not in guide] == [] and len(pages) > 4
