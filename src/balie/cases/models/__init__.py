"""Tables of cases: the ZGW information models Catalogi, Zaken and Besluiten to the letter, and our own work on them.

Attribute names are those of the standards in snake_case; a *gegevensgroep* becomes columns with its name in front
(`verlenging_reden`). Columns that are ours and not the standard's say so in their help text.
"""
from balie.cases.models.besluiten import Besluit, BesluitElsewhere, BesluitInformatieObject
from balie.cases.models.catalogi import (
    BesluitType,
    Catalogus,
    Eigenschap,
    InformatieObjectType,
    ResultaatType,
    RolType,
    StatusType,
    ZaakObjectType,
    ZaakType,
    ZaakTypeInformatieObjectType,
)
from balie.cases.models.elsewhere import Registration
from balie.cases.models.mirror import Followed, ZaakElsewhere
from balie.cases.models.places import Offer
from balie.cases.models.work import Ask, Product, SearchWord, Task, WaitingPlace, WorkItem
from balie.cases.models.zaken import (
    KlantContact,
    Resultaat,
    Rol,
    Status,
    Zaak,
    ZaakContactMoment,
    ZaakEigenschap,
    ZaakInformatieObject,
    ZaakNotitie,
    ZaakNummer,
    ZaakObject,
    ZaakTelling,
    ZaakVerzoek,
)

__all__ = [
    "Ask", "Besluit", "BesluitElsewhere", "BesluitInformatieObject", "BesluitType", "Catalogus", "Eigenschap", "Followed", "InformatieObjectType",
    "KlantContact", "Offer",
    "Product", "Registration", "Resultaat", "ResultaatType", "Rol", "RolType", "SearchWord", "Status", "StatusType", "Task", "WaitingPlace",
    "WorkItem", "Zaak", "ZaakContactMoment", "ZaakEigenschap", "ZaakElsewhere", "ZaakInformatieObject", "ZaakNotitie", "ZaakNummer", "ZaakObject",
    "ZaakObjectType", "ZaakTelling", "ZaakType", "ZaakTypeInformatieObjectType", "ZaakVerzoek",
]
