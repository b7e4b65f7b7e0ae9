"""Clients and their tokens, for the tests of every room that speaks ZGW."""
from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

from balie.kernel import clock
from balie.zgw.autorisaties import actions
from balie.zgw.autorisaties.rules import Given

SECRET = "een-lang-en-goed-geheim"
ZAAKTYPE = "https://testserver/catalogi/api/v1/zaaktypen/0192d0c6-0000-7000-8000-00000000000a"
OTHER_ZAAKTYPE = ZAAKTYPE[:-1] + "b"


def make_client(client_id: str = "zaaksysteem", *rights: Given, secret: str = SECRET, label: str = "Het zaaksysteem", **about: Any):
    """An applicatie with a secret; without rights it may do everything."""
    row = actions.create_applicatie(
        client_ids=(client_id,), label=label, heeft_alle_autorisaties=not rights, autorisaties=rights, **about
    )
    actions.set_secret(client_id=client_id, secret=secret)
    return row


def zaken(*scopes: str, zaaktype: str = ZAAKTYPE, level: str = "zeer_geheim") -> Given:
    return Given("zrc", scopes, zaaktype=zaaktype, max_vertrouwelijkheidaanduiding=level)


def token(client_id: str = "zaaksysteem", secret: str = SECRET, *, header: dict | None = None, **claims: Any) -> str:
    """As a client makes it, by hand, so that wrong ones can be made too. A claim that is None is left out."""
    about = {
        "iss": client_id, "iat": int(clock.now().timestamp()), "client_id": client_id, "user_id": "jansen", "user_representation": "J. Jansen",
    } | claims
    return signed(header or {"alg": "HS256", "typ": "JWT"}, {name: value for name, value in about.items() if value is not None}, secret)


def signed(header: dict, content: Any, secret: str, how=hashlib.sha256) -> str:
    text = f"{packed(header)}.{packed(content)}"
    return f"{text}.{_base64(hmac.new(secret.encode(), text.encode(), how).digest())}"


def packed(content: Any) -> str:
    return _base64(json.dumps(content).encode())


def bearer(*about: Any, **claims: Any) -> str:
    return f"Bearer {token(*about, **claims)}"


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
