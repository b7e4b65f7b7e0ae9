"""What the Documenten API needs: the way to the newest version, and a checksum of our own beside what a sender says of its document."""
import django.contrib.postgres.fields
from django.db import migrations, models

import balie.documents.relations


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='enkelvoudiginformatieobjectcanonical',
            name='newest',
            field=balie.documents.relations.Newest(to='documents.enkelvoudiginformatieobject'),
        ),
        migrations.AddField(
            model_name='enkelvoudiginformatieobject',
            name='sha256',
            field=models.CharField(blank=True, default='', help_text='Ours: of the stored content, in hexadecimal', max_length=64),
            preserve_default=False,
        ),
        migrations.RunSQL(
            "update documents_enkelvoudiginformatieobject set sha256 = integriteit_waarde where inhoud <> ''", migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name='enkelvoudiginformatieobject',
            name='formaat',
            field=models.CharField(blank=True, help_text='Media type: sniffed from the content, or as another system said', max_length=255),
        ),
        migrations.AlterField(
            model_name='enkelvoudiginformatieobject',
            name='trefwoorden',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None),
        ),
        migrations.RemoveConstraint(
            model_name='enkelvoudiginformatieobject',
            name='eio_inhoud_gemeten',
        ),
        migrations.AddConstraint(
            model_name='enkelvoudiginformatieobject',
            constraint=models.CheckConstraint(condition=models.Q(('inhoud', ''), models.Q(('bestandsomvang__isnull', False), ('sha256__gt', '')), _connector='OR'), name='eio_inhoud_gemeten'),
        ),
    ]
