"""The state of a zaak in a resident's words. Colour never speaks alone."""
from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy


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
    "inwoner": lazy("U"),
    "organisatie": lazy("U"),
    "medewerker": lazy("Een medewerker"),
    "systeem": lazy("De computer van de gemeente"),
    "bezoeker": lazy("Een bezoeker"),
}
ACTIONS = {
    "zaak.bekeken": lazy("bekeek uw zaak"),
    "document.gelezen": lazy("opende een document"),
    "register.bevraagd": lazy("haalde gegevens op"),
    "register.adres_bevraagd": lazy("keek wie er op een adres wonen"),
    "bsn.gebruikt": lazy("gebruikte uw BSN om gegevens op te halen"),
    "aanvraag.begonnen": lazy("begon een aanvraag"),
    "aanvraag.verstuurd": lazy("verstuurde een aanvraag"),
    "zaak.gestart": lazy("maakte uw zaak aan"),
    "toestemming.gegeven": lazy("gaf toestemming"),
    "toestemming.geweigerd": lazy("gaf geen toestemming"),
    "contact.gewijzigd": lazy("wijzigde hoe wij u bereiken"),
    "afspraak.geboekt": lazy("maakte een afspraak"),
    "bericht.ontvangen": lazy("stuurde een bericht"),
    "inloggen": lazy("logde in"),
    "aanvraag.gestopt": lazy("stopte een aanvraag"),
    "aanvraag.weggegooid": lazy("gooide een concept weg"),
}


def looked(entry) -> dict:
    """An entry of the audit trail as a sentence."""
    who = entry.actor_name if entry.actor_kind == "medewerker" and entry.actor_name else WHO.get(entry.actor_kind, _("Iemand"))
    what = ACTIONS.get(entry.action) or entry.action.replace(".", " ").replace("_", " ")
    return {"who": who, "what": what, "at": entry.at, "purpose": entry.purpose, "basis": entry.legal_basis, "kind": entry.actor_kind}
