"""Hard language: sentences that are too long or in which nobody does anything, words of the office."""

import re
from collections.abc import Iterator

from balie.forms.checks.files import leaves
from balie.forms.checks.passive import passives
from balie.forms.definition.folder import SERVICE, ServiceDefinition
from balie.forms.definition.translate import texts as read_texts
from balie.forms.findings import Finding, finding
from balie.forms.plan.plan import Plan

MAX_WORDS = 22
PLAIN = {
    "betreffende": "over", "derhalve": "daarom", "dient te": "moet", "dienen te": "moeten", "echter": "maar", "gaarne": "graag",
    "hieromtrent": "hierover", "hierbij": "laat dit weg", "indien": "als", "ingevolge": "volgens", "inzake": "over", "middels": "met",
    "mits": "als", "nader": "verder", "omtrent": "over", "reeds": "al", "tenzij": "behalve als",
    "ter zake": "hierover", "teneinde": "om", "tevens": "ook", "thans": "nu", "vigerend": "geldend", "voornoemde": "deze",
    "voorts": "ook", "wederom": "weer", "zulks": "dat", "alvorens": "voordat", "bovengenoemde": "deze", "conform": "volgens",
    "desgewenst": "als u dat wilt", "doch": "maar", "geschieden": "gebeuren", "krachtens": "volgens", "met betrekking tot": "over",
    "ten behoeve van": "voor", "ten aanzien van": "over", "in verband met": "door", "woonachtig": "woont",
    "verzoeken wij u": "vragen wij u", "dienaangaande": "daarover", "ingeval": "als", "in geval van": "bij", "onderhavige": "deze",
    "onverwijld": "meteen", "te allen tijde": "altijd", "ten gevolge van": "door", "tijdig": "op tijd", "trachten": "proberen",
    "zorg dragen voor": "zorgen voor", "in het bezit zijn van": "hebben", "ten gunste van": "voor", "voornemens": "van plan", "nochtans": "toch",
    "aangaande": "over", "aanwenden": "gebruiken", "abusievelijk": "per ongeluk", "additioneel": "extra", "alsmede": "en ook",
    "bescheiden": "papieren", "behoudens": "behalve", "bewerkstelligen": "zorgen voor", "dientengevolge": "daardoor",
    "een aanvang nemen": "beginnen", "doorgang vinden": "doorgaan", "gelieve": "wilt u", "hiertoe": "daarvoor", "ingaande": "vanaf",
    "jegens": "tegen", "kenbaar maken": "laten weten", "met ingang van": "vanaf", "naar aanleiding van": "door", "nadien": "daarna",
    "niettemin": "toch", "omwille van": "voor", "overeenkomstig": "volgens", "per abuis": "per ongeluk", "retourneren": "terugsturen",
    "slechts": "alleen", "te zijner tijd": "later", "ten opzichte van": "vergeleken met", "ten tijde van": "toen", "ter beschikking stellen": "geven",
    "uit hoofde van": "door", "uitsluitend": "alleen", "verstrekken": "geven", "voorafgaand aan": "voor", "vooralsnog": "voorlopig",
    "wegens": "door", "zodoende": "zo", "in acht nemen": "letten op", "respectievelijk": "en", "daartoe": "daarvoor", "aldus": "zo",
}  # fmt: skip
_OFFICIAL = re.compile(r"\b(" + "|".join(sorted(map(re.escape, PLAIN), key=len, reverse=True)) + r")\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n\s*\n|\n\s*[-*] ")
_BRACES = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_TABLE = re.compile(r"^\s*(?:x\s*)?\|.*$", re.MULTILINE)


def plain(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    read = set(read_texts(definition.service))
    for place, text in leaves(definition.source.data):
        if text in read and place[-1] not in ("legal_basis", "purpose"):
            yield from hard(text, SERVICE, definition.source.line(place))
    for path, text in definition.files.items():
        if path.startswith(("texts/", "letters/")):
            yield from hard(text, path, 0)


def hard(text: str, file: str, line: int) -> Iterator[Finding]:
    """What is hard to read in a text; `line` 0: count lines in the text itself."""
    at = 0
    for sentence in _SENTENCE.split(_TABLE.sub("", _BRACES.sub("x", text))):
        where = line or text.count("\n", 0, max(text.find(sentence[:20], at), 0)) + 1
        at = max(text.find(sentence[:20], at), at)
        if (count := len(sentence.split())) > MAX_WORDS:
            yield finding("long-sentence", file, where, f"Deze zin heeft {count} woorden. Maak er twee van: {sentence.strip()[:50]}…")
    for match in _OFFICIAL.finditer(text):
        where = line or text.count("\n", 0, match.start()) + 1
        yield finding("office-word", file, where, f"`{match[0]}` is een ambtelijk woord. Schrijf: {PLAIN[match[0].lower()]}.")
    masked = _TABLE.sub(_blank, _BRACES.sub(_blank, text))
    for start, words in passives(masked):
        where = line or text.count("\n", 0, start) + 1
        yield finding("passive", file, where, f"Wie doet dit: `{words}`? Noem wie het doet: wij of u.")


def _blank(found: re.Match[str]) -> str:
    """As long, so that what stands behind it stays where it is."""
    return re.sub(r"[^\n]", "x", found[0])
