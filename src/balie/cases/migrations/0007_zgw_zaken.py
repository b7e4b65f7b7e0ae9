"""What the Zaken API needs: by which rol a status was set, numbers that are reserved, and a box around where a zaak is."""
import balie.kernel.ids
import balie.kernel.tenancy.context
import balie.kernel.tenancy.models
import django.db.models.deletion
from django.db import migrations, models

BOUND = """
create function geojson_bound(geometry jsonb, axis integer, highest boolean) returns double precision
language sql immutable strict parallel safe as $$
    select case when highest then max((position->>axis)::float8) else min((position->>axis)::float8) end
    from jsonb_path_query(geometry, 'strict $.** ? (@.type() == "array" && @[0].type() == "number")') as position
$$
"""
SIDES = {"west": (0, False), "south": (1, False), "east": (0, True), "north": (1, True)}
COLUMNS = "alter table cases_zaak " + ", ".join(
    f"add column {name} double precision generated always as (geojson_bound(zaakgeometrie, {axis}, {str(highest).lower()})) stored"
    for name, (axis, highest) in SIDES.items()
)


def side(name: str) -> migrations.AddField:
    axis, highest = SIDES[name]
    return migrations.AddField(
        model_name='zaak', name=name,
        field=models.GeneratedField(
            db_persist=True, expression=models.Func(models.F('zaakgeometrie'), models.Value(axis), models.Value(highest), function='geojson_bound'),
            help_text='Ours: a side of the box around zaakgeometrie', null=True, output_field=models.FloatField(),
        ),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0006_zaak_mandate'),
        ('kernel', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ZaakNummer',
            fields=[
                ('id', models.UUIDField(default=balie.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('bronorganisatie', models.CharField(max_length=9)),
                ('identificatie', models.CharField(max_length=40)),
                ('reserved_at', models.DateTimeField()),
                ('gemeente', models.ForeignKey(db_index=False, default=balie.kernel.tenancy.context.current_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.gemeente')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('gemeente', 'bronorganisatie', 'identificatie'), name='zaaknummer_uniek')],
            },
        ),
        migrations.RenameField(model_name='status', old_name='gezetdoor', new_name='set_by'),
        migrations.AlterField(
            model_name='status',
            name='set_by',
            field=models.CharField(blank=True, help_text='Ours: the name of who set it, for the pages of the municipality', max_length=200),
        ),
        migrations.AddField(
            model_name='status',
            name='gezetdoor',
            field=balie.kernel.tenancy.models.TenantForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='statussen', to='cases.rol'),
        ),
        # together, so that the table is written anew once
        migrations.RunSQL(BOUND, 'drop function geojson_bound(jsonb, integer, boolean)'),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(COLUMNS, "alter table cases_zaak " + ", ".join(f"drop column {name}" for name in SIDES))],
            state_operations=[side(name) for name in SIDES],
        ),
        migrations.AddIndex(
            model_name='zaak',
            index=models.Index(fields=['gemeente', 'identificatie'], name='zaak_identificatie'),
        ),
        migrations.AddIndex(
            model_name='zaak',
            index=models.Index(condition=models.Q(('west__isnull', False)), fields=['gemeente', 'west'], name='zaak_op_de_kaart'),
        ),
    ]
