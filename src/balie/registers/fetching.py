"""Fetching facts: only what was agreed to, each look on record, and nothing stops when one register is down."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from balie.kernel import audit, clock, dutch, plugins
from balie.registers.queries import standing
from balie.registers.rules import merge
from balie.registers.sources import Question
from balie.registers.views import SHORT, ConsentNeeded, FactSet, Look, NotKnown, RegisterUnavailable


def fetch_facts(*, person_id: UUID, sources: Iterable[str], owner: str,
                parameters: Mapping[str, Mapping[str, str]] | None = None) -> FactSet:
    """What these sources ("brp", "rdw" …) say, for as far as this person agreed for `owner`.

    Fields, purpose and legal basis are those that were agreed to. `parameters`: per source, such as {"rdw": {"kenteken": "AB123C"}}.
    A refused source is in `refused`; one that gives no answer is in `unavailable` with a sentence. Raises `ConsentNeeded`.
    """
    sources = list(dict.fromkeys(sources))
    answers = standing(person_id, owner)
    missing = [source for source in sources if source not in answers]
    if missing:
        raise ConsentNeeded(missing)
    questions = {
        source: Question(
            person_id=person_id, fields=row.fields, purpose=row.purpose, legal_basis=row.legal_basis,
            parameters=(parameters or {}).get(source, {}),
        )
        for source in sources if (row := answers[source]).given
    }
    return collect(questions, owner=owner, refused=tuple(source for source in sources if not answers[source].given))


def collect(questions: Mapping[str, Question], *, owner: str, refused: tuple[str, ...] = ()) -> FactSet:
    """Ask each source and join the answers. Every look is recorded, also one that got no answer."""
    values, looks, origin, unavailable, doubted = {}, {}, {}, {}, []
    for source, question in questions.items():
        now = clock.now()
        _record(source, question, owner)
        try:
            answer = plugins.get("fact_source", source).facts(question)
        except (RegisterUnavailable, NotKnown) as error:
            unavailable[source] = str(error)
            continue
        merge(values, answer.values)
        doubted += answer.in_onderzoek
        looks[source] = Look(source=source, fetched_at=now, words=look_words(source, now))
        origin |= dict.fromkeys(question.fields, source)
    return FactSet(values=values, looks=looks, origin=origin, in_onderzoek=tuple(doubted), unavailable=unavailable, refused=refused)


def _record(source: str, question: Question, owner: str) -> None:
    audit.record(
        "register.bevraagd", subject=question.person_id, object_ref=owner, purpose=question.purpose, legal_basis=question.legal_basis,
        details={"bron": source, "gegevens": list(question.fields)},
    )


def look_words(source: str, fetched_at: datetime) -> str:
    """ "uit de BRP, vandaag om 14.03 uur" or "…, op 3 november 2026"."""
    name = SHORT.get(source, source)
    if clock.local(fetched_at).date() == clock.today():
        return f"uit de {name}, vandaag om {dutch.time(fetched_at)}"
    return f"uit de {name}, op {dutch.day_year(fetched_at)}"
