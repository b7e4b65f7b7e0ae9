"""The state of a zaak in a resident's words. Colour never speaks alone."""
from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from balie.portal.mine.deeds import DEEDS
from balie.portal.said import said


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


def looked(entry, reader) -> dict:
    """An entry of the audit trail as a sentence. `reader`: the person_id of who reads it; another resident stays unnamed."""
    who = entry.actor_name if entry.actor_kind == "medewerker" and entry.actor_name else WHO.get(entry.actor_kind, _("Iemand"))
    if entry.actor_kind in ("inwoner", "organisatie") and entry.actor_id != str(reader):
        who = _("Iemand anders")
    what = DEEDS.get(entry.action) or entry.action.replace(".", " ").replace("_", " ")
    return {"who": who, "what": what, "at": entry.at, "purpose": said(entry.purpose), "basis": entry.legal_basis, "kind": entry.actor_kind}
