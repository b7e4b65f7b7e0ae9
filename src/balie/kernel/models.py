"""Tables of the kernel: municipalities, audit, idempotency keys, the inbox of events."""
from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from balie.kernel.audit.models import AuditEntry, AuditSeal
from balie.kernel.tenancy.models import TenantModel

__all__ = ["AuditEntry", "AuditSeal", "Gemeente", "HandledEvent", "IdempotencyKey"]


class Gemeente(models.Model):
    """A municipality that this installation serves. The one table without a tenant: the tenant itself."""

    slug = models.SlugField(unique=True)
    naam = models.CharField(max_length=200)
    code = models.CharField(max_length=4, help_text="Gemeentecode (CBS, four digits)")
    rsin = models.CharField(max_length=9, help_text="RSIN: bronorganisatie in the ZGW APIs")
    hosts = ArrayField(models.CharField(max_length=253), default=list)
    style = models.SlugField(default="zonnedam", help_text="House style, a folder of look/styles")
    config = models.JSONField(default=dict, help_text="Contact, opening hours, endpoints, services: what differs per municipality")
    active = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "gemeenten"

    def __str__(self):
        return f"Gemeente {self.naam}"


class HandledEvent(TenantModel):
    """Inbox: this handler's effect of this event has been committed."""

    handler = models.CharField(max_length=200)
    event_id = models.UUIDField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint("gemeente", "event_id", "handler", name="handled_once")]


class IdempotencyKey(TenantModel):
    """What doing something under this key led to."""

    purpose = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    result = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint("gemeente", "purpose", "key", name="idempotency_once")]
