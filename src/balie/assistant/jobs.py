"""What runs by itself."""

from datetime import timedelta

from balie.assistant.models import Heard
from balie.kernel import clock, outbox

KEEP = 90   # days


@outbox.periodic("53 3 * * *")
def clean() -> None:
    """What was searched for longer ago goes."""
    Heard.objects.filter(week__lt=clock.today() - timedelta(days=KEEP)).delete()
