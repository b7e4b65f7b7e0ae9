"""A submitted application becomes a zaak, once; then the row of the decision table is applied to it."""
from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from balie.applications import public as applications
from balie.applications.public import CosignView, SubmittedApplication
from balie.cases import given, granting, mapping, on_record, outcomes, papers, places, queued, rules, steps, used, visits
from balie.cases.elsewhere import choosing
from balie.cases.events import ZaakStarted
from balie.cases.filled import Filled
from balie.cases.models import Rol, RolType, Task, WorkItem, Zaak, ZaakType
from balie.cases.zaaktypes import ensure_zaaktype
from balie.documents import public as documents
from balie.identity import public as identity
from balie.kernel import audit, clock, outbox, tenancy


@transaction.atomic
def start_zaak(*, application_id: UUID) -> UUID:
    """The zaak of this application: the one that exists, or a new one. The database allows only one."""
    known = Zaak.objects.filter(application_id=application_id).values_list("id", flat=True).first()
    if known:
        return known
    applications.hold(application_id)  # a visit that is booked at this moment is seen here, or finds the zaak
    application = applications.submitted(application_id)
    zaaktype = ensure_zaaktype(application.version_id)
    filled = Filled(application)
    since = visits.term_from(application, zaaktype)
    zaak = _zaak(application, zaaktype, since)
    on_record.created([zaak])
    used.started(application)
    work = _work(zaak, filled, since)
    _people(zaak, application)
    mapping.fill(zaak, filled)
    steps.make_findable(zaak, work.applicant)
    papers.link(zaak, _own_attachments(application))
    papers.confirmation(zaak, filled)
    for document in filled.documents("submitted"):
        for row in filled.rows(document):
            papers.from_template(zaak, filled, document, row=row)
    outbox.announce(ZaakStarted(zaak_id=zaak.id))
    steps.set_status(zaak, work, steps.status_types(zaak)[0])
    work.save()
    audit.record("zaak.gestart", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id, details={"aanvraag": str(application_id)})
    choosing.begin(zaak, filled)
    _apply_rules(zaak, work, filled, application)
    return zaak.id


def _zaak(application: SubmittedApplication, zaaktype: ZaakType, since: date | None) -> Zaak:
    start = clock.local(application.completed_at).date()
    deadline = rules.ends_on(since, application.needs.get("term") or zaaktype.termijn) if since else None
    rsin, paid = tenancy.current().rsin, application.price > 0
    return Zaak.objects.create(
        identificatie=application.kenmerk, bronorganisatie=rsin, verantwoordelijke_organisatie=rsin, zaaktype=zaaktype,
        omschrijving=zaaktype.omschrijving, registratiedatum=clock.today(), startdatum=start, einddatum_gepland=deadline,
        uiterlijke_einddatum_afdoening=deadline, vertrouwelijkheidaanduiding=zaaktype.vertrouwelijkheidaanduiding,
        producten_of_diensten=zaaktype.producten_of_diensten, betalingsindicatie="geheel" if paid else "nvt",
        laatste_betaaldatum=application.completed_at if paid else None, application_id=application.application_id,
        person_id=application.person_id, organisation_id=application.organisation_id, mandate_id=application.mandate_id,
        language=application.language,
    )


def _work(zaak: Zaak, filled: Filled, since: date | None) -> WorkItem:
    tasks = filled.tasks()
    return WorkItem.objects.create(zaak=zaak, team=tasks[0].role if tasks else "", term_from=since, **queued.columns(zaak))


