"""Beginning and ending to follow a system, for who administers."""
from __future__ import annotations

import string

from django.conf import settings
from django.db import transaction

from balie.cases.elsewhere import connections
from balie.cases.elsewhere.connections import Unfit
from balie.cases.elsewhere.mirror import jobs, subscribing
from balie.cases.elsewhere.mirror.sweeping import LEASE
from balie.cases.elsewhere.zgw import Zgw
from balie.cases.models import Followed
from balie.kernel import audit, clock, crypto, outbox
from balie.kernel.ids import new_token
from balie.kernel.web.roots import root
from balie.settings.outside import is_safe

PATH = "/notificaties-consumer/api/v1/notificaties/{}"
IN_A_LINK = {"identificatie", "uuid"}


def follow(*, name: str, notificaties: str = "", link: str = "") -> str:
    """Show the zaken behind this connection. Returns where the other side tells us; without `notificaties` we only ask.

    Again is a change. Raises `Unfit`, `NotFound`, `Unreachable`, `Refused`; after the last two it is followed, and the next round subscribes.
    """
    access = connections.access_to(name)
    row = _keep(name=name, label=access.label, notificaties=notificaties, link=link)
    try:
        subscribing.ensure(row, Zgw(access))
    finally:
        _begin(row)
    return row.callback if notificaties else ""


@transaction.atomic
def _keep(*, name: str, label: str, notificaties: str, link: str) -> Followed:
    if notificaties and not is_safe(notificaties):
        raise Unfit("Het adres van de notificaties begint niet met https://. Persoonsgegevens gaan nooit onversleuteld.")
    if link and not _is_link(link):
        raise Unfit("De link begint met https:// en heeft {identificatie} of {uuid} erin.")
    row = Followed.objects.filter(connection=name).first()
    if row is None:
        row = Followed(connection=name, secret=crypto.seal(f"Bearer {new_token()}", context=subscribing.SEALED))
    if row.notificaties != notificaties:
        row.abonnement = ""
    row.label, row.notificaties, row.link, row.next_at = label, notificaties, link, None
    row.busy_until = clock.now() + LEASE  # a round that ends meanwhile would subscribe too
    row.callback = root() + PATH.format(row.id)
    row.save()
    audit.record("koppeling.gevolgd", object_ref=f"koppeling:{name}", details={"notificaties": bool(notificaties)})
    return row


@transaction.atomic
def _begin(row: Followed) -> None:
    Followed.objects.filter(pk=row.pk, busy_until=row.busy_until).update(busy_until=None)
    outbox.defer(jobs.go_round, followed_id=row.id)


def _is_link(text: str) -> bool:
    try:
        names = {name for _, name, *_ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return False
    return bool(names) and names <= IN_A_LINK and text.startswith("https://" if settings.BALIE.mode != "demo" else ("https://", "http://"))


def unfollow(*, name: str) -> None:
    """Nothing of it is shown any more, and what we kept goes. Raises `Unfit`, `NotFound`, `Unreachable`, `Refused`."""
    access = connections.access_to(name)
    with transaction.atomic():
        row = Followed.objects.filter(connection=name).first()
    if row is None:
        raise Unfit(f"De koppeling {name} wordt niet gevolgd.")
    subscribing.end(row, Zgw(access))
    with transaction.atomic():
        row.delete()
        audit.record("koppeling.niet_meer_gevolgd", object_ref=f"koppeling:{name}")


@transaction.atomic
def listed() -> list[Followed]:
    return list(Followed.objects.order_by("connection"))
