"""Browsers for tests of the portal: residents who are logged in, forms as they stand on a page, and the price of a page in queries."""
from __future__ import annotations

import html
import re
from importlib import import_module

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from balie.identity import public as identity
from balie.kernel import tenancy

BSN, OTHER_BSN = "999993653", "999990019"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def browser(bsn: str = "", *, loa: identity.Loa = identity.Loa.MIDDEN, name: str = "", csrf: bool = False) -> Client:
    """A browser at this municipality; with a `bsn`: logged in as this person, and `client.resident` says who that is."""
    client = Client(enforce_csrf_checks=csrf, headers={"host": tenancy.current().hosts[0]})
    client.resident = sign_in(client, identity.Proof(via="digid", loa=loa, bsn=bsn, name=name)) if bsn else None
    return client


def sign_in(client: Client, proof: identity.Proof) -> identity.Resident:
    request = RequestFactory().get("/")
    key = client.cookies[settings.SESSION_COOKIE_NAME].value if settings.SESSION_COOKIE_NAME in client.cookies else None
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    request.user, request.official, request.resident, request.gemeente = AnonymousUser(), None, None, tenancy.current()
    resident = identity.sign_in(request, proof=proof)
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
    return resident


def hidden(page: str) -> dict[str, str]:
    """What a browser sends along by itself: the hidden fields of the page."""
    return {name: html.unescape(value) for name, value in HIDDEN.findall(page)}


def queries(client: Client, path: str) -> int:
    """What the page costs, the second time that somebody asks for it."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)
