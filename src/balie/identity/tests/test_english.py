"""Every word of the residents' login exists in English."""
import re
from pathlib import Path

from babel.messages.pofile import read_po

import balie.identity

HERE = Path(balie.identity.__file__).parent


def words(text: str) -> set[str]:
    return {one for pattern in (r'translate "([^"]+)"', r'_\("([^"]+)"\)') for one in re.findall(pattern, text)}


def test_all_words_have_a_translation():
    with (HERE / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        translated = {message.id for message in read_po(file) if message.string and isinstance(message.id, str)}
    pages = (HERE / "templates/identity/login").glob("*.html")
    missing = {word for page in pages for word in words(page.read_text())} - translated
    assert not missing


def test_control_a_missing_word_would_be_found():
    assert words('{% translate "Nooit vertaald" %} {% part "x" label=_("Ook niet") %}') == {"Nooit vertaald", "Ook niet"}
