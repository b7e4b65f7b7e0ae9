"""What residents really type, over the whole standard catalogue: the service that is right comes first, or among three."""

from pathlib import Path

import pytest
import yaml

from balie.assistant import index, search
from balie.assistant import public as assistant
from balie.catalogue import public as catalogue
from balie.settings.environment import ROOT

QUESTIONS = yaml.load(Path(__file__).with_name("residents.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
FIRST, THREE = 0.79, 0.91
SHORT = ("parkeren", "afval", "evenement", "trouwen", "hulp in huis", "boom kappen", "bouwen", "uitkering")


def right(meant) -> set[str]:
    return {meant} if isinstance(meant, str) else set(meant)


def leads_to(hit: assistant.Hit) -> set[str]:
    """The service of a result. The page of a product that one service covers goes straight on to that one."""
    if hit.card:
        return {hit.slug}
    covered_by = {product.uri: product.covered_by for product in catalogue.products()}[hit.upl]
    return set(covered_by) if len(covered_by) == 1 else set()


def missed(most: int) -> dict[str, list[str]]:
    """Question → what was found instead."""
    found = {question: assistant.search(question)[:most] for question in QUESTIONS}
    return {
        question: [hit.slug for hit in hits] for question, hits in found.items()
        if not right(QUESTIONS[question]) & set().union(*map(leads_to, hits))
    }  # fmt: skip


def share(most: int) -> float:
    return 1 - len(missed(most)) / len(QUESTIONS)


@pytest.fixture
def everything(gemeente):
    catalogue.publish_standard_catalogue(folder=ROOT / "services")


def test_questions_name_services_that_are_there():
    assert len(QUESTIONS) >= 150
    there = {place.parent.name for place in (ROOT / "services").glob("*/service.yaml")}
    assert set().union(*map(right, QUESTIONS.values())) <= there


def test_the_right_service_is_found_first_or_among_three(everything, monkeypatch):
    assert share(1) >= FIRST, missed(1)
    assert share(3) >= THREE, missed(3)
    # control: without the words of the services it would be noticed
    monkeypatch.setattr(index.Index, "rank", lambda self, query, unfinished=False: [])
    assert share(1) < FIRST and share(3) < THREE


@pytest.mark.parametrize("query", SHORT)
def test_three_different_products_stand_first(everything, query):
    hits = assistant.search(query)
    assert len({hit.upl for hit in hits[:3]}) == len(hits[:3]) == 3
    assert len({(hit.slug, bool(hit.card)) for hit in hits}) == len(hits)
    assert not any(hit.beside for hit in hits[3:])


def test_control_without_it_one_product_stands_first_twice(everything, monkeypatch):
    monkeypatch.setattr(search, "_different", lambda ranked: ranked)
    found = [assistant.search(query) for query in SHORT]
    assert any(len({hit.upl for hit in hits[:3]}) < 3 or any(hit.beside for hit in hits[3:]) for hits in found)
