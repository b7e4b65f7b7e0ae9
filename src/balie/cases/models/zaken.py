"""Zaken API 1.7: the zaak and all that belongs to it."""
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.fields.json import KT

from balie.cases import enums
from balie.cases.models import catalogi
from balie.documents.public import Vertrouwelijkheidaanduiding
from balie.kernel import tenancy


def bound(axis: int, *, highest: bool) -> models.GeneratedField:
    """The lowest or highest coordinate of the geometry, kept by the database itself, to find zaken in an area by."""
    return models.GeneratedField(
        expression=Func(F("zaakgeometrie"), Value(axis), Value(highest), function="geojson_bound"), output_field=models.FloatField(), null=True,
        db_persist=True, help_text="Ours: a side of the box around zaakgeometrie",
    )


# By what clients of the API find who is known by a number of their own; the database compares a column within row-level security, no key of JSON
KNOWN_BY = {
    "natuurlijk_persoon": "anpIdentificatie", "niet_natuurlijk_persoon": "innNnpId", "vestiging": "vestigingsNummer", "medewerker": "identificatie",
    "organisatorische_eenheid": "identificatie",
}


class Zaak(tenancy.TenantModel):
    """A piece of work with a beginning, an end and a result. All attributes of the standard, and some that are ours."""

    identificatie = models.CharField(max_length=40)
    bronorganisatie = models.CharField(max_length=9)
    omschrijving = models.CharField(max_length=80, blank=True)
    toelichting = models.CharField(max_length=1000, blank=True)
    zaaktype = tenancy.TenantForeignKey(catalogi.ZaakType, on_delete=models.PROTECT, related_name="zaken")
    registratiedatum = models.DateField()
    verantwoordelijke_organisatie = models.CharField(max_length=9)
    startdatum = models.DateField()
    einddatum = models.DateField(null=True)
    einddatum_gepland = models.DateField(null=True)
    uiterlijke_einddatum_afdoening = models.DateField(null=True)
    publicatiedatum = models.DateField(null=True)
    communicatiekanaal = models.URLField(max_length=1000, blank=True)
    producten_of_diensten = ArrayField(models.URLField(max_length=1000), default=list, blank=True)
    vertrouwelijkheidaanduiding = models.CharField(max_length=20, choices=Vertrouwelijkheidaanduiding.choices)
    betalingsindicatie = models.CharField(max_length=20, choices=enums.Betalingsindicatie.choices, blank=True)
    laatste_betaaldatum = models.DateTimeField(null=True)
    zaakgeometrie = models.JSONField(null=True, help_text="GeoJSON geometry, EPSG:4326")
    verlenging_reden = models.CharField(max_length=200, blank=True)
    verlenging_duur = catalogi.duration()
    opschorting_indicatie = models.BooleanField(default=False)
    opschorting_reden = models.CharField(max_length=200, blank=True)
    opschorting_vanaf = models.DateField(null=True, help_text="Ours: since when the term stands still")
    selectielijstklasse = models.CharField(max_length=1000, blank=True)
    hoofdzaak = tenancy.TenantForeignKey("self", on_delete=models.CASCADE, null=True, related_name="deelzaken")
    relevante_andere_zaken = models.JSONField(default=list, help_text="[{url, aardRelatie}]")
    kenmerken = models.JSONField(default=list, help_text="[{kenmerk, bron}]")
    archiefnominatie = models.CharField(max_length=20, choices=enums.Archiefnominatie.choices, blank=True)
    archiefstatus = models.CharField(max_length=40, choices=enums.Archiefstatus.choices, default="nog_te_archiveren")
    archiefactiedatum = models.DateField(null=True)
    opdrachtgevende_organisatie = models.CharField(max_length=9, blank=True)
    processobjectaard = models.CharField(max_length=200, blank=True)
    startdatum_bewaartermijn = models.DateField(null=True)
    processobject = models.JSONField(null=True, help_text="{datumkenmerk, identificatie, objecttype, registratie}")
    application_id = models.UUIDField(null=True, help_text="Ours: the application this zaak came from")
    person_id = models.UUIDField(null=True, help_text="Ours: the initiator, when a resident; same as in the Rol")
    organisation_id = models.UUIDField(null=True, help_text="Ours: the initiator, when an organisation")
    mandate_id = models.UUIDField(null=True, help_text="Ours: by which somebody else asked for the initiator, as identity knows it")
    language = models.CharField(max_length=5, default="nl", help_text="Ours: in which language the resident asked")
    west = bound(0, highest=False)
    south = bound(1, highest=False)
    east = bound(0, highest=True)
    north = bound(1, highest=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "bronorganisatie", "identificatie"], name="zaak_identificatie_uniek"),
            models.UniqueConstraint(
                fields=["gemeente", "application_id"], condition=Q(application_id__isnull=False), name="zaak_een_per_aanvraag"
            ),
            models.CheckConstraint(condition=~Q(hoofdzaak=F("id")), name="zaak_niet_eigen_hoofdzaak"),
            models.CheckConstraint(  # zrc-014
                condition=Q(laatste_betaaldatum__isnull=True) | ~Q(betalingsindicatie="nvt"), name="zaak_betaald_is_niet_nvt"
            ),
        ]
        indexes = [
            models.Index(
                fields=["gemeente", "person_id", "-registratiedatum", "-id"], condition=Q(person_id__isnull=False), name="zaak_van_inwoner"
            ),
            models.Index(
                fields=["gemeente", "organisation_id", "-registratiedatum", "-id"], condition=Q(organisation_id__isnull=False),
                name="zaak_van_organisatie",
            ),
            models.Index(fields=["gemeente", "mandate_id"], condition=Q(mandate_id__isnull=False), name="zaak_met_machtiging"),
            models.Index(
                fields=["gemeente", "archiefactiedatum"], condition=Q(archiefactiedatum__isnull=False), name="zaak_archiefactie"
            ),
            models.Index(fields=["gemeente", "identificatie"], name="zaak_identificatie"),
            models.Index(  # a page far down the list of a client that may see some types is found in the index alone
                fields=["gemeente", "-id"], include=["zaaktype", "vertrouwelijkheidaanduiding"], name="zaak_bladeren",
            ),
            models.Index(  # a period is counted, and an order by it read, in the index alone
                fields=["gemeente", "-startdatum", "-id"], include=["zaaktype", "vertrouwelijkheidaanduiding"], name="zaak_begonnen",
            ),
            models.Index(fields=["gemeente", "west"], condition=Q(west__isnull=False), name="zaak_op_de_kaart"),
        ]

    @property
    def of_client(self) -> bool:
        """Ours: it came from no application."""
        return self.application_id is None

    @property
    def title(self) -> str:
        """Ours: a client need not say what it is about."""
        return self.omschrijving or self.zaaktype.omschrijving


