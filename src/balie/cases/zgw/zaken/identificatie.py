"""The number of a zaak that came without one (zrc-002), and numbers that are reserved for zaken to come (zaaknummer_reserveren).

A number is `ZAAK-2026-<10 characters>`: 48 random bits, so that nobody waits for anybody. The database still refuses a second one. Reserved
numbers begin with other characters than those that are given out by itself, so that these two never meet, and making a zaak has nothing to
look up.
"""
from __future__ import annotations

import secrets

from django.db import connection, transaction

from balie.cases.zgw.zaken import organisations
from balie.kernel import clock, tenancy
from balie.kernel.ids import new_id
from balie.zgw.public import Answer, Call, Invalid, InvalidParam, handles

ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXZ"  # no vowels and no look-alikes: nothing to misread, no words
OF_ITSELF, RESERVED = ALPHABET[:20], ALPHABET[20:]  # the first character
LENGTH = 10
MOST = 1000  # numbers in one request
KEEP = """
insert into cases_zaaknummer (gemeente_id, id, bronorganisatie, identificatie, reserved_at)
select %(gemeente)s, given.id, %(bronorganisatie)s, given.name, %(now)s from unnest(%(ids)s::uuid[], %(names)s::text[]) as given(id, name)
where not exists (
    select from cases_zaak where gemeente_id = %(gemeente)s and bronorganisatie = %(bronorganisatie)s and identificatie = given.name
)
on conflict do nothing returning identificatie
"""


def generate(kind: str = "ZAAK") -> str:
    """`kind`: what it is a number of."""
    return _number(OF_ITSELF, kind)


def _number(first: str, kind: str = "ZAAK") -> str:
    return f"{kind}-{clock.today().year}-{secrets.choice(first)}{''.join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))}"


@transaction.atomic
def reserve(*, bronorganisatie: str, count: int) -> list[str]:
    """Numbers that are given out once: from now on only a zaak that names one of them gets it."""
    made: list[str] = []
    while len(made) < count:
        names = [_number(RESERVED) for _ in range(count - len(made))]
        with connection.cursor() as cursor:
            cursor.execute(KEEP, {
                "gemeente": tenancy.current_id(), "bronorganisatie": bronorganisatie, "now": clock.now(), "names": names,
                "ids": [new_id() for _ in names],
            })
            made += [name for (name,) in cursor.fetchall()]
    return sorted(made)


@handles("zaken", "zaaknummer_reserveren")
def serve(call: Call) -> Answer:
    """A list, also of one number: so says the schema of the standard, whatever its sentences say."""
    wrong, given = list(call.wrong), call.body
    found = organisations.wrong_in(str(given.get("bronorganisatie", "")))
    if found and not any(each.name == "bronorganisatie" for each in wrong):
        wrong.append(InvalidParam("bronorganisatie", *found))
    count = given.get("aantal", 1)
    if isinstance(count, int) and count > MOST:
        wrong.append(InvalidParam("aantal", "max_value", f"U kunt hooguit {MOST} nummers tegelijk reserveren."))
    if wrong:
        raise Invalid(wrong)
    return Answer([{"zaaknummer": name} for name in reserve(bronorganisatie=given["bronorganisatie"], count=count)])
