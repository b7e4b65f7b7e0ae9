"""An example of a sheet, filled in and explained. What it holds can itself be taken over.

openpyxl is imported where it is used: few processes write a sheet, and every one that starts would wait for it.
"""

from pathlib import Path

from balie.forms.moving_in.sheets import words

HEADINGS = ("Pagina", "Naam", "Vraag", "Soort", "Uitleg", "Verplicht", "Keuzes", "Groep", "Toon als")
_WIDTHS = (22, 20, 44, 18, 36, 16, 34, 14, 40)
ROWS = (
    ("Uw evenement", "naam_evenement", "Hoe heet uw evenement?", "tekst", "Deze naam komt in de vergunning.", "ja", "", "", ""),
    ("", "soort", "Wat voor evenement is het?", "keuze", "", "ja", "Markt\nBuurtfeest\nOptocht", "", ""),
    ("", "bezoekers", "Hoeveel bezoekers verwacht u?", "getal", "Op het drukste moment.", "ja", "", "", ""),
    ("", "datum", "Op welke dag is het?", "datum", "", "ja", "", "", ""),
    ("", "muziek", "Is er versterkte muziek?", "ja/nee", "", "ja", "", "", ""),
    ("", "muziek_tot", "Tot hoe laat is er muziek?", "tijd", "", "ja", "", "", "Is er versterkte muziek? = Ja"),
    ("Inrichting", "wat_staat_er", "Wat zet u neer?", "meer keuzes", "Kies alles wat u neerzet.", "nee", "Tenten; Podium; Kramen", "", ""),
    ("", "tenten", "Welke tenten zet u neer?", "groep", "", "ja", "", "", "wat_staat_er bevat tenten"),
    ("", "lengte", "Hoe lang is de tent, in meters?", "getal", "", "ja", "", "tenten", ""),
    ("", "breedte", "Hoe breed is de tent, in meters?", "getal", "", "ja", "", "tenten", ""),
    ("", "tekening", "Voeg een tekening van het terrein toe", "bestand", "", "als bezoekers >= 500", "", "", ""),
    ("Verkeer", "", "", "", "", "", "", "", "soort = optocht of bezoekers >= 500"),
    ("", "route", "Welke route loopt de optocht?", "route", "", "ja", "", "", "soort = optocht"),
    ("", "let_op", "Voor een afgesloten straat vragen wij advies aan de hulpdiensten.", "informatie", "", "", "", "", ""),
    ("", "verkeersplan", "Hoe leidt u het verkeer om?", "lange tekst", "", "nee", "", "", ""),
    ("Uw gegevens", "email", "Wat is uw e-mailadres?", "e-mail", "", "ja", "", "", ""),
    ("", "telefoon", "Wat is uw telefoonnummer?", "telefoon", "Wij bellen alleen als er haast is.", "nee", "", "", ""),
)
COLUMNS = (
    ("Pagina", "De titel van de pagina. Leeg: dezelfde als de rij erboven. Een rij met alleen een pagina en “Toon als” zegt wanneer zij er is."),
    ("Naam", "Een korte naam om de vraag in regels mee aan te wijzen. Leeg: wij maken er een van de vraag."),
    ("Vraag", "De vraag zoals iemand die leest."),
    ("Soort", "Een van de woorden hieronder. Leeg: keuze als er keuzes staan, anders tekst."),
    ("Uitleg", "Een zin onder de vraag."),
    ("Verplicht", "ja of nee; leeg is nee. Of een voorwaarde: als bezoekers >= 500."),
    ("Keuzes", "Onder elkaar in de cel (Alt + Enter), of met ; ertussen. “waarde = label” mag ook."),
    ("Groep", "De naam van een vraag van het soort groep: deze vraag hoort daarbij en komt per rij terug."),
    ("Toon als", "Leeg: altijd. Anders een regel, zoals: bezoekers >= 500 en muziek is ja. Of gewoon: vraag = antwoord."),
)


def write(path: Path) -> None:
    """Write the example. Raises FileExistsError."""
    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    sheet.title = "Vragen"
    sheet.append(HEADINGS)
    for row in ROWS:
        sheet.append([each or None for each in row])
    _styled(sheet, _WIDTHS)
    told = book.create_sheet("Toelichting")
    told.append(("Kolom", "Wat u daar schrijft"))
    for each in COLUMNS:
        told.append(each)
    told.append(())
    start = told.max_row + 2
    for word, meaning in words.kinds():
        told.append((word, f"In de dienst: {meaning}"))
    _styled(told, (22, 110))
    choice = DataValidation(type="list", formula1=f"Toelichting!$A${start}:$A${told.max_row}", allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(choice)
    choice.add("D2:D500")
    with path.open("xb") as file:
        book.save(file)


def _styled(sheet, widths) -> None:  # type: ignore[no-untyped-def]
    from openpyxl.styles import Alignment, Font, PatternFill

    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE7F0")
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCDEFGHI", widths, strict=False):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
