"""`balie notifications`, as a person types it; and what `balie migrate` gives every municipality."""
from __future__ import annotations

from uuid import uuid4

import pytest
from click.testing import CliRunner

from balie.cli import migrate, notifications, officials
from balie.kernel import tenancy
from balie.zgw.models import Abonnement, Kanaal
from balie.zgw.notificaties import sealing
from balie.zgw.notificaties.tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def subscriber(gemeente, monkeypatch):
    monkeypatch.setattr(officials, "start_django", lambda role="owner": None)
    return world.abonnement("zaken")


def run(*words):
    return CliRunner().invoke(notifications.command, [str(word) for word in words], catch_exceptions=False)


def test_it_is_listed_without_its_secrets(subscriber):
    listed = run("list", "zonnedam").output
    assert str(subscriber) in listed and world.NOWHERE in listed and "zaken" in listed and world.AUTH not in listed


def test_cloud_events_and_signing(subscriber):
    assert run("cloudevents", "zonnedam", subscriber).exit_code == 0 and Abonnement.objects.get().form == "cloudevents"
    assert run("cloudevents", "zonnedam", subscriber, "--off").exit_code == 0 and Abonnement.objects.get().form == "zgw"
    secret = run("sign", "zonnedam", subscriber).output.rsplit(" ", 1)[1].strip()
    assert secret.startswith("whsec_") and sealing.secret_of(Abonnement.objects.get()) == secret
    assert "signed" in run("list", "zonnedam").output


def test_it_is_removed(subscriber):
    assert run("remove", "zonnedam", subscriber).exit_code == 0
    assert run("list", "zonnedam").output == "Nobody is told anything.\n"


@pytest.mark.parametrize("verb", ["cloudevents", "sign", "remove"])
def test_one_that_is_not_there(subscriber, verb):
    done = run(verb, "zonnedam", uuid4())
    assert done.exit_code == 1 and "no subscriber with that id" in done.output


def test_every_municipality_has_the_channels_after_migrating(gemeente, other_gemeente):
    assert not Kanaal.objects.exists()
    for _ in range(2):
        migrate.channels()
        for one in (gemeente, other_gemeente):
            with tenancy.scope(one):
                assert Kanaal.objects.count() == 7
