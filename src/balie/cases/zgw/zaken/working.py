"""What clients make and change, officials see in their queue: a new zaak, its name, its term, how confidential it is, where it is, who has it."""
from __future__ import annotations

from typing import Any

from balie.cases import queued, steps
from balie.cases.models import Rol, Status, Task, WorkItem, Zaak
from balie.cases.rules import LEVELS
from balie.zgw.public import Draft, quick

TERM = {"uiterlijke_einddatum_afdoening", "startdatum"}


def begin(zaak: Zaak) -> None:
    """A new zaak is work for whoever sees it."""
    quick.insert(queued.of_client(zaak))


def follow(draft: Draft, zaak: Zaak) -> None:
    shown: dict[str, Any] = {}
    if "omschrijving" in draft.values:
        shown["title"] = zaak.title
    if "vertrouwelijkheidaanduiding" in draft.values:
        shown["confidentiality"] = LEVELS.index(zaak.vertrouwelijkheidaanduiding)
    if zaak.uiterlijke_einddatum_afdoening and "uiterlijke_einddatum_afdoening" in draft.values:
        shown["deadline"] = zaak.uiterlijke_einddatum_afdoening
        Task.objects.filter(zaak=zaak, done_at__isnull=True).update(deadline=zaak.uiterlijke_einddatum_afdoening)
    elif not zaak.application_id and TERM & draft.values.keys():
        shown["deadline"] = queued.last_day(zaak)
    if shown:
        WorkItem.objects.filter(zaak=zaak).update(**shown)


def moved(status: Status) -> None:
    """It is at this status now. Of a zaak of a client, every status after the first says that somebody began."""
    work = WorkItem.objects.filter(zaak=status.zaak)
    work.update(status_name=status.statustype.omschrijving)
    if not status.zaak.application_id and status.statustype.volgnummer > 1:
        work.filter(state=WorkItem.State.NIEUW).update(state=WorkItem.State.IN_BEHANDELING)


def has_rol(rol: Rol) -> None:
    """Somebody got a part in it, or lost it: who asks and who handles a zaak of a client follow its rollen."""
    generic = rol.roltype.omschrijving_generiek
    if rol.zaak.application_id or generic not in (queued.INITIATOR, queued.HANDLER):
        return
    named = queued.roles(rol.zaak)
    if generic == queued.INITIATOR:
        WorkItem.objects.filter(zaak=rol.zaak_id).update(applicant=named["applicant"])
        steps.find_by_name(rol.zaak, named["applicant"])
    else:
        WorkItem.objects.filter(zaak=rol.zaak_id).update(**{name: named[name] for name in ("official_id", "official_name", "team")})
