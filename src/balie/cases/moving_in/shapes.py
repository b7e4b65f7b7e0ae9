"""Each resource as it is taken over: what of it counts although no client may set it, and what must be right nevertheless.

What a rule asks of a client today (a published type, a day that is not in the future, one initiator) is not asked of what another provider has
had for years. What holds a row together is: numbers of organisations, one name once, parts of one zaaktype, a readable place.
"""
from __future__ import annotations

from typing import Any

from balie.cases import steps
from balie.cases.models import Status
from balie.cases.zgw import fitting
from balie.cases.zgw.besluiten import besluit, besluitinformatieobject
from balie.cases.zgw.catalogi import catalogus, parts, types, zaaktype, ziot
from balie.cases.zgw.catalogi import rules as of_types
from balie.cases.zgw.zaken import (
    contacten,
    geometrie,
    organisations,
    resultaat,
    rol,
    rules,
    status,
    working,
    zaak,
    zaakeigenschap,
    zaakinformatieobject,
    zaaknotitie,
    zaakobject,
)
from balie.zgw.public import Draft, of_kind, taking

as_it_was = taking.as_it_was

CATALOGUS = as_it_was(catalogus.CATALOGUS, rules=(catalogus.once,))
INFORMATIEOBJECTTYPE = as_it_was(types.INFORMATIEOBJECTTYPE, also=("concept",), rules=(of_types.period,))
BESLUITTYPE = as_it_was(types.BESLUITTYPE, also=("concept",), defaults=(types.by_name,), rules=(of_types.period,))
ZAAKTYPE = as_it_was(zaaktype.ZAAKTYPE, also=("concept",), defaults=(zaaktype.by_name,), rules=(of_types.period,))
STATUSTYPE = as_it_was(parts.STATUSTYPE)
RESULTAATTYPE = as_it_was(parts.RESULTAATTYPE, also=("omschrijvingGeneriek",), defaults=(parts.by_name,))
ROLTYPE = as_it_was(parts.ROLTYPE)
EIGENSCHAP = as_it_was(parts.EIGENSCHAP, rules=(of_types.status_of_the_zaaktype,))
ZAAKOBJECTTYPE = as_it_was(parts.ZAAKOBJECTTYPE, defaults=(parts.begins,))
ZIOT = as_it_was(ziot.ZIOT, defaults=(ziot.by_name,))


def begun(draft: Draft, row: Any) -> None:
    """Officials find it; when it is not closed it is work."""
    steps.make_findable(row, "")
    if row.einddatum is None:
        working.begin(row)


def moved(draft: Draft, row: Status) -> None:
    if row.zaak.einddatum is None:
        working.moved(row)


def hangs_together(draft: Draft) -> None:
    draft.values["aard_relatie"] = "hoort_bij"


ZAAK = as_it_was(
    zaak.ZAAK, also=("einddatum",), defaults=(rules.from_the_zaaktype,),
    rules=(
        organisations.rule("bronorganisatie", "verantwoordelijkeOrganisatie", "opdrachtgevendeOrganisatie"), rules.unique, geometrie.valid,
    ),
    after=(begun,),
)
ROL = as_it_was(
    rol.ROL, also=("registratiedatum",), rules=(fitting.of_the_zaaktype("roltype"), rol.somebody),
    after=(rol.show_in_mijn_balie, rol.show_in_the_queue),
)
STATUS = as_it_was(status.STATUS, rules=(fitting.of_the_zaaktype("statustype"), status.by_a_rol), after=(moved,))
RESULTAAT = as_it_was(resultaat.RESULTAAT, rules=(fitting.of_the_zaaktype("resultaattype"),))
ZAAKEIGENSCHAP = as_it_was(zaakeigenschap.ZAAKEIGENSCHAP, also=("naam",), rules=(fitting.of_the_zaaktype("eigenschap"),))
ZAAKOBJECT = as_it_was(zaakobject.ZAAKOBJECT, rules=(zaakobject.something,))
ZAAKINFORMATIEOBJECT = as_it_was(
    zaakinformatieobject.ZAAKINFORMATIEOBJECT, also=("registratiedatum",), rules=(hangs_together, zaakinformatieobject.status_of_the_zaak),
    after=(zaakinformatieobject.mirror,),
)
KLANTCONTACT, ZAAKCONTACTMOMENT, ZAAKVERZOEK = map(as_it_was, (contacten.KLANTCONTACT, contacten.ZAAKCONTACTMOMENT, contacten.ZAAKVERZOEK))
ZAAKNOTITIE = as_it_was(zaaknotitie.ZAAKNOTITIE, also=("aanmaakdatum", "wijzigingsdatum"), defaults=(zaaknotitie.begun,))

BESLUIT = as_it_was(besluit.BESLUIT, rules=(organisations.rule("verantwoordelijkeOrganisatie"), besluit.unique))
BESLUITINFORMATIEOBJECT = as_it_was(
    besluitinformatieobject.BESLUITINFORMATIEOBJECT, rules=(besluitinformatieobject.nature,), after=(besluitinformatieobject.mirror,),
)
GEBRUIKSRECHTEN = as_it_was(of_kind("documenten/gebruiksrechten"))
VERZENDING = as_it_was(of_kind("documenten/verzendingen"))
