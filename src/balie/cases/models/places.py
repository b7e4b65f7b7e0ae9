"""A place that is kept for one zaak, between being its turn and having it."""
from django.db import models
from django.db.models import Q

from balie.cases.models import zaken
from balie.kernel import tenancy


class Offer(tenancy.TenantModel):
    """Open as long as `closed_at` is empty: until the money is in (`payment_id`, `until`), or an official has decided (no payment).

    `reason`, `letter` and `official` are what the decision will say once it is paid.
    """

    zaak = tenancy.TenantForeignKey(zaken.Zaak, on_delete=models.CASCADE, related_name="offers")
    service = models.CharField(max_length=50)
    pool = models.CharField(max_length=80, blank=True, help_text="Whose places are counted together: a parking zone")
    address = models.CharField(max_length=40, blank=True, help_text="As in Product")
    made_at = models.DateTimeField()
    payment_id = models.UUIDField(null=True)
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    until = models.DateField(null=True, help_text="Last day to pay")
    reason = models.TextField(blank=True)
    letter = models.TextField(blank=True)
    official = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "zaak"], condition=Q(closed_at__isnull=True), name="offer_one_open"),
            models.CheckConstraint(
                condition=Q(payment_id__isnull=True, amount__isnull=True, until__isnull=True)
                | Q(payment_id__isnull=False, amount__isnull=False, until__isnull=False), name="offer_payment_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["gemeente", "service", "pool"], condition=Q(closed_at__isnull=True), name="offer_open"),
            models.Index(fields=["gemeente", "until"], condition=Q(closed_at__isnull=True, until__isnull=False), name="offer_until"),
        ]
