from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    """One team becomes a list of teams: somebody may work for two."""

    dependencies = [
        ('identity', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='official',
            name='teams',
            field=ArrayField(models.CharField(max_length=50), default=list, help_text='As tasks name them: burgerzaken, parkeren'),
        ),
        migrations.RunSQL(
            "update identity_official set teams = array[left(lower(replace(trim(team), ' ', '-')), 50)] where trim(team) <> ''",
            migrations.RunSQL.noop,
        ),
        migrations.RemoveField(model_name='official', name='team'),
    ]
