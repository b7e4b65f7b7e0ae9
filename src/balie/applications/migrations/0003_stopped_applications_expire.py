from django.db import migrations


class Migration(migrations.Migration):
    """What was stopped before it got a term, gets one: counted from now, so that nobody is surprised."""

    dependencies = [
        ('applications', '0002_cosign_no_longer_needed'),
    ]

    operations = [
        migrations.RunSQL(
            "update applications_application set expires = now() + interval '90 days' where status = 'ingetrokken' and expires is null",
            migrations.RunSQL.noop,
        ),
    ]
