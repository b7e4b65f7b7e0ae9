"""Which pages axe need not look at again: the ones that differ in words only."""
import pytest

from tests.journeys import skeleton as skeletons
from tests.journeys.skeleton import skeleton
from tests.journeys.steps import Visitor

PAGE = """<!doctype html><html lang=nl><title>Vraag</title><main><h1>Hoe heet u?</h1><p id=h>Uitleg</p>
<label for=n>Naam</label><input id=n name=naam value=Jo aria-describedby=h><ul><li><a href=/a>Een</a><li><a href=/b>Twee</a></ul></main></html>"""


@pytest.fixture
def drawn(new_page):
    page = new_page()

    def draw(old: str = "", new: str = "") -> str:
        assert old in PAGE
        page.set_content(PAGE.replace(old, new, 1) if old else PAGE)
        return skeleton(page)

    return draw


@pytest.mark.parametrize(("old", "new"), [
    ("Hoe heet u?", "Wie bent u?"), ("value=Jo", "value=Bo"), ("/a", "/zaak/3"),
    ("<li><a href=/b>Twee</a>", "<li><a href=/b>Twee</a><li><a href=/c>Drie</a>"),
])
def test_words_make_no_other_page(drawn, old, new):
    assert drawn(old, new) == drawn()


@pytest.mark.parametrize(("old", "new"), [
    ("<label for=n>Naam</label>", ""), ("for=n", "for=m"), ("Naam<", "<"), ("id=h", "id=n"),
    ("<h1>Hoe heet u?</h1>", "<h2>Hoe heet u?</h2>"), ("lang=nl", ""),
    ("lang=nl", "lang=en"), ("<p ", "<p class=b-meta "), ("aria-describedby=h", "aria-describedby=x"), ("Twee</a>", "</a>"), ("Vraag<", "<"),
    ("name=naam", "name=naam aria-invalid=true"),
])
def test_what_axe_may_mind_makes_another_page(drawn, old, new):
    assert drawn(old, new) != drawn()


def test_a_page_is_new_once(tmp_path, monkeypatch):
    monkeypatch.setattr(skeletons, "FOLDER", tmp_path / "looked")
    assert skeletons.is_new("a", 390) and not skeletons.is_new("a", 390)
    assert skeletons.is_new("a", 1280) and skeletons.is_new("b", 390)


def test_control_a_page_with_a_fault_is_found(new_page, axe):
    page = new_page()
    page.set_content(PAGE.replace("<label for=n>Naam</label>", ""))
    with pytest.raises(AssertionError, match="label"):
        axe(page)


class Here:
    url = "http://balie.example"


def visited(new_page, axe, style: str = "") -> None:
    """Somebody with a phone looks at a page with this style."""
    page = f"<!doctype html><html lang=nl><title>Vraag</title><style>{style}</style><main><h1>Hoe heet u?</h1></main></html>"
    visitor = Visitor(new_page(width=390), Here, axe)
    visitor.page.route("**/*", lambda route: route.fulfill(body=page, content_type="text/html"))
    visitor.open("/")
    visitor.open("/")  # the second time nothing is new
    assert visitor.page.viewport_size["width"] == 390


@pytest.mark.parametrize(("style", "fault"), [
    ("@media (min-width: 1000px) { h1 { width: 2000px } }", "wider than a screen of 1280"),
    ("@media (min-width: 1000px) { h1 { color: #eee; background: #fff } }", "color-contrast"),
    ("@media (max-width: 1000px) { h1 { color: #eee; background: #fff } }", "color-contrast"),
])
def test_control_what_is_wrong_in_one_width_only_is_found(new_page, axe, style, fault, monkeypatch, tmp_path):
    monkeypatch.setattr(skeletons, "FOLDER", tmp_path / "looked")
    visited(new_page, axe)
    monkeypatch.setattr(skeletons, "FOLDER", tmp_path / "looked again")
    with pytest.raises(AssertionError, match=fault):
        visited(new_page, axe, style)
