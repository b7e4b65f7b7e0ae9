"""Writing what changed: one statement in the running transaction, which also wakes who passes it on, when somebody follows that channel.

The row says by itself whether anybody still has to look who must be told (`distributed` is empty): so nothing is lost when the wake-up is, and
nothing has to be done where nobody follows.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from balie.kernel import clock
from balie.kernel.ids import new_id
from balie.kernel.tenancy import context
from balie.zgw.audittrail.actor import Actor
from balie.zgw.contract.facts import COMPONENTS
from balie.zgw.models import Bezorging, Wijziging
from balie.zgw.references import Links

WAKE = "balie.zgw.notificaties.jobs.fan_out"
RESULTS = {"create": 201, "destroy": 204}
OWN = Links("")
# the literals are cast where PostgreSQL would take them for text
INSERT = """
with followed as (
    select %(told)s and exists (select from zgw_abonnement where gemeente_id = %(gemeente)s and %(kanaal)s = any(kanaal_namen)) as yes
), written as (
    insert into zgw_wijziging (
        gemeente_id, id, kanaal, bron, hoofd_api, hoofd_path, hoofd_id, resource, resource_path, resource_id, resource_weergave, actie, resultaat,
        applicatie_id, applicatie_weergave, gebruikers_id, gebruikers_weergave, toelichting, oud, nieuw, kenmerken, aanmaakdatum, distributed,
        forgotten
    ) select
        %(gemeente)s, %(id)s, %(kanaal)s, %(bron)s, %(hoofd_api)s, %(hoofd_path)s, %(hoofd_id)s, %(resource)s, %(resource_path)s,
        %(resource_id)s::uuid, %(resource_weergave)s, %(actie)s, %(resultaat)s, %(applicatie_id)s, %(applicatie_weergave)s, %(gebruikers_id)s,
        %(gebruikers_weergave)s, %(toelichting)s, %(oud)s::jsonb, %(nieuw)s::jsonb, %(kenmerken)s::jsonb, %(aanmaakdatum)s,
        case when followed.yes then null::timestamptz else %(now)s end, false
    from followed
)
select procrastinate_defer_jobs_v1(array[
    row('default', %(wake)s, 0, null, null, jsonb_build_object('gemeente_id', %(gemeente)s), null)::procrastinate_job_to_defer_v1
]) from followed where yes
"""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with an address: `name` "status", `kind` "zaken/statussen", `parent` the id in the middle of its address. `label`: for people."""

    name: str
    kind: str
    id: UUID
    parent: UUID | None = None
    label: str = ""

    @property
    def api(self) -> str:
        return self.kind.partition("/")[0]

    @property
    def path(self) -> str:
        return OWN.to(self.kind, self.id, self.parent)


def record(*, kanaal: str, resource: Thing, main: Thing, action: str, by: Actor, old: Any = None, new: Any = None,
           kenmerken: Mapping[str, str] | None = None, result: int = 0, told: bool = True) -> UUID:
    """Put on record that `action` (create, update, partial_update, destroy) was done to `resource`, a part of `main` or that itself.

    `old` and `new`: the thing as the API shows it, as a dict or as JSON in bytes. `kenmerken`: by what subscribers filter. `told` False: nobody
    is told.
    """
    return write(
        kanaal=kanaal, bron=COMPONENTS[main.api], hoofd_api=main.api, hoofd_path=main.path, hoofd_id=main.id, resource=resource.name,
        resource_path=resource.path, resource_id=resource.id, resource_weergave=resource.label[:200], actie=action,
        resultaat=result or RESULTS.get(action, 200), by=by, oud=_json(old), nieuw=_json(new), kenmerken=kenmerken or {}, told=told,
    )


def write(*, by: Actor, kenmerken: Mapping[str, str], oud: str | None = None, nieuw: str | None = None, aanmaakdatum: Any = None,
          told: bool = True, **columns: Any) -> UUID:
    """The row itself; what another source publishes comes in here too. An action changes data in a transaction: without one this is a mistake."""
    if not connection.in_atomic_block:
        raise RuntimeError("A change is put on record inside the transaction that makes it.")
    key, now = new_id(), clock.now()
    with connection.cursor() as cursor:
        cursor.execute(INSERT, columns | {
            "told": told, "gemeente": context.current_id(), "id": key, "wake": WAKE, "now": now, "aanmaakdatum": aanmaakdatum or now, "oud": oud,
            "nieuw": nieuw, "kenmerken": _json(kenmerken), "applicatie_id": by.applicatie_id[:100],
            "applicatie_weergave": by.applicatie_weergave[:200], "gebruikers_id": by.gebruikers_id[:255],
            "gebruikers_weergave": by.gebruikers_weergave[:255], "toelichting": by.toelichting,
        })
    return key


def _json(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return (value if isinstance(value, bytes) else msgspec.json.encode(value)).decode()


@transaction.atomic
def forget(*, main_id: UUID) -> None:
    """The trail of something goes with it: what stood in it and who did it at once, the row itself when everybody has been told."""
    rows = Wijziging.objects.filter(hoofd_id=main_id)
    rows.update(oud=None, nieuw=None, gebruikers_id="", gebruikers_weergave="", toelichting="", resource_weergave="", forgotten=True)
    told(rows).delete()


def told(rows):
    """Of these the ones about which nobody has to hear any more."""
    waiting = Bezorging.objects.filter(wijziging=OuterRef("pk"), state__in=(Bezorging.State.WAITING, Bezorging.State.DEAD))
    return rows.filter(distributed__isnull=False).exclude(Exists(waiting))
