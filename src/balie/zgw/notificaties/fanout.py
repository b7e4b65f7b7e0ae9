"""From what changed to who has to hear it: every change that nobody looked at yet gets a delivery for each subscriber it passes the filters of.

A change waits with an empty mark, and not behind a cursor on its number: a transaction that took a lower number and commits later is found
all the same. One fan-out at a time per municipality (it holds a lock, and looks after it has it), so of two changes of one thing, of which the
second began after the first was committed, the first never comes into the line later.
"""
from __future__ import annotations

from django.db import connection, transaction

from balie.kernel import clock, outbox
from balie.kernel.tenancy import context
from balie.zgw.audittrail.recording import told
from balie.zgw.models import Abonnement, Bezorging, Wijziging
from balie.zgw.notificaties import jobs
from balie.zgw.notificaties.message import own_path
from balie.zgw.notificaties.rules import follows

LOCK = 0x5A475746
BATCH = 500


@transaction.atomic
def run() -> int:
    """How many changes were looked at; as many as `BATCH` means that there may be more."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [LOCK, context.current_id()])
    rows = Wijziging.objects.filter(distributed=None).order_by("volgnummer")
    changes = list(rows.values_list("id", "volgnummer", "kanaal", "hoofd_id", "kenmerken")[:BATCH])
    if not changes:
        return 0
    followers = list(Abonnement.objects.values_list("id", "kanalen"))
    made = [
        Bezorging(abonnement_id=follower, wijziging_id=key, hoofd_id=hoofd_id, volgnummer=number)
        for key, number, kanaal, hoofd_id, kenmerken in changes for follower, kanalen in followers
        if follows(kanalen, kanaal, kenmerken, own_path)
    ]
    Bezorging.objects.bulk_create(made)
    done = Wijziging.objects.filter(id__in=[key for key, *_ in changes])
    done.update(distributed=clock.now())
    told(done.filter(forgotten=True)).delete()
    for follower in dict.fromkeys(each.abonnement_id for each in made):
        outbox.defer(jobs.deliver, abonnement_id=follower)
    return len(changes)
