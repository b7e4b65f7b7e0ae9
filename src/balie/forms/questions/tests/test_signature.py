"""Signing: a typed name with a tick or a drawing, and nothing of what somebody else wrote gets through."""
import pytest

from balie.forms.questions.signature import MOST_POINTS, own_line
from balie.forms.questions.tests.test_questions import answer, question

LINE = "M10 20L30 40L50 20M60 60L70 70"


def typed(**parts):
    return {f"q-{name}": [text] for name, text in parts.items()}


@pytest.mark.parametrize(
    ("posted", "stored", "words"),
    [
        (typed(naam=" Jo  Vos ", akkoord="ja"), {"naam": "Jo Vos"}, "Jo Vos (naam getypt als handtekening)"),
        (typed(lijn=LINE), {"lijn": LINE}, "Getekende handtekening"),
        (typed(naam="Jo Vos", lijn=LINE), {"naam": "Jo Vos", "lijn": LINE}, "Jo Vos, met getekende handtekening"),
    ],
)  # fmt: skip
def test_signing(posted, stored, words):
    found, one = answer("signature", posted), question("signature")
    assert (found.error, found.json) == (None, stored)
    assert one.describe(one.from_json(stored)) == words and one.to_json(one.from_json(stored)) == stored


@pytest.mark.parametrize(
    ("posted", "code", "part"),
    [
        (typed(naam="Jo Vos"), "signature_tick", "akkoord"), (typed(akkoord="ja"), "signature_name", "naam"),
        (typed(lijn="<svg onload=alert(1)>"), "signature_drawn", "lijn"), (typed(naam="x" * 201, akkoord="ja"), "too_long", "naam"),
    ],
)  # fmt: skip
def test_half_a_signature_is_none(posted, code, part):
    found = answer("signature", posted)
    assert (found.error.code, found.error.part, found.json) == (code, part, None)


def test_the_moment_is_the_servers():
    assert answer("signature", typed(naam="Jo", akkoord="ja", moment="2020-01-01T00:00:00+00:00")).json == {"naam": "Jo"}
    one = question("signature")
    assert one.describe(one.from_json({"naam": "Jo", "moment": "2026-11-25T08:20:00+00:00"})).endswith("Gezet op 25 november 2026 om 9.20 uur")
    english = question("signature", language="en")
    assert english.describe(english.from_json({"lijn": LINE, "moment": "2026-11-25T08:20:00+00:00"})).endswith("on 25 November 2026 at 09:20")


@pytest.mark.parametrize("drawn", [
    "M10 20", "M1 1L1 1L1 1", LINE + '"/><script>', "M10 20L30 40Z", "m10 20l1 1l2 2", "M-1 2L3 4L5 6", "M1 1" + "L1 2L2 3" * MOST_POINTS,
    "M1 1L2 2L3 3" * 9000, "M１ 1L2 2L3 3",
])  # fmt: skip
def test_only_a_path_of_our_own_making(drawn):
    assert own_line(drawn) is None
    for stored in ({"lijn": drawn}, {"naam": "Jo", "lijn": drawn}):
        with pytest.raises(ValueError, match="expected"):
            question("signature").from_json(stored)


def test_control_a_drawing_gets_through_and_stays_in_its_box():
    assert own_line("M999 999L1 2L3 4") == "M600 200L1 2L3 4"


@pytest.mark.parametrize("stored", ["Jo", {"naam": 3}, {"naam": "Jo", "moment": "gisteren"}, {"naam": "Jo", "moment": "2026-01-01T00:00:00"}])
def test_what_we_never_stored_is_refused(stored):
    with pytest.raises(ValueError, match="expected"):
        question("signature").from_json(stored)
