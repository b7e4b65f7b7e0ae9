"""Services on offer and their published versions.

A version never changes: the runtime role may not update or delete one, so that no code can.
"""

from django.db import models

from balie.kernel.tenancy import TenantForeignKey, TenantModel


class Service(TenantModel):
    """A service that this municipality offers. `overlay` holds what is its own:

    `settings`: name → value; `changes`: [{what, to, was}] (`own.comparing.Change`); `confirmed`: places that it looked at.
    """

    slug = models.SlugField(max_length=60)
    on_offer = models.BooleanField(default=True)
    overlay = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "slug"], name="service_per_gemeente")]

    def __str__(self):
        return self.slug


class ServiceVersion(TenantModel):
    """A published definition: `files` maps a path in the service folder to its text. The highest number is the current one.

    `standard`: the files beneath, when the municipality has something of its own on top.
    """

    service = TenantForeignKey(Service, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    files = models.JSONField()
    standard = models.JSONField(null=True)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "service", "number"], name="version_number_once")]

    extra_sql = ("revoke update, delete on catalogue_serviceversion from balie_runtime",)

    def __str__(self):
        return f"{self.service_id} v{self.number}"


class ServiceUse(TenantModel):
    """What was noted of the use of a service in a month: `number` times `what`. Of nobody: no person, no zaak, no day.

    Rows are only added, so that nobody waits for anybody; once a day they are added up (`use.actions`).
    """

    class What(models.TextChoices):
        BEGUN = "begun", "Formulier begonnen"
        SENT = "sent", "Formulier verstuurd; telt bij de maand waarin het begon"
        ONLINE = "online", "Zaak die de inwoner zelf begon"
        DESK = "desk", "Zaak die een medewerker samen met de inwoner begon"
        DECIDED = "decided", "Besloten"
        ALONE = "alone", "Besloten zonder dat een medewerker ernaar keek"
        CLOSED = "closed", "Afgerond"

    service = models.SlugField(max_length=80, db_index=False)
    month = models.DateField(help_text="First day of the month")
    what = models.CharField(max_length=10, choices=What.choices)
    days = models.PositiveIntegerField(default=0, help_text="How long it took, of what is closed")
    number = models.BigIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["gemeente", "month", "service", "what", "days"], include=["number"], name="use_of_month"),
            models.Index(fields=["gemeente", "service", "month"], name="use_of_service"),
        ]

    def __str__(self):
        return f"{self.service} {self.month:%Y-%m} {self.what}"
