"""One component as a question of ours: what it says, what it accepts, when it shows."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from balie.forms.definition import autocomplete
from balie.forms.language import tree
from balie.forms.language.tree import Node
from balie.forms.moving_in import computing, javascript, jsonlogic, kinds, limits, prefill
from balie.forms.moving_in.layout import Placed
from balie.forms.moving_in.reading import Reading, Unsaid, numeric
from balie.forms.moving_in.scope import Known, Scope
from balie.forms.moving_in.text import Speaker

Question = dict[str, Any]
_FILES = {
    "pdf": "pdf", "application/pdf": "pdf", ".pdf": "pdf", "jpg": "jpg", "jpeg": "jpg", "image/jpeg": "jpg", ".jpg": "jpg", ".jpeg": "jpg",
    "image/jpg": "jpg", "png": "png", "image/png": "png", ".png": "png", "image/heic": "heic", "image/heif": "heic", ".heic": "heic",
    "heic": "heic", ".docx": "docx", ".odt": "odt", "docx": "docx", "odt": "odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx", "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.*": "odt", "image/*": "jpg",
}  # fmt: skip
_ALL = ["pdf", "jpg", "png", "heic", "docx", "odt"]
_CHECKED = ("kvk-kvkNumber", "phonenumber-international", "phonenumber-nl")  # our own question types look at these
POSTCODE = "[1-9][0-9]{3} ?[A-Za-z]{2}"


def validation(component: Mapping[str, Any]) -> Mapping[str, Any]:
    found = component.get("validate")
    return found if isinstance(found, Mapping) else {}


def question(placed: Placed, known: Known | None, say: Speaker) -> list[Question]:
    """The question, or the two of a day with a time; without its conditions."""
    kind = kinds.kind_of(placed.component) or kinds.TYPES[placed.type]
    first: Question = {"question": placed.name, "type": kind, "label": _label(placed, say)}
    if text := _help(placed, say):
        first["help"] = text
    if kinds.several(placed.component) and placed.group is not None:
        placed.item.note("In een rij kan deze vraag nu één antwoord krijgen, waar het er meer mochten zijn.", "person")
    elif kinds.several(placed.component):
        return [_several(placed, kind, first, say)]
    if known is not None and known.form == "yes_no":
        first["type"] = "yes_no"
        return [first]
    if known is not None and known.form in ("list", "choices") and kind == "choice":
        first["type"] = "choices"
    _DETAILS.get(first["type"], lambda placed, found, say: None)(placed, first, say)
    _own(placed, first)
    if known is not None and known.clock is not None:
        return [first, {"question": f"{placed.name}_tijd", "type": "time", "label": say.own("Hoe laat is dat?", "At what time is that?")}]
    return [first]


def sells(pages: Iterable[Mapping[str, Any]]) -> bool:
    """Whether there is something to pay for on these pages."""
    return any(each["type"] == "product" for page in pages for each in page["questions"])


def _label(placed: Placed, say: Speaker) -> str:
    found = say.plain(placed, "label")
    return found or str(placed.component.get("legend") or placed.key or "Vraag")


def _help(placed: Placed, say: Speaker) -> str:
    parts = [say.plain(placed, key) for key in ("description", "tooltip")]
    return " ".join(dict.fromkeys(part for part in parts if part))


def _several(placed: Placed, kind: str, first: Question, say: Speaker) -> Question:
    """An answer that may be given more than once: a group with one question."""
    inner: Question = {"question": f"{placed.name}_een", "type": kind, "label": first["label"]}
    _DETAILS.get(kind, lambda placed, found, say: None)(placed, inner, say)
    placed.item.note("Meer antwoorden op één vraag is nu een groep met één vraag.")
    return {**first, "type": "group", "questions": [inner], "max": 20}


# -- what each kind says besides


def _text(placed: Placed, found: Question, say: Speaker) -> None:
    rules = validation(placed.component)
    longest = numeric(rules.get("maxLength"))
    found["max"] = min(int(longest), 1000) if longest and longest >= 1 else 1000
    _pattern(placed, found, say, rules)
    if "kvk-kvkNumber" in (rules.get("plugins") or ()):
        found["type"] = "kvk"
        for key in ("max", "pattern", "pattern_text"):
            found.pop(key, None)


def _pattern(placed: Placed, found: Question, say: Speaker, rules: Mapping[str, Any]) -> None:
    pattern = str(rules.get("pattern") or "").removeprefix("^")
    pattern = pattern[:-1] if pattern.endswith("$") and not pattern.endswith("\\$") else pattern
    shortest = numeric(rules.get("minLength"))
    if placed.type == "postcode" and not pattern:
        pattern = POSTCODE
    if shortest and shortest > 1:
        pattern = f"(?=.{{{int(shortest)},}}$){pattern or '.*'}"
    if not pattern:
        return
    try:
        re.compile(pattern)
    except re.error:
        pattern = "x" * 121
    if len(pattern) > 120:
        placed.item.note(f"Het patroon `{rules.get('pattern')}` past hier niet; het antwoord wordt niet meer op zijn vorm bekeken.", "person")
        return
    found["pattern"] = pattern
    if said := _message(placed, "pattern"):
        found["pattern_text"] = say.words(placed, said)


def _message(placed: Placed, code: str) -> str:
    own = placed.component.get("translatedErrors")
    dutch = own.get("nl") if isinstance(own, Mapping) else None
    said = dutch.get(code) if isinstance(dutch, Mapping) else None
    errors = placed.component.get("errors")
    said = said or (errors.get(code) if isinstance(errors, Mapping) else None)
    return str(said or validation(placed.component).get("customMessage") or "")


def _long(placed: Placed, found: Question, say: Speaker) -> None:
    longest = numeric(validation(placed.component).get("maxLength"))
    if longest and longest >= 1:
        found["max"] = min(int(longest), 20000)
    else:
        found["max"] = 10000


def _number(placed: Placed, found: Question, say: Speaker) -> None:
    rules = validation(placed.component)
    for side in ("min", "max"):
        limit = numeric(rules.get(side))
        if limit is not None:
            found[side] = _figure(limit)
    if placed.component.get("allowNegative") is False and "min" not in found:
        found["min"] = 0
    if found["type"] == "money":
        return
    decimals = placed.component.get("decimalLimit")
    decimals = decimals if isinstance(decimals, int) else 0 if rules.get("integer") else 2
    if decimals:
        found["decimals"] = min(decimals, 6)
    if placed.component.get("suffix"):
        found["unit"] = say.plain(placed, "suffix")
    if placed.component.get("prefix"):
        placed.item.note(f"`{placed.component['prefix']}` voor het getal staat er niet meer bij.")


def _figure(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value


def _choice(placed: Placed, found: Question, say: Speaker) -> None:
    rules = validation(placed.component)
    if placed.type == "select" and found["type"] == "choice":
        found["look"] = "select"
    if found["type"] == "choices":
        for ours, theirs in (("min", "minSelectedCount"), ("max", "maxSelectedCount")):
            if (limit := numeric(rules.get(theirs))) and limit >= 1:
                found[ours] = int(limit)


def _upload(placed: Placed, found: Question, say: Speaker) -> None:
    component = placed.component
    about = component.get("file") if isinstance(component.get("file"), Mapping) else {}
    allowed = about.get("type") or str(component.get("filePattern") or "*").split(",")  # type: ignore[union-attr]
    allowed = [str(each).strip().lower() for each in allowed]
    known = list(dict.fromkeys(_FILES[each] for each in allowed if each in _FILES))
    strange = [each for each in allowed if each and each not in _FILES]
    if not known:
        known = _ALL
    found["types"] = [each for each in _ALL if each in known]
    if strange == ["*"]:
        placed.item.note(f"Aangenomen worden alleen {', '.join(found['types'])}; vroeger mocht alles.")
    elif strange:
        placed.item.note(f"Aangenomen worden alleen {', '.join(found['types'])}; niet meer: {', '.join(strange)[:200]}.")
    if component.get("multiple"):
        most = numeric(component.get("maxNumberOfFiles"))
        found["max"] = min(int(most), 20) if most and most >= 1 else 20
    size = re.match(r"\s*(\d+)\s*([KMG]?)B?", str(component.get("fileMaxSize") or ""), re.IGNORECASE)
    if size:
        found["max_mb"] = max(1, min(100, int(int(size[1]) * {"K": 0.001, "": 0.000001, "M": 1, "G": 1000}[size[2].upper()])))


def _group(placed: Placed, found: Question, say: Speaker) -> None:
    rules = validation(placed.component)
    least, most = numeric(rules.get("minLength")), numeric(rules.get("maxLength"))
    if least is not None and least >= 0 and least != 1:
        found["min"] = int(least)
    found["max"] = min(int(most), 50) if most and most >= 1 else 50
    if placed.component.get("addAnother"):
        found["add"] = say.plain(placed, "addAnother")
    if placed.component.get("groupLabel"):
        say.plain(placed, "groupLabel")


def _place(placed: Placed, found: Question, say: Speaker) -> None:
    found["outside"] = "warn"  # the old form took every place
    shapes = [shape for shape in kinds.drawn(placed.component) if shape in kinds.DRAWN]
    if len(shapes) > 1:
        said = {"map_point": "één punt", "map_line": "één lijn", "map_area": "één gebied"}
        placed.item.note(f"Op de kaart tekent iemand nu {said[found['type']]}, waar het {len(shapes)} vormen konden zijn; in woorden kan alles.")


def _email(placed: Placed, found: Question, say: Speaker) -> None:
    if placed.type == "customerProfile":
        placed.item.note("Het klantprofiel is nu een vraag naar het e-mailadres.")
    about = placed.component.get("openForms")
    wanted = bool(validation(placed.component).get("plugins")) or isinstance(about, Mapping) and bool(about.get("requireVerification"))
    if wanted and placed.group is None and placed.type == "email" and not kinds.several(placed.component):
        found["verify"] = True
    elif wanted:
        placed.item.note("Het e-mailadres wordt niet vooraf met een code bevestigd.")


def _people(placed: Placed, found: Question, say: Speaker) -> None:
    about = placed.component
    partner = about.get("includePartners", placed.type == "npFamilyMembers")
    found["from"] = "persoon.huishouden" if partner and placed.type == "npFamilyMembers" else "persoon.kinderen"
    placed.item.note(f"De keuze is nu uit `{found['from']}` van wie inlogt.")


def _fact(placed: Placed, found: Question, say: Speaker) -> None:
    found["fact"] = "persoon.partner.naam"
    placed.item.note("De partner wordt getoond zoals de BRP die kent; zelf invullen kan hier niet.")


_DETAILS: dict[str, Callable[[Placed, Question, Speaker], None]] = {
    "text": _text, "long_text": _long, "number": _number, "money": _number, "choice": _choice, "choices": _choice, "upload": _upload,
    "group": _group, **dict.fromkeys(kinds.DRAWN.values(), _place), "email": _email, "people": _people, "fact": _fact,
}  # fmt: skip


def _own(placed: Placed, found: Question) -> None:
    """What every component may have, and we take over or name."""
    component, item = placed.component, placed.item
    token = str(component.get("autocomplete") or "")
    if token and token not in ("off", "on") and found["type"] in ("text", "long_text") and not autocomplete.fault(token):
        found["autocomplete"] = token
    if validation(component).get("custom"):
        item.note("De eigen controle in JavaScript is niet overgenomen.", "person")
    if validation(component).get("json"):
        item.note("De eigen controle in JsonLogic is niet overgenomen.", "person")
    if component.get("calculateValue") and found["type"] != "computed":
        item.note(f"Dit werd uitgerekend: `{_short(component['calculateValue'])}`. Het is nu een vraag; zet de som in `values`.", "person")
    if component.get("customDefaultValue"):
        item.note(f"Het berekende beginantwoord is niet overgenomen: `{_short(component['customDefaultValue'])}`.", "person")
    plugins = [each for each in validation(component).get("plugins") or () if each not in _CHECKED]
    if plugins:
        item.note(f"De controle `{', '.join(map(str, plugins))}` bij een andere bron is er niet.")


def _short(code: Any) -> str:
    text = " ".join(str(code).split())
    return text if len(text) <= 200 else text[:197] + "…"


def worked_out(placed: Placed, scope: Scope) -> Node | None:
    """What the old form itself filled in here, from other answers; None when our language has no words for it."""
    code = placed.component.get("calculateValue")
    if not code:
        return None
    reading = Reading(scope)
    try:
        made = jsonlogic.value(reading, javascript.calculated(code) if isinstance(code, str) else code)
    except Unsaid:
        return None
    of_itself = (placed.name,) in tree.paths(made.node)
    return None if reading.faults or of_itself or isinstance(made.node, tree.Empty) else made.node


def wrong(placed: Placed, known: Known | None, scope: Any, in_row: bool) -> list[tuple[Node, str, bool]]:
    """(when an answer is refused, what to say, is it about the time of a day)."""
    found: list[tuple[Node, str, bool]] = []
    if known is None:
        return found
    try:
        if known.form in ("date", "moment"):
            for holds, said, late in limits.days(placed.component, known, scope):
                said = re.sub(r"\{\{.*?\}\}", "de andere dag", said) if in_row else said
                found.append((holds, said, False))
                if late is not None:
                    found.append((late, "Dit is te vroeg of te laat op die dag. Vul een andere tijd in.", True))
        if known.form == "time":
            found += [(holds, said, False) for holds, said in limits.times(placed.component, known)]
    except Unsaid as unsaid:
        placed.item.note(f"Een grens is niet overgenomen: {unsaid}.", "person")
    return found


def default(placed: Placed, known: Known | None) -> Node | None:
    """The answer that was there from the start."""
    value = placed.component.get("defaultValue")
    if known is None or value in (None, "", False, [], {}) or (isinstance(value, Mapping) and not any(value.values())):
        return None
    node = _constant(known, value)
    if node is None:
        placed.item.note(f"Het beginantwoord `{_short(value)}` is niet overgenomen.")
    return node


def _constant(known: Known, value: Any) -> Node | None:
    if isinstance(value, Mapping):
        ticked = [box for box, on in value.items() if on]
        value = ticked[0] if len(ticked) == 1 and known.form == "choices" else None
    if isinstance(value, list):
        value = value[0] if len(value) == 1 and known.form in ("list", "choice") else None
    if value is None or isinstance(value, Mapping | list):
        return None
    if known.form == "yes_no":
        return tree.YesNo(known.yes[str(value)]) if str(value) in known.yes else None
    if known.form in ("group", "upload", "record", "moment"):
        return None
    try:
        made = computing.settled(computing.Const(value), known.type)
    except Unsaid:
        return None
    fits = made.type.kind == known.type.kind or {made.type.kind, known.type.kind} <= {"text", "choice"} or known.form in ("list", "choices")
    return made.node if fits and not isinstance(made.node, tree.Empty) else None


def from_register(placed: Placed) -> tuple[str, str] | None:
    """(source, path) of the fact that fills this in; what we do not know is for a person."""
    about = placed.component.get("prefill")
    if not isinstance(about, Mapping) or not about.get("plugin"):
        return None
    found = prefill.fact(str(about["plugin"]), str(about.get("attribute") or ""))
    if found is None or about.get("identifierRole") == "authorizee":
        placed.item.note(f"Vooraf invullen uit `{about['plugin']}` ({about.get('attribute')}) is niet overgenomen.", "person")
        return None
    return found
