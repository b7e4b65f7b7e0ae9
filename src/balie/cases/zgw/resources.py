"""All resources of this room, registered when Django is ready."""
from __future__ import annotations

from balie.cases.zgw.catalogi import parts, types, zaaktype
from balie.cases.zgw.zaken import zaak
from balie.zgw.public import register

register(zaak.ZAAK)
register(
    zaaktype.CATALOGUS, zaaktype.ZAAKTYPE, types.INFORMATIEOBJECTTYPE, types.BESLUITTYPE, parts.STATUSTYPE, parts.RESULTAATTYPE, parts.ROLTYPE,
    parts.EIGENSCHAP,
)
