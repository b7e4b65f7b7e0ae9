"""Statuses, terms and days in words, with the tone that goes with them; and days as somebody typed them. Pure."""
from __future__ import annotations

from datetime import date

from balie.kernel import dutch

STATES = {  # tone and pictogram of a badge
    "nieuw": ("busy", "sparkles"), "in_behandeling": ("busy", ""), "wacht_op_inwoner": ("waiting", ""), "wachtlijst": ("neutral", "list-numbers"),
    "wacht_op_betaling": ("waiting", "credit-card"),
    "elders": ("neutral", "external-link"), "besloten": ("busy", "tools"), "klaar_voor_afhalen": ("done", "package"), "klaar": ("done", ""),
}
TERMS = {"te_laat": "late", "vandaag": "soon", "snel": "soon", "op_tijd": "ok", "wacht": "ok"}
DONE = {  # what the page says after a verb
    "opgepakt": "U behandelt deze zaak nu.", "teruggelegd": "De zaak ligt weer in de werkvoorraad.",
    "overgedragen": "De zaak is nu van uw collega.", "taak": "Deze controle is klaar.",
    "besloten": "U hebt besloten. De inwoner krijgt vanzelf bericht.", "wachtlijst": "De aanvraag staat op de wachtlijst.",
    "gevraagd": "Uw vraag is verstuurd. De termijn staat stil tot het antwoord.", "verder": "U gaat verder zonder antwoord. De termijn loopt weer.",
    "verlengd": "De termijn is langer.", "klaargelegd": "Het ligt klaar. De inwoner krijgt vanzelf bericht.",
    "status": "De nieuwe status staat erop.", "besluit": "Het besluit is vastgelegd.", "gesloten": "De zaak is gesloten.",
    "uitgereikt": "Het is uitgereikt. De zaak is klaar.", "gestopt": "De aanvraag is gestopt.", "notitie": "Uw notitie is bewaard.",
    "bericht": "Uw bericht is verstuurd.", "document": "Het document staat bij de zaak.",
    "verteld": "De inwoner weet het. Dit bericht staat niet meer op de lijst.",
    "ingetrokken": "De applicatie is ingetrokken. Zij kan niets meer.",
    "gewijzigd": "De wijziging is bewaard.", "opnieuw": "Het wordt opnieuw verstuurd.",
    "aangeboden": "Deze inwoner is aan de beurt.", "terugbetaald": "Het geld gaat terug. De inwoner krijgt bericht als het is betaald.",
    "opnieuw_doorgeven": "Wij geven deze zaak opnieuw door. Kijk over een minuut of het is gelukt.",
    "teruggehaald": "U behandelt deze zaak hier. De taken staan klaar.",
    "opnieuw_bezorgen": "Wij bezorgen het opnieuw. Kijk over een minuut of het is gelukt.", "vervallen": "Het wordt niet meer bezorgd.",
    "zoekwoord": "Het zoeken begrijpt deze woorden nu.", "zoekwoord_weg": "Deze woorden zijn weggehaald.",
    "zoekwoord_laat": "Deze woorden staan niet meer op de lijst.",
    "geen": "Er ligt nu geen zaak die niemand heeft.",
}


class Typed(Exception):
    """Something typed is not right. `field` is where; `str()` says what to do."""

    def __init__(self, field: str, text: str):
        super().__init__(text)
        self.field = field


def badge(state: str, name: str) -> dict:
    tone, icon = STATES.get(state, ("neutral", ""))
    return {"label": name, "tone": tone, "icon": icon}


def term(line) -> dict:
    """The term of a zaak as one sentence: 3 dagen te laat, laatste dag, nog 8 dagen, wacht op afspraak."""
    text = f"nog {line.days_text}" if line.urgency in ("snel", "op_tijd") else line.days_text
    return {"text": text[:1].upper() + text[1:], "tone": TERMS[line.urgency], "day": deadline(line)}


def deadline(line) -> str:
    """Empty as long as the term has not begun."""
    return dutch.day_short(line.deadline) if line.deadline else ""


def notice(code: str) -> list[dict]:
    return [{"tone": "success", "title": DONE[code], "text": ""}] if code in DONE else []


def typed_day(posted, name: str) -> date | None:
    """The day in three boxes; None when all are empty. Raises `Typed`."""
    parts = [posted.get(f"{name}-{part}", "").strip() for part in ("jaar", "maand", "dag")]
    if not any(parts):
        return None
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        raise Typed(name, "Deze dag bestaat niet. Vul een dag, maand en jaar in, bijvoorbeeld 1 12 2026.") from None


def with_days(posted, *names: str) -> dict:
    """What was typed, as the components show it again."""
    days = {name: {part: posted.get(f"{name}-{part}", "") for part in ("dag", "maand", "jaar")} for name in names}
    return {**posted.dict(), **days}
