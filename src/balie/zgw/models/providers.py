"""Our own: which other providers of the ZGW APIs the municipality is connected to."""
from __future__ import annotations

from django.db import models

from balie.kernel import tenancy


class Connection(tenancy.TenantModel):
    """A provider that speaks the ZGW APIs. Addresses may be empty in the demo: then it is the demo town's."""

    name = models.SlugField(max_length=50)
    label = models.CharField(max_length=80, help_text="What officials and residents call it: Zaaksysteem vergunningen")
    zaken = models.URLField(max_length=400, blank=True)
    documenten = models.URLField(max_length=400, blank=True)
    catalogi = models.URLField(max_length=400, blank=True)
    besluiten = models.URLField(max_length=400, blank=True, default="")
    client_id = models.CharField(max_length=100)
    secret = models.BinaryField(help_text="Sealed")
    domein = models.CharField(max_length=5, blank=True, help_text="The catalogus there in which the zaaktypen are; empty: any")
    rsin = models.CharField(max_length=9, blank=True, help_text="RSIN of that catalogus; empty: the municipality's")

    class Meta:
        db_table = "cases_connection"  # it was of that room first
        constraints = [models.UniqueConstraint(fields=["gemeente", "name"], name="connection_name")]


class Mirror(tenancy.TenantModel):
    """That a row under this id, in the table of its kind, is a copy of what is at this address. `body`: as it was read there.

    `whole`: it is read anew by itself; the others are read with what they are part of.
    """

    kind = models.CharField(max_length=60)
    url = models.CharField(max_length=1000)
    connection = models.CharField(max_length=50)
    body = models.JSONField()
    whole = models.BooleanField(default=False)
    asked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["gemeente", "asked_at"], condition=models.Q(whole=True), name="mirror_due")]
