"""A change from state to state ends where a full evaluation ends, always; and the order of what does not hang together does not matter."""

from functools import cache
from random import Random

import pytest

from balie.forms.plan import program
from balie.forms.plan.compile import compile_plan
from balie.forms.plan.tests.agreement import EACH, cases, whole
from balie.forms.plan.tests.random_plans import FACTS, Service, types

SERVICES = 100  # `make soak` tries five thousand others
PARTS = 4
EVERYTHING = program.uses


@cache
def edges(seed: int) -> tuple[program.Use, ...]:
    """All that hangs together in the service of this seed."""
    return EVERYTHING(compile_plan(Service(seed).definition()))


def noticed(monkeypatch, left_out, services: int) -> bool:
    """Whether it shows when these edges are left out, in the services that have them."""
    monkeypatch.setattr(program, "uses", lambda plan: tuple(use for use in EVERYTHING(plan) if not left_out(use)))
    return any(any(cases(seed, seed + 1)) for seed in range(services) if any(map(left_out, edges(seed))))


@pytest.mark.parametrize("part", range(PARTS))
def test_a_change_ends_where_a_full_evaluation_ends(part):
    each = SERVICES // PARTS
    found = list(cases(part * each, (part + 1) * each))
    assert len(found) >= each * EACH and not any(found), next(filter(None, found))


def test_the_random_services_use_every_question_type():
    used = {part["type"] for seed in range(SERVICES) for page in Service(seed).pages for part in page["questions"]}
    assert used == set(types())


def test_the_random_services_have_groups_in_groups_with_rows_and_rules_over_them():
    services = [Service(seed) for seed in range(SERVICES)]
    nested = [(service, name, inner) for service in services for name in service.kinds if name in service.inner
              for inner, kind in service.inner[name].items() if kind == "group"]  # fmt: skip
    answers = [(inner, service.data(name)) for service, name, inner in nested]
    filled = [inner for inner, rows in answers if isinstance(rows, list) and any(isinstance(row, dict) and row.get(inner) for row in rows)]
    over = [service for service, name, inner in nested if f"{name}.{inner}" in str(service.service())]
    assert len(nested) > 100 and len(filled) > 50 and len(over) > 50


@pytest.mark.parametrize(("kind", "part"), [
    ("value", "waarde"), ("question", "toon als"), ("page", "toon als"), ("question", "verplicht als"), ("question", "fout als"),
    ("question", "default"), ("question", "text"), ("page", "stop als"), ("page", "text"), ("costs", "amount"), ("costs", "als"),
    ("decision", "als"), ("documents", "als"), ("tasks", "als"), ("partners", "als"), ("offers", "als"), ("offers", "text"), ("term", "als"),
    ("appointment", "toon als"), ("cosigners", "als"), ("cosigners", "for each"), ("product", "text"),
])  # fmt: skip
def test_control_an_edge_left_out_is_noticed(monkeypatch, kind, part):
    assert noticed(monkeypatch, lambda use: (use.kind, use.part) == (kind, part), 130)


@pytest.mark.parametrize("part", ["toon als", "gegeven", "alleen als", "fout als"])
@pytest.mark.parametrize("depth", [0, 1])
def test_control_an_edge_into_a_row_left_out_is_noticed(monkeypatch, part, depth):
    """Also when it comes from a row in a row."""
    assert noticed(monkeypatch, lambda use: use.part == part and bool(use.inside) and use.inside.count(".") == depth, 600)


def _outcome(service, answers, facts):
    state = whole(compile_plan(service.definition()), answers, facts)
    pages = {page.name: (page.title, page.intro, page.done, {each.name: each for each in page.questions}) for page in state.pages}
    rest = {name: getattr(state, name) for name in ("total", "costs", "decision", "documents", "tasks", "offers", "term", "messages", "complete")}
    return pages, rest, dict(state.values), state.answers


@pytest.mark.parametrize("seed", range(60))
def test_the_order_of_independent_parts_does_not_matter(seed):
    service, random = Service(seed, stops=False), Random(seed)
    answers = {name: service.data(name) for name in service.kinds}
    facts = random.choice(FACTS)
    before = _outcome(service, answers, facts)
    for page in service.pages:
        random.shuffle(page["questions"])
    random.shuffle(service.pages)
    names = list(service.values)
    random.shuffle(names)
    service.values = {name: service.values[name] for name in names}
    assert _outcome(service, dict(reversed(answers.items())), facts) == before


def test_control_the_order_of_a_decision_table_does_matter():
    different = 0
    for seed in range(20):
        service = Service(seed)
        before = _outcome(service, {}, {})
        service.rest_of_it["decision"]["rows"].reverse()
        different += _outcome(service, {}, {}) != before
    assert different
