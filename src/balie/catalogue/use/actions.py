"""Noting what counts, and adding up what was noted."""

from datetime import date

from django.db import connection, transaction

from balie.catalogue.models import ServiceUse
from balie.kernel import clock, tenancy

# only where there is something to add up: what was added up before stays as it lies
ADD_UP = """
with several as (
    select service, month, what, days from catalogue_serviceuse where gemeente_id = %(gemeente)s group by 1, 2, 3, 4 having count(*) > 1
), noted as (
    delete from catalogue_serviceuse as row using several
    where row.gemeente_id = %(gemeente)s
        and (row.service, row.month, row.what, row.days) = (several.service, several.month, several.what, several.days)
    returning row.service, row.month, row.what, row.days, row.number
)
insert into catalogue_serviceuse (gemeente_id, id, service, month, what, days, number)
select %(gemeente)s, gen_random_uuid(), service, month, what, days, sum(number) from noted
group by service, month, what, days having sum(number) <> 0
"""


def note(*, service: str, what: ServiceUse.What, day: date | None = None, days: int = 0, number: int = 1) -> None:
    """In the transaction of the caller. `day`: in which month it counts, default today; `days`: how long it took; `number`: -1 takes one back."""
    month = (day or clock.today()).replace(day=1)
    ServiceUse.objects.create(service=service, what=what, month=month, days=max(days, 0), number=number)


@transaction.atomic
def add_up() -> None:
    """One row for each again. Who reads meanwhile sees the rows of before; two at once add up different rows."""
    with connection.cursor() as cursor:
        cursor.execute(ADD_UP, {"gemeente": tenancy.current_id()})