class ZaakTelling(tenancy.TenantModel):
    """How many zaken there are of each type, confidentiality and month, so that a list of a million zaken knows its `count` without counting them.

    Rows are only added: the database adds one, in the transaction that makes or destroys zaken, so that nobody waits for anybody. The sum is
    exact at every moment; now and then the rows are added up (`counting.add_up`).
    """

    zaaktype = tenancy.TenantForeignKey(catalogi.ZaakType, on_delete=models.CASCADE, related_name="+")
    vertrouwelijkheidaanduiding = models.CharField(max_length=20)
    maand = models.DateField(help_text="First day of the month, UTC, in which the zaken were made, as their ids say")
    startmaand = models.DateField(help_text="First day of the month of their startdatum")
    aantal = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["gemeente", "zaaktype", "vertrouwelijkheidaanduiding"], include=["aantal"], name="zaaktelling_som"),
        ]


class ZaakNummer(tenancy.TenantModel):
    """A number that was reserved (zaaknummer_reserveren): given out once, for a zaak that names it later."""

    bronorganisatie = models.CharField(max_length=9)
    identificatie = models.CharField(max_length=40)
    reserved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "bronorganisatie", "identificatie"], name="zaaknummer_uniek")]


class OfZaak(tenancy.TenantModel):
    """What is deleted with its zaak (zrc-023)."""

    zaak = tenancy.TenantForeignKey(Zaak, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True


class Status(OfZaak):
    zaak = tenancy.TenantForeignKey(Zaak, on_delete=models.CASCADE, related_name="statussen")
    statustype = tenancy.TenantForeignKey(catalogi.StatusType, on_delete=models.PROTECT, related_name="+")
    datum_status_gezet = models.DateTimeField()
    statustoelichting = models.CharField(max_length=1000, blank=True)
    gezetdoor = tenancy.TenantForeignKey("cases.Rol", on_delete=models.SET_NULL, null=True, related_name="statussen")
    set_by = models.CharField(max_length=200, blank=True, help_text="Ours: the name of who set it, for the pages of the municipality")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "zaak", "datum_status_gezet"], name="status_een_per_moment"),
        ]


