"""How many zaken there are (`ZaakTelling`): adding up what the database noted with every zaak that came, went or changed its type or level."""
from __future__ import annotations

from django.db import connection, transaction

from balie.kernel import tenancy

ADD_UP = """
with noted as (
    delete from cases_zaaktelling where gemeente_id = %(gemeente)s returning zaaktype_id, vertrouwelijkheidaanduiding, maand, startmaand, aantal
)
insert into cases_zaaktelling (gemeente_id, id, zaaktype_id, vertrouwelijkheidaanduiding, maand, startmaand, aantal)
select %(gemeente)s, gen_random_uuid(), zaaktype_id, vertrouwelijkheidaanduiding, maand, startmaand, sum(aantal) from noted
group by zaaktype_id, vertrouwelijkheidaanduiding, maand, startmaand having sum(aantal) <> 0
"""


@transaction.atomic
def add_up() -> None:
    """One row for each type, level and pair of months again. Who counts meanwhile sees the rows of before; two at once add up different rows."""
    with connection.cursor() as cursor:
        cursor.execute(ADD_UP, {"gemeente": tenancy.current_id()})
