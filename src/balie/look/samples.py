"""What the component page shows: one example of every component, in the states that exist."""

from __future__ import annotations

COLUMNS = ["Wat", {"label": "Duurt", "numeric": False}, {"label": "Prijs", "numeric": True}]
ROWS = [["Uittreksel BRP", "4 minuten", "€ 13,90"], ["Parkeervergunning", "4 minuten", "€ 42,00"]]
WORK_COLUMNS = ["Zaak", "Inwoner", "Status", "Termijn"]
WORK_ROWS = [
    [{"text": "Verhuizing", "href": "#", "sub": "ZD-2026-004655"}, "J. de Wit", {"badge": "Wij wachten op u", "tone": "waiting"}, "nog 8 dagen"],
    [{"text": "Uittreksel BRP", "href": "#", "sub": "ZD-2026-004801"}, "P. van Loon", {"badge": "Wij zijn bezig", "tone": "busy"}, "nog 4 dagen"],
]
STEPS = [
    {"state": "done", "title": "Aangevraagd", "text": "16 november"},
    {"state": "now", "title": "Wij controleren", "text": "Nu"},
    {"state": "later", "title": "Klaar", "text": "Uiterlijk 1 december"},
]
OPTIONS = [("ja", "Ja, haal mijn gegevens op", "Dit scheelt u 6 vragen. U controleert alles zelf.", "bolt"),
           ("nee", "Nee, ik vul alles zelf in", "Dat kan altijd. Het duurt ongeveer 5 minuten langer.", "pencil")]
CHOICES = [("kind", "Mijn kind"), ("partner", "Mijn partner")]
DISTRICTS = [("noord", "Noord"), ("haven", "Havenwijk")]
DATA = [{"key": "Nieuw adres", "value": "Dijkstraat 14, 4819 ZD Zonnedam", "href": "#"},
        {"key": "E-mail", "value": "johanna.dewit@voorbeeld.nl", "href": "#"}, {"key": "Naam", "value": "Johanna de Wit"}]
FACTS = [{"icon": "cash", "key": "Kosten", "value": "€ 86,85"}, {"icon": "hourglass", "key": "Klaar", "value": "Na 5 werkdagen"}]
PRICE = [{"label": "Uittreksel BRP", "amount": "€ 13,90"}, {"label": "Bezorgen", "amount": "Gratis"}]
CHECKS = [{"key": "Wie", "value": "Johanna de Wit, 14 maart 1988", "note": "Klopt met BRP, ingelogd met DigiD"},
          {"key": "Mag er wonen", "value": "Huurcontract van vandaag", "note": "Nog bekijken", "state": "open"}]
DAYS = [{"label": "Dinsdag 24 november", "slots": [{"value": "1", "label": "9.20 uur"}, {"value": "2", "label": "11.40 uur"}]},
        {"label": "Woensdag 25 november", "slots": [{"value": "3", "label": "8.30 uur"}]}]
SIDE = [{"href": "#", "label": "Overzicht", "icon": "home", "current": True}, {"href": "#", "label": "Mijn zaken", "icon": "folder"},
        {"href": "#", "label": "Berichten", "icon": "mail", "count": 1, "count_label": "nieuw"}]
HOW = [{"title": "Maak online een afspraak", "text": "Dat duurt 2 minuten."}, {"title": "Kom naar het stadhuis", "text": "Reken op 10 minuten."}]
BRING = ["Uw oude paspoort of ID-kaart", "1 pasfoto van de laatste 6 maanden"]
FILES = [{"name": "huurcontract.pdf", "size": 65536, "id": "1", "remove": "weg"}]
ERRORS = [{"text": "Vul de hele postcode in", "href": "#f-postcode"}]
CRUMBS = [{"label": "Mijn Balie", "href": "#"}, {"label": "Mijn zaken", "href": "#"}]


def context() -> dict:
    """All samples by their name in lower case."""
    return {name.lower(): value for name, value in globals().items() if name.isupper()}
