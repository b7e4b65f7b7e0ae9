"""Autorisaties API 1.1: which applicaties there are, under which client ids they come, and what each may do."""
from django.contrib.postgres.fields import ArrayField
from django.db import models

from balie.kernel import tenancy


class Component(models.TextChoices):
    """The APIs as the standard calls them in an autorisatie."""

    AC = "ac", "Autorisaties API"
    NRC = "nrc", "Notificaties API"
    ZRC = "zrc", "Zaken API"
    ZTC = "ztc", "Catalogi API"
    DRC = "drc", "Documenten API"
    BRC = "brc", "Besluiten API"


class Applicatie(tenancy.TenantModel):
    """Software of the municipality or its suppliers. With `heeft_alle_autorisaties` it may do everything and has no autorisaties (ac-002)."""

    label = models.CharField(max_length=100)
    heeft_alle_autorisaties = models.BooleanField(default=False)
    alleen_is_gereed_voor_publicatie = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "applicaties"


class ClientId(tenancy.TenantModel):
    """A name under which an applicatie logs in, of one applicatie only (ac-001), and the secret that its tokens are signed with.

    A table of its own and no array of the applicatie, so that the database itself keeps them unique. The secret is not in the standard: it is
    agreed beside the API, and stays when the API removes an applicatie or makes it anew. Without an applicatie it opens nothing.
    """

    applicatie = tenancy.TenantForeignKey(Applicatie, null=True, on_delete=models.SET_NULL, related_name="clients")
    client_id = models.CharField(max_length=50)
    secret = models.BinaryField(blank=True, default=b"", help_text="Sealed; empty: no token is accepted yet")
    place = models.PositiveIntegerField(default=0, help_text="Order in which the client sent them")

    class Meta:
        constraints = [models.UniqueConstraint("gemeente", "client_id", name="client_id_once")]


class Autorisatie(tenancy.TenantModel):
    """Scopes within one component, for the zaken, documenten or besluiten of one type up to a level."""

    applicatie = tenancy.TenantForeignKey(Applicatie, on_delete=models.CASCADE, related_name="autorisaties")
    component = models.CharField(max_length=3, choices=Component.choices)
    scopes = ArrayField(models.CharField(max_length=100))
    zaaktype = models.CharField(max_length=1000, blank=True)
    informatieobjecttype = models.CharField(max_length=1000, blank=True)
    besluittype = models.CharField(max_length=1000, blank=True)
    max_vertrouwelijkheidaanduiding = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name_plural = "autorisaties"
