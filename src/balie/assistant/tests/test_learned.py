"""What was learned: questions that it never saw, and the measuring itself."""

from pathlib import Path

import numpy as np
import pytest
import yaml

from balie.assistant import learned
from balie.assistant.learned import measure, model, train
from balie.assistant.learned.features import features
from balie.assistant.search import SURE_ENOUGH
from balie.catalogue.upl import public as upl

QUESTIONS = yaml.load(Path(__file__).with_name("questions.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
TITLES = [
    ("Paspoort", "paspoort", 9), ("Paspoort aanvragen", "paspoort", 3),
    ("Hond aanmelden", "hondenbelasting", 5), ("Hondenbelasting", "hondenbelasting", 2),
    ("Verhuizing doorgeven", "verhuismelding", 12), ("Grofvuil ophalen", "afvalinzameling grofvuil", 1),
]  # fmt: skip


def wanted(meant) -> set[str]:
    return {meant} if isinstance(meant, str) else set(meant)


def share(scored: model.Model, most: int) -> float:
    names = {product.uri: product.name for product in upl.all_products()}
    found = [
        any(names[scored.uris[number]] in wanted(meant) for number, score in scored.best(question, most) if score >= SURE_ENOUGH)
        for question, meant in QUESTIONS.items()
    ]
    return sum(found) / len(found)


def uri(name: str) -> str:
    return next(product.uri for product in upl.all_products() if product.name == name)


@pytest.fixture(scope="module")
def few():
    """The products of a few titles: learning from those takes no time."""
    names = {name for _, name, _ in TITLES}
    return tuple(product for product in upl.all_products() if product.name in names)


def test_questions_that_it_never_saw():
    assert len(QUESTIONS) >= 150
    assert share(learned.shipped(), 1) >= 0.80
    assert share(learned.shipped(), 3) >= 0.89


def test_control_other_products_fail_the_measure():
    shipped = learned.shipped()
    turned = model.Model(shipped.start, shipped.rarity, shipped.bounds, shipped.product, shipped.weight, shipped.often, shipped.uris[::-1])
    assert share(turned, 3) < 0.05


def test_no_question_was_learned_from_and_each_names_products():
    own = {measure.plain(phrase) for phrases in train.own_words().values() for phrase in phrases}
    assert [question for question in QUESTIONS if measure.plain(question) in own] == []
    names = {product.name for product in upl.all_products()}
    assert set().union(*map(wanted, QUESTIONS.values())) <= names
    assert set(train.own_words()) <= names


def test_every_product_is_found_first_by_its_name():
    assert [product.name for product in upl.all_products() if learned.find(product.name.upper(), 3, least=SURE_ENOUGH)[0][0] is not product] == []


def test_control_what_was_learned_alone_loses_some_names():
    scored = learned.shipped()
    assert any(scored.uris[scored.best(product.name, 1)[0][0]] != product.uri for product in upl.all_products())


def test_the_model_knows_the_list_of_today():
    assert set(learned.shipped().uris) == {product.uri for product in upl.all_products()}


def test_learning_twice_gives_the_same(few, tmp_path):
    rows = [(title, uri(name), count) for title, name, count in TITLES]
    one, other = (train.train(train.examples(few, rows, {}), few) for _ in range(2))
    assert np.array_equal(one.weight, other.weight) and one.start == other.start
    one.save(tmp_path / "model.npz")
    again = model.read(tmp_path / "model.npz")
    assert again.scores("hond") == pytest.approx(one.scores("hond"), abs=1e-3) and again.uris == one.uris


def test_what_was_not_learned_is_not_found_and_own_words_help(few):
    rows = [(title, uri(name), count) for title, name, count in TITLES]
    numbers = {product.name: number for number, product in enumerate(few)}
    without = train.train(train.examples(few, rows, {}), few).scores("emigreren")
    with_words = train.train(train.examples(few, rows, {"verhuismelding": ["emigreren"]}), few).scores("emigreren")
    assert with_words[numbers["verhuismelding"]] > 0.5 > without[numbers["verhuismelding"]]


def test_measuring_counts_each_title_once_and_a_wrong_one_as_wrong(few):
    rows = [(title, uri(name), count) for title, name, count in TITLES]
    scored = train.train(train.examples(few, rows, {}), few)
    covered = {product.uri for product in few}
    right = measure.measure(scored, few, [*rows, ("paspoort", uri("paspoort"), 1)], covered)
    assert (right.every.titles, right.every.first) == (len(TITLES), len(TITLES))
    wrong = measure.measure(scored, few, [("Paspoort", uri("hondenbelasting"), 1)], covered)
    assert (wrong.every.titles, wrong.every.first) == (1, 0)
    assert measure.measure(scored, few, rows, set()).every.titles == 0


def test_what_is_set_aside_was_not_learned_from():
    rows = [("eenmalig", "a", 1), ("overal", "b", 102)]
    for rest, aside in measure._dealt(rows, 5):
        assert ("eenmalig" in {title for title, _, _ in rest}) != ("eenmalig" in {title for title, _, _ in aside})
        assert {"overal"} <= {title for title, _, _ in rest} & {title for title, _, _ in aside}


def test_features_see_through_accents_capitals_and_dashes():
    assert features("ID-kaart Vóór") == features("id kaart voor")
    assert features("") == {}
