"""Every Dutch sentence of the look and of the public pages has an English one; parts of a room are compiled into one."""

import re

import pytest
from babel.messages.pofile import read_po

from balie.look.build import paths, translations

PARTS = {
    "look": [paths.LOOK],
    "portal/public": [paths.LOOK.parent / "portal" / "public", paths.LOOK.parent / "portal" / "templates" / "portal" / "public"],
}
SENTENCE = re.compile(r'{%\s*translate "([^"]+)"|\b_\("([^"\\]+)"\)|gettext_lazy\("([^"\\]+)"\)')


def sentences(folders):
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in (".html", ".py") and "tests" not in path.parts]
    return {next(filter(None, match)) for path in files for match in SENTENCE.findall(path.read_text("utf-8"))}


@pytest.mark.parametrize("part", PARTS)
def test_every_sentence_has_english(part):
    catalogue = read_po((paths.LOOK.parent / part / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb"), locale="en")
    known = {message.id for message in catalogue if message.id and message.string}
    found = sentences(PARTS[part])
    assert len(found) > 20
    assert sorted(found - known) == []


def test_parts_of_a_room_go_into_one_file(tmp_path):
    for name, word in (("a", "een"), ("b", "twee")):
        folder = tmp_path / name / "locale" / "en" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "django.po").write_text(f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "{word}"\nmsgstr "x-{word}"\n')
    target = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.mo"
    translations.compile_one(target, sorted(tmp_path.glob("*/locale/en/LC_MESSAGES/django.po")))
    content = target.read_bytes()
    assert b"x-een" in content and b"x-twee" in content
