"""All resources of this room, registered when Django is ready."""
from __future__ import annotations

from balie.cases.zgw.besluiten import besluit, besluitinformatieobject
from balie.cases.zgw.catalogi import catalogus, parts, types, zaaktype, ziot
from balie.cases.zgw.catalogi import mirroring as _mirroring  # noqa: F401
from balie.cases.zgw.catalogi import publish as _publish  # noqa: F401
from balie.cases.zgw.zaken import (
    contacten,
    resultaat,
    rol,
    status,
    zaak,
    zaakbesluit,  # noqa: F401
    zaakeigenschap,
    zaakinformatieobject,
    zaaknotitie,
    zaakobject,
    zoek,  # noqa: F401
)
from balie.zgw.public import register

register(
    zaak.ZAAK, status.STATUS, resultaat.RESULTAAT, zaakeigenschap.ZAAKEIGENSCHAP, zaakinformatieobject.ZAAKINFORMATIEOBJECT,
    zaaknotitie.ZAAKNOTITIE, contacten.KLANTCONTACT, contacten.ZAAKCONTACTMOMENT, contacten.ZAAKVERZOEK,
    rol.ROL, zaakobject.ZAAKOBJECT,
)
register(
    catalogus.CATALOGUS, zaaktype.ZAAKTYPE, types.INFORMATIEOBJECTTYPE, types.BESLUITTYPE, parts.STATUSTYPE, parts.RESULTAATTYPE, parts.ROLTYPE,
    parts.EIGENSCHAP, parts.ZAAKOBJECTTYPE, ziot.ZIOT,
)
register(besluit.BESLUIT, besluitinformatieobject.BESLUITINFORMATIEOBJECT)
