"""Value lists of the ZGW Documenten and Zaken information models; the spelling is the standard's."""
from django.db import models


class Vertrouwelijkheidaanduiding(models.TextChoices):
    """From open to most secret; the order of the members is the order of the standard."""

    OPENBAAR = "openbaar", "Openbaar"
    BEPERKT_OPENBAAR = "beperkt_openbaar", "Beperkt openbaar"
    INTERN = "intern", "Intern"
    ZAAKVERTROUWELIJK = "zaakvertrouwelijk", "Zaakvertrouwelijk"
    VERTROUWELIJK = "vertrouwelijk", "Vertrouwelijk"
    CONFIDENTIEEL = "confidentieel", "Confidentieel"
    GEHEIM = "geheim", "Geheim"
    ZEER_GEHEIM = "zeer_geheim", "Zeer geheim"

    @classmethod
    def up_to(cls, level: str) -> list[str]:
        """Every level that is not more secret than `level`."""
        return cls.values[: cls.values.index(level) + 1]


class DocumentStatus(models.TextChoices):
    IN_BEWERKING = "in_bewerking", "In bewerking"
    TER_VASTSTELLING = "ter_vaststelling", "Ter vaststelling"
    DEFINITIEF = "definitief", "Definitief"
    GEARCHIVEERD = "gearchiveerd", "Gearchiveerd"


class OndertekeningSoort(models.TextChoices):
    ANALOOG = "analoog", "Analoog"
    DIGITAAL = "digitaal", "Digitaal"
    PKI = "pki", "PKI"


class IntegriteitAlgoritme(models.TextChoices):
    CRC_16 = "crc_16", "CRC-16"
    CRC_32 = "crc_32", "CRC-32"
    CRC_64 = "crc_64", "CRC-64"
    FLETCHER_4 = "fletcher_4", "Fletcher-4"
    FLETCHER_8 = "fletcher_8", "Fletcher-8"
    FLETCHER_16 = "fletcher_16", "Fletcher-16"
    FLETCHER_32 = "fletcher_32", "Fletcher-32"
    HMAC = "hmac", "HMAC"
    MD5 = "md5", "MD5"
    SHA_1 = "sha_1", "SHA-1"
    SHA_256 = "sha_256", "SHA-256"
    SHA_512 = "sha_512", "SHA-512"
    SHA_3 = "sha_3", "SHA-3"


class ObjectType(models.TextChoices):
    """What a document can belong to. An application is a `verzoek` in the words of ZGW."""

    BESLUIT = "besluit", "Besluit"
    ZAAK = "zaak", "Zaak"
    VERZOEK = "verzoek", "Verzoek"


class VerzendingAardRelatie(models.TextChoices):
    AFZENDER = "afzender", "Afzender"
    GEADRESSEERDE = "geadresseerde", "Geadresseerde"
