"""Whatever a client with every right sends, an answer is never a server error, and is always what the contract says it is.

A short run; `make soak` does 20,000 over the same requests (`BALIE_CONTRACT_CASES`).
"""
from __future__ import annotations

import os
import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

pytest.importorskip("schemathesis", reason="schemathesis is not installed")

from balie.api.zgw import answers
from tests.contract import fuzz
from tests.contract import world as world_of

LONG = 5_000  # so many must reach every operation
CASES = int(os.environ.get("BALIE_CONTRACT_CASES", "600"))
EACH = -(-CASES // len(fuzz.operations()))  # of every operation as many; the first of them is always a plain one
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(max(300, CASES))]


@pytest.fixture
def world(gemeente):
    return world_of.world()


def test_no_request_breaks_a_promise(world):
    seen: Counter[int] = Counter()
    reached: Counter[str] = Counter()
    broken: dict[tuple[str, str], str] = {}

    def run(operation):
        @settings(max_examples=EACH, deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
        @given(st.data())
        def every(data):
            request = data.draw(fuzz.requests(world, operation))
            answer = fuzz.send(world, request)
            seen[answer.status_code] += 1
            reached[repr(operation)] += answer.status_code not in (403, 404)
            for line in fuzz.wrong(request, answer)[:3]:
                # The kind of mistake, without the values in it; the shortest request stands for all of its kind.
                kind = (repr(operation), re.sub(r"[\"'].*[\"']|[0-9]+", "…", line))
                told = f"{line}\n    {request}"
                broken[kind] = min(broken.get(kind, told), told, key=len)

        every()

    for each in fuzz.operations():
        run(each)
    print(f"{sum(seen.values())} requests: {dict(sorted(seen.items()))}")
    never = sorted(repr(each) for each in fuzz.operations() if not reached[repr(each)])
    print("\n".join(f"never: {each}" for each in never if CASES >= 1000))
    print(f"not reached: {len(never)} of {len(fuzz.operations())}; not made: {world.refused}")
    assert not broken, "\n".join(f"{operation}: {told}" for (operation, _), told in sorted(broken.items()))
    assert CASES < LONG or not never, f"nothing but 403 and 404: {never}"
    assert seen[200] and seen[400] and seen[404], f"good, bad and unknown: {dict(seen)}"


def test_control_a_server_error_is_told(world, monkeypatch):
    def fails(*given, **named):
        raise ZeroDivisionError

    monkeypatch.setattr("balie.zgw.reading.page", fails)
    operation = fuzz.load("zaken").operations["GET", "/zaken"]
    request = fuzz.Request(operation, "/zaken/api/v1/zaken", {}, None, "control")

    assert "ZeroDivisionError" in fuzz.wrong(request, fuzz.send(world, request))[0]


def test_control_an_answer_that_is_no_longer_the_standard_is_told(world, monkeypatch):
    real = answers.answer

    def spoiled(*given):
        answer = real(*given)
        answer.content = answer.content.replace(b'{"count":', b'{"total":0,"count":')
        return answer

    monkeypatch.setattr(answers, "answer", spoiled)
    operation = fuzz.load("zaken").operations["GET", "/zaken"]
    request = fuzz.Request(operation, "/zaken/api/v1/zaken", {}, None, "control")

    assert any("total" in line for line in fuzz.wrong(request, fuzz.send(world, request)))
