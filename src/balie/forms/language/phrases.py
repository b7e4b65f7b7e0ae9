"""What rules sound like in words, in Dutch and English: the sentences that `words` puts together."""

PHRASES = {
    "and": (" en ", " and "),
    "of": (" of ", " or "),
    "is": ("{0} is {1}", "{0} is {1}"),
    "is niet": ("{0} is niet {1}", "{0} is not {1}"),
    "<": ("{0} is minder dan {1}", "{0} is less than {1}"),
    "<=": ("{0} is hoogstens {1}", "{0} is at most {1}"),
    ">": ("{0} is meer dan {1}", "{0} is more than {1}"),
    ">=": ("{0} is minstens {1}", "{0} is at least {1}"),
    # against a day people say earlier and later, and a birthday is no amount
    "day <": ("{0} is eerder dan {1}", "{0} is before {1}"),
    "day <=": ("{0} is uiterlijk {1}", "{0} is on or before {1}"),
    "day >": ("{0} is later dan {1}", "{0} is after {1}"),
    "day >=": ("{0} is op of na {1}", "{0} is on or after {1}"),
    "between": ("{0} ligt tussen {1} en {2}", "{0} is between {1} and {2}"),
    "not between": ("{0} ligt niet tussen {1} en {2}", "{0} is not between {1} and {2}"),
    "among": ("{0} is een van: {1}", "{0} is one of: {1}"),
    "not among": ("{0} is niet een van: {1}", "{0} is not one of: {1}"),
    "holds": ("bij {0} staat {1}", "{0} includes {1}"),
    "not holds": ("bij {0} staat niet {1}", "{0} does not include {1}"),
    "filled": ("{0} is ingevuld", "{0} is filled in"),
    "empty": ("{0} is niet ingevuld", "{0} is not filled in"),
    "true": ("{0} is ja", "{0} is yes"),
    "untrue": ("{0} is niet ja", "{0} is not yes"),
    "always": ("dat is altijd zo", "this is always so"),
    "never": ("dat is nooit zo", "this is never so"),
    "een": ("voor een van {0} geldt: {1}", "for one of {0}: {1}"),
    "not een": ("voor geen van {0} geldt: {1}", "for none of {0}: {1}"),
    "alle": ("voor alle {0} geldt: {1}", "for all {0}: {1}"),
    "not alle": ("niet voor alle {0} geldt: {1}", "not for all {0}: {1}"),
    "rest": ("geen van de andere regels geldt", "none of the other rules holds"),
    "yes": ("ja", "yes"),
    "no": ("nee", "no"),
    "today": ("vandaag", "today"),
    "inside": ("{0} bij {1}", "{0} at {1}"),
    "age": ("de leeftijd volgens {0}", "the age according to {0}"),
    "age on": ("de leeftijd volgens {0} op {1}", "the age according to {0} on {1}"),
    "aantal": ("het aantal bij {0}", "the number of {0}"),
    "som": ("de som van {0}", "the sum of {0}"),
    "laagste": ("de laagste van {0}", "the lowest of {0}"),
    "hoogste": ("de hoogste van {0}", "the highest of {0}"),
    "number": ("het getal bij {0}", "the number at {0}"),
    "where": ("{0} waarbij {1}", "{0} of which {1}"),
    "span": ("het aantal {2} tussen {0} en {1}", "the number of {2} between {0} and {1}"),
    "+": ("{0} plus {1}", "{0} plus {1}"),
    "-": ("{0} min {1}", "{0} minus {1}"),
}
UNITS = {
    "minuut": "minute",
    "minuten": "minutes",
    "uur": "hours",
    "dag": "day",
    "dagen": "days",
    "werkdag": "working day",
    "werkdagen": "working days",
    "week": "week",
    "weken": "weeks",
    "maand": "month",
    "maanden": "months",
    "jaar": "years",
    "jaren": "years",
}


def phrase(key: str, language: str, *parts: object) -> str:
    return PHRASES[key][language == "en"].format(*parts)


def unit(name: str, language: str) -> str:
    """Weeks, working days; in Dutch as it is written in rules."""
    return UNITS.get(name, name) if language == "en" else name
