"""What the tests of the workspace share: a published service, zaken in it, and officials who are logged in."""
from __future__ import annotations

from unittest.mock import patch

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from balie.cases import public as cases
from balie.cases.tests import factories
from balie.demo.generate.numbers import test_bsns
from balie.identity import public as identity


@pytest.fixture
def known(gemeente):
    """Applications as if they were submitted; the rooms find them by id."""
    found = {}
    with patch("balie.applications.public.submitted", lambda application_id: found[application_id]):
        yield found


@pytest.fixture
def service(gemeente):
    return factories.publish()


@pytest.fixture
def make_zaak(known, service):
    """`make_zaak(version=…, name=…)`: the id of a zaak that waits for an official; every one is of somebody else."""
    numbers = test_bsns()

    def make(version=None, name="J. de Wit", **changes):
        who = identity.person_for_bsn(next(numbers))
        identity.remember_name(person_id=who, name=name)
        one = factories.application(version or service, person_id=who, **changes)
        known[one.application_id] = one
        return cases.start_zaak(application_id=one.application_id)

    return make


@pytest.fixture
def log_in(gemeente):
    return official_client


def official_client(*roles: str, name: str = "Nadia Benali", csrf: bool = False, teams: tuple[str, ...] = ("bouwen",)) -> Client:
    """A browser in which this official is logged in with a second factor; `client.official` says who it is.

    Whoever handles zaken is of the team of the terraces, unless said otherwise.
    """
    email = f"{name.split()[0].lower()}.{'-'.join(roles) or 'niets'}@zonnedam.example"
    known = {each.email: each for each in identity.officials()}
    who = known.get(email) or identity.add_official(
        email=email, name=name, roles=list(roles), password="een-lang-en-goed-wachtwoord", teams=teams if "behandelaar" in roles else (),
    )
    client = Client(enforce_csrf_checks=csrf)
    user = get_user_model().objects.get(pk=who.id)
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 0}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    client.official = identity.official_of(who.id)
    return client


@pytest.fixture
def nadia(log_in):
    """Handles zaken and decides."""
    return log_in("behandelaar")


@pytest.fixture
def roos(log_in):
    """Works at the desk: sees zaken, hands out, helps; does not decide."""
    return log_in("balie", name="Roos Veenstra")
