"""The table of connections belongs to the zgw room from now on; its rows stay where they are."""
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0013_zaken_elsewhere'),
        ('zgw', '0004_connections'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name='Connection')]),
    ]
