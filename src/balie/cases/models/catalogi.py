"""Catalogi API 1.3: what kinds of zaken, results, roles and decisions there are. Durations are ISO 8601 texts (`P8W`).

Relations between zaaktypen, besluittypen and informatieobjecttypen go by omschrijving and are independent of versions (ztc-011).
"""
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from balie.cases import enums
from balie.documents.public import Vertrouwelijkheidaanduiding
from balie.kernel import tenancy


def duration(**options) -> models.CharField:
    return models.CharField(max_length=32, blank=True, help_text="ISO 8601 duration", **options)


def valid_period(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(einde_geldigheid__isnull=True) | Q(einde_geldigheid__gte=F("begin_geldigheid")), name=f"{name}_geldigheid"
    )


class Catalogus(tenancy.TenantModel):
    domein = models.CharField(max_length=5)
    rsin = models.CharField(max_length=9)
    contactpersoon_beheer_naam = models.CharField(max_length=40)
    contactpersoon_beheer_telefoonnummer = models.CharField(max_length=20, blank=True)
    contactpersoon_beheer_emailadres = models.EmailField(max_length=254, blank=True)
    naam = models.CharField(max_length=200, blank=True)
    versie = models.CharField(max_length=20, blank=True)
    begindatum_versie = models.DateField(null=True)
    elsewhere = models.BooleanField(default=False, help_text="Ours: with its types a copy of what another provider has")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "domein", "rsin"], condition=Q(elsewhere=False), name="catalogus_uniek")]


class Versioned(tenancy.TenantModel):
    """What has a period of validity; both days inclusive."""

    begin_geldigheid = models.DateField()
    einde_geldigheid = models.DateField(null=True)
    begin_object = models.DateField(null=True)
    einde_object = models.DateField(null=True)
    concept = models.BooleanField(default=True)

    class Meta:
        abstract = True


class ZaakType(Versioned):
    """One version of a kind of zaak. `identificatie` is the service's name and stays the same over versions."""

    catalogus = tenancy.TenantForeignKey(Catalogus, on_delete=models.PROTECT, related_name="zaaktypen")
    identificatie = models.CharField(max_length=50)
    omschrijving = models.CharField(max_length=80)
    omschrijving_generiek = models.CharField(max_length=80, blank=True)
    vertrouwelijkheidaanduiding = models.CharField(max_length=20, choices=Vertrouwelijkheidaanduiding.choices)
    doel = models.TextField()
    aanleiding = models.TextField()
    toelichting = models.TextField(blank=True)
    indicatie_intern_of_extern = models.CharField(max_length=7, choices=enums.InternExtern.choices)
    handeling_initiator = models.CharField(max_length=20)
    onderwerp = models.CharField(max_length=80)
    handeling_behandelaar = models.CharField(max_length=20)
    doorlooptijd = duration()
    servicenorm = duration()
    opschorting_en_aanhouding_mogelijk = models.BooleanField()
    verlenging_mogelijk = models.BooleanField()
    verlengingstermijn = duration()
    trefwoorden = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    publicatie_indicatie = models.BooleanField()
    publicatietekst = models.TextField(blank=True)
    verantwoordingsrelatie = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    producten_of_diensten = ArrayField(models.URLField(max_length=1000), default=list, blank=True)
    selectielijst_procestype = models.URLField(max_length=200, blank=True)
    referentieproces_naam = models.CharField(max_length=80)
    referentieproces_link = models.URLField(max_length=200, blank=True)
    verantwoordelijke = models.CharField(max_length=50)
    broncatalogus = models.JSONField(null=True, help_text="{url, domein, rsin}")
    bronzaaktype = models.JSONField(null=True, help_text="{url, identificatie, omschrijving}")
    besluittype_omschrijving = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    deelzaaktype_identificaties = ArrayField(models.CharField(max_length=50), default=list, blank=True)
    gerelateerde_zaaktypen = models.JSONField(default=list, help_text="[{zaaktype, aardRelatie, toelichting}]")
    versiedatum = models.DateField()
    service_version_id = models.UUIDField(null=True, help_text="Ours: the published version of the service this was made from")
    termijn = models.CharField(max_length=40, blank=True, help_text="Ours: the term as the service says it, '5 werkdagen'")
    hand_out = models.BooleanField(default=False, help_text="Ours: after granting, something is handed out at the counter")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "catalogus", "identificatie"],
                condition=Q(concept=False, einde_geldigheid__isnull=True), name="zaaktype_een_geldig",
            ),
            models.UniqueConstraint(
                fields=["gemeente", "service_version_id"], condition=Q(service_version_id__isnull=False), name="zaaktype_een_per_dienst",
            ),
            valid_period("zaaktype"),
        ]


class OfZaakType(tenancy.TenantModel):
    """Part of one version of a zaaktype; its validity is the zaaktype's."""

    zaaktype = tenancy.TenantForeignKey(ZaakType, on_delete=models.CASCADE, related_name="%(class)ss")
    begin_object = models.DateField(null=True)
    einde_object = models.DateField(null=True)

    class Meta:
        abstract = True


