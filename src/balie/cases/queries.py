"""Reads for officials: the queue and the page of one zaak. Only for who may see it; a fixed number of queries each."""
from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from balie.cases import access, paging, reading, rules, stepping
from balie.cases.given import views as field_views
from balie.cases.models import SearchWord, Task, WorkItem, Zaak, ZaakEigenschap, ZaakNotitie
from balie.cases.views import CheckView, NoteView, Queue, QueueLine, TaskView, WorkZaak
from balie.documents import public as documents
from balie.identity.public import OfficialView
from balie.kernel import clock, tenancy

CAP, MOST_FOUND = 100, 1000
DECIDING = ("decide", "wait", "finish", "besluit")
SCOPES = {
    "team": Q(), "alle": Q(), "van_mij": Q(), "nieuw": Q(official_id=""), "wacht_op_inwoner": Q(state="wacht_op_inwoner"), "te_laat": Q(),
    "klaar_voor_afhalen": Q(state="klaar_voor_afhalen"), "wachtlijst": Q(state="wachtlijst"),
}


def queue_for_official(
    official: OfficialView, *, scope: str = "team", after: str = "", limit: int = 25, counts: bool = True,
) -> Queue:
    """Open zaken, nearest deadline first; what waits for a visit comes last. Two queries, one more when there are zaken of clients.

    `scope`: a key of `SCOPES`, each of the official's own teams, except "alle" and "van_mij"; `after`: `next` of the page before.
    """
    rows = access.work_visible_to(official).filter(SCOPES.get(scope, Q()))
    if scope == "van_mij":
        rows = rows.filter(official_id=str(official.id))
    if scope == "te_laat":
        rows = rows.filter(deadline__lt=clock.today())
    if scope not in ("alle", "van_mij") and (teams := access.teams_of(official)):
        rows = rows.filter(team__in=teams)
    found, following = paging.page(rows, after, limit)
    return Queue(lines=_with_next_step(found), next=following, counts=_counts(official) if counts else {}, cap=CAP)


def _counts(official: OfficialView) -> dict[str, int]:
    """Each counts no further than `CAP`, so that a million zaken cost no more than a hundred. One query."""
    level = rules.clearance(official.roles)
    if level < 0:
        return dict.fromkeys(("te_laat", "vandaag_of_morgen", "nieuw", "van_mij", "wacht_op_inwoner", "wachtlijst", "team", "alle"), 0)
    today = clock.today()
    soon = clock.add_working_days(today, 1)
    teams = access.teams_of(official)
    own, whose = (" and team = any(%s)", [list(teams)]) if teams else ("", [])
    conditions = {
        "te_laat": ("deadline < %s" + own, [today, *whose]), "vandaag_of_morgen": ("deadline between %s and %s" + own, [today, soon, *whose]),
        "nieuw": ("official_id = '' and state in ('nieuw', 'in_behandeling')" + own, whose), "van_mij": ("official_id = %s", [str(official.id)]),
        "wacht_op_inwoner": ("state = 'wacht_op_inwoner'" + own, whose), "wachtlijst": ("state = 'wachtlijst'" + own, whose),
        "team": ("true" + own, whose), "alle": ("true", []),
    }
    parts, values = [], []
    for condition, given in conditions.values():
        parts.append(
            "(select count(*) from (select 1 from cases_workitem where gemeente_id = %s and confidentiality <= %s "  # noqa: S608
            f"and {condition} limit %s) found)"
        )
        values += [tenancy.current_id(), level, *given, CAP]
    with connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(parts), values)
        return dict(zip(conditions, cursor.fetchone(), strict=True))


def find_zaken(official: OfficialView, text: str, *, limit: int = 25) -> tuple[QueueLine, ...]:
    """Open and closed zaken with a word that begins so, for every word of `text`; newest first. Two queries.

    The longest word chooses: of a beginning that very many zaken share, the first `MOST_FOUND` are looked at.
    """
    rows = access.visible_to(official)
    words = sorted(text.lower().replace(".", " ").split()[:4], key=len, reverse=True)
    if not words:
        return ()
    rows = rows.filter(id__in=_beginning_with(words[0]).values("zaak_id")[:MOST_FOUND])
    for word in words[1:]:
        rows = rows.filter(Exists(_beginning_with(word).filter(zaak=OuterRef("pk"))))
    return _lines(rows, limit)


def zaken_of_owners(official: OfficialView, owners: Iterable[str], *, limit: int = CAP) -> tuple[QueueLine, ...]:
    """The zaken, open and closed, by which other rooms know these owners; newest first. Two queries, none for no owners."""
    own, by_application = access.ids_of(owners)
    if not own and not by_application:
        return ()
    return _lines(access.visible_to(official).filter(Q(id__in=own) | Q(application_id__in=by_application)), limit)


