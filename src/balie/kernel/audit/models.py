"""The audit trail: entries that the runtime role can add but not change, sealed in a hash chain per municipality."""
from __future__ import annotations

from django.db import models

from balie.kernel.tenancy.models import TenantModel

RUNTIME = "balie_runtime"


class AuditEntry(TenantModel):
    """One change, or one look at personal data.

    `digest` covers the content; `seal` is the number of the block in which the chain took it up, empty for less than a minute.
    """

    at = models.DateTimeField()
    action = models.CharField(max_length=80)
    actor_kind = models.CharField(max_length=20)
    actor_id = models.CharField(max_length=64, blank=True)
    actor_name = models.CharField(max_length=200, blank=True)
    subject = models.UUIDField(null=True, help_text="person_id of the person whose data it concerns")
    object_ref = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=300, blank=True, help_text="Verwerkingsactiviteit")
    legal_basis = models.CharField(max_length=300, blank=True)
    details = models.JSONField(default=dict)
    digest = models.BinaryField(max_length=32)
    seal = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["gemeente", "subject", "-at"], name="audit_subject"),
            models.Index(fields=["gemeente", "object_ref", "-at"], name="audit_object"),
            models.Index(fields=["gemeente", "at"], name="audit_unsealed", condition=models.Q(seal__isnull=True)),
            models.Index(fields=["gemeente", "seal"], name="audit_seal"),
        ]

    extra_sql = (
        f"revoke update, delete on kernel_auditentry from {RUNTIME}",
        f"grant update (seal) on kernel_auditentry to {RUNTIME}",
    )


class AuditSeal(TenantModel):
    """A block of the chain: hash over the previous hash and the digests of its entries in order of id."""

    number = models.BigIntegerField()
    at = models.DateTimeField()
    entries = models.IntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint("gemeente", "number", name="one_seal_per_number")]

    extra_sql = (f"revoke update, delete on kernel_auditseal from {RUNTIME}",)
