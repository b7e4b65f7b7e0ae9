"""Verbs on a running zaak. Each takes keywords only, is one transaction, and holds the zaak's row.

Officials' verbs raise `NotFound`, `NotAllowed` or `Impossible` (with a sentence for the screen); residents' verbs `NotFound` or
`Impossible`.
"""
from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from balie.cases import access, given, on_record, outcomes, papers, rules, steps
from balie.cases.events import ResidentAnswered, ResidentAsked
from balie.cases.models import Ask, Rol, RolType, StatusType, Task, WaitingPlace, WorkItem, Zaak, ZaakNotitie
from balie.cases.views import NotAllowed, NotFound
from balie.identity.public import OfficialView, Resident
from balie.kernel import audit, clock, outbox

ANSWER_TERM = "10 werkdagen"


@transaction.atomic
def take(*, zaak_id: UUID, official: OfficialView) -> None:
    """The official works on it from now on, also when a colleague did. A new zaak becomes one that is worked on."""
    zaak, work = _enter("take", zaak_id, official)
    work.official_id, work.official_name = str(official.id), official.name
    Task.objects.filter(zaak=zaak, done_at__isnull=True).update(taken_by=str(official.id), taken_name=official.name)
    if work.state == WorkItem.State.NIEUW:
        work.state = WorkItem.State.IN_BEHANDELING
        if zaak.application_id:  # what the statussen of another zaaktype mean, only its officials know
            _say_that_somebody_works_on_it(zaak, work)
    work.save()
    _be_behandelaar(zaak, official)
    audit.record("zaak.opgepakt", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id)


@transaction.atomic
def take_next(*, official: OfficialView) -> UUID | None:
    """Take the most urgent zaak of the official's teams that nobody has; None when there is none. Two officials at once get two zaken."""
    free = access.work_visible_to(official).filter(official_id="", state__in=("nieuw", "in_behandeling"))
    if teams := access.teams_of(official):
        free = free.filter(team__in=teams)
    work = free.select_for_update(skip_locked=True).order_by("deadline", "id").first()
    if work is None:
        return None
    take(zaak_id=work.zaak_id, official=official)
    return work.zaak_id


@transaction.atomic
def release(*, zaak_id: UUID, official: OfficialView) -> None:
    """Nobody has it any more: back in the queue for all."""
    zaak, work = _enter("release", zaak_id, official)
    work.official_id = work.official_name = ""
    work.save()
    Task.objects.filter(zaak=zaak, done_at__isnull=True).update(taken_by="", taken_name="")
    audit.record("zaak.teruggelegd", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id)


@transaction.atomic
def assign(*, zaak_id: UUID, official: OfficialView, to: OfficialView) -> None:
    """Give it to a colleague."""
    zaak, work = _enter("take", zaak_id, official)
    work.official_id, work.official_name = str(to.id), to.name
    work.save()
    Task.objects.filter(zaak=zaak, done_at__isnull=True).update(taken_by=str(to.id), taken_name=to.name)
    audit.record("zaak.overgedragen", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id, details={"aan": str(to.id)})


@transaction.atomic
def finish_task(*, zaak_id: UUID, task_id: UUID, official: OfficialView, typed: Mapping[str, Any] | None = None) -> None:
    """Looked over, with what the task asks to fill in (`typed`: the posted form). Twice is once; until we have decided, what was filled
    in last counts. The last task after granting closes the zaak, unless something is handed out. Raises `WrongFields`."""
    zaak, work = access.locked_for_official(official, zaak_id, "zaak.bekijken")
    task = Task.objects.filter(zaak=zaak, pk=task_id).first()
    if task is None:
        raise NotFound(task_id)
    if not access.may_finish(official, task):
        raise NotAllowed(f"Deze taak is van team {rules.team_name(task.role)}. Vraag het een collega van dat team of uw teamleider.")
    rules.check("take", work.state if work else None)
    if task.after:
        rules.check("afterwards", work.state)
    if task.fields:
        if task.done_at:
            rules.check("fill", work.state if work else None)
        task.answers = given.read(zaak, task, typed or {})
    if task.done_at is None:
        task.done_at, task.done_by = clock.now(), official.name
    task.save(update_fields=["answers", "done_at", "done_by"])
    audit.record("taak.klaar", object_ref=f"zaak:{zaak.id}", details={"taak": str(task_id)})
    if task.after and not zaak.zaaktype.hand_out and not outcomes.left_after_granting(zaak):
        steps.close(zaak, work)