def _lines(rows: QuerySet[Zaak], limit: int) -> tuple[QueueLine, ...]:
    zaken = list(rows.select_related("zaaktype").order_by(*paging.NEWEST)[:limit])
    work = {item.zaak_id: item for item in WorkItem.objects.filter(zaak__in=[zaak.id for zaak in zaken])}
    return tuple(line_of(work[zaak.id]) if zaak.id in work else _closed_line(zaak) for zaak in zaken)


def _beginning_with(word: str):
    return SearchWord.objects.filter(word__gte=word, word__lt=word + "\U0010ffff")


def zaak_page(official: OfficialView, zaak_id: UUID, *, purpose: str = access.WORK_LOOK) -> WorkZaak:
    """All of one zaak. The look is recorded. Raises `NotFound`."""
    zaak = access.zaak_for_official(official, zaak_id, purpose=purpose)
    work = WorkItem.objects.filter(zaak=zaak).first()
    kinds, reached, asks = reading.history(zaak)
    result, reason = reading.result_of(zaak)
    state = work.state if work else None
    return WorkZaak(
        line=line_of(work) if work else _closed_line(zaak), started=zaak.startdatum, ended=zaak.einddatum, person_id=zaak.person_id,
        organisation_id=zaak.organisation_id, application_id=zaak.application_id,
        timeline=reading.timeline_of(zaak, kinds, reached, asks, work), answers=_answers(zaak), tasks=_tasks(zaak, official, state), asks=asks,
        documents=tuple(documents.documents_of_owner(f"zaak:{zaak.id}")), notes=_notes(zaak), besluiten=reading.besluiten_of(zaak),
        result=result, reason=reason, hand_out=zaak.zaaktype.hand_out, paused=zaak.opschorting_indicatie,
        verbs=_verbs(official, work, zaak), choices=stepping.choices_of(zaak) if work and zaak.of_client else None,
    )


def _verbs(official: OfficialView, work: WorkItem | None, zaak: Zaak) -> frozenset[str]:
    needs = {**dict.fromkeys(DECIDING, "zaak.besluiten"), "hand_over": "uitreiken"}
    others = work is not None and not official.is_of(work.team)
    return frozenset(
        verb for verb in rules.possible(work.state if work else None, of_client=zaak.of_client)
        if (official.can(needs.get(verb, "zaak.behandelen")) or (verb == "ready" and official.can("uitreiken")))
        and not (others and verb in DECIDING) and not (verb == "ask" and not (zaak.person_id or zaak.organisation_id))
    )


def _answers(zaak: Zaak) -> tuple[tuple[str, str], ...]:
    """As stored in the ZGW model; a door that wants the words of the form asks `cases.public.application_in_words`."""
    rows = ZaakEigenschap.objects.filter(zaak=zaak).order_by("eigenschap_id").values_list("eigenschap__definitie", "waarde")
    return tuple(rows)


def _tasks(zaak: Zaak, official: OfficialView, state: str | None) -> tuple[TaskView, ...]:
    possible = rules.possible(state)
    return tuple(
        TaskView(
            task_id=task.id, code=task.code, name=task.name, role=task.role, checks=tuple(CheckView(**check) for check in task.checks),
            fields=field_views(task), deadline=task.deadline, taken_name=task.taken_name, done_at=task.done_at,
            after=task.after, can_finish=("afterwards" if task.after else "take") in possible and access.may_finish(official, task),
        )
        for task in Task.objects.filter(zaak=zaak).order_by("id")
    )


def _notes(zaak: Zaak) -> tuple[NoteView, ...]:
    return tuple(
        NoteView(note_id=note.id, text=note.tekst, author=note.aangemaakt_door, at=note.aanmaakdatum)
        for note in ZaakNotitie.objects.filter(zaak=zaak).order_by("-aanmaakdatum")
    )


def _with_next_step(works: list[WorkItem]) -> tuple[QueueLine, ...]:
    """Of zaken of clients, what their zaaktype says comes next. One query for all of them, none without."""
    following = stepping.next_of({work.zaak_id: work.status_name for work in works if work.kind})
    return tuple(line_of(work, next_step=following.get(work.zaak_id, "")) for work in works)


def line_of(work: WorkItem, *, next_step: str = "") -> QueueLine:
    today = clock.today()
    return QueueLine(
        zaak_id=work.zaak_id, kenmerk=work.kenmerk, title=work.title, service=work.service, applicant=work.applicant,
        status_name=work.status_name, state=work.state, state_name=work.get_state_display(), team=work.team,
        official_id=work.official_id, official_name=work.official_name, deadline=work.deadline,
        urgency=rules.urgency(work.deadline, today), days_text=rules.days_left_text(work.deadline, today), kind=work.kind, next_step=next_step,
    )


def _closed_line(zaak: Zaak) -> QueueLine:
    return QueueLine(
        zaak_id=zaak.id, kenmerk=zaak.identificatie, title=zaak.title, service=zaak.zaaktype.identificatie,
        applicant="",
        status_name="Klaar", state="klaar", state_name="Klaar", team="", official_id="", official_name="",
        deadline=zaak.einddatum or zaak.startdatum, urgency="op_tijd", days_text="",
    )
