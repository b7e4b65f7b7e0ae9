"""Products and pictures, out and in again: the same to choose, the same price, the same image."""

import base64
from decimal import Decimal

import pytest

from balie.forms.definition import images
from balie.forms.moving_in.tests import sample
from balie.forms.moving_in.write import import_form
from balie.forms.moving_out.export import exported
from balie.forms.moving_out.tests.test_export import ask, components, defined, line, made, rules
from balie.forms.moving_out.tests.test_round_trip import TODAY, back
from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import evaluate
from balie.forms.plan.tests.random_plans import PNG

SOLD = [{"value": "kaas", "label": "Broodje kaas", "price": "kaas_prijs", "max": 10, "help": "Oud."},
        {"value": "thee", "label": "Thee", "price": "2.00", "min": 2, "max": 4}]  # fmt: skip
PAYS = {"settings": {"kaas_prijs": {"type": "money", "value": "3.50", "label": "Prijs van kaas"}}, "payment": {"when": "submit", "description": "x"}}
STORED = base64.b64encode(PNG).decode() if isinstance(PNG, bytes) else PNG
SHOWN = {"image": "images/kaart.png", "alt": "Een kaart van {{ plaats }}", "caption": "De kaart", "text": "Kijk **goed**.", "label": "Waar het is"}


READ = (ask("veel", "info", text="Veel!", **{"toon als": "eten.totaal > 10"}), ask("druk", "info", text="Druk!", **{"toon als": "eten.aantal >= 5"}))


def offered(*more, **about):
    return defined(ask("lunch", "yes_no"), ask("eten", "product", options=SOLD, **{"required": True, **about}), *more, **PAYS)


def sold(*more, **about):
    return exported(offered(*more, **about))


def state(plan, **answers):
    return evaluate(plan, answers, {}, today=TODAY)


def test_products_are_numbers_with_a_price():
    files, report = sold()
    eten = components(files)["eten"]
    assert (eten["type"], eten["label"]) == ("fieldset", "Vraag eten")
    assert [(each["key"], each["label"], each["description"], each["validate"]["min"], each["validate"]["max"]) for each in eten["components"]] == [
        ("eten_kaas", "Broodje kaas", "Oud.", 0, 10), ("eten_thee", "Thee", "", 2, 4)]  # fmt: skip
    form = files["forms.json"][0]
    assert (form["price_variable_key"], form["payment_required"]) == ("totaalprijs", True)
    assert {"kaas_prijs", "totaalprijs"} <= {each["key"] for each in files["formVariables.json"]}
    assert line(report, "eten").status == "changed" and line(report, "costs", "rule").became == "deel van de prijs"


@pytest.mark.parametrize("taken", [{"kaas": 1}, {"thee": 2}, {"kaas": 3, "thee": 4}])
def test_what_is_chosen_costs_the_same_when_it_came_back(taken, tmp_path):
    files, _ = sold(*READ)
    again, report = back(files, tmp_path)
    assert not [each for each in report.items if each.status == "person" and each.kind != "form"]
    one = state(compile_plan(offered(*READ)), lunch=True, eten=taken)
    two = state(compile_plan(again), lunch=True, **{f"eten_{name}": str(count) for name, count in taken.items()})
    assert two.price == one.price == sum(Decimal(price) * taken.get(name, 0) for name, price in (("kaas", "3.50"), ("thee", "2.00")))
    assert {"veel", "druk"} & shown(two) == {"veel", "druk"} & shown(one)


def shown(found):
    return {each.name for page in found.pages for each in page.questions}


def test_somebody_must_choose_there_too(tmp_path):
    files, _ = sold(**{"toon als": "lunch is ja"})
    again, _ = back(files, tmp_path)
    plan = compile_plan(again)
    assert state(plan, lunch=True).stop is not None, "nothing was chosen"
    assert state(plan, lunch=True, eten_kaas="1").stop is None and state(plan, lunch=False).stop is None
    assert "eten_kaas" not in shown(state(plan, lunch=False))


def test_control_who_need_not_choose_is_not_held_up(tmp_path):
    files, _ = sold(required=False)
    again, _ = back(files, tmp_path)
    assert state(compile_plan(again)).stop is None and not [each for each in rules(files) if ("disable-next", "", None, None) in each[1]]


def test_a_name_that_is_taken_is_not_used_twice():
    files, _ = made(ask("eten_kaas", "text"), ask("eten", "product", options=SOLD), **PAYS)
    assert [each["key"] for each in components(files)["eten"]["components"]] == ["eten_kaas_", "eten_thee"]


# -- pictures


def pictured(**changes):
    english = {"Een kaart van {{ plaats }}": "A map of {{ plaats }}", "De kaart": "The map", "Kijk **goed**.": "Look **well**."}
    shows = {name: text for name, text in {**SHOWN, **changes}.items() if text is not None}
    return made(ask("plaats", "text"), {"question": "kaart", "type": "picture", **shows}, files={"images/kaart.png": STORED}, english=english)


def test_a_picture_stands_in_its_text():
    files, report = pictured()
    html = components(files)["kaart"]["html"]
    assert html == ('<h2>Waar het is</h2><figure class="image"><img src="data:image/png;base64,' + STORED + '" alt="Een kaart van {{ plaats }}">'
                    "<figcaption>De kaart</figcaption></figure><p>Kijk <strong>goed</strong>.</p>")  # fmt: skip
    assert 'alt="A map of {{ plaats }}"' in components(files)["kaart"]["openForms"]["translations"]["en"]["html"]
    assert line(report, "kaart").status == "taken"


@pytest.mark.parametrize("changes", [{}, {"label": None, "caption": None}, {"text": None}, {"alt": None, "decorative": True},
                                     {"caption": 'Een "a" & <b>'}])
def test_a_picture_comes_back_as_it_was(changes, tmp_path):
    files, _ = pictured(**changes)
    again, _ = back(files, tmp_path)
    wanted = {name: value for name, value in {**SHOWN, **changes}.items() if value is not None}
    found = next(each for each in again.service.pages[0].questions if each.question == "kaart")
    assert {name: getattr(found, name) for name in wanted} == wanted and found.type == "picture"
    assert again.files["images/kaart.png"] == STORED
    if not changes:
        assert again.translations["en"]["De kaart"] == "The map" and again.translations["en"]["Een kaart van {{ plaats }}"] == "A map of {{ plaats }}"


def test_its_file_is_written_as_an_image(tmp_path):
    done = import_form(sample.zipped(tmp_path / "form.zip", pictured()[0]), tmp_path / "dienst")
    assert done.errors == () and (done.folder / "images/kaart.png").read_bytes() == base64.b64decode(STORED)


@pytest.mark.parametrize("html", [
    '<img src="https://x.example/a.png" alt="x">', '<img src="data:image/png;base64,AAAA" alt="x">', '<img src="data:image/gif;base64,R0lGODdh">',
    '<img src="data:image/svg+xml;base64,' + images.stored(b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>') + '">',
    f'<img src="data:image/png;base64,{STORED}"><img src="data:image/png;base64,{STORED}">',
])
def test_another_image_is_not_taken_over_and_that_is_told(html, tmp_path):
    files, _ = made(ask("a", "text"))
    part = sample.part("content", "beeld", html=f"<p>Dag</p>{html}")
    files["formDefinitions.json"][0]["configuration"]["components"].append(part)
    again, report = back(files, tmp_path)
    assert again.service.pages[0].questions[1].type == "info" and not any(images.is_image(each) for each in again.files)
    assert line(report, "beeld").status == "person" and "staat er niet meer in" in line(report, "beeld").notes[0]
