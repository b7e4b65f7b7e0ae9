"""What we say when an answer is not right, in Dutch and English. Each sentence tells how to mend it."""

SENTENCES = {
    "missing": ("Vul een antwoord in.", "Enter an answer."),
    "missing_choice": ("Kies een antwoord.", "Choose an answer."),
    "missing_choices": ("Kies een of meer antwoorden.", "Choose one or more answers."),
    "missing_statement": ("Zet een vinkje als u het hiermee eens bent.", "Tick the box if you agree."),
    "missing_date": ("Vul een datum in, bijvoorbeeld 25 11 2026.", "Enter a date, for example 25 11 2026."),
    "missing_upload": ("Voeg een bestand toe.", "Add a file."),
    "missing_address": ("Vul uw postcode en huisnummer in.", "Enter your postcode and house number."),
    "missing_name": ("Vul de voornamen en de achternaam in.", "Enter the first names and the surname."),
    "missing_people": ("Kies wie het is.", "Choose who it is."),
    "too_long": ("Gebruik hoogstens {max} tekens. U hebt er nu {count}.", "Use at most {max} characters. You now have {count}."),
    "pattern": ("Kijk of dit klopt: de vorm is anders dan wij verwachten.", "Check this: it does not have the form we expect."),
    "number": ("Vul een getal in, met cijfers. Bijvoorbeeld {example}.", "Enter a number, in digits. For example {example}."),
    "whole": ("Vul een heel getal in, zonder komma.", "Enter a whole number."),
    "decimals": ("Gebruik hoogstens {count} cijfers na de komma.", "Use at most {count} decimals."),
    "too_low": ("Vul {min} in of meer.", "Enter {min} or more."),
    "too_high": ("Vul {max} in of minder.", "Enter {max} or less."),
    "date_part": ("Vul ook {what} in.", "Enter the {what} too."),
    "date": ("Deze datum bestaat niet. Vul dag, maand en jaar in, bijvoorbeeld 25 11 2026.",
             "This date does not exist. Enter day, month and year, for example 25 11 2026."),
    "year": ("Vul het jaar in met vier cijfers, bijvoorbeeld 1985.", "Enter the year in four digits, for example 1985."),
    "time": ("Vul een tijd in, bijvoorbeeld 14:30.", "Enter a time, for example 14:30."),
    "email": ("Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl.", "Enter an email address, for example name@example.nl."),
    "phone": ("Vul een telefoonnummer in, bijvoorbeeld 06 12345678.", "Enter a phone number, for example 06 12345678."),
    "bsn": ("Dit is geen burgerservicenummer. Het heeft 9 cijfers en staat op een paspoort of identiteitskaart.",
            "This is not a citizen service number (BSN). It has 9 digits and is printed on a passport or identity card."),
    "iban": ("Dit rekeningnummer klopt niet. Het begint met twee letters, bijvoorbeeld NL91 ABNA 0417 1643 00.",
             "This account number is not right. It starts with two letters, for example NL91 ABNA 0417 1643 00."),
    "number_plate": ("Vul een Nederlands kenteken in, bijvoorbeeld AB-123-C.", "Enter a Dutch number plate, for example AB-123-C."),
    "kvk": ("Vul het KvK-nummer in: 8 cijfers.", "Enter the Chamber of Commerce number: 8 digits."),
    "postcode": ("Vul een postcode in, bijvoorbeeld 1234 AB.", "Enter a postcode, for example 1234 AB."),
    "house_number": ("Vul een huisnummer in, bijvoorbeeld 12. Een letter of toevoeging hoort in het vak ernaast.",
                     "Enter a house number, for example 12. A letter or addition goes into the next field."),
    "option": ("Kies een van de antwoorden.", "Choose one of the answers."),
    "too_few": ("Kies er minstens {min}.", "Choose at least {min}."),
    "too_many": ("Kies er hoogstens {max}.", "Choose at most {max}."),
    "rows_few": ("Vul er minstens {min} in.", "Enter at least {min}."),
    "rows_many": ("Vul er hoogstens {max} in.", "Enter at most {max}."),
    "surname": ("Vul ook de achternaam in.", "Enter the surname too."),
    "files_many": ("U kunt hoogstens {max} bestanden toevoegen.", "You can add at most {max} files."),
    "file_size": ("Dit bestand is te groot. Kies een bestand van hoogstens {max} MB.",
                  "This file is too large. Choose one of at most {max} MB."),
    "file_type": ("Dit soort bestand kunnen wij niet lezen. Kies {types}.", "We cannot read this kind of file. Choose {types}."),
    "day": ("de dag", "day"),
    "month": ("de maand", "month"),
    "the_year": ("het jaar", "year"),
    "yes": ("Ja", "Yes"),
    "no": ("Nee", "No"),
    "agreed": ("Akkoord", "Agreed"),
    "unsure_signature": ("Wij weten nog niet zeker of de juiste persoon akkoord gaat. Een medewerker bekijkt dit.",
                         "We are not yet sure that the right person agrees. A member of staff will look into it."),
    "unreadable": ("Vul dit opnieuw in.", "Please enter this again."),
}  # fmt: skip
LABELS = {
    "dag": ("Dag", "Day"), "maand": ("Maand", "Month"), "jaar": ("Jaar", "Year"), "voornamen": ("Voornamen", "First names"),
    "voorvoegsel": ("Tussenvoegsel", "Prefix"), "geslachtsnaam": ("Achternaam", "Surname"), "postcode": ("Postcode", "Postcode"),
    "huisnummer": ("Huisnummer", "House number"), "huisletter": ("Letter", "Letter"), "toevoeging": ("Toevoeging", "Addition"),
    "straat": ("Straat", "Street"), "woonplaats": ("Plaats", "Town"),
}  # fmt: skip


def say(code: str, language: str, **values: object) -> str:
    """The sentence of this code."""
    dutch, english = SENTENCES[code]
    return (english if language == "en" else dutch).format(**values)


def label(part: str, language: str) -> str:
    """The name of one of the fields of a question."""
    return LABELS[part][language == "en"]
