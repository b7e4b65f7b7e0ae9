"""The table of connections belongs to this room from now on; its rows stay where they are."""
import django.db.models.deletion
from django.db import migrations, models

import balie.kernel.ids
import balie.kernel.tenancy.context


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_elsewhere'),  # made the table
        ('kernel', '0001_initial'),
        ('zgw', '0003_client_ids_without_applicatie'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[
            migrations.CreateModel(
                name='Connection',
                fields=[
                    ('id', models.UUIDField(default=balie.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.SlugField()),
                    ('label', models.CharField(help_text='What officials and residents call it: Zaaksysteem vergunningen', max_length=80)),
                    ('zaken', models.URLField(blank=True, max_length=400)),
                    ('documenten', models.URLField(blank=True, max_length=400)),
                    ('catalogi', models.URLField(blank=True, max_length=400)),
                    ('client_id', models.CharField(max_length=100)),
                    ('secret', models.BinaryField(help_text='Sealed')),
                    ('domein', models.CharField(blank=True, help_text='The catalogus there in which the zaaktypen are; empty: any', max_length=5)),
                    ('rsin', models.CharField(blank=True, help_text="RSIN of that catalogus; empty: the municipality's", max_length=9)),
                    ('gemeente', models.ForeignKey(db_index=False, default=balie.kernel.tenancy.context.current_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.gemeente')),
                ],
                options={
                    'db_table': 'cases_connection',
                    'constraints': [models.UniqueConstraint(fields=('gemeente', 'name'), name='connection_name')],
                },
            ),
        ]),
        migrations.AddField(
            model_name='connection',
            name='besluiten',
            field=models.URLField(blank=True, default='', max_length=400),
        ),
    ]
