"""Every service of the standard catalogue, lived through on a phone as its examples say: opened, filled in, sent, or stopped where it stops.

Generated from the folders, none left out. `make test` takes the few of `SHORT`; `make soak ARGS="--only journeys"` all of them.
"""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from http.cookies import SimpleCookie
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connections

from balie.catalogue import public as catalogue
from balie.demo.generate.numbers import test_bsns
from balie.forms.public import evaluate, load_folder
from balie.identity import public as identity
from balie.kernel import clock, tenancy
from balie.kernel.testing import make_gemeente, run_pending_jobs
from balie.portal.tests.browser import sign_in
from tests.journeys.examples.applicant import Applicant
from tests.journeys.examples.standing_in import World

SERVICES = Path(__file__).parents[2] / "services"
NAMES = sorted(place.parent.name for place in SERVICES.glob("*/service.yaml"))
SHORT = {"klacht", "hondenbelasting", "terras"}
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town():
    cache.clear()
    with tenancy.scope(make_gemeente("zonnedam", "Zonnedam", "9991", ["testserver", "localhost"])) as entered:
        yield entered


@pytest.mark.parametrize("name", [pytest.param(name, marks=[] if name in SHORT else pytest.mark.long) for name in NAMES])
def test_every_example_of(name, town, live_server, new_page, axe, monkeypatch):
    world, definition = World(monkeypatch), load_folder(SERVICES / name)
    version = catalogue.publish(definition=definition)
    plan, ended = catalogue.plan(version), {}
    for number, (path, example) in enumerate(definition.examples.items()):
        world.be(example)
        cache.clear()  # everybody's first visit: nobody was written to before
        if example.settings:
            catalogue.change_settings(slug=name, values=example.settings)
        state = evaluate(plan, example.answers, example.facts, today=example.today, settings=example.settings,
                         holidays=clock.holidays_around(example.today))  # fmt: skip
        page = new_page(width=390)
        logged_in(page, live_server, plan.service.login, example, number)
        somebody = Applicant(page, SimpleNamespace(url=live_server.url), axe, plan=plan, example=example, state=state, knows=world.knows)
        ended[path] = somebody.apply()
        expected = "stop" if example.expect.stop else "error" if example.expect.errors else "partial" if example.expect.partial else "sent"
        assert ended[path] == expected, path
        in_a_worker(run_pending_jobs)
        if example.settings:
            catalogue.change_settings(slug=name, values=dict.fromkeys(example.settings))
        page.context.close()
    assert "sent" in ended.values()


def in_a_worker(work) -> None:
    """In a thread of its own, as a worker is: Playwright keeps an event loop running in this one, and signing starts one."""
    def done() -> None:
        try:
            work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(copy_context().run, done).result()


def logged_in(page, live_server, login, example, number: int) -> None:
    """As somebody who was never here before, as sure as the service asks."""
    wanted = login.model_dump(exclude_none=True)
    if not wanted:
        return
    means = "eherkenning" if "eherkenning" in wanted and ("organisatie" in example.facts or "digid" not in wanted) else "digid"
    loa = identity.Loa(example.login.get(means) or wanted[means])
    known = {"bsn": next(islice(test_bsns(), number, None))} if means == "digid" else {"kvk_nummer": f"{69599084 + number}"}
    client = SimpleNamespace(cookies=SimpleCookie())
    sign_in(client, identity.Proof(via=means, loa=loa, name="", **known))
    page.context.add_cookies([{"name": each.key, "value": each.value, "url": live_server.url} for each in client.cookies.values()])
