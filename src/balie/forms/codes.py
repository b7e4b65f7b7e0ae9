"""Every check of a service definition: its code, how bad it is, what it means, what to do about it and an example.

docs/reference/checks.md is made from this table; a finding gets its level from here.
"""

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "advice"]
WORDS: dict[Level, str] = {"error": "fout", "warning": "let op", "advice": "advies"}


@dataclass(frozen=True, slots=True)
class Code:
    """`means` and `example` are for the reference, `do` is a Dutch sentence for who has to mend it."""

    level: Level
    means: str
    do: str
    example: str


def _error(means: str, do: str, example: str) -> Code:
    return Code("error", means, do, example)


def _warning(means: str, do: str, example: str) -> Code:
    return Code("warning", means, do, example)


def _advice(means: str, do: str, example: str) -> Code:
    return Code("advice", means, do, example)


CODES: dict[str, Code] = {
    # what cannot be read
    "structure": _error("a file that is no YAML, or a key, question type or form that is not known",
                        "Verbeter de sleutel of de vorm.", "labell: Kenteken"),
    "definition": _error("parts that do not fit together", "Verander een van beide delen.", "`prefill` and `default` on one question"),
    "rule": _error("a rule that cannot be read", "Verbeter de regel.", "als: bezoekers >"),
    "unknown-name": _error("a rule or text names what nobody knows", "Verbeter de naam.", "als: bezoeker < 5 (the question is `bezoekers`)"),
    "unknown-option": _error("a choice is compared with what is no option",
                             "Noem een van de keuzes.", "soort is spelen (the options are `eten` and `spel`)"),
    "wrong-type": _error("a rule compares or computes things that do not go together",
                         "Vergelijk met hetzelfde soort gegeven.", "als: bezoekers is ja"),
    "cycle": _error("rules that depend on themselves", "Haal een van de regels uit de kring weg.", "a: b + 1, b: a + 1"),
    "folder-name": _error("the folder is not called after the service",
                          "Geef de map de naam van de dienst.", "service: straatfeest in the folder `feest`"),
    "file-missing": _error("a text or letter that is named is not there", "Maak het bestand, of verbeter de naam.", "granted: texts/geweigert.md"),
    # what is there twice or not at all
    "double-name": _error("two things in one list with the same name", "Geef elk een eigen naam.", "two rows called `jong`"),
    "result-missing": _error("an outcome without a result of the zaak", "Voeg een resultaat toe.", "outcome: weigeren, without `on: weigeren`"),
    "tasks-missing": _error("officials have to decide but have no task", "Voeg een taak toe.", "outcome: medewerker, without `tasks`"),
    "payment-missing": _error("costs without `payment`, or the other way round", "Voeg toe wat ontbreekt.", "costs, without payment"),
    "login-missing": _error("facts are fetched of who has not logged in", "Zeg bij `login` hoe men inlogt.", "facts, with login: {}"),
    "cosigner-missing": _error("it is not said who has to agree", "Noem `who`, `email` of `phone`.",
                               "cosign without `who`, `email` and `phone`"),
    "counted-twice": _error("the total of products in `costs`, where it counts by itself",
                            "Haal het totaal uit `costs` weg.", "amount: kaartjes.totaal"),
    "pattern-wrong": _error("a pattern that is no regular expression", "Verbeter het patroon.", "pattern: '['"),
    "example-unknown": _error("an example names what the service does not know", "Verbeter de naam in het voorbeeld.", "answers: {bezoeker: 30}"),
    "example-fails": _error("something else comes out of an example than it says", "Verbeter de dienst of het voorbeeld.",
                            "price: \"10.00\", and it costs 12 euros"),
    "text-empty": _error("a text or letter without words", "Schrijf de tekst.", "an empty letters/besluit.md"),
    "no-example": _warning("a service without examples", "Maak een voorbeeld in `examples/`.", "no file in examples/"),
    "message-missing": _warning("something happens of which the applicant hears nothing", "Voeg het bericht toe.", "messages without `refused`"),
    "cosigner-anyone": _warning("anybody with the link may agree", "Zeg met `who` of `lives_at` wie dat mag.", "cosign with `email` alone"),
    # the order of things
    "asked-later": _error("a rule reads a question on a later page, or a page one of its own",
                          "Zet de vraag eerder.", "page 1 reads a question of page 2"),
    "asked-below": _warning("a rule reads a question further down the page", "Zet de vraag erboven.", "the first question reads the second"),
    "no-last-row": _error("a case that no row of the decision table decides; with an example when it is found",
                          "Zet onderaan een rij zonder voorwaarde.", "leeftijd < 18, then leeftijd > 18"),
    "row-never": _error("a row of the decision table that can never hold",
                        "Verander de voorwaarde of haal de rij weg.", "bezoekers > 9 en bezoekers < 5"),
    "row-shadowed": _error("a row for which the rows above leave nothing", "Zet de rij hoger of haal haar weg.", "leeftijd < 18, then leeftijd < 12"),
    "row-stopped": _warning("a row for people who were all stopped before",
                            "Haal de rij of de stop weg.", "a stop for bezoekers < 5, and a row for bezoekers < 3"),
    "impossible": _error("two parts of a rule that contradict each other", "Bedoelt u `of`? Verander dat.", "bezoekers is 5 en bezoekers is 6"),
    "never": _warning("a condition that never holds, whatever is answered",
                      "Verander de voorwaarde of haal haar weg.", "bezoekers > 9 en bezoekers < 5"),
    "never-accepted": _warning("a condition that only holds for an answer that is refused: below `min`, above `max`, no option",
                               "Verander de regel of de grens.", "fout als bezoekers < 1, with min: 1"),
    "never-on-page": _warning("a condition that excludes the condition of its own page",
                              "Verander een van beide.", "als: niet groot, on a page for `groot`"),
    "always": _warning("a condition that always holds", "Haal de voorwaarde weg.", "bezoekers < 5 of bezoekers is leeg of bezoekers >= 5"),
    "page-unreachable": _warning("a page that nobody reaches: its condition never holds, or everybody stops before it",
                                 "Verander de voorwaarde of de stop, of haal de pagina weg.", "a stop for niet groot, then a page for niet groot"),
    "stop-shadowed": _warning("a stop for people who have all been stopped already",
                              "Zet de stop eerder of haal hem weg.", "bezoekers < 5, then bezoekers < 3"),
    "error-shadowed": _warning("a `fout als` for which those above it leave nothing",
                               "Zet de regel hoger of haal hem weg.", "bezoekers > 50, then bezoekers > 60"),
    "registration-shadowed": _warning("a row of `registration` for which those above it leave nothing", "Zet de rij hoger of haal haar weg.",
                                      "a row without `als`, and another below it"),
    # leeg
    "leeg-is-not": _warning("`is niet` also holds when nothing was answered, and here that can be",
                            "Zet er `is ingevuld` bij.", "wijk is niet Noord"),
    "hidden-needed": _warning("a price, letter or address relies on a required question that is not always asked",
                              "Zet er een voorwaarde bij, of een waarde voor als het leeg is.", "amount: aantal * tarief"),
    "nothing-to-choose": _warning("a required choice from facts that may be refused",
                                  "Maak de vraag niet verplicht.", "people, with facts that are required: false"),
    # what nobody uses
    "file-unused": _warning("a text or letter that nothing names", "Haal het bestand weg of noem het.", "texts/los.md"),
    "fact-unused": _warning("a fact that is fetched and used nowhere", "Haal het gegeven weg.", "persoon.geslacht"),
    "lookup-unused": _warning("a field of a look-up that is used nowhere", "Haal het veld weg.", "fields: {kleur: …}"),
    "value-unused": _warning("a computed value that is used nowhere", "Haal de waarde weg.", "values: {dubbel: bezoekers * 2}"),
    "setting-unused": _warning("a setting that changes nothing", "Haal de instelling weg.", "settings: {vroeger: …}"),
    "look-alike": _warning("two names that are easily taken for each other", "Geef een van beide een andere naam.", "kenteken and kenteken_"),
    # the product
    "product-unknown": _warning("an `upl` that is not in the Uniforme Productnamenlijst, or that the list writes otherwise",
                                "Neem het adres over uit de lijst.", "upl: …/terms/paspoorten"),
    "why-missing": _warning("a service or product that is not wholly online, and nobody is told why",
                            "Zeg bij `why` in één zin waarom niet alles thuis kan.", "promise: {online: deels, …} without `why`"),
    "confirm-unknown": _error("`confirm` names a place that is not in the file", "Verbeter de plaats.", "what: zaak.terms"),
    # beside other services
    "service-alike": _warning("two services that ask nearly the same questions; only found when several are checked together",
                              "Maak er één dienst van, met `products`.", "two services with the questions of a street party"),
    "text-alike": _advice("a text or letter that another service has nearly word for word (not the message that a payment failed, or that "
                          "carries a question)", "Zeg wat er bij deze dienst anders is.", "texts/geweigerd.md, copied from another service"),
    # translations
    "translation-missing": _warning("a text without a translation", "Vertaal de tekst.", "no line for `Kenteken` in en.yaml"),
    "translation-unused": _warning("a translation of a text that is not there", "Haal de vertaling weg.", "Weg: Gone"),
    # how it reads
    "help-missing": _advice("a question that nobody can answer without a word of help",
                            "Leg bij `help` of `why` uit wat u wilt weten.", "type: upload, without help"),
    "page-long": _advice("more questions on one page than fit in somebody's head",
                         "Verdeel de vragen over meer pagina's.", "eleven questions on one page"),
    "upload-large": _advice("files of one page that are together larger than what can be sent at once",
                            "Maak `max` of `max_mb` kleiner.", "max: 5, max_mb: 50"),
    "long-sentence": _advice("a sentence of more than 22 words", "Maak er twee zinnen van.", "25 words without a full stop"),
    "passive": _advice("a sentence in which nobody does anything: `worden` with a past participle",
                       "Zeg wie het doet: wij of u.", "uw aanvraag wordt behandeld: wij behandelen uw aanvraag"),
    "office-word": _advice("a word of the office, with a plainer one", "Gebruik het gewone woord.", "`dient te`: moet"),
}  # fmt: skip