@transaction.atomic
def set_status(*, zaak_id: UUID, official: OfficialView, code: str, note: str = "") -> None:
    """A status of the service that does not depend on the outcome; going back is allowed, closing goes by deciding."""
    zaak, work = _enter("set_status", zaak_id, official)
    kinds = steps.status_types(zaak)
    target: StatusType | None = next((kind for kind in kinds if kind.code == code), None)
    if target is None:
        raise rules.Impossible("Deze status hoort niet bij deze zaak.")
    if target.volgnummer >= rules.granted_step(len(kinds), hand_out=zaak.zaaktype.hand_out):
        raise rules.Impossible("Deze status komt vanzelf, als u hebt besloten.")
    steps.set_status(zaak, work, target, toelichting=note)
    work.save()


@transaction.atomic
def ask_resident(
    *, zaak_id: UUID, official: OfficialView, question: str, wants_document: bool = False, until: date | None = None,
) -> UUID:
    """Ask the resident something; the term stands still (Awb 4:5 and 4:15). `until`: default ten working days."""
    zaak, work = _enter("ask", zaak_id, official)
    if not (zaak.person_id or zaak.organisation_id):
        raise rules.Impossible("Wij weten niet wie dit heeft aangevraagd. Bel of schrijf een brief.")
    if not question.strip():
        raise rules.Impossible("Schrijf eerst wat u wilt vragen.")
    today = clock.today()
    until = until or rules.ends_on(today, ANSWER_TERM)
    if until < today:
        raise rules.Impossible("Kies een dag vanaf vandaag.")
    ask = Ask.objects.create(
        zaak=zaak, question=question.strip(), wants_document=wants_document, asked_at=clock.now(), asked_by=official.name, deadline=until
    )
    steps.pause(zaak, "Wacht op gegevens van de aanvrager")
    work.state = WorkItem.State.WACHT_OP_INWONER
    work.save()
    outbox.announce(ResidentAsked(zaak_id=zaak.id, ask_id=ask.id))
    audit.record("zaak.vraag_gesteld", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id, details={"vraag": str(ask.id)})
    return ask.id


@transaction.atomic
def answer_ask(*, zaak_id: UUID, ask_id: UUID, resident: Resident, answer: str, document_ids: Collection[UUID] = ()) -> None:
    """The resident answers, with documents that they brought themselves; the term runs again. The same answer twice is once."""
    zaak, work = access.locked_for_resident(resident, zaak_id)
    ask = Ask.objects.filter(zaak=zaak, pk=ask_id).first()
    if ask is None:
        raise NotFound(ask_id)
    if ask.answered_at and ask.answer == answer.strip():
        return
    rules.check("answer", work.state if work else None)
    if ask.answered_at:
        raise rules.Impossible("Deze vraag is al beantwoord.")
    if not answer.strip() and not document_ids:
        raise rules.Impossible("Schrijf een antwoord of voeg een bestand toe.")
    papers.link_own(zaak, document_ids, uploader=f"person:{resident.person_id}")
    ask.answer, ask.answered_at, ask.document_ids = answer.strip(), clock.now(), [str(document_id) for document_id in document_ids]
    ask.save()
    _continue(zaak, work)
    outbox.announce(ResidentAnswered(zaak_id=zaak.id, ask_id=ask.id))
    audit.record("zaak.vraag_beantwoord", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id, details={"vraag": str(ask.id)})


@transaction.atomic
def withdraw_ask(*, zaak_id: UUID, official: OfficialView) -> None:
    """The question is no longer needed, or the answer did not come in time: the official goes on without it."""
    zaak, work = _enter("answer", zaak_id, official)
    Ask.objects.filter(zaak=zaak, answered_at__isnull=True).update(answered_at=clock.now())
    _continue(zaak, work)
    audit.record("zaak.vraag_ingetrokken", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id)


