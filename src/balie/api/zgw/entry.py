"""The one view of all six APIs. What an API can do stands in the contract and in the resources; this is how a request runs through it.

Nothing is read before the client is known and may do this at all; a mistake undoes everything (one transaction per request).
What has to be asked of another provider is asked between two tries (`providers.between`).
"""
from __future__ import annotations

from typing import Any

from django.db import OperationalError, transaction
from django.views.decorators.csrf import csrf_exempt

from balie.api.zgw import answers, generic, requests, routing
from balie.kernel import audit
from balie.zgw.public import Answer, Call, Client, Links, authenticate, contract, errors, handler_of, lies_elsewhere, providers

IN_EACH_OTHERS_WAY = ("40P01", "40001")  # two requests that wait for each other: PostgreSQL ends one of them


@csrf_exempt
@transaction.non_atomic_requests
def serve(request: Any, api: str, rest: str) -> Any:
    """Every operation of `api`; `rest` is the path under its root."""
    if request.method in ("GET", "HEAD") and (described := answers.description(api, rest, request)):
        return described
    try:
        operation, given = providers.between(_Run(request, api, rest))
        return answers.answer(operation, request, given)
    except errors.ZgwError as error:
        return answers.problem(api, request, error)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") not in IN_EACH_OTHERS_WAY:
            raise
        return answers.problem(api, request, errors.Conflict())


serve.reads_text_itself = True  # a NUL in the query is a `ValidatieFout`


class _Run:
    """One request in one transaction. Again, when something had to be asked of another provider: what was read of it is kept."""

    def __init__(self, request: Any, api: str, rest: str) -> None:
        self.given, self.read = (request, api, rest), None

    def __call__(self) -> tuple[contract.Operation, Answer]:
        with transaction.atomic():
            self.read = self.read or _read(*self.given)
            path, call = self.read
            with audit.acting(audit.Actor("applicatie", call.client.client_id, call.client.label)):
                handler = handler_of(call.operation)
                return call.operation, (handler and handler(call)) or generic.handle(path, call)


def _read(request: Any, api: str, rest: str) -> tuple[routing.Path, Call]:
    client = authenticate(request.headers.get("Authorization", ""))
    path, operation, ids = routing.find(api, rest, request.method)
    may(client, operation)
    if api == "catalogi" and any(map(lies_elsewhere, ids.values())):
        raise errors.NotFound("Dit is van een andere aanbieder. Vraag het daar.")
    requests.check_accept(request, given=generic.media_of(operation))
    requests.check_headers(operation, request)
    query = requests.query_of(operation, request)
    body, files = requests.body_of(operation, request, generic.variant_of(path, operation, ids))
    return path, Call(
        operation, client, Links(f"{request.scheme}://{request.get_host()}"), ids, query, body, files,
        toelichting=request.headers.get("X-Audit-Toelichting", "")[:1000],
    )


def may(client: Client, operation: contract.Operation) -> None:
    """Whether it holds the scope at all; for which rows is decided by the query. Raises `Forbidden`."""
    if operation.scopes and not client.may(contract.load(operation.api).component, *operation.scopes):
        raise errors.Forbidden
