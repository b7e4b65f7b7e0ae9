"""Besluiten API 1.1: what was decided, from when, and until when one may object."""
from django.db import models

from balie.cases import enums
from balie.cases.models import catalogi, zaken
from balie.kernel import tenancy


class Besluit(tenancy.TenantModel):
    identificatie = models.CharField(max_length=50)
    verantwoordelijke_organisatie = models.CharField(max_length=9)
    besluittype = tenancy.TenantForeignKey(catalogi.BesluitType, on_delete=models.PROTECT, related_name="besluiten")
    zaak = tenancy.TenantForeignKey(zaken.Zaak, on_delete=models.CASCADE, null=True, related_name="besluiten")
    datum = models.DateField()
    toelichting = models.TextField(blank=True)
    bestuursorgaan = models.CharField(max_length=50, blank=True)
    ingangsdatum = models.DateField()
    vervaldatum = models.DateField(null=True)
    vervalreden = models.CharField(max_length=30, choices=enums.Vervalreden.choices, blank=True)
    publicatiedatum = models.DateField(null=True)
    verzenddatum = models.DateField(null=True)
    uiterlijke_reactiedatum = models.DateField(null=True)
    zaak_url = models.CharField(max_length=1000, blank=True, default="", help_text="Ours: of a zaak of another provider")
    telling_since = models.DateTimeField(null=True, help_text="Ours: that provider has to hear of it still")

    class Meta:
        indexes = [models.Index(fields=["gemeente", "telling_since"], condition=models.Q(telling_since__isnull=False), name="besluit_te_melden")]
        constraints = [
            models.CheckConstraint(condition=models.Q(zaak__isnull=True) | models.Q(zaak_url=""), name="besluit_zaak_hier_of_elders"),
            models.UniqueConstraint(
                fields=["gemeente", "verantwoordelijke_organisatie", "identificatie"], name="besluit_identificatie_uniek"
            ),
        ]


class BesluitInformatieObject(zaken.WithDocument):
    besluit = tenancy.TenantForeignKey(Besluit, on_delete=models.CASCADE, related_name="besluitinformatieobjecten")
    aard_relatie = models.CharField(max_length=20, choices=enums.DocumentRelatie.choices, default="legt_vast")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "besluit", "informatieobject"], name="bio_uniek"),
            zaken.once_elsewhere("besluit", "bio"), zaken.here_or_elsewhere("bio"),
        ]
        indexes = [models.Index(fields=["gemeente", "telling_since"], condition=models.Q(telling_since__isnull=False), name="bio_te_melden")]


class BesluitElsewhere(zaken.OfZaak):
    """A besluit of another provider on a zaak of ours (zaakbesluit), by its address."""

    besluit = models.CharField(max_length=1000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "zaak", "besluit"], name="besluit_elders_uniek")]
