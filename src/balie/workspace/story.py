"""What happened in a zaak, newest first, told from what its page has read anyway. Pure."""
from __future__ import annotations

from datetime import datetime

from balie.kernel import clock, dutch
from balie.kernel.money import euro

SHOWN = 6


def story(zaak, thread, payments, visits) -> list[dict]:
    """Entries of {icon, text, when}, newest first."""
    found = [*statuses(zaak), *questions(zaak), *papers(zaak), *spoken(thread), *notes(zaak), *money(payments), *desk(visits)]
    return [{"icon": icon, "text": text, "when": when(at)} for at, icon, text in sorted(found, key=lambda entry: entry[0], reverse=True)]


def when(at: datetime) -> str:
    today = clock.local(at).date() == clock.today()
    return f"{'Vandaag' if today else dutch.day_short(at)}, {dutch.time(at)}"


def statuses(zaak):
    """Without the questions, which `questions` tells with who asked."""
    return [(step.at, "progress-check", f"Status: {step.name}") for step in zaak.timeline if step.at and not step.name.startswith("Aanvulling")]


def questions(zaak):
    for ask in zaak.asks:
        yield ask.asked_at, "message-question", f"{ask.asked_by or 'Een medewerker'} vroeg de inwoner iets"
        if ask.answered_at:
            answered = ask.answer or ask.document_ids
            yield ask.answered_at, "message-reply", "De inwoner gaf antwoord" if answered else "De vraag is vervallen"


def papers(zaak):
    return [
        (each.at, "file-upload" if each.received else "file-check", f"{each.title} {'ontvangen' if each.received else 'gemaakt'}")
        for each in zaak.documents
    ]


def spoken(thread):
    for each in thread:
        theirs = each.direction == "in"
        yield each.created, "mail" if theirs else "send", f"{'De inwoner schreef' if theirs else 'Bericht'}: {each.subject}"


def notes(zaak):
    return [(note.at, "note", f"{note.author} maakte een notitie") for note in zaak.notes]


def money(payments):
    return [(each.paid_at, "credit-card", f"{euro(each.amount)} betaald") for each in payments if each.paid_at]


def desk(visits):
    for visit in visits:
        if visit.arrived_at:
            yield visit.arrived_at, "map-pin", "De inwoner kwam aan de balie"
        if visit.handed_out_at:
            yield visit.handed_out_at, "package-export", f"{visit.handed_out_by} reikte uit: {visit.handed_out_what}"
