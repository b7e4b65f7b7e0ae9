"""How many zaken there are of each type and confidentiality, noted by the database with every zaak that comes, goes or changes."""
import balie.kernel.ids
import balie.kernel.tenancy.context
import balie.kernel.tenancy.models
import django.db.models.deletion
from django.db import migrations, models

NOTE = """
create function zaken_tellen() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into cases_zaaktelling (gemeente_id, id, zaaktype_id, vertrouwelijkheidaanduiding, aantal)
        select gemeente_id, gen_random_uuid(), zaaktype_id, vertrouwelijkheidaanduiding, count(*) from changed group by 1, 3, 4;
    elsif tg_op = 'DELETE' then
        insert into cases_zaaktelling (gemeente_id, id, zaaktype_id, vertrouwelijkheidaanduiding, aantal)
        select gemeente_id, gen_random_uuid(), zaaktype_id, vertrouwelijkheidaanduiding, -count(*) from changed group by 1, 3, 4;
    else
        insert into cases_zaaktelling (gemeente_id, id, zaaktype_id, vertrouwelijkheidaanduiding, aantal) values
            (old.gemeente_id, gen_random_uuid(), old.zaaktype_id, old.vertrouwelijkheidaanduiding, -1),
            (new.gemeente_id, gen_random_uuid(), new.zaaktype_id, new.vertrouwelijkheidaanduiding, 1);
    end if;
    return null;
end $$;
create trigger zaken_tellen_nieuw after insert on cases_zaak referencing new table as changed
    for each statement execute function zaken_tellen();
create trigger zaken_tellen_weg after delete on cases_zaak referencing old table as changed
    for each statement execute function zaken_tellen();
create trigger zaken_tellen_anders after update of zaaktype_id, vertrouwelijkheidaanduiding on cases_zaak for each row
    when (old.zaaktype_id is distinct from new.zaaktype_id or old.vertrouwelijkheidaanduiding is distinct from new.vertrouwelijkheidaanduiding)
    execute function zaken_tellen();
insert into cases_zaaktelling (gemeente_id, id, zaaktype_id, vertrouwelijkheidaanduiding, aantal)
    select gemeente_id, gen_random_uuid(), zaaktype_id, vertrouwelijkheidaanduiding, count(*) from cases_zaak group by 1, 3, 4;
"""
FORGET = """
drop trigger zaken_tellen_nieuw on cases_zaak;
drop trigger zaken_tellen_weg on cases_zaak;
drop trigger zaken_tellen_anders on cases_zaak;
drop function zaken_tellen();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0008_catalogi_by_api'),
        ('kernel', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ZaakTelling',
            fields=[
                ('id', models.UUIDField(default=balie.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('vertrouwelijkheidaanduiding', models.CharField(max_length=20)),
                ('aantal', models.BigIntegerField()),
                ('gemeente', models.ForeignKey(db_index=False, default=balie.kernel.tenancy.context.current_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.gemeente')),
                ('zaaktype', balie.kernel.tenancy.models.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.zaaktype')),
            ],
            options={
                'indexes': [models.Index(fields=['gemeente', 'zaaktype', 'vertrouwelijkheidaanduiding'], include=('aantal',), name='zaaktelling_som')],
            },
        ),
        migrations.AddIndex(
            model_name='zaak',
            index=models.Index(fields=['gemeente', '-id'], include=('zaaktype', 'vertrouwelijkheidaanduiding'), name='zaak_bladeren'),
        ),
        migrations.RunSQL(NOTE, FORGET),
    ]