class StatusType(OfZaakType):
    """The highest volgnummer closes the zaak (zrc-007)."""

    omschrijving = models.CharField(max_length=80)
    omschrijving_generiek = models.CharField(max_length=80, blank=True)
    statustekst = models.CharField(max_length=1000, blank=True)
    volgnummer = models.PositiveIntegerField()
    informeren = models.BooleanField(default=False)
    doorlooptijd = duration()
    toelichting = models.CharField(max_length=1000, blank=True)
    checklistitem_statustype = models.JSONField(default=list, help_text="[{itemnaam, toelichting, vraagstelling, verplicht}]")
    code = models.SlugField(max_length=50, blank=True, help_text="Ours: the status in the service definition")
    within = models.CharField(max_length=40, blank=True, help_text="Ours: expected after the start, '3 werkdagen'")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "zaaktype", "volgnummer"], name="statustype_volgnummer"),
            models.UniqueConstraint(fields=["gemeente", "zaaktype", "code"], condition=~Q(code=""), name="statustype_code"),
        ]


class ResultaatType(OfZaakType):
    omschrijving = models.CharField(max_length=30)
    resultaattypeomschrijving = models.URLField(max_length=1000, blank=True)
    omschrijving_generiek = models.CharField(max_length=80, blank=True)
    selectielijstklasse = models.CharField(max_length=1000, blank=True)
    toelichting = models.TextField(blank=True)
    archiefnominatie = models.CharField(max_length=20, choices=enums.Archiefnominatie.choices, blank=True)
    archiefactietermijn = duration()
    afleidingswijze = models.CharField(max_length=25, choices=enums.Afleidingswijze.choices, default="afgehandeld")
    datumkenmerk = models.CharField(max_length=80, blank=True)
    einddatum_bekend = models.BooleanField(default=False)
    objecttype = models.CharField(max_length=50, choices=enums.OBJECT_TYPES, blank=True)
    registratie = models.CharField(max_length=80, blank=True)
    brondatum_procestermijn = duration()
    procesobjectaard = models.CharField(max_length=200, blank=True)
    indicatie_specifiek = models.BooleanField(null=True)
    procestermijn = duration()
    besluittype_omschrijving = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    informatieobjecttype_omschrijving = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    on_outcome = models.CharField(max_length=20, blank=True, help_text="Ours: the outcome of the decision row that leads to it")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "zaaktype", "omschrijving"], name="resultaattype_omschrijving")]


class RolType(OfZaakType):
    omschrijving = models.CharField(max_length=100)
    omschrijving_generiek = models.CharField(max_length=20, choices=enums.RolOmschrijving.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "zaaktype", "omschrijving"], name="roltype_omschrijving")]


class Eigenschap(OfZaakType):
    """A property that zaken of this type have. `naam` holds at most 20 characters; `code` is the question's full name."""

    naam = models.CharField(max_length=20)
    definitie = models.CharField(max_length=255)
    groep = models.CharField(max_length=32, blank=True)
    formaat = models.CharField(max_length=20, choices=enums.Formaat.choices)
    lengte = models.CharField(max_length=14)
    kardinaliteit = models.CharField(max_length=3)
    waardenverzameling = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    toelichting = models.CharField(max_length=1000, blank=True)
    statustype = tenancy.TenantForeignKey(StatusType, on_delete=models.SET_NULL, null=True, related_name="eigenschappen")
    code = models.CharField(max_length=100, blank=True, help_text="Ours: the question in the service definition")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "zaaktype", "naam"], name="eigenschap_naam")]


class InformatieObjectType(Versioned):
    catalogus = tenancy.TenantForeignKey(Catalogus, on_delete=models.PROTECT, related_name="informatieobjecttypen")
    omschrijving = models.CharField(max_length=80)
    vertrouwelijkheidaanduiding = models.CharField(max_length=20, choices=Vertrouwelijkheidaanduiding.choices)
    informatieobjectcategorie = models.CharField(max_length=80)
    trefwoord = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    omschrijving_generiek = models.JSONField(null=True, help_text="The five attributes of omschrijvingGeneriek")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "catalogus", "omschrijving"],
                condition=Q(concept=False, einde_geldigheid__isnull=True), name="informatieobjecttype_een_geldig",
            ),
            valid_period("informatieobjecttype"),
        ]


class ZaakTypeInformatieObjectType(tenancy.TenantModel):
    """Which documents belong to this kind of zaak. By omschrijving, independent of versions."""

    zaaktype = tenancy.TenantForeignKey(ZaakType, on_delete=models.CASCADE, related_name="informatieobjecttypen")
    informatieobjecttype = models.CharField(max_length=100, help_text="omschrijving of the informatieobjecttype")
    volgnummer = models.PositiveIntegerField()
    richting = models.CharField(max_length=10, choices=enums.Richting.choices)
    statustype = tenancy.TenantForeignKey(StatusType, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "zaaktype", "volgnummer"], name="ziot_volgnummer")]


class BesluitType(Versioned):
    catalogus = tenancy.TenantForeignKey(Catalogus, on_delete=models.PROTECT, related_name="besluittypen")
    omschrijving = models.CharField(max_length=80)
    omschrijving_generiek = models.CharField(max_length=80, blank=True)
    besluitcategorie = models.CharField(max_length=40, blank=True)
    reactietermijn = duration()
    publicatie_indicatie = models.BooleanField()
    publicatietekst = models.TextField(blank=True)
    publicatietermijn = duration()
    toelichting = models.TextField(blank=True)
    informatieobjecttype_omschrijving = ArrayField(models.CharField(max_length=80), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "catalogus", "omschrijving"],
                condition=Q(concept=False, einde_geldigheid__isnull=True), name="besluittype_een_geldig",
            ),
            valid_period("besluittype"),
        ]


class ZaakObjectType(OfZaakType):
    ander_objecttype = models.BooleanField()
    begin_geldigheid = models.DateField()
    einde_geldigheid = models.DateField(null=True)
    objecttype = models.URLField(max_length=200)
    relatie_omschrijving = models.CharField(max_length=80)
