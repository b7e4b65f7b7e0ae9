"""What runs by itself."""

from datetime import timedelta

from balie.kernel import clock, outbox
from balie.plans.models import Progress

UNTOUCHED = timedelta(days=365)


@outbox.periodic("41 3 * * *")
def clean() -> None:
    """Plans that nobody touched for a year go."""
    Progress.objects.filter(changed__lt=clock.now() - UNTOUCHED).delete()
