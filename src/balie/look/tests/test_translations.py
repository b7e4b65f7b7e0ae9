"""Every Dutch sentence of the resident's side has an English one; parts of a room are compiled into one."""

import ast
import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from balie.look.build import paths, translations

ROOMS = paths.LOOK.parent
RESIDENT_SIDE = ("look", "portal", "identity", "documents", "messages", "registers")
CALLS = {"_", "lazy", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
HOLE = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def in_python(source: str) -> set[str]:
    """The sentences given to gettext; one that is no literal cannot be found, and fails."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.add(first.value)
    return found


def in_template(source: str) -> set[str]:
    """The sentences in {% translate %}, {% blocktranslate %} and _("…") within a tag."""
    code = "\n".join(line.strip() for line in templatize(source).splitlines())
    messages = (message for _line, message, _comments, _context in extract("python", BytesIO(code.encode()), keywords=KEYWORDS))
    return {message if isinstance(message, str) else message[0] for message in messages}


def files_of(room: Path) -> list[Path]:
    work = room / "templates" / "identity" / "work"  # pages of officials: Dutch only
    return [path for path in room.rglob("*") if path.suffix in (".html", ".py") and "tests" not in path.parts and work not in path.parents]


def sentences(room: Path) -> dict[str, Path]:
    """Sentence → a file it stands in."""
    return {
        sentence: path for path in files_of(room)
        for sentence in (in_python if path.suffix == ".py" else in_template)(path.read_text("utf-8"))
    }


def english(room: str) -> dict[str, tuple[str, ...]]:
    """Dutch → English (two for a plural) as it is compiled for this room."""
    target = ROOMS / room / "locale" / "en" / "LC_MESSAGES" / "django.mo"
    found: dict[str, tuple[str, ...]] = {}
    for part in translations.sources().get(target, ()):
        for message in read_po(part.open("rb"), locale="en"):
            key, said = (message.id[0], message.string) if message.pluralizable else (message.id, (message.string,))
            if key and all(said):
                found.setdefault(key, tuple(said))
    return found


@pytest.mark.parametrize("room", RESIDENT_SIDE)
def test_every_sentence_has_english(room):
    known, found = {**english("look"), **english("identity"), **english(room)}, sentences(ROOMS / room)  # rooms share their words
    assert found
    assert {sentence: str(path.relative_to(ROOMS)) for sentence, path in found.items() if sentence not in known} == {}


@pytest.mark.parametrize("room", RESIDENT_SIDE)
def test_a_translation_fills_in_the_same_things(room):
    for dutch, said in english(room).items():
        for text in said:
            assert set(HOLE.findall(text)) == set(HOLE.findall(dutch)), dutch


def test_a_sentence_without_english_is_found():
    """Control: each way to write a sentence is seen, also within an f-string and a component's parameter."""
    python = 'label = lazy("Een")\ndef f(): return f"{_(\'Twee\')}", ngettext("Drie", "Drieën", 3)'
    template = (
        '{% load i18n look %}{% translate "Vier" as four %}{% blocktranslate with x=y %}Vijf {{ x }}{% endblocktranslate %}'
        '{% part "button" label=_("Zes") %}{% blocktranslate count n=n %}Zeven{% plural %}Zevens{% endblocktranslate %}'
    )
    assert in_python(python) == {"Een", "Twee", "Drie"}
    assert in_template(template) == {"Vier", "Vijf %(x)s", "Zes", "Zeven"}
    assert not (in_python(python) | in_template(template)) & set(english("portal"))


def test_a_sentence_is_written_out_where_it_is_marked():
    """`_(variable)` would hide a sentence from the test above; `gettext(variable)` passes on what is marked elsewhere."""
    python = [path for room in RESIDENT_SIDE for path in files_of(ROOMS / room) if path.suffix == ".py"]
    assert [(str(path), line) for path in python for line in hidden(path.read_text("utf-8"))] == []
    assert hidden("x = _(label)") == [1]


def hidden(source: str) -> list[int]:
    """Lines with `_` or `lazy` around something that is no literal."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    return [call.lineno for call in calls if call.func.id in ("_", "lazy") and not isinstance(call.args[0], ast.Constant)]


def test_parts_of_a_room_go_into_one_file(tmp_path):
    for name, word in (("a", "een"), ("b", "twee")):
        folder = tmp_path / name / "locale" / "en" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "django.po").write_text(f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "{word}"\nmsgstr "x-{word}"\n')
    target = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.mo"
    translations.compile_one(target, sorted(tmp_path.glob("*/locale/en/LC_MESSAGES/django.po")))
    content = target.read_bytes()
    assert b"x-een" in content and b"x-twee" in content
