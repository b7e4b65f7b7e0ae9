"""What changed: one row per change is a line of the audit trail, and the log that notifications follow."""
from __future__ import annotations

from django.db import models
from django.db.models import Func, Value

from balie.kernel import clock, tenancy

SEQUENCE = "zgw_wijziging_volgnummer"


class Wijziging(tenancy.TenantModel):
    """One change of one thing. `hoofd_*` is what it is part of (a status: its zaak), in whose audit trail it stands.

    A path begins with a slash and is under the municipality's own address; what another source published has whole addresses, no `bron`, and
    stands in no trail. `distributed` empty: nobody has looked yet who has to be told. `forgotten`: it is in no trail any more, and the row
    waits only until everybody has been told.
    """

    volgnummer = models.BigIntegerField(db_default=Func(Value(SEQUENCE), function="nextval"), editable=False)
    kanaal = models.CharField(max_length=50)
    bron = models.CharField(max_length=3, blank=True)
    hoofd_api = models.CharField(max_length=20, blank=True)
    hoofd_path = models.CharField(max_length=1000)
    hoofd_id = models.UUIDField()
    resource = models.CharField(max_length=100)
    resource_path = models.CharField(max_length=1000)
    resource_id = models.UUIDField(null=True)
    resource_weergave = models.CharField(max_length=200, blank=True)
    actie = models.CharField(max_length=100)
    resultaat = models.PositiveSmallIntegerField()
    applicatie_id = models.CharField(max_length=100, blank=True)
    applicatie_weergave = models.CharField(max_length=200, blank=True)
    gebruikers_id = models.CharField(max_length=255, blank=True)
    gebruikers_weergave = models.CharField(max_length=255, blank=True)
    toelichting = models.TextField(blank=True)
    oud = models.JSONField(null=True)
    nieuw = models.JSONField(null=True)
    kenmerken = models.JSONField(default=dict)
    aanmaakdatum = models.DateTimeField(default=clock.now)
    distributed = models.DateTimeField(null=True)
    forgotten = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["gemeente", "hoofd_id", "volgnummer"], name="wijziging_trail"),
            models.Index(fields=["gemeente", "volgnummer"], condition=models.Q(distributed=None), name="wijziging_undistributed"),
            models.Index(fields=["gemeente", "id"], condition=models.Q(forgotten=True), name="wijziging_forgotten"),
        ]
