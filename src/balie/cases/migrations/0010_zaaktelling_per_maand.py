"""The tally of zaken by the month in which they were made as well, so that a page far down a list is found without walking to it."""
from django.db import migrations, models

# a UUIDv7 begins with its moment in milliseconds; any other id falls in some month too, which is all that finding a page needs
MONTH = """
create function zaak_maand(id uuid) returns date language sql immutable strict parallel safe as $$
    select date_trunc('month', to_timestamp(('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint / 1000.0) at time zone 'UTC')::date
$$;
create or replace function zaken_tellen() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into cases_zaaktelling (gemeente_id, id, zaaktype_id, vertrouwelijkheidaanduiding, maand, aantal)
        select gemeente_id, gen_random_uuid(), zaaktype_id, vertrouwelijkheidaanduiding, zaak_maand(id), count(*) from changed group by 1, 3, 4, 5;
    elsif tg_op = 'DELETE' then
        insert into cases_zaaktelling (gemeente_id, id, zaaktype_id, vertrouwelijkheidaanduiding, maand, aantal)
        select gemeente_id, gen_random_uuid(), zaaktype_id, vertrouwelijkheidaanduiding, zaak_maand(id), -count(*) from changed group by 1, 3, 4, 5;
    else
        insert into cases_zaaktelling (gemeente_id, id, zaaktype_id, vertrouwelijkheidaanduiding, maand, aantal) values
            (old.gemeente_id, gen_random_uuid(), old.zaaktype_id, old.vertrouwelijkheidaanduiding, zaak_maand(old.id), -1),
            (new.gemeente_id, gen_random_uuid(), new.zaaktype_id, new.vertrouwelijkheidaanduiding, zaak_maand(new.id), 1);
    end if;
    return null;
end $$;
"""
AGAIN = """
delete from cases_zaaktelling;
insert into cases_zaaktelling (gemeente_id, id, zaaktype_id, vertrouwelijkheidaanduiding, maand, aantal)
    select gemeente_id, gen_random_uuid(), zaaktype_id, vertrouwelijkheidaanduiding, zaak_maand(id), count(*) from cases_zaak group by 1, 3, 4, 5;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0009_zaaktelling'),
    ]

    operations = [
        migrations.RunSQL('delete from cases_zaaktelling', migrations.RunSQL.noop),
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.AddField(
            model_name='zaaktelling',
            name='maand',
            field=models.DateField(default='1970-01-01', help_text='First day of the month, UTC, in which the zaken were made, as their ids say'),
            preserve_default=False,
        ),
        migrations.RunSQL(MONTH, migrations.RunSQL.noop),
        migrations.RunSQL(AGAIN, migrations.RunSQL.noop),
    ]
