"""Background jobs of the kernel."""
from datetime import timedelta

from balie.kernel import audit, clock, outbox
from balie.kernel.models import HandledEvent

KEEP_HANDLED_DAYS = 30


@outbox.periodic("* * * * *")
def seal_the_audit_trail() -> None:
    while audit.seal():
        pass


@outbox.periodic("17 3 * * *")
def forget_old_handled_events() -> None:
    """A job is retried for hours at most: after a month its mark serves nobody."""
    HandledEvent.objects.filter(at__lt=clock.now() - timedelta(days=KEEP_HANDLED_DAYS)).delete()
