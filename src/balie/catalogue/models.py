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
