"""Sentences in which nobody does anything: `wordt verwerkt`, `kan worden betaald`. Who reads them wants to know who does it.

A form of `worden` and a past participle in one clause. What only looks like a participle is left alone: rather one too few than one too many.
"""

import re
from collections.abc import Iterator

_WORDEN = r"(?:wordt|worden|werd|werden)"
_APART = r"(?:aan|achter|af|bij|binnen|dicht|door|goed|in|klaar|mee|na|neer|om|op|over|samen|stop|tegen|terug|thuis|toe|uit|vast|vol|voor|vrij|weg)"
_REGULAR = rf"(?:{_APART}?ge[a-zë]{{2,}}|{_APART}?(?:be|her|ont|ver)[a-zë]{{2,}})[dt]"
# strong verbs; behind a prefix they end in the same way
_STRONG = (
    "begrepen", "behouden", "bekeken", "beschreven", "besloten", "besproken", "betrokken", "bevonden", "bewezen", "geboden", "gebracht", "gedaan",
    "gedragen", "gegeven", "gehouden", "gekeken", "gekozen", "gelaten", "geladen", "gelezen", "genomen", "geroepen", "geschonken", "geschoven",
    "geschreven", "gesloten", "gesproken", "getroffen", "getrokken", "gevangen", "geholpen", "gestolen", "gevonden", "gevraagd", "gewezen", "gewogen",
    "gezien", "gezonden", "ontvangen", "onderzocht", "ontheven", "ontnomen", "verboden", "verbonden", "verkregen", "vergeleken", "vergeten",
    "verlaten", "verloren", "verschoven", "vervangen", "verwezen", "verzonden", "voldaan",
)  # fmt: skip
_IRREGULAR = rf"(?:{_APART}|her)?(?:{'|'.join(_STRONG)})"
_PARTICIPLE = rf"(?:{_REGULAR}|{_IRREGULAR})"
_NO_PARTICIPLES = frozenset(
    "bedrijfsbeleid beeld beeldmerk begeleid beheerd beleid bekend bereid beroemd bericht besluit bestand beurt bevoegd bewind bezit gebied gebed "
    "gebit geboorteakte gebrek geduld gehakt geheugen geld geluid gemeenschap geslacht gevecht geweld gewend gewicht gezicht gezond geschikt gerecht "
    "herfst onderhoud ontslagrecht verband verkeerd verliefd verlet vermist verschillend verstand vergunninghoud vertrek vert bekendst gericht "
    "overheid overbodigheid voorbeeld uitgebreid verplicht verwant behoud herstart beest best ontwerpbesluit verst gezamenlijkheid overbelast".split()
)
_CLAUSE = re.compile(r"(?:[^.,;:!?()\n]|\n(?!\s*(?:\n|[-*#])))+")
_STEP = rf"\s+(?!(?:{_WORDEN}|en|of|maar|als|dat|die|omdat)\b)\S+"
_FORWARD = re.compile(rf"\b{_WORDEN}\b((?:{_STEP}){{0,12}}?)\s+({_PARTICIPLE})\b", re.IGNORECASE)
_BACKWARD = re.compile(rf"\b({_PARTICIPLE})\s+(?:kan\s+|kunnen\s+|moet\s+|moeten\s+|mag\s+|mogen\s+|zal\s+|zullen\s+)?{_WORDEN}\b", re.IGNORECASE)


def passives(text: str) -> Iterator[tuple[int, str]]:
    """(where, the words) of each clause in which something is done by nobody; at most one for each clause. Two words that are all there is, such
    as the name of a status, are no sentence.
    """
    for clause in _CLAUSE.finditer(text):
        found = [(each.start(), each[0]) for each in _FORWARD.finditer(clause[0]) if each[2].lower() not in _NO_PARTICIPLES]
        found += [(each.start(), each[0]) for each in _BACKWARD.finditer(clause[0]) if each[1].lower() not in _NO_PARTICIPLES]
        if found and min(found)[1].split() != text.split():
            at, words = min(found)
            yield clause.start() + at, " ".join(words.split())
