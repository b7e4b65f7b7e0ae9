"""Verbs: counting searches as words without a person, and the words that a municipality adds itself."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from balie.assistant import own, rules, words
from balie.assistant.models import Heard, OwnWord
from balie.assistant.search import is_known
from balie.assistant.views import InvalidWords
from balie.catalogue import public as catalogue
from balie.identity.public import OfficialView
from balie.kernel import audit, clock, crypto, tenancy
from balie.kernel.ids import new_id

PERMISSION = "zoekwoorden.beheren"
MOST = 2000
_HEAR = """
    insert into assistant_heard (gemeente_id, id, key, week, sessions, chose, nothing, words) values (%s, %s, %s, %s, %s::smallint[], '{}', %s, '')
    on conflict (gemeente_id, key, week) do update set nothing = excluded.nothing,
        sessions = (select array_agg(distinct mark) from unnest(assistant_heard.sessions || excluded.sessions) mark)
    returning cardinality(sessions), words
"""
_CHOSE = """
    update assistant_heard set chose = (select array_agg(distinct mark) from unnest(chose || %s::smallint[]) mark)
    where key = %s and week = %s and sessions @> %s::smallint[]
"""


@transaction.atomic
def count_search(*, query: str, visitor: str, nothing: bool, language: str = "nl") -> None:
    """`visitor`: what one browser sends along; only a number below 256 is made of it, another for each word and each week."""
    counted, key, week, mark = _counted(query, visitor, language)
    if not counted:
        return
    with connection.cursor() as cursor:
        cursor.execute(_HEAR, [tenancy.current_id(), new_id(), key, week, [mark], nothing])
        sessions, kept = cursor.fetchone()
    if sessions >= rules.ENOUGH and not kept:
        Heard.objects.filter(key=key, week=week).update(words=" ".join(counted)[:120])


@transaction.atomic
def count_choice(*, query: str, visitor: str, language: str = "nl") -> None:
    """Somebody went from the results of this search to one of them."""
    counted, key, week, mark = _counted(query, visitor, language)
    if counted:
        with connection.cursor() as cursor:
            cursor.execute(_CHOSE, [[mark], key, week, [mark]])


def _counted(query: str, visitor: str, language: str) -> tuple[tuple[str, ...], str, date | None, int]:
    """The words, their key, this week and the mark of this session; () when there is nothing to count, or nobody to tell apart."""
    counted = rules.countable(query, language, lambda word: is_known(word, language)) if visitor else ()
    if not counted:
        return (), "", None, 0
    today = clock.today()
    week = today - timedelta(days=today.weekday())
    key = crypto.fingerprint(rules.stems(counted, language), context="assistant.heard.key").hex()[:32]
    mark = crypto.fingerprint(f"{week}\0{key}\0{visitor}", context="assistant.heard.mark")[0]
    return counted, key, week, mark


@transaction.atomic
def drop_words(*, official: OfficialView, key: str) -> None:
    """What was counted of these words goes. When they are searched for again, they come back."""
    _may(official)
    Heard.objects.filter(key=key).delete()


@transaction.atomic
def add_words(*, official: OfficialView, said: str, target: str) -> None:
    """From now on these words mean this service (its slug) or this product (its URI). Raises InvalidWords."""
    _may(official)
    plain = " ".join(words.words(said))
    if not plain or len(plain) > 120 or len(plain.split()) > rules.MOST_WORDS:
        raise InvalidWords("woorden", f"Vul 1 tot {rules.MOST_WORDS} woorden in, bijvoorbeeld: kliko.")
    if target not in catalogue.upl.by_uri() and target not in {card.slug for card in catalogue.list_services()}:
        raise InvalidWords("doel", "Kies wat deze woorden betekenen.")
    if OwnWord.objects.count() >= MOST:
        raise InvalidWords("woorden", f"Er zijn al {MOST} regels met woorden. Haal er eerst een weg.")
    row, is_new = OwnWord.objects.get_or_create(words=plain, target=target)
    if is_new:
        audit.record("zoekwoord.toegevoegd", object_ref=f"zoekwoord:{row.id}", details={"woorden": plain, "betekent": target})
        _read_again()


@transaction.atomic
def remove_words(*, official: OfficialView, id: UUID) -> bool:
    """Whether they were there."""
    _may(official)
    row = OwnWord.objects.filter(pk=id).first()
    if row is None:
        return False
    audit.record("zoekwoord.weggehaald", object_ref=f"zoekwoord:{row.id}", details={"woorden": row.words, "betekent": row.target})
    row.delete()
    _read_again()
    return True


def _may(official: OfficialView) -> None:
    if not official.can(PERMISSION):
        raise PermissionDenied


def _read_again() -> None:
    own.forget(tenancy.current_id())
    transaction.on_commit(partial(own.forget, tenancy.current_id()))
