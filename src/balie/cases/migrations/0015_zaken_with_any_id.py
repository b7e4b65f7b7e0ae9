"""The tally of zaken for ids that are no UUIDv7, as zaken of another provider have: they lie anywhere, beyond the calendar too.

What lies after 2100 is tallied by century, and everything after the year 9900 together: few rows, in the order of the ids still. And the zaken of
a resident newest first are no longer in the order of their ids.
"""
from django.db import migrations, models

PERIOD = """
create or replace function zaak_maand(id uuid) returns date language sql immutable strict parallel safe as $$
    with moment as (
        select to_timestamp(least(('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint / 1000.0, 253370764800)) at time zone 'UTC' as at
    )
    select date_trunc(case when at < timestamp '2101-01-01' then 'month' else 'century' end, at)::date from moment
$$;
"""
MONTH = """
create or replace function zaak_maand(id uuid) returns date language sql immutable strict parallel safe as $$
    select date_trunc('month', to_timestamp(('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint / 1000.0) at time zone 'UTC')::date
$$;
"""
AGAIN = """
delete from cases_zaaktelling;
insert into cases_zaaktelling (gemeente_id, id, zaaktype_id, vertrouwelijkheidaanduiding, maand, aantal)
    select gemeente_id, gen_random_uuid(), zaaktype_id, vertrouwelijkheidaanduiding, zaak_maand(id), count(*) from cases_zaak group by 1, 3, 4, 5;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0014_connections_in_zgw'),
    ]

    operations = [
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.RunSQL(PERIOD, MONTH),
        migrations.RunSQL(AGAIN, AGAIN),
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name='zaak', name='zaak_van_inwoner'),
        migrations.RemoveIndex(model_name='zaak', name='zaak_van_organisatie'),
        migrations.AddIndex(
            model_name='zaak',
            index=models.Index(
                fields=['gemeente', 'person_id', '-registratiedatum', '-id'], condition=models.Q(('person_id__isnull', False)),
                name='zaak_van_inwoner',
            ),
        ),
        migrations.AddIndex(
            model_name='zaak',
            index=models.Index(
                fields=['gemeente', 'organisation_id', '-registratiedatum', '-id'], condition=models.Q(('organisation_id__isnull', False)),
                name='zaak_van_organisatie',
            ),
        ),
    ]