def _people(zaak: Zaak, application: SubmittedApplication) -> None:
    kinds = {kind.omschrijving_generiek: kind for kind in RolType.objects.filter(zaaktype=zaak.zaaktype_id)}
    common = {"zaak": zaak, "registratiedatum": clock.now()}
    found = [Rol(
        roltype=kinds["initiator"], person_id=application.person_id, organisation_id=application.organisation_id,
        betrokkene_type="niet_natuurlijk_persoon" if application.organisation_id else "natuurlijk_persoon",
        indicatie_machtiging="machtiginggever" if application.mandate_id else "", **common,
    )]
    if application.mandate_id:
        found.append(Rol(
            roltype=kinds["belanghebbende"], betrokkene_type="natuurlijk_persoon", indicatie_machtiging="gemachtigde",
            person_id=identity.mandate_of(application.mandate_id).receiver, **common,
        ))
    found += [
        Rol(roltype=kinds["mede_initiator"], betrokkene_type="natuurlijk_persoon", person_id=cosigner.person_id,
            roltoelichting=cosigner.role, **_named(cosigner), **common)
        for cosigner in application.cosigners if cosigner.person_id or cosigner.signed_name
    ]
    if application.assisted_by:
        found.append(Rol(
            roltype=kinds["klantcontacter"], betrokkene_type="medewerker", official_id=application.assisted_by, **common
        ))
    on_record.created(Rol.objects.bulk_create(found))


def _named(cosigner: CosignView) -> dict:
    """Who agreed with a code has no id with us: the name that they typed is all there is."""
    if cosigner.person_id:
        return {}
    return {"afwijkende_naam_betrokkene": cosigner.signed_name, "betrokkene_identificatie": {"geslachtsnaam": cosigner.signed_name}}


def _own_attachments(application: SubmittedApplication) -> list[UUID]:
    """Only what was uploaded with this application: an id in an answer is what somebody typed, and proves nothing."""
    own = {document.document_id for document in documents.documents_of_owner(application.owner)}
    foreign = [document_id for document_id in application.attachments if document_id not in own]
    if foreign:
        audit.record("aanvraag.vreemd_document", object_ref=application.owner, details={"documenten": [str(one) for one in foreign]})
    return [document_id for document_id in application.attachments if document_id in own]


def _apply_rules(zaak: Zaak, work: WorkItem, filled: Filled, application: SubmittedApplication) -> None:
    outcome, reason = application.decision.get("outcome", "medewerker"), application.decision.get("reason", "")
    if outcome == "verlenen":
        outcome, reason = _if_there_is_room(zaak, work, filled, reason)
        if outcome == "verlenen":
            return
    if outcome == "weigeren":
        outcomes.conclude(zaak, work, filled, outcome=outcome, reason=reason)
        return
    if outcome == "medewerker" and choosing.handled_there(zaak):
        work.state = WorkItem.State.ELDERS
        work.save()
        return
    make_tasks(zaak, work, filled)
    if outcome == "wachtlijst":
        outcomes.wait(zaak, work, filled, reason)


def _if_there_is_room(zaak: Zaak, work: WorkItem, filled: Filled, reason: str) -> tuple[str, str]:
    """Granted by rule, one at a time where places are counted: in the days of signing and paying, somebody else may have taken the last."""
    if places.counted(filled):
        places.hold(filled.application.service)
    state = places.now(zaak, filled)
    if state.limit:
        return state.limit.outcome, state.limit.reason
    make_tasks(zaak, work, filled, after_only=True)
    granting.grant(zaak, work, filled, state, reason=reason)
    return "verlenen", reason


def make_tasks(zaak: Zaak, work: WorkItem, filled: Filled, *, after_only: bool = False) -> None:
    Task.objects.bulk_create(
        Task(
            zaak=zaak, code=f"{task.task}-{row.number}"[:50] if row else task.task, name=(row.called(task.name) if row else task.name)[:200],
            role=task.role, after=task.when == "granted", at_desk=task.desk or task.role == "balie",
            deadline=work.deadline, rows_of=row.rows if row else "", row=row.number if row else None,
            checks=[{"name": check.name, "source": check.source or "", "value": filled.value(check.value, row)} for check in task.checks],
            fields=[given.snapshot(field) for field in task.fields],
        )
        for task in filled.tasks() if task.when == "granted" or not after_only for row in filled.rows(task)
    )
