"""What is read from a report of Lighthouse, on made-up ones: a page that scores too low is not good, and one that did not load is no page."""
import json

import pytest

from tests.lighthouse import real


def report(*, accessibility: float = 1.0, performance: float = 0.95, **more) -> dict:
    where = {"items": [{"node": {"snippet": "<img>"}}]}
    audits = {
        "image-alt": {"score": accessibility, "title": "Image elements have [alt] attributes", "details": where},
        "largest-contentful-paint": {"score": performance, "title": "Largest Contentful Paint", "displayValue": "1.9 s"},
    }
    categories = {
        "accessibility": {"score": accessibility, "auditRefs": [{"id": "image-alt", "weight": 10}]},
        "performance": {"score": performance, "auditRefs": [{"id": "largest-contentful-paint", "weight": 25}]},
    }
    return {"audits": audits, "categories": categories} | more


def test_a_page_at_the_limit_is_good():
    seen = real.read("home", report())
    assert seen.good and seen.scores == {"accessibility": 100, "performance": 95} and seen.times == {"largest paint": "1.9 s"}


@pytest.mark.parametrize("less", [{"accessibility": 0.99}, {"performance": 0.94}, {"performance": None}])
def test_a_page_below_it_is_not(less):
    assert not real.read("home", report(**less)).good


def test_what_was_wrong_is_named_with_its_place():
    assert real.read("home", report()).failed == ()
    assert real.read("home", report(accessibility=0.5)).failed == ("home: Image elements have [alt] attributes\n    <img>",)


def test_a_page_that_did_not_load_ends_it():
    with pytest.raises(SystemExit, match="timed out"):
        real.read("home", report(runtimeError={"message": "The page timed out."}))


def test_the_middle_run_counts_for_speed_and_the_worst_for_the_rest(monkeypatch, tmp_path):
    runs = iter([report(performance=0.5), report(performance=0.99, accessibility=0.9), report(performance=0.96)])
    monkeypatch.setattr(real, "_once", lambda folder, name, url, cookies: real.read(name, next(runs)))
    assert real.look(tmp_path, "home", "http://localhost/", {}, runs=3).scores == {"performance": 96, "accessibility": 90}


def test_the_lock_file_names_no_host_and_every_package_has_its_hash():
    text = (real.HERE / "package-lock.json").read_text("utf-8")
    packages = json.loads(text)["packages"]
    assert "://" not in text and all(each.get("integrity") for path, each in packages.items() if path)
    assert packages[""]["dependencies"] == json.loads((real.HERE / "package.json").read_text("utf-8"))["dependencies"]


def test_the_page_of_the_control_is_there():
    import httpx2

    with real.wrong_page() as url:
        answer = httpx2.get(url)
    assert answer.status_code == 200 and "lang=" not in answer.text and "<title" not in answer.text