class Resultaat(OfZaak):
    zaak = tenancy.TenantForeignKey(Zaak, on_delete=models.CASCADE, related_name="resultaten")
    resultaattype = tenancy.TenantForeignKey(catalogi.ResultaatType, on_delete=models.PROTECT, related_name="+")
    toelichting = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "zaak"], name="resultaat_een_per_zaak")]


class Rol(OfZaak):
    """Who has to do with the zaak. A resident is named by person_id; the BSN stays in the vault of identity."""

    zaak = tenancy.TenantForeignKey(Zaak, on_delete=models.CASCADE, related_name="rollen")
    betrokkene = models.URLField(max_length=1000, blank=True)
    betrokkene_type = models.CharField(max_length=25, choices=enums.BetrokkeneType.choices)
    afwijkende_naam_betrokkene = models.CharField(max_length=625, blank=True)
    roltype = tenancy.TenantForeignKey(catalogi.RolType, on_delete=models.PROTECT, related_name="+")
    roltoelichting = models.CharField(max_length=1000, blank=True)
    registratiedatum = models.DateTimeField()
    indicatie_machtiging = models.CharField(max_length=20, choices=enums.IndicatieMachtiging.choices, blank=True)
    contactpersoon_rol = models.JSONField(null=True, help_text="{naam, emailadres, functie, telefoonnummer}")
    betrokkene_identificatie = models.JSONField(null=True, help_text="Only for who has no id with us; never a BSN")
    person_id = models.UUIDField(null=True, help_text="Ours: the resident")
    organisation_id = models.UUIDField(null=True, help_text="Ours: the organisation")
    official_id = models.CharField(max_length=64, blank=True, help_text="Ours: the official (medewerker)")
    known_by = models.GeneratedField(
        expression=Case(*(When(betrokkene_type=kind, then=KT(f"betrokkene_identificatie__{name}")) for kind, name in KNOWN_BY.items())),
        output_field=models.TextField(), null=True, db_persist=True, help_text="Ours: the number in betrokkene_identificatie, to find rollen by",
    )

    class Meta:
        indexes = [
            models.Index(fields=["gemeente", "person_id"], condition=Q(person_id__isnull=False), name="rol_van_persoon"),
            models.Index(fields=["gemeente", "known_by"], condition=Q(known_by__isnull=False), name="rol_van_nummer"),
            models.Index(fields=["gemeente", "official_id"], condition=~Q(official_id=""), name="rol_van_medewerker"),
            models.Index(fields=["gemeente", "betrokkene"], condition=~Q(betrokkene=""), name="rol_van_adres"),
        ]


class ZaakObject(OfZaak):
    zaak = tenancy.TenantForeignKey(Zaak, on_delete=models.CASCADE, related_name="zaakobjecten")
    object = models.URLField(max_length=1000, blank=True)
    zaakobjecttype = tenancy.TenantForeignKey(catalogi.ZaakObjectType, on_delete=models.PROTECT, null=True, related_name="+")
    object_type = models.CharField(max_length=50, choices=enums.OBJECT_TYPES)
    object_type_overige = models.CharField(max_length=100, blank=True)
    object_type_overige_definitie = models.JSONField(null=True, help_text="{url, schema, objectData}")
    relatieomschrijving = models.CharField(max_length=80, blank=True)
    object_identificatie = models.JSONField(null=True, help_text="By object_type, as the standard describes")


