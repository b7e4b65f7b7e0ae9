"""Components: every one is shown on the component page, documented, escapes what it is given and carries what assistive technology needs."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from balie.look import samples
from balie.look.build import paths

FOLDER = paths.LOOK / "templates" / "look" / "components"
NAMES = sorted(path.stem for path in FOLDER.glob("*.html"))
GEMEENTE = SimpleNamespace(naam="Zonnedam", style="zonnedam", config={"telefoon": "14 0199", "openingstijden": {"ma": ["8:30", "17:00"]}})


def show(source: str, **context) -> str:
    return Template("{% load look %}" + source).render(Context(context))


@pytest.fixture(scope="module")
def page():
    request = RequestFactory().get("/componenten/")
    request.gemeente = GEMEENTE
    return render_to_string("look/components_page.html", samples.context(), request)


def sources(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in folder.rglob("*.html"))


@pytest.mark.parametrize("name", NAMES)
def test_every_component_is_documented(name):
    assert f"`{name}`" in (paths.LOOK / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_component_is_shown_or_part_of_another(name):
    assert re.search(rf'(part|wrap) "{name}"', sources(paths.LOOK / "templates"))


def test_no_inline_style_or_script(page):
    assert " style=" not in page and "<style" not in page
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert re.findall(r"\son[a-z]+=", page) == []


def test_no_id_stands_twice(page):
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


def test_every_reference_leads_somewhere(page):
    ids = set(re.findall(r'\sid="([^"]+)"', page))
    for attribute in ("for", "aria-describedby", "aria-labelledby"):
        for value in re.findall(rf'\s{attribute}="([^"]+)"', page):
            assert set(value.split()) <= ids, f"{attribute}={value}"


def test_parameters_are_escaped():
    source = '{% part "row" title=text text=text href="#" %}{% part "text" name="x" label=text value=text help=text error=text %}'
    shown = show(source, text='"><script>')
    assert "<script>" not in shown


def test_body_is_not_escaped_but_its_values_are():
    assert "<p>&lt;b&gt;</p>" in show('{% wrap "card" title="T" %}<p>{{ text }}</p>{% endwrap %}', text="<b>")


def test_a_component_sees_nothing_of_the_page_around_it():
    assert "geheim" not in show('{% part "button" label="Ga" %}', icon="geheim", value="geheim", name="geheim")


def test_field_order_is_label_help_error_control():
    shown = show('{% part "text" name="postcode" label="Postcode" help="Bijvoorbeeld 1234 AB" error="Vul 4 cijfers in." %}')
    places = [shown.index(word) for word in ("<label", "Bijvoorbeeld", "Vul 4 cijfers", "<input")]
    assert places == sorted(places)
    assert 'aria-invalid="true"' in shown and 'aria-describedby="f-postcode-hulp f-postcode-fout' in shown


def test_consent_is_never_pre_selected():
    source = '{% part "statement" name="ja" label="Ik ga akkoord" %}{% part "choices" name="k" label="K" options=o %}'
    assert "checked" not in show(source, o=[("a", "A")])


@pytest.mark.parametrize(("value", "chosen"), [("a", 1), (["a", "b"], 2), (None, 0), ("", 0)])
def test_choices_know_one_value_or_several(value, chosen):
    shown = show('{% part "choices" name="k" label="K" options=o value=v type="checkbox" %}', o=[("a", "A"), ("b", "B")], v=value)
    assert shown.count(" checked") == chosen


@pytest.mark.parametrize("value", ["2026-11-23", {"dag": "23", "maand": "11", "jaar": "2026"}])
def test_date_shows_what_was_given(value):
    shown = show('{% part "date" name="d" label="D" value=v %}', v=value)
    assert 'name="d-dag" value="23"' in shown and 'name="d-maand" value="11"' in shown and 'name="d-jaar" value="2026"' in shown


def test_date_keeps_what_was_typed_wrong():
    assert 'value="31x"' in show('{% part "date" name="d" label="D" value=v error="Vul een dag in." %}', v={"dag": "31x"})


def test_status_is_word_and_pictogram_and_colour():
    shown = show('{% part "badge" label="Te laat" tone="late" %}')
    assert "Te laat" in shown and "<svg" in shown and "b-badge--late" in shown


def test_table_cells_say_their_column_on_a_phone():
    columns = ["Wat", {"label": "Prijs", "numeric": True}]
    assert 'data-label="Prijs"' in show('{% part "table" columns=c rows=r caption="P" %}', c=columns, r=[["A", "€ 1"]])


def test_pictogram_is_hidden_from_screen_readers_and_unknown_ones_do_not_break():
    assert 'aria-hidden="true"' in show('{% icon "bestaat-niet" %}')


def test_progress_is_a_sentence():
    assert "Stap 3 van 5" in show('{% part "progress" step=3 total=5 title="Bezorgen" %}')


def test_error_pages_help(rf):
    request = rf.get("/weg/")
    request.gemeente = GEMEENTE
    for code in (400, 403, 404, 500, 503):
        shown = render_to_string(f"look/{code}.html", {}, request)
        assert 'role="search"' in shown and "14 0199" in shown


def test_error_page_without_municipality(rf):
    assert "Er ging bij ons iets mis" in render_to_string("look/500.html", {}, rf.get("/"))
