"""Everything that is done with a resident's data has words, so that the list of looks reads as sentences."""
import ast
from functools import cache
from pathlib import Path

from django.utils.translation import override

from balie.portal.mine.deeds import DEEDS

ROOMS = Path(__file__).parents[3]


OPEN = {  # what the names in an f-string may be
    "outcome": ("verlenen", "weigeren"), "wanted": ("akkoord", "geweigerd"), "what": ("gegeven", "aanvaard", "ingetrokken", "teruggegeven"),
}


def spelled(first: ast.expr) -> set[str]:
    """Every word that this first argument can be; a name that is not in `OPEN` fails."""
    if isinstance(first, ast.JoinedStr):
        *before, hole = first.values
        return {"".join(part.value for part in before) + value for value in OPEN[hole.value.id]}
    return {first.value} if isinstance(first, ast.Constant) else set()


@cache
def recorded() -> frozenset[str]:
    """The first word of every `audit.record(…, subject=…)` in the rooms."""
    found = set()
    for path in ROOMS.rglob("*.py"):
        if "tests" not in path.parts and "audit.record" in (text := path.read_text("utf-8")):
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record" and any(key.arg == "subject" for key in node.keywords):
                    found |= spelled(node.args[0])
    return frozenset(found)


def test_every_deed_has_words():
    assert len(recorded()) > 20
    assert sorted(recorded() - set(DEEDS)) == []


def test_words_with_a_hole_are_found_too():
    assert {"zaak.weigeren", "aanvraag.ondertekening.akkoord"} <= recorded()


def test_the_words_follow_the_language():
    with override("en"):
        assert str(DEEDS["bericht.geschreven"]) == "wrote you a message"
    with override("nl"):
        assert str(DEEDS["bericht.geschreven"]) == "schreef u een bericht"