class ZaakEigenschap(OfZaak):
    zaak = tenancy.TenantForeignKey(Zaak, on_delete=models.CASCADE, related_name="eigenschappen")
    eigenschap = tenancy.TenantForeignKey(catalogi.Eigenschap, on_delete=models.PROTECT, related_name="+")
    naam = models.CharField(max_length=20)
    waarde = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "zaak", "eigenschap"], name="zaakeigenschap_een_waarde")]


class WithDocument(tenancy.TenantModel):
    """A relation to a document of ours, or to one of another provider by its address (`document_url`).

    `telling_since`: the other provider has to hear of it still; who was killed meanwhile is picked up.
    """

    informatieobject = tenancy.TenantForeignKey(
        "documents.EnkelvoudigInformatieObjectCanonical", on_delete=models.PROTECT, null=True, related_name="+"
    )
    document_url = models.CharField(max_length=1000, blank=True, default="", help_text="Ours: of a document of another provider")
    telling_since = models.DateTimeField(null=True)

    class Meta:
        abstract = True


def here_or_elsewhere(name: str) -> models.CheckConstraint:
    """One of both."""
    here = Q(informatieobject__isnull=False)
    return models.CheckConstraint(condition=(here & Q(document_url="")) | (~here & ~Q(document_url="")), name=f"{name}_hier_of_elders")


def once_elsewhere(owner: str, name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=["gemeente", owner, "document_url"], condition=~Q(document_url=""), name=f"{name}_elders_uniek")


class ZaakInformatieObject(WithDocument, OfZaak):
    zaak = tenancy.TenantForeignKey(Zaak, on_delete=models.CASCADE, related_name="zaakinformatieobjecten")
    aard_relatie = models.CharField(max_length=20, choices=enums.DocumentRelatie.choices, default="hoort_bij")
    titel = models.CharField(max_length=200, blank=True)
    beschrijving = models.TextField(blank=True)
    registratiedatum = models.DateTimeField()
    vernietigingsdatum = models.DateTimeField(null=True)
    status = tenancy.TenantForeignKey(Status, on_delete=models.SET_NULL, null=True, related_name="zaakinformatieobjecten")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "zaak", "informatieobject"], name="zio_uniek"),
            once_elsewhere("zaak", "zio"), here_or_elsewhere("zio"),
        ]
        indexes = [models.Index(fields=["gemeente", "telling_since"], condition=Q(telling_since__isnull=False), name="zio_te_melden")]


class ZaakContactMoment(OfZaak):
    contactmoment = models.URLField(max_length=1000)


class ZaakVerzoek(OfZaak):
    verzoek = models.URLField(max_length=1000)


class KlantContact(OfZaak):
    identificatie = models.CharField(max_length=14)
    datumtijd = models.DateTimeField()
    kanaal = models.CharField(max_length=20, blank=True)
    onderwerp = models.CharField(max_length=200, blank=True)
    toelichting = models.CharField(max_length=1000, blank=True)


class ZaakNotitie(OfZaak):
    """A note of officials among themselves (intern) or to be seen by others (extern)."""

    zaak = tenancy.TenantForeignKey(Zaak, on_delete=models.CASCADE, related_name="notities")
    onderwerp = models.CharField(max_length=255)
    tekst = models.TextField()
    aangemaakt_door = models.CharField(max_length=255, blank=True)
    notitie_type = models.CharField(max_length=10, choices=enums.NotitieType.choices, default="intern")
    status = models.CharField(max_length=10, choices=enums.NotitieStatus.choices, default="definitief")
    aanmaakdatum = models.DateTimeField()
    wijzigingsdatum = models.DateTimeField()