@transaction.atomic
def extend_term(*, zaak_id: UUID, official: OfficialView, term: str, reason: str) -> date:
    """Move the deadline once, with a reason (verlenging, Awb 4:14); returns the new one. `term` as in "2 weken"."""
    zaak, work = _enter("extend", zaak_id, official)
    if not zaak.zaaktype.verlenging_mogelijk or zaak.verlenging_duur:
        raise rules.Impossible("De termijn van deze zaak kan niet (nog een keer) langer.")
    if not reason.strip():
        raise rules.Impossible("Schrijf waarom u meer tijd nodig hebt.")
    if work.deadline is None:
        raise rules.Impossible("De termijn is nog niet begonnen: de inwoner heeft nog geen afspraak.")
    try:
        deadline = rules.ends_on(work.deadline, term)
    except ValueError:
        raise rules.Impossible("Schrijf de termijn als 2 weken of 5 werkdagen.") from None
    zaak.verlenging_duur, zaak.verlenging_reden = rules.duration_of(term), reason.strip()[:200]
    zaak.save(update_fields=["verlenging_duur", "verlenging_reden"])
    steps.set_deadline(zaak, work, deadline)
    audit.record("zaak.verlengd", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id, details={"tot": deadline.isoformat()})
    return deadline


@transaction.atomic
def add_note(*, zaak_id: UUID, official: OfficialView, text: str) -> UUID:
    """A note among officials; residents do not see it on their page. Also on a closed zaak."""
    zaak, _ = access.locked_for_official(official, zaak_id, "zaak.behandelen")
    if not text.strip():
        raise rules.Impossible("Schrijf eerst een notitie.")
    note = ZaakNotitie.objects.create(
        zaak=zaak, onderwerp="Notitie", tekst=text.strip(), aangemaakt_door=official.name, aanmaakdatum=clock.now(),
        wijzigingsdatum=clock.now(),
    )
    audit.record("zaak.notitie", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id)
    return note.id


@transaction.atomic
def add_document(*, zaak_id: UUID, official: OfficialView, document_id: UUID) -> None:
    """Put a document that this official uploaded (`uploader="official:<id>"`) with the open zaak."""
    zaak, _ = _enter("take", zaak_id, official)
    papers.link_own(zaak, [document_id], uploader=f"official:{official.id}")
    audit.record("zaak.document", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id, details={"document": str(document_id)})


def _enter(verb: str, zaak_id: UUID, official: OfficialView) -> tuple[Zaak, WorkItem]:
    """The locked zaak and its work, when `verb` is possible now."""
    zaak, work = access.locked_for_official(official, zaak_id, "zaak.behandelen")
    rules.check(verb, work.state if work else None, of_client=zaak.of_client)
    return zaak, work


def _continue(zaak: Zaak, work: WorkItem) -> None:
    waits = WaitingPlace.objects.filter(zaak=zaak, left_at__isnull=True).exists()
    work.state = WorkItem.State.WACHTLIJST if waits else WorkItem.State.IN_BEHANDELING
    steps.resume(zaak, work)
    work.save()


def _say_that_somebody_works_on_it(zaak: Zaak, work: WorkItem) -> None:
    kinds = steps.status_types(zaak)
    step = rules.handling_step(len(kinds), hand_out=zaak.zaaktype.hand_out)
    latest = steps.latest_status(zaak)
    if step and (latest is None or latest.statustype.volgnummer < step):
        steps.set_status(zaak, work, kinds[step - 1])


def _be_behandelaar(zaak: Zaak, official: OfficialView) -> None:
    """Not every zaaktype of a client has such a rol."""
    kind = RolType.objects.filter(zaaktype=zaak.zaaktype_id, omschrijving_generiek="behandelaar").order_by("id").first()
    if kind is None:
        return
    rol, is_new = Rol.objects.get_or_create(
        zaak=zaak, roltype=kind, official_id=str(official.id),
        defaults={"betrokkene_type": "medewerker", "registratiedatum": clock.now(), "afwijkende_naam_betrokkene": official.name},
    )
    if is_new:
        on_record.created([rol])
