"""Tables of payments. What came in and went back stands in the ledger, which is only added to: a balance is its sum."""

from django.db import models
from django.db.models import Q

from balie.kernel.ids import new_token
from balie.kernel.tenancy import TenantForeignKey, TenantModel

from .rules import STATUS_NAMES

RUNTIME = "balie_runtime"


def euros(**options) -> models.DecimalField:
    return models.DecimalField(max_digits=10, decimal_places=2, **options)


class Payment(TenantModel):
    """An amount that is asked of somebody for `owner`."""

    owner = models.CharField(max_length=80)
    amount = euros()
    description = models.CharField(max_length=140)
    status = models.CharField(max_length=10, choices=tuple(STATUS_NAMES.items()), default="open")
    token = models.CharField(max_length=43, default=new_token, help_text="In the return and the webhook URL")
    created = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "token"], name="payment_token_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_asks_something"),
        ]
        indexes = [models.Index(fields=["gemeente", "owner"], name="payment_owner")]


class Attempt(TenantModel):
    """One visit to a provider. `status` in the words of Mollie's API; `next_check` is empty when there is nothing left to ask."""

    payment = TenantForeignKey(Payment, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    provider = models.CharField(max_length=30)
    provider_id = models.CharField(max_length=64)
    checkout_url = models.URLField(max_length=500)
    status = models.CharField(max_length=20, default="open")
    created = models.DateTimeField()
    checks = models.PositiveIntegerField(default=0)
    next_check = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "payment", "number"], name="attempt_number_once"),
            models.UniqueConstraint(fields=["gemeente", "provider", "provider_id"], name="attempt_of_provider_once"),
        ]
        indexes = [models.Index(fields=["gemeente", "next_check"], name="attempt_to_check", condition=Q(next_check__isnull=False))]


class Refund(TenantModel):
    """Money that goes back. Its id is the provider's idempotency key, so that asking twice is paying back once."""

    payment = TenantForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    attempt = TenantForeignKey(Attempt, on_delete=models.PROTECT, related_name="refunds")
    amount = euros()
    reason = models.CharField(max_length=200)
    status = models.CharField(max_length=15, default="gevraagd")
    provider_id = models.CharField(max_length=64, blank=True)
    created = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "attempt", "provider_id"], condition=~Q(provider_id=""),
                                    name="refund_of_provider_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_is_something"),
        ]


class LedgerEntry(TenantModel):
    """Money that moved, once: `kind` ontvangen or terugbetaald, `reference` is the provider's id of the movement."""

    payment = TenantForeignKey(Payment, on_delete=models.PROTECT, related_name="ledger")
    kind = models.CharField(max_length=15, choices=(("ontvangen", "Ontvangen"), ("terugbetaald", "Terugbetaald")))
    amount = euros()
    provider = models.CharField(max_length=30)
    reference = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "provider", "kind", "reference"], name="ledger_movement_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="ledger_moves_something"),
        ]
        indexes = [models.Index(fields=["gemeente", "payment"], name="ledger_payment")]

    extra_sql = (f"revoke update, delete on payments_ledgerentry from {RUNTIME}",)
