"""Open zaken of clients are work of officials too; also those that were there already."""
from django.db import migrations, models

BEGIN = """
insert into cases_workitem (gemeente_id, id, zaak_id, kenmerk, title, service, kind, applicant, status_name, state, team, official_id,
    official_name, confidentiality, deadline, term_from)
select zaak.gemeente_id, gen_random_uuid(), zaak.id, zaak.identificatie, coalesce(nullif(zaak.omschrijving, ''), zaaktype.omschrijving),
    zaaktype.identificatie, zaaktype.omschrijving, '', coalesce(latest.omschrijving, ''),
    case when latest.volgnummer > 1 then 'in_behandeling' else 'nieuw' end, '', '', '',
    array_position(array['openbaar', 'beperkt_openbaar', 'intern', 'zaakvertrouwelijk', 'vertrouwelijk', 'confidentieel', 'geheim',
        'zeer_geheim'], zaak.vertrouwelijkheidaanduiding::text) - 1,
    coalesce(zaak.uiterlijke_einddatum_afdoening, (zaak.startdatum + nullif(zaaktype.doorlooptijd, '')::interval)::date), zaak.startdatum
from cases_zaak zaak
join cases_zaaktype zaaktype on zaaktype.gemeente_id = zaak.gemeente_id and zaaktype.id = zaak.zaaktype_id
left join lateral (
    select kind.omschrijving, kind.volgnummer from cases_status status
    join cases_statustype kind on kind.gemeente_id = status.gemeente_id and kind.id = status.statustype_id
    where status.gemeente_id = zaak.gemeente_id and status.zaak_id = zaak.id order by status.datum_status_gezet desc limit 1
) latest on true
where zaak.application_id is null and zaak.einddatum is null
on conflict do nothing
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0010_zaaktelling_per_maand'),
    ]

    operations = [
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.AddField(
            model_name='workitem',
            name='kind',
            field=models.CharField(blank=True, default='', help_text='Name of the zaaktype; empty: of a service of Balie, whose title says it', max_length=80),
            preserve_default=False,
        ),
        migrations.RunSQL(BEGIN, migrations.RunSQL.noop),
    ]
