"""Value lists of the ZGW Zaken, Catalogi and Besluiten information models; the spelling is the standard's."""
from django.db import models


class InternExtern(models.TextChoices):
    INTERN = "intern", "Intern"
    EXTERN = "extern", "Extern"


class Archiefnominatie(models.TextChoices):
    BLIJVEND_BEWAREN = "blijvend_bewaren", "Blijvend bewaren"
    VERNIETIGEN = "vernietigen", "Vernietigen"


class Archiefstatus(models.TextChoices):
    NOG_TE_ARCHIVEREN = "nog_te_archiveren", "Nog te archiveren"
    GEARCHIVEERD = "gearchiveerd", "Gearchiveerd"
    GEARCHIVEERD_PROCESTERMIJN_ONBEKEND = "gearchiveerd_procestermijn_onbekend", "Gearchiveerd, procestermijn onbekend"
    OVERGEDRAGEN = "overgedragen", "Overgedragen"


class Afleidingswijze(models.TextChoices):
    AFGEHANDELD = "afgehandeld", "Afgehandeld"
    ANDER_DATUMKENMERK = "ander_datumkenmerk", "Ander datumkenmerk"
    EIGENSCHAP = "eigenschap", "Eigenschap"
    GERELATEERDE_ZAAK = "gerelateerde_zaak", "Gerelateerde zaak"
    HOOFDZAAK = "hoofdzaak", "Hoofdzaak"
    INGANGSDATUM_BESLUIT = "ingangsdatum_besluit", "Ingangsdatum besluit"
    TERMIJN = "termijn", "Termijn"
    VERVALDATUM_BESLUIT = "vervaldatum_besluit", "Vervaldatum besluit"
    ZAAKOBJECT = "zaakobject", "Zaakobject"


class Betalingsindicatie(models.TextChoices):
    NVT = "nvt", "Er is geen sprake van te betalen kosten"
    NOG_NIET = "nog_niet", "De kosten zijn nog niet betaald"
    GEDEELTELIJK = "gedeeltelijk", "De kosten zijn gedeeltelijk betaald"
    GEHEEL = "geheel", "De kosten zijn geheel betaald"


class BetrokkeneType(models.TextChoices):
    NATUURLIJK_PERSOON = "natuurlijk_persoon", "Natuurlijk persoon"
    NIET_NATUURLIJK_PERSOON = "niet_natuurlijk_persoon", "Niet-natuurlijk persoon"
    VESTIGING = "vestiging", "Vestiging"
    ORGANISATORISCHE_EENHEID = "organisatorische_eenheid", "Organisatorische eenheid"
    MEDEWERKER = "medewerker", "Medewerker"


class RolOmschrijving(models.TextChoices):
    """RolType.omschrijvingGeneriek."""

    ADVISEUR = "adviseur", "Adviseur"
    BEHANDELAAR = "behandelaar", "Behandelaar"
    BELANGHEBBENDE = "belanghebbende", "Belanghebbende"
    BESLISSER = "beslisser", "Beslisser"
    INITIATOR = "initiator", "Initiator"
    KLANTCONTACTER = "klantcontacter", "Klantcontacter"
    ZAAKCOORDINATOR = "zaakcoordinator", "Zaakcoördinator"
    MEDE_INITIATOR = "mede_initiator", "Mede-initiator"


class IndicatieMachtiging(models.TextChoices):
    GEMACHTIGDE = "gemachtigde", "Gemachtigde"
    MACHTIGINGGEVER = "machtiginggever", "Machtiginggever"


class Formaat(models.TextChoices):
    TEKST = "tekst", "Tekst"
    GETAL = "getal", "Getal"
    DATUM = "datum", "Datum"
    DATUM_TIJD = "datum_tijd", "Datum en tijd"


class Richting(models.TextChoices):
    INKOMEND = "inkomend", "Inkomend"
    INTERN = "intern", "Intern"
    UITGAAND = "uitgaand", "Uitgaand"


class AardRelatie(models.TextChoices):
    VERVOLG = "vervolg", "Vervolg"
    ONDERWERP = "onderwerp", "Onderwerp"
    BIJDRAGE = "bijdrage", "Bijdrage"


class DocumentRelatie(models.TextChoices):
    """The nature of a document's relation, set by the server (zrc-004, brc-004)."""

    HOORT_BIJ = "hoort_bij", "Hoort bij, omgekeerd: kent"
    LEGT_VAST = "legt_vast", "Legt vast, omgekeerd: kan vastgelegd zijn als"


class Vervalreden(models.TextChoices):
    TIJDELIJK = "tijdelijk", "Besluit met tijdelijke werking"
    INGETROKKEN_OVERHEID = "ingetrokken_overheid", "Besluit ingetrokken door overheid"
    INGETROKKEN_BELANGHEBBENDE = "ingetrokken_belanghebbende", "Besluit ingetrokken o.v.v. belanghebbende"


class NotitieType(models.TextChoices):
    INTERN = "intern", "Intern"
    EXTERN = "extern", "Extern"


class NotitieStatus(models.TextChoices):
    CONCEPT = "concept", "Concept"
    DEFINITIEF = "definitief", "Definitief"


_OBJECTS = (
    "adres besluit buurt enkelvoudig_document gemeente gemeentelijke_openbare_ruimte huishouden inrichtingselement "
    "kadastrale_onroerende_zaak kunstwerkdeel maatschappelijke_activiteit medewerker natuurlijk_persoon niet_natuurlijk_persoon "
    "openbare_ruimte organisatorische_eenheid pand spoorbaandeel status terreindeel terrein_gebouwd_object vestiging waterdeel "
    "wegdeel wijk woonplaats woz_deelobject woz_object woz_waarde zakelijk_recht overige"
)
OBJECT_TYPES = [(code, code.replace("_", " ").capitalize()) for code in _OBJECTS.split()]
