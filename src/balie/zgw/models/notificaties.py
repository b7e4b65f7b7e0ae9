"""Who is told: the channels, who follows them, and what each of those still has to hear."""
from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from balie.kernel import clock, tenancy
from balie.zgw.models.audittrail import Wijziging


class Kanaal(tenancy.TenantModel):
    naam = models.CharField(max_length=50)
    documentatie_link = models.URLField(max_length=200, blank=True)
    filters = ArrayField(models.CharField(max_length=100), default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("gemeente", "naam", name="kanaal_naam")]


class Abonnement(tenancy.TenantModel):
    """`kanalen`: [{naam, filters}], as the standard has it; `kanaal_namen` the names alone, for who writes.

    One runner at a time delivers: it holds the row until `busy_until`. A subscriber that fails again and again is left alone until
    `paused_until`, so that it costs nobody anything. `wake_at`: for when a runner has been planned.
    """

    class Form(models.TextChoices):
        ZGW = "zgw", "ZGW"
        CLOUDEVENTS = "cloudevents", "CloudEvents"

    callback_url = models.URLField(max_length=1000)
    auth = models.BinaryField(help_text="Sealed: what goes into the header Authorization")
    kanalen = models.JSONField(default=list)
    kanaal_namen = ArrayField(models.CharField(max_length=50), default=list)
    client_id = models.CharField(max_length=100, blank=True, help_text="The application that made it")
    form = models.CharField(max_length=12, choices=Form.choices, default=Form.ZGW)
    secret = models.BinaryField(null=True, help_text="Sealed: with which messages are signed; empty: they are not")
    created = models.DateTimeField(default=clock.now)
    busy_until = models.DateTimeField(null=True)
    paused_until = models.DateTimeField(null=True)
    wake_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0, help_text="Rounds in a row in which it took nothing")
    failing_since = models.DateTimeField(null=True)
    last_success = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)


class Bezorging(tenancy.TenantModel):
    """One message for one subscriber. `hoofd_id` and `volgnummer` are those of the change: messages about one thing go in that order."""

    class State(models.TextChoices):
        WAITING = "wacht", "Wacht"
        DELIVERED = "bezorgd", "Bezorgd"
        DEAD = "gestopt", "Niet bezorgd"
        DROPPED = "vervallen", "Vervallen"

    abonnement = tenancy.TenantForeignKey(Abonnement, on_delete=models.CASCADE, related_name="bezorgingen")
    wijziging = tenancy.TenantForeignKey(Wijziging, on_delete=models.CASCADE, related_name="bezorgingen")
    hoofd_id = models.UUIDField()
    volgnummer = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(default=clock.now)
    next_at = models.DateTimeField(default=clock.now)
    last_error = models.CharField(max_length=200, blank=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("gemeente", "abonnement", "wijziging", name="bezorging_once")]
        indexes = [
            models.Index(fields=["gemeente", "abonnement", "volgnummer"], condition=models.Q(state="wacht"), name="bezorging_waiting"),
            models.Index(fields=["gemeente", "abonnement", "hoofd_id", "volgnummer"], condition=models.Q(state="wacht"), name="bezorging_order"),
            models.Index(fields=["gemeente", "abonnement", "volgnummer"], condition=models.Q(state="gestopt"), name="bezorging_dead"),
            models.Index(fields=["gemeente", "wijziging"], name="bezorging_wijziging"),
            models.Index(fields=["gemeente", "delivered_at"], condition=models.Q(state="bezorgd"), name="bezorging_delivered"),
        ]
