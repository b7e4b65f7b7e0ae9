"""The audit trail in the APIs that have one: of a main object that the client may see, with the scope audittrails.lezen for it."""
from __future__ import annotations

from uuid import UUID

from balie.zgw import reading
from balie.zgw.audittrail.reading import line, trail
from balie.zgw.calls import Answer, Call, handles
from balie.zgw.errors import NotFound
from balie.zgw.expanding import READ
from balie.zgw.resources import UnknownResource, of_kind

MAIN = {  # api → what has a trail, and how its id is called in the address
    "zaken": ("zaken/zaken", "zaak_uuid"), "besluiten": ("besluiten/besluiten", "besluit_uuid"),
    "documenten": ("documenten/enkelvoudiginformatieobjecten", "enkelvoudiginformatieobject_uuid"),
}


def _list(call: Call) -> Answer:
    return Answer(trail(_main(call), call.links))


def _read(call: Call) -> Answer:
    found = line(_main(call), call.key, call.links)
    if found is None:
        raise NotFound
    return Answer(found)


def _main(call: Call) -> UUID:
    """Raises `NotFound`, `Forbidden`."""
    kind, name = MAIN[call.operation.api]
    try:
        main = of_kind(kind)
        # the scope for trails stands alone as a rule; of which types somebody may see is said with the scope for reading them
        reading.one(main, call.client, call.operation.scopes | READ[main.access.component], call.ids[name])
    except UnknownResource:
        raise NotFound from None
    return call.ids[name]


for _api in MAIN:
    handles(_api, "audittrail_list")(_list)
    for _operation in ("audittrail_read", "audittrail_retrieve"):
        handles(_api, _operation)(_read)
