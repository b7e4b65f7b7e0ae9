"""Tables of the ZGW Documenten information model (Documenten API 1.7). Attribute names are the standard's, in snake_case.

What the API shows as one EnkelvoudigInformatieObject is a canonical row with one row per version. References to other rooms are
opaque: `informatieobjecttype` is the id of a type in the catalogus, `object` an owner such as `"zaak:<uuid>"`.
"""
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from balie.documents import enums
from balie.documents.relations import Newest
from balie.kernel import tenancy


class EnkelvoudigInformatieObjectCanonical(tenancy.TenantModel):
    """What all versions of one document share: its identity, its lock and who uploaded it. The id is the document's."""

    bronorganisatie = models.CharField(max_length=9)
    identificatie = models.CharField(max_length=40)
    lock = models.CharField(max_length=64, blank=True)
    aantal_versies = models.PositiveIntegerField(default=1)
    uploader = models.CharField(max_length=80, blank=True, help_text="Ours: opaque actor, such as person:<uuid>")
    newest = Newest("documents.EnkelvoudigInformatieObject")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "bronorganisatie", "identificatie"], name="eio_identificatie_uniek"),
        ]


class EnkelvoudigInformatieObject(tenancy.TenantModel):
    """One version of a document (drc-010). A stored version never changes its content; one that comes in parts gets it when all are there.

    `integriteit_*` is what its sender says of it, where there is one; what is stored is held against `sha256`.
    """

    canonical = tenancy.TenantForeignKey(
        EnkelvoudigInformatieObjectCanonical, on_delete=models.CASCADE, related_name="versies"
    )
    versie = models.PositiveIntegerField(default=1)
    actueel = models.BooleanField(default=True, help_text="Ours: the newest version")
    begin_registratie = models.DateTimeField()
    creatiedatum = models.DateField()
    titel = models.CharField(max_length=200)
    vertrouwelijkheidaanduiding = models.CharField(max_length=20, choices=enums.Vertrouwelijkheidaanduiding.choices)
    is_gereed_voor_publicatie = models.BooleanField(null=True)
    tonen_aan_initiator = models.BooleanField(default=True)
    auteur = models.CharField(max_length=200)
    status = models.CharField(max_length=20, choices=enums.DocumentStatus.choices, blank=True)
    inhoud_is_vervallen = models.BooleanField(null=True)
    formaat = models.CharField(max_length=255, blank=True, help_text="Media type: sniffed from the content, or as another system said")
    taal = models.CharField(max_length=3, default="nld", help_text="ISO 639-2/B")
    bestandsnaam = models.CharField(max_length=255, blank=True)
    inhoud = models.CharField(max_length=255, blank=True, help_text="Name in the storage; empty: no content (yet)")
    bestandsomvang = models.PositiveBigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="Ours: of the stored content, in hexadecimal")
    link = models.URLField(max_length=200, blank=True)
    beschrijving = models.CharField(max_length=1000, blank=True)
    ontvangstdatum = models.DateField(null=True)
    verzenddatum = models.DateField(null=True)
    indicatie_gebruiksrecht = models.BooleanField(null=True)
    verschijningsvorm = models.TextField(blank=True)
    ondertekening_soort = models.CharField(max_length=10, choices=enums.OndertekeningSoort.choices, blank=True)
    ondertekening_datum = models.DateField(null=True)
    integriteit_algoritme = models.CharField(max_length=20, choices=enums.IntegriteitAlgoritme.choices, blank=True)
    integriteit_waarde = models.CharField(max_length=128, blank=True)
    integriteit_datum = models.DateField(null=True)
    informatieobjecttype = models.UUIDField(null=True, help_text="Id of the type in the catalogus; empty until it belongs to a zaak")
    trefwoorden = ArrayField(models.TextField(), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "canonical", "versie"], name="eio_versie_uniek"),
            models.UniqueConstraint(fields=["gemeente", "canonical"], condition=Q(actueel=True), name="eio_een_actueel"),
            models.CheckConstraint(  # drc-005
                condition=Q(ontvangstdatum__isnull=True) | ~Q(status__in=["in_bewerking", "ter_vaststelling"]),
                name="eio_ontvangen_is_af",
            ),
            models.CheckConstraint(
                condition=Q(inhoud="") | Q(bestandsomvang__isnull=False, sha256__gt=""), name="eio_inhoud_gemeten"
            ),
        ]


class ObjectInformatieObject(tenancy.TenantModel):
    """A document belongs to something (drc-002 … 004). `object` is an opaque owner, `"zaak:<uuid>"`, `"application:<uuid>"`, or the address of a
    zaak or besluit of another provider."""

    informatieobject = tenancy.TenantForeignKey(
        EnkelvoudigInformatieObjectCanonical, on_delete=models.PROTECT, related_name="objecten"
    )
    object = models.CharField(max_length=1000)
    object_type = models.CharField(max_length=10, choices=enums.ObjectType.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "object", "informatieobject"], name="oio_uniek"),
        ]


class Gebruiksrechten(tenancy.TenantModel):
    """Under which conditions others may use the document (drc-006)."""

    informatieobject = tenancy.TenantForeignKey(
        EnkelvoudigInformatieObjectCanonical, on_delete=models.CASCADE, related_name="gebruiksrechten"
    )
    startdatum = models.DateTimeField()
    einddatum = models.DateTimeField(null=True)
    omschrijving_voorwaarden = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(einddatum__isnull=True) | Q(einddatum__gte=F("startdatum")), name="gebruiksrechten_einde_na_start"
            ),
        ]


class BestandsDeel(tenancy.TenantModel):
    """One part of a large upload, until all are there (Documenten API, uploading large files)."""

    informatieobject = tenancy.TenantForeignKey(
        EnkelvoudigInformatieObjectCanonical, on_delete=models.CASCADE, related_name="bestandsdelen"
    )
    volgnummer = models.PositiveIntegerField()
    omvang = models.PositiveBigIntegerField()
    inhoud = models.CharField(max_length=255, blank=True)
    voltooid = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "informatieobject", "volgnummer"], name="bestandsdeel_volgnummer"),
        ]


class Verzending(tenancy.TenantModel):
    """To or from whom a document was sent, and how."""

    informatieobject = tenancy.TenantForeignKey(
        EnkelvoudigInformatieObjectCanonical, on_delete=models.CASCADE, related_name="verzendingen"
    )
    betrokkene = models.CharField(max_length=200)
    aard_relatie = models.CharField(max_length=15, choices=enums.VerzendingAardRelatie.choices)
    toelichting = models.CharField(max_length=200, blank=True)
    ontvangstdatum = models.DateField(null=True)
    verzenddatum = models.DateField(null=True)
    contact_persoon = models.CharField(max_length=1000)
    contactpersoonnaam = models.CharField(max_length=40, blank=True)
    binnenlands_correspondentieadres = models.JSONField(null=True)
    buitenlands_correspondentieadres = models.JSONField(null=True)
    correspondentie_postadres = models.JSONField(null=True)
    faxnummer = models.CharField(max_length=15, blank=True)
    emailadres = models.CharField(max_length=100, blank=True)
    mijn_overheid = models.BooleanField(default=False)
    telefoonnummer = models.CharField(max_length=15, blank=True)
