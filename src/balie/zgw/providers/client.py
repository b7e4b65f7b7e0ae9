"""A client of the ZGW APIs (Zaken 1.x, Documenten 1.x, Catalogi 1.x, Besluiten 1.x) of one connection: logging in, reading, making, removing.

Raises `Unreachable` when trying again later may help, `Refused` when a person has to do something first; both say what in a sentence, without
anything of what was sent. What comes back is bounded in size and time, and a token goes to no address outside the root of its API.
Log in: VNG, ZGW-standaard, "Authenticatie en autorisatie" (JWT, HS256).
"""
from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import httpx2
from joserfc.jwk import OctKey

from balie.kernel import egress
from balie.zgw.autorisaties.tokens import signed
from balie.zgw.providers.below import is_below
from balie.zgw.providers.connections import KIND, Access

CRS = {"Accept-Crs": "EPSG:4326", "Content-Crs": "EPSG:4326"}
MOST_PAGES = 20
LARGEST = 20_000_000  # bytes of one answer
SECONDS = 20.0  # for the whole of it
LATER = (408, 425, 429)
_CODE = re.compile(r"[\w.-]{1,60}")


class Unreachable(RuntimeError):
    """The other system gives no (good) answer now."""


class Refused(RuntimeError):
    """The other system says no. `codes`: why, as the standard calls it."""

    def __init__(self, sentence: str, codes: tuple[str, ...] = ()):
        super().__init__(sentence)
        self.codes = codes


class Zgw:
    """`until`: after this moment (`time.monotonic`) nothing is asked any more."""

    def __init__(self, access: Access, *, until: float | None = None) -> None:
        self.access, self.until = access, until
        self._key = OctKey.import_key(access.secret)

    # -- reading

    def one(self, api: str, path: str, **parameters: str) -> dict[str, Any]:
        """`path`: under the root of the API, or a whole address that it gave before."""
        return self._call("GET", api, path, params=parameters)

    def all(self, api: str, path: str, **parameters: str) -> Iterator[dict[str, Any]]:
        """Everything on all pages; some lists of the standard have none and are plain lists."""
        page = self._call("GET", api, path, params=parameters)
        for _ in range(MOST_PAGES):
            if isinstance(page, list):
                yield from page
                return
            yield from page["results"]
            if not page.get("next"):
                return
            page = self._call("GET", api, page["next"])
        raise Refused(f"Er zijn bij {self.access.label} te veel {path}. Maak de koppeling preciezer.")

    # -- making

    def make(self, api: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        return self._call("POST", api, path, json=body)

    def remove(self, api: str, path: str) -> None:
        """What is gone already is gone."""
        try:
            self._call("DELETE", api, path)
        except Refused as refused:
            if "not_found" not in refused.codes:
                raise

    # -- how

    def _call(self, method: str, api: str, path: str, **what: Any) -> Any:
        label, service = self.access.label, f"{KIND}:{self.access.name}:{api}"
        if self.until is not None and time.monotonic() > self.until:
            raise Unreachable(f"{label} antwoordt te langzaam.")
        headers = self.headers() | (CRS if api == "zaken" else {})
        try:
            root = egress.address(service)
            where = path if "://" in path else root + path.lstrip("/")
            if not is_below(where, root):
                raise egress.EgressRefused(service)
            given = {name: each for name, each in what.items() if each}
            with egress.client(service) as http, http.stream(method, where, headers=headers, **given) as coming:
                answer = self._whole(coming)
        except egress.EgressOff:
            raise Refused(f"De koppeling met {label} is niet ingesteld.") from None
        except egress.EgressFailed:
            raise Unreachable(f"{label} geeft nu geen antwoord.") from None
        except egress.EgressRefused:
            raise Refused(f"{label} verwijst naar een ander adres dan is ingesteld. Controleer de koppeling.") from None
        return self.read(answer, method, path)

    def _whole(self, coming: httpx2.Response) -> httpx2.Response:
        """All of it in memory, unless it is too much or takes too long."""
        got, until = bytearray(), time.monotonic() + SECONDS
        for piece in coming.iter_bytes():
            got += piece
            if len(got) > LARGEST:
                raise Refused(f"{self.access.label} geeft een te groot antwoord.")
            if time.monotonic() > until:
                raise Unreachable(f"{self.access.label} geeft zijn antwoord te langzaam.")
        return httpx2.Response(coming.status_code, content=bytes(got))

    def read(self, answer: Any, method: str, path: str) -> Any:
        """What it answered, or why it did not."""
        label, code = self.access.label, answer.status_code
        if code >= 500 or code in LATER:
            raise Unreachable(f"{label} heeft een storing ({code}).")
        if code == 204:
            return None
        try:
            body = answer.json()
        except ValueError:
            raise Unreachable(f"{label} gaf een antwoord dat wij niet kunnen lezen ({code}).") from None
        if code in (401, 403):
            raise Refused(f"{label} laat ons niet toe ({code}). Controleer de client id, het geheim en de rechten daar.", _codes(body))
        if not 200 <= code < 300:
            raise Refused(_said(label, code, method, path, body), _codes(body))
        return body

    def headers(self) -> dict[str, str]:
        """With a fresh token for each call: other systems take it for a limited time."""
        return {"Authorization": f"Bearer {self.token()}", "Accept": "application/json"}

    def token(self) -> str:
        return signed(self.access.client_id, self._key, at=time.time())


def _codes(body: Any) -> tuple[str, ...]:
    if not isinstance(body, dict):
        return ()
    found = [body.get("code"), *(each.get("code") for each in body.get("invalidParams") or () if isinstance(each, dict))]
    return tuple(each for each in found if isinstance(each, str))


def _said(label: str, code: int, method: str, path: str, body: Any) -> str:
    """Names and codes only: the reasons of another system may repeat what we sent."""
    wrong = [each for each in body.get("invalidParams") or () if isinstance(each, dict)] if isinstance(body, dict) else []
    named = [(str(each.get("name")), str(each.get("code"))) for each in wrong]
    parts = [f"{name}: {why}" for name, why in named if _CODE.fullmatch(name) and _CODE.fullmatch(why)]
    what = path.rstrip("/").rsplit("/", 1)[-1] if method == "POST" else "een vraag"
    why = f" ({', '.join(parts[:5])})" if parts else ""
    return f"{label} weigert {what if _CODE.fullmatch(what) else 'een vraag'}: {code}{why}."
