"""Very many zaken: rows that Balie made itself, copied by PostgreSQL under other numbers.

A closed and an open zaak with everything that belongs to them are the patterns. Of every 33 zaken one is open, as in a town that handles an
application in some days and keeps the zaken of years. Five zaken to a resident.
"""
from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import psycopg

PARTS = ("cases_status", "cases_rol", "cases_resultaat", "cases_zaakeigenschap", "cases_searchword", "cases_besluit")
OPEN_PARTS = ("cases_workitem", "cases_task")
OPEN_OF, ZAKEN_OF_ONE = 33, 5


@dataclass(frozen=True)
class Patterns:
    """Two zaken made by the application itself."""

    closed: UUID
    open: UUID


def fill(connection: psycopg.Connection, patterns: Patterns, *, first: int, last: int) -> None:
    """Make the zaken numbered from `first` up to `last`. The connection is the administrator's: foreign keys are not checked again."""
    connection.execute("set session_replication_role = replica")
    for pattern, parts, which in (
        (patterns.closed, PARTS, f"mod(n, {OPEN_OF}) <> 0"), (patterns.open, (*PARTS, *OPEN_PARTS), f"mod(n, {OPEN_OF}) = 0"),
    ):
        numbers = f"(select n from generate_series({first}, {last}) n where {which}) numbers"
        _copy(connection, "cases_zaak", "row.id = %s", pattern, numbers, id=_key("0"), identificatie="'M-' || n", person_id=_person(),
              application_id=_key("a"), startdatum="date '2020-01-01' + n / 1440", registratiedatum="date '2020-01-01' + n / 1440")
        _copy(connection, "applications_application", "row.id = (select application_id from cases_zaak where id = %s)", pattern, numbers,
              id=_key("a"), kenmerk="'M-' || n", person_id="row.person_id", payment_id="null")
        for table in parts:
            own = {"identificatie": "'M-' || n || row.identificatie"} if table == "cases_besluit" else {}
            own |= {"word": "row.word || case when row.word ~ '[0-9]' then n else mod(n, 5000) end"} if table == "cases_searchword" else {}
            own |= {"kenmerk": "'M-' || n"} if table == "cases_workitem" else {}
            own |= {"deadline": "row.deadline + mod(n, 60)"} if table == "cases_workitem" else {}
            own |= {"person_id": _person()} if table == "cases_rol" else {}
            _copy(connection, table, "row.zaak_id = %s", pattern, numbers, id=_part(table), zaak_id=_key("0"), **own)
        _copy(connection, "messages_message", "row.owner = 'zaak:' || %s::text", pattern, numbers, id=_part("messages_message"),
              owner=f"'zaak:' || {_key('0')}", fact="row.fact || n", person_id=_person())
    connection.execute("set session_replication_role = default")
    _count_again(connection)


def _count_again(connection: psycopg.Connection) -> None:
    """No trigger ran for what was copied."""
    connection.execute("delete from cases_zaaktelling")
    connection.execute(
        "insert into cases_zaaktelling (gemeente_id, id, zaaktype_id, vertrouwelijkheidaanduiding, maand, startmaand, aantal) "
        "select gemeente_id, gen_random_uuid(), zaaktype_id, vertrouwelijkheidaanduiding, zaak_maand(id), zaak_startmaand(startdatum), count(*) "
        "from cases_zaak group by 1, 3, 4, 5, 6"
    )


def _key(kind: str) -> str:
    """An id that grows with the number, as those of Balie do: one a minute, from 2020 on."""
    moment = "lpad(to_hex(1577836800000 + n::bigint * 60000), 12, '0')"
    return f"(left({moment}, 8) || '-' || right({moment}, 4) || '-7{kind}00-8000-' || lpad(to_hex(n), 12, '0'))::uuid"


def _part(table: str) -> str:
    return f"md5('{table}' || row.id || n)::uuid"


def _person() -> str:
    return f"md5('person' || n / {ZAKEN_OF_ONE})::uuid"


def _copy(connection: psycopg.Connection, table: str, of: str, pattern: UUID, numbers: str, **changed: str) -> None:
    names = [row[0] for row in connection.execute(
        "select column_name from information_schema.columns where table_schema = 'public' and table_name = %s and is_generated = 'NEVER'", [table]
    )]
    values = ", ".join(changed.get(name, f'row."{name}"') for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    connection.execute(f"insert into {table} ({columns}) select {values} from {table} row, {numbers} where {of}", [pattern])
