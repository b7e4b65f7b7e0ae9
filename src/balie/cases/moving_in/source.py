"""The provider that is left: its lists from begin to end however long, and content in pieces. One thing at a time, again when it is busy."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

import stamina

from balie.documents.public import NotAsSaid
from balie.kernel import egress
from balie.zgw.public import providers

Result = TypeVar("Result")
PIECE = 256 * 1024
TRIES, FIRST_WAIT, LONGEST_WAIT = 8, 1.0, 60.0


@dataclass(frozen=True)
class Page:
    """`count`: of the whole list, as the provider says it now."""

    count: int
    results: list[dict[str, Any]]


class Source:
    """`label`: what people call it. `roots`: the address of each of its APIs; one that it does not have is not in it. `said`: is told how far the
    reading of a long list is.

    Raises `Unreachable` when it is still busy or away after `TRIES` times, `Refused` for what it does not give.
    """

    def __init__(self, name: str, said: Callable[[str], None] = lambda text: None) -> None:
        access = providers.access_to(name)
        self.name, self.label, self._said = name, access.label, said
        self._zgw = providers.Zgw(access)
        found = {api: providers.address_of(f"{name}:{api}") for api in ("catalogi", "documenten", "zaken", "besluiten")}
        self.roots = {api: address.rstrip("/") for api, address in found.items() if address}

    def one(self, api: str, path: str, **parameters: str) -> Any:
        return self._again(lambda: self._zgw.one(api, path, **parameters))

    def pages(self, api: str, path: str, **parameters: str) -> Iterator[Page]:
        """Whatever is on them once; a list that has no pages is one. A page that is gone when it is asked for was the last."""
        answer, seen = self.one(api, path, **parameters), 0
        while True:
            page = self._page(answer, path)
            yield page
            if isinstance(answer, list) or not answer.get("next"):
                return
            seen += len(page.results)
            self._said(f"{path}: {seen} van {page.count}")
            try:
                answer = self.one(api, self._ours(api, str(answer["next"])))
            except providers.Refused as refused:
                if providers.GONE not in refused.codes:
                    raise
                return

    def all(self, api: str, path: str, **parameters: str) -> list[dict[str, Any]]:
        """For what is short: all that belongs to one thing."""
        return [each for page in self.pages(api, path, **parameters) for each in page.results]

    def count(self, api: str, path: str) -> int:
        return next(self.pages(api, path)).count

    def content(self, url: str, keep: Callable[[Iterator[bytes]], Result]) -> Result:
        """What `keep` makes of the content at that address. Called again when the line breaks, and once more when it raises `NotAsSaid`."""
        try:
            return self._again(lambda: self._content(url, keep))
        except NotAsSaid:
            return self._again(lambda: self._content(url, keep))

    # -- how

    def _page(self, answer: Any, path: str) -> Page:
        results = answer.get("results") if isinstance(answer, dict) else answer
        count = answer.get("count") if isinstance(answer, dict) else len(answer) if isinstance(answer, list) else None
        if not isinstance(results, list) or not isinstance(count, int) or not all(isinstance(each, dict) for each in results):
            raise providers.Refused(f"{self.label} geeft geen lijst van {path}.")
        return Page(count, results)

    def _content(self, url: str, keep: Callable[[Iterator[bytes]], Result]) -> Result:
        service = f"{providers.KIND}:{self.name}:documenten"
        url = self._ours("documenten", url)
        if not providers.is_below(url, egress.address(service)):
            raise providers.Refused(f"{self.label} verwijst naar een ander adres dan is ingesteld.")
        headers = self._zgw.headers() | {"Accept": "*/*"}
        try:
            with egress.client(service) as http, http.stream("GET", url, headers=headers) as answer:
                if answer.status_code != 200:
                    raise self._no(answer.status_code)
                return keep(answer.iter_bytes(PIECE))
        except egress.EgressFailed:
            raise providers.Unreachable(f"{self.label} geeft nu geen antwoord.") from None
        except egress.EgressRefused:
            raise providers.Refused(f"{self.label} verwijst naar een ander adres dan is ingesteld.") from None

    def _no(self, status: int) -> Exception:
        if status >= 500 or status in providers.LATER:
            return providers.Unreachable(f"{self.label} heeft een storing ({status}).")
        return providers.Refused(f"{self.label} geeft de inhoud niet ({status}).")

    def _ours(self, api: str, url: str) -> str:
        """The address as we reach it: behind a proxy some providers call themselves http where they are https."""
        given, own = urlsplit(url), urlsplit(self.roots[api])
        same = given.hostname == own.hostname and own.scheme == "https" and given.scheme == "http"
        return urlunsplit(given._replace(scheme=own.scheme, netloc=own.netloc)) if same else url

    def _again(self, ask: Callable[[], Result]) -> Result:
        """A provider that is busy gets ever more time."""
        for attempt in stamina.retry_context(on=providers.Unreachable, attempts=TRIES, timeout=None, wait_initial=FIRST_WAIT, wait_max=LONGEST_WAIT):
            with attempt:
                return ask()
        raise AssertionError("it answers or raises")
