"""What lists, single things, making, changing and destroying have in common, for every resource alike."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from balie.api.zgw.requests import Faulty
from balie.api.zgw.routing import Path
from balie.zgw.public import Answer, Call, Resource, UnknownResource, contract, errors, of_kind, reading, showing, writing

DEFAULT_MEDIA = "application/json"


def media_of(operation: contract.Operation) -> str:
    return "application/octet-stream" if operation.id.endswith("_download") else DEFAULT_MEDIA


def handle(path: Path, call: Call) -> Answer:
    resource = of_kind(f"{call.operation.api}/{path.pattern}")
    return _DO[call.operation.method, path.is_one](resource, call)


def variant_of(path: Path, operation: contract.Operation, ids: Mapping[str, Any]) -> str | None:
    """Which variant of its schema the row is that a PATCH changes; the body need not repeat that."""
    if operation.method != "PATCH":
        return None
    try:
        resource = of_kind(f"{operation.api}/{path.pattern}")
    except UnknownResource:
        return None
    return resource.model.objects.filter(pk=ids["uuid"]).values_list(resource.variant, flat=True).first() if resource.variant else None


def _list(resource: Resource, call: Call) -> Answer:
    if not call.operation.paginated:
        found = reading.everything(resource, call.client, call.operation.scopes, call.query, parent=_parent(resource, call))
        return Answer(showing.shown(resource, call, found))
    number, size = call.query.get("page", 1), call.query.get("pageSize", reading.PAGE)
    size = min(size, reading.LARGEST) if size > 0 else reading.PAGE
    page = reading.page(resource, call.client, call.operation.scopes, call.query, number=number, size=size, parent=_parent(resource, call))
    address = call.links.collection(resource.kind, _parent(resource, call))
    return Answer(showing.paged(page, showing.shown(resource, call, page.rows), address, call.query))


def _one(resource: Resource, call: Call) -> Answer:
    row = reading.one(resource, call.client, call.operation.scopes, call.key, parent=_parent(resource, call))
    return Answer(showing.shown(resource, call, [row])[0])


def _create(resource: Resource, call: Call) -> Answer:
    parent = _parent(resource, call)
    key, shown = writing.create(
        resource, client=call.client, scopes=call.operation.scopes, links=call.links, body=call.body, parent=parent, note=call.toelichting,
        wrong=_wrong(call),
    )
    return Answer(shown, headers={"Location": call.links.to(resource.kind, key, parent)})


def _update(resource: Resource, call: Call) -> Answer:
    return Answer(writing.update(
        resource, call.key, client=call.client, scopes=call.operation.scopes, links=call.links, body=call.body,
        partial=call.operation.method == "PATCH", parent=_parent(resource, call), note=call.toelichting, wrong=_wrong(call),
    ))


def _destroy(resource: Resource, call: Call) -> Answer:
    writing.destroy(
        resource, call.key, client=call.client, scopes=call.operation.scopes, links=call.links, parent=_parent(resource, call),
        note=call.toelichting,
    )
    return Answer()


def _wrong(call: Call) -> list[errors.InvalidParam]:
    return call.body.wrong if isinstance(call.body, Faulty) else []


def _parent(resource: Resource, call: Call) -> Any:
    return next((key for name, key in call.ids.items() if name != "uuid"), None) if resource.parent else None


_DO: Mapping[tuple[str, bool], Callable[[Resource, Call], Answer]] = {
    ("GET", False): _list, ("GET", True): _one, ("POST", False): _create, ("PUT", True): _update, ("PATCH", True): _update,
    ("DELETE", True): _destroy,
}
