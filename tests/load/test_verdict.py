"""The verdict of `make bench`, on made-up measurements: each promise can be broken, and only then does `--strict` fail."""
import pytest

from tests.load import bench, verdict

GOOD = [
    {"name": name, "zaken": zaken, "cpu_ms": 10.0, "p95_ms": 12.0, "floor_ratio": 3.0, "queries": 5}
    for zaken in (1_000, 10_000, 100_000) for name in ("mijn_balie", "queue", "form_step", "home")
]
LIGHT = {"first_visit_kb": 120.0}


API = [
    {"name": "api_zaak", "zaken": 10_000, "cpu_ms": 2.5, "p95_ms": 5.0, "floor_ratio": 3.0, "queries": 1},
    {"name": "api_post_status", "zaken": 10_000, "cpu_ms": 6.0, "p95_ms": 9.0, "floor_ratio": 3.0, "queries": 12},
]


def changed(name: str, **values) -> list[dict]:
    return [row | values if row["name"] == name and row["zaken"] == 100_000 else row for row in GOOD]


def broken(made, system=LIGHT) -> list[str]:
    return [each.what for each in verdict.promises(made, system) if not each.kept]


def test_control_good_measurements_keep_every_promise():
    assert broken(GOOD) == [] and len(verdict.promises(GOOD, LIGHT)) == 12 + 2 + 1


@pytest.mark.parametrize(("made", "system", "what"), [
    (changed("queue", cpu_ms=15.1), LIGHT, "queue, growth to 100,000 zaken"),
    (changed("mijn_balie", cpu_ms=16), LIGHT, "mijn_balie, growth to 100,000 zaken"),
    (changed("home", p95_ms=50.1), LIGHT, "home, p95 with 100,000 zaken"),
    (changed("form_step", p95_ms=20.1), LIGHT, "form_step, p95 with 100,000 zaken"),
    (GOOD, {"first_visit_kb": 150.1}, "first visit, compressed"),
])
def test_each_promise_can_be_broken(made, system, what):
    assert broken(made, system) == [what]


def test_what_the_apis_may_cost():
    assert broken(API) == []
    assert broken([API[0] | {"cpu_ms": 2.51}]) == ["api_zaak, processor time, 10,000 zaken"]
    assert broken([API[1] | {"queries": 13}]) == ["api_post_status, 10,000 zaken"]


def test_at_the_limit_is_kept():
    assert broken(changed("queue", cpu_ms=15.0, p95_ms=50.0), {"first_visit_kb": 150.0}) == []


def test_a_page_that_was_not_measured_keeps_no_promise(capsys):
    lost = verdict.missing(GOOD[:-1], {row["name"] for row in GOOD}, [10_000, 100_000])
    assert lost == ["home with 100,000 zaken was not measured"] and not verdict.show([], lost)
    assert "✗ home with 100,000 zaken was not measured" in capsys.readouterr().out


@pytest.mark.parametrize(("words", "made", "code"), [
    ([], changed("home", p95_ms=99), 0), (["--strict"], changed("home", p95_ms=99), 1), (["--strict"], GOOD, 0),
])
def test_only_strict_fails(monkeypatch, tmp_path, capsys, words, made, code):
    monkeypatch.setattr(bench, "_in_process", lambda home, sizes, each, drafts: (made, ()))
    monkeypatch.setattr(bench.forms, "report", lambda form: [])
    monkeypatch.setattr(bench, "NAMES", ("mijn_balie", "queue", "form_step", "home"))
    assert bench.main(["--no-http", "--out", str(tmp_path / "bench.json"), *words]) == code
    assert ("1 not kept." if made != GOOD else "All promises are kept.") in capsys.readouterr().out
