import django.db.models.deletion
from django.db import migrations, models

import balie.kernel.ids
import balie.kernel.tenancy.context
import balie.kernel.tenancy.models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0017_documents_elsewhere'),
        ('kernel', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='BesluitElsewhere',
            fields=[
                ('id', models.UUIDField(default=balie.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('besluit', models.CharField(max_length=1000)),
                ('gemeente', models.ForeignKey(db_index=False, default=balie.kernel.tenancy.context.current_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.gemeente')),
                ('zaak', balie.kernel.tenancy.models.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.zaak')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('gemeente', 'zaak', 'besluit'), name='besluit_elders_uniek')],
            },
        ),
        migrations.AddField(
            model_name='besluit',
            name='telling_since',
            field=models.DateTimeField(help_text='Ours: that provider has to hear of it still', null=True),
        ),
        migrations.AddField(
            model_name='besluit',
            name='zaak_url',
            field=models.CharField(blank=True, default='', help_text='Ours: of a zaak of another provider', max_length=1000),
        ),
        migrations.AddIndex(
            model_name='besluit',
            index=models.Index(condition=models.Q(('telling_since__isnull', False)), fields=['gemeente', 'telling_since'], name='besluit_te_melden'),
        ),
        migrations.AddConstraint(
            model_name='besluit',
            constraint=models.CheckConstraint(condition=models.Q(('zaak__isnull', True), ('zaak_url', ''), _connector='OR'), name='besluit_zaak_hier_of_elders'),
        ),
    ]
