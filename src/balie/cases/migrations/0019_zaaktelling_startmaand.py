"""The tally of zaken by the month in which they began as well, so that a period is counted without counting every zaak in it."""
from django.db import migrations, models

MONTH = """
create function zaak_startmaand(dag date) returns date language sql immutable strict parallel safe as $$
    select date_trunc('month', dag::timestamp)::date
$$;
"""
NOTE = """
create or replace function zaken_tellen() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into cases_zaaktelling (gemeente_id, id, zaaktype_id, vertrouwelijkheidaanduiding, maand, startmaand, aantal)
        select gemeente_id, gen_random_uuid(), zaaktype_id, vertrouwelijkheidaanduiding, zaak_maand(id), zaak_startmaand(startdatum), count(*)
        from changed group by 1, 3, 4, 5, 6;
    elsif tg_op = 'DELETE' then
        insert into cases_zaaktelling (gemeente_id, id, zaaktype_id, vertrouwelijkheidaanduiding, maand, startmaand, aantal)
        select gemeente_id, gen_random_uuid(), zaaktype_id, vertrouwelijkheidaanduiding, zaak_maand(id), zaak_startmaand(startdatum), -count(*)
        from changed group by 1, 3, 4, 5, 6;
    else
        insert into cases_zaaktelling (gemeente_id, id, zaaktype_id, vertrouwelijkheidaanduiding, maand, startmaand, aantal) values
            (old.gemeente_id, gen_random_uuid(), old.zaaktype_id, old.vertrouwelijkheidaanduiding, zaak_maand(old.id),
             zaak_startmaand(old.startdatum), -1),
            (new.gemeente_id, gen_random_uuid(), new.zaaktype_id, new.vertrouwelijkheidaanduiding, zaak_maand(new.id),
             zaak_startmaand(new.startdatum), 1);
    end if;
    return null;
end $$;
drop trigger zaken_tellen_anders on cases_zaak;
create trigger zaken_tellen_anders after update of zaaktype_id, vertrouwelijkheidaanduiding, startdatum on cases_zaak for each row
    when (old.zaaktype_id is distinct from new.zaaktype_id or old.vertrouwelijkheidaanduiding is distinct from new.vertrouwelijkheidaanduiding
          or zaak_startmaand(old.startdatum) is distinct from zaak_startmaand(new.startdatum))
    execute function zaken_tellen();
"""
AGAIN = """
insert into cases_zaaktelling (gemeente_id, id, zaaktype_id, vertrouwelijkheidaanduiding, maand, startmaand, aantal)
    select gemeente_id, gen_random_uuid(), zaaktype_id, vertrouwelijkheidaanduiding, zaak_maand(id), zaak_startmaand(startdatum), count(*)
    from cases_zaak group by 1, 3, 4, 5, 6;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0018_besluiten_elsewhere'),
    ]

    operations = [
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.RunSQL("delete from cases_zaaktelling", migrations.RunSQL.noop),
        migrations.AddField(
            model_name='zaaktelling',
            name='startmaand',
            field=models.DateField(default='1970-01-01', help_text='First day of the month of their startdatum'),
            preserve_default=False,
        ),
        migrations.RunSQL(MONTH, migrations.RunSQL.noop),
        migrations.RunSQL(NOTE, migrations.RunSQL.noop),
        migrations.RunSQL(AGAIN, migrations.RunSQL.noop),
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='zaak',
            index=models.Index(fields=['gemeente', '-startdatum', '-id'], include=('zaaktype', 'vertrouwelijkheidaanduiding'), name='zaak_begonnen'),
        ),
    ]
