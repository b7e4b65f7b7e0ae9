"""Our own: which zaken go to another system too, and how far that is."""
from django.db import models

from balie.cases.models import zaken
from balie.kernel import tenancy


class Registration(tenancy.TenantModel):
    """A zaak that goes to another system too. `made`: what was made there so far, so that a second try goes on where the first stopped."""

    class State(models.TextChoices):
        WAITING = "wacht", "Nog niet doorgegeven"
        DONE = "doorgegeven", "Doorgegeven"
        REFUSED = "geweigerd", "Niet doorgegeven"
        ENDED = "klaar", "Daar afgehandeld"
        HERE = "hier", "Wij behandelen het zelf"

    zaak = tenancy.TenantForeignKey(zaken.Zaak, on_delete=models.CASCADE, related_name="registrations")
    to = models.CharField(max_length=10, choices=[("zgw", "ZGW"), ("mail", "E-mail")])
    connection = models.CharField(max_length=50, blank=True)
    label = models.CharField(max_length=80, blank=True)
    zaaktype = models.CharField(max_length=50, blank=True)
    address = models.EmailField(blank=True, help_text="Of a team, never of a resident")
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True, help_text="When it is tried again by itself")
    busy_until = models.DateTimeField(null=True, help_text="Somebody is at it; after this moment they were killed")
    error = models.CharField(max_length=500, blank=True, help_text="A sentence for officials, without personal data")
    done_at = models.DateTimeField(null=True)
    url = models.URLField(max_length=1000, blank=True, help_text="The zaak there")
    made = models.JSONField(default=dict, help_text="{document id: url there}")
    remote_status = models.CharField(max_length=80, blank=True)
    remote_since = models.DateTimeField(null=True)
    remote_result = models.CharField(max_length=80, blank=True)
    polled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "zaak"], name="registration_one_per_zaak")]
        indexes = [
            models.Index(fields=["gemeente", "next_at"], condition=models.Q(state="wacht"), name="registration_waiting"),
            models.Index(fields=["gemeente", "polled_at"], condition=models.Q(state="doorgegeven"), name="registration_to_poll"),
        ]
