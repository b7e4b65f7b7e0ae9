"""The state of a zaak in a resident's words. Colour never speaks alone."""
from __future__ import annotations

from django.utils.translation import gettext as _


def words_of(line) -> str:
    if line.ended is not None:
        return _("Klaar")
    return {
        "wij_wachten_op_u": _("Wij wachten op u"), "ophalen": _("Ligt voor u klaar"), "wachtlijst": _("U staat op de wachtlijst"),
    }.get(line.state, _("Wij zijn bezig"))


def tone_of(line) -> str:
    if line.ended is not None:
        return "done"
    return {"wij_wachten_op_u": "waiting", "ophalen": "waiting"}.get(line.state, "busy")


WHO = {
    "inwoner": "U", "organisatie": "U", "medewerker": "Een medewerker", "systeem": "De computer van de gemeente", "bezoeker": "Een bezoeker",
}
ACTIONS = {
    "zaak.bekeken": "bekeek uw zaak", "document.gelezen": "opende een document", "register.bevraagd": "haalde gegevens op",
    "register.adres_bevraagd": "keek wie er op een adres wonen", "bsn.gebruikt": "gebruikte uw BSN om gegevens op te halen",
    "aanvraag.begonnen": "begon een aanvraag", "aanvraag.verstuurd": "verstuurde een aanvraag", "zaak.gestart": "maakte uw zaak aan",
    "toestemming.gegeven": "gaf toestemming", "toestemming.geweigerd": "gaf geen toestemming", "contact.gewijzigd": "wijzigde hoe wij u bereiken",
    "afspraak.geboekt": "maakte een afspraak", "bericht.ontvangen": "stuurde een bericht", "inloggen": "logde in",
    "aanvraag.gestopt": "stopte een aanvraag", "aanvraag.weggegooid": "gooide een concept weg",
}


def looked(entry) -> dict:
    """An entry of the audit trail as a sentence."""
    who = entry.actor_name if entry.actor_kind == "medewerker" and entry.actor_name else _(WHO.get(entry.actor_kind, "Iemand"))
    what = _(ACTIONS[entry.action]) if entry.action in ACTIONS else entry.action.replace(".", " ").replace("_", " ")
    return {"who": who, "what": what, "at": entry.at, "purpose": entry.purpose, "basis": entry.legal_basis, "kind": entry.actor_kind}
