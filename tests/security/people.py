"""Who may come by: a session for each role, made by the same verbs that the login pages use."""
from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client, RequestFactory

from balie.identity import public as identity
from balie.identity.models import Official
from balie.kernel import tenancy
from tests.security.world import BSN, OTHER_BSN, PARENT_BSN, World

RESIDENTS = ("visitor", "owner", "stranger", "parent", "organisation", "elsewhere")
OFFICIALS = ("behandelaar", "other_team", "balie", "teamleider", "beheerder", "official_elsewhere", "password_only", "assisted")
ROLES = (*RESIDENTS, *OFFICIALS)
PROOFS = {
    "owner": identity.Proof(via="digid", loa=identity.Loa.MIDDEN, bsn=BSN),
    "stranger": identity.Proof(via="digid", loa=identity.Loa.MIDDEN, bsn=OTHER_BSN),
    "parent": identity.Proof(via="digid", loa=identity.Loa.MIDDEN, bsn=PARENT_BSN),
    "organisation": identity.Proof(via="eherkenning", loa=identity.Loa.EH3, kvk_nummer="69599084"),
    "elsewhere": identity.Proof(via="digid", loa=identity.Loa.MIDDEN, bsn=BSN),
}
ELSEWHERE = ("elsewhere", "official_elsewhere")


def log_everybody_in(world: World) -> dict[str, str]:
    """Role → session key."""
    cookies = {}
    for role in ROLES:
        gemeente = world.other if role in ELSEWHERE else world.gemeente
        with tenancy.scope(gemeente):
            cookies[role] = session_of(world, role)
    return cookies


def session_of(world: World, role: str) -> str:
    request = RequestFactory().get("/")
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    request.user, request.resident, request.official, request.gemeente = AnonymousUser(), None, None, tenancy.current()
    if role in PROOFS:
        identity.sign_in(request, proof=PROOFS[role])
    elif role in OFFICIALS:
        name = {"official_elsewhere": "elsewhere", "assisted": "balie"}.get(role, role)
        user = Official.objects.get(id=world.officials[name])
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        record_authentication(request, user, "password")
        if role != "password_only":
            record_authentication(request, user, "mfa", type="totp")
            request.official = identity.official_of(user.id)
        if role == "assisted":
            identity.start_assisting(request, person_id=world.person, document_kind="paspoort", reason="helpt met een aanvraag")
    request.session.save()
    return request.session.session_key


def client(world: World, role: str, **options) -> Client:
    """A browser of this role, at the host of its own municipality."""
    host = world.other.hosts[0] if role in ELSEWHERE else world.gemeente.hosts[0]
    made = Client(headers={"host": host}, **options)
    opened_anew(made, world, role)
    return made


def opened_anew(browser: Client, world: World, role: str) -> Client:
    """The browser of this role with nothing but its session in it. Making one loads all middleware, which takes as long as a page."""
    browser.cookies.clear()
    if role != "visitor":
        browser.cookies[settings.SESSION_COOKIE_NAME] = world.cookies[role]
    return browser


@contextmanager
def undone():
    """What happens inside never happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
