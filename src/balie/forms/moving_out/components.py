"""Our questions as components of Form.io, the way Open Forms writes them."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from balie.forms.definition.questions import Option
from balie.forms.language import tree
from balie.forms.language.tree import Node
from balie.forms.moving_in.asking import POSTCODE
from balie.forms.moving_in.kinds import ADDRESS
from balie.forms.moving_in.report import Item
from balie.forms.moving_out.names import FACTS
from balie.forms.plan.parts import QuestionPlan

Component = dict[str, Any]
TYPES = {
    "text": "textfield", "long_text": "textarea", "number": "number", "money": "currency", "date": "date", "time": "time", "email": "email",
    "phone": "phoneNumber", "yes_no": "radio", "choice": "radio", "choices": "selectboxes", "statement": "checkbox", "bsn": "bsn",
    "name": "textfield", "address_nl": "addressNL", "iban": "iban", "number_plate": "licenseplate", "kvk": "textfield", "upload": "file",
    "map_point": "map", "map_line": "map", "map_area": "map", "signature": "signature", "group": "editgrid", "people": "npFamilyMembers",
}  # fmt: skip
_MIMES = {
    "pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png", "heic": "image/heic",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "odt": "application/vnd.oasis.opendocument.text",
}  # fmt: skip
_DRAWN = {"map_point": "marker", "map_line": "polyline", "map_area": "polygon"}
_EMPTY: Mapping[str, Any] = {"number": None, "currency": None, "checkbox": False, "map": None, "editgrid": [], "file": []}


class Components:
    """Makes the components of a question; what they cannot hold is a note with that question's line."""

    def __init__(self, english: Mapping[str, str], setting: Callable[[str], str], line: Callable[[str, Item], str]) -> None:
        self.english, self.setting, self.line = english, setting, line

    def of(self, asked: QuestionPlan, item: Item) -> list[Component]:
        part: Any = asked.part
        made = self.base(TYPES.get(part.type, ""), asked.name, part, item)
        detail = getattr(self, f"_{part.type}", None)
        several = detail(made, asked, item) if detail else None
        self.filled(made, asked, item)
        return several or [made]

    def base(self, kind: str, key: str, part: Any, item: Item) -> Component:
        made = bare(kind, key, self.line(part.label, item))
        made["validate"] |= {"required": part.required}
        made["description"] = self.line(part.help or "", item)
        if part.why:
            made["tooltip"] = self.line(part.why, item)
        if part.autocomplete:
            made["autocomplete"] = part.autocomplete
        words = {"label": part.label, "description": part.help or "", "tooltip": part.why or ""}
        english = {name: self.line(self.english[text], item) for name, text in words.items() if text in self.english}
        made["openForms"] = {"translations": {"en": english} if english else {}}
        return made

    def filled(self, made: Component, asked: QuestionPlan, item: Item) -> None:
        part: Any = asked.part
        if part.prefill and part.prefill in FACTS:
            plugin, attribute = FACTS[part.prefill]
            made["prefill"] = {"plugin": plugin, "attribute": attribute, "identifierRole": "main"}
        elif part.prefill:
            item.note(f"Open Forms vult `{part.prefill}` niet vooraf in.", "person")
        if asked.default is not None and (value := constant(asked.default.rule.tree, made["type"])) is not None:
            made["defaultValue"] = value

    # -- what each kind says besides

    def _text(self, made: Component, asked: QuestionPlan, item: Item) -> None:
        part: Any = asked.part
        if part.pattern == POSTCODE:
            made["type"] = "postcode"
        made["validate"] |= {"maxLength": part.max, "pattern": part.pattern or ""}
        if part.pattern_text:
            made["translatedErrors"] = {"nl": {"pattern": part.pattern_text}}
            if part.pattern_text in self.english:
                made["translatedErrors"]["en"] = {"pattern": self.english[part.pattern_text]}

    def _long_text(self, made: Component, asked: QuestionPlan, item: Item) -> None:
        made["validate"]["maxLength"] = asked.part.max  # type: ignore[attr-defined]
        made |= {"rows": 5, "autoExpand": False}

    def _number(self, made: Component, asked: QuestionPlan, item: Item) -> None:
        part: Any = asked.part
        made["validate"] |= {side: figure(getattr(part, side)) for side in ("min", "max") if getattr(part, side) is not None}
        made["decimalLimit"] = getattr(part, "decimals", 2)
        made["allowNegative"] = part.min is None or part.min < 0
        if getattr(part, "unit", None):
            made["suffix"] = part.unit

    def _money(self, made: Component, asked: QuestionPlan, item: Item) -> None:
        self._number(made, asked, item)
        made |= {"currency": "EUR", "decimalLimit": 2}

    def _date(self, made: Component, asked: QuestionPlan, item: Item) -> None:
        side = {"mode": "", "operator": "add", "variable": "now", "delta": {}}
        made["openForms"] |= {"widget": "datePicker", "minDate": dict(side), "maxDate": dict(side)}
        made |= {"format": "dd-MM-yyyy", "enableTime": False, "datePicker": {"minDate": None, "maxDate": None}}

    def _period(self, made: Component, asked: QuestionPlan, item: Item) -> list[Component]:
        part: Any = asked.part
        words = [("begin", "date", "vanaf"), ("begintijd", "time", "vanaf, hoe laat"),
                 ("eind", "date", "tot en met"), ("eindtijd", "time", "tot, hoe laat")]  # fmt: skip
        item.note("De periode is daar een vraag naar de eerste dag en een naar de laatste.")
        if part.min_days > 1 or part.max_days:
            item.note("Hoe lang de periode mag zijn, wordt daar niet bekeken.", "person")
        found = []
        for key, kind, said in words if part.times else words[::2]:
            each = bare(kind, f"{asked.name}_{key}", f"{made['label']} ({said})")
            each |= {"validate": dict(made["validate"]), "description": made["description"] if not found else "", "openForms": {"translations": {}}}
            if kind == "date":
                self._date(each, asked, item)
            found.append(each)
        last = next(each for each in found if each["key"].endswith("_eind"))
        last["openForms"]["minDate"] = {"mode": "relativeToVariable", "variable": f"{asked.name}_begin", "operator": "add", "delta": {}}
        return found

    def _email(self, made: Component, asked: QuestionPlan, item: Item) -> None:
        made["openForms"]["requireVerification"] = asked.part.verify  # type: ignore[attr-defined]

    def _phone(self, made: Component, asked: QuestionPlan, item: Item) -> None:
        if asked.part.verify:  # type: ignore[attr-defined]
            item.note("Een telefoonnummer wordt daar niet met een code bevestigd.", "person")

    def _yes_no(self, made: Component, asked: QuestionPlan, item: Item) -> None:
        made["values"] = [self.option(Option(value=word.lower(), label=word), {"Ja": "Yes", "Nee": "No"}) for word in ("Ja", "Nee")]

    def _choice(self, made: Component, asked: QuestionPlan, item: Item) -> None:
        options: Any = asked.part.options  # type: ignore[attr-defined]
        folded = getattr(asked.part, "look", None) in ("select", "search")
        listed = [] if isinstance(options, str) else [self.option(each, self.english) for each in options]
        named = {"dataSrc": "variable", "itemsExpression": {"var": self.setting(options)}} if isinstance(options, str) else {"dataSrc": "manual"}
        made["openForms"] |= named
        made["values"] = listed or [{"label": "", "value": ""}]
        if folded and made["type"] == "radio":
            made |= {"type": "select", "dataSrc": "values", "dataType": "string", "data": {"values": made.pop("values")}, "searchEnabled": True}

    def _choices(self, made: Component, asked: QuestionPlan, item: Item) -> None:
        part: Any = asked.part
        self._choice(made, asked, item)
        made["validate"] |= {"minSelectedCount": part.min if part.min > 1 else "", "maxSelectedCount": part.max or ""}
        made["defaultValue"] = {each["value"]: False for each in made["values"] if each["value"]}

    def option(self, option: Option, english: Mapping[str, str]) -> dict[str, Any]:
        words = {"label": option.label, "description": option.help or ""}
        translated = {name: english[text] for name, text in words.items() if text in english}
        return {"value": option.value, **words, "openForms": {"translations": {"en": translated} if translated else {}}}

    def _name(self, made: Component, asked: QuestionPlan, item: Item) -> None:
        item.note("Een naam is daar een tekst: voornamen en achternaam staan bij elkaar.")

    def _kvk(self, made: Component, asked: QuestionPlan, item: Item) -> None:
        made["validate"]["plugins"] = ["kvk-kvkNumber"]

    def _address_nl(self, made: Component, asked: QuestionPlan, item: Item) -> None:
        made |= {"deriveAddress": True, "layout": "doubleColumn", "defaultValue": dict.fromkeys(ADDRESS, "")}

    def _upload(self, made: Component, asked: QuestionPlan, item: Item) -> None:
        part: Any = asked.part
        mimes = [_MIMES[each] for each in part.types]
        made |= {"file": {"name": "", "type": mimes, "allowedTypesLabels": [each.upper() for each in part.types]}, "filePattern": ",".join(mimes),
                 "multiple": part.max > 1, "maxNumberOfFiles": part.max, "fileMaxSize": f"{part.max_mb}MB", "storage": "url"}  # fmt: skip

    def _map(self, made: Component, asked: QuestionPlan, item: Item) -> None:
        part: Any = asked.part
        made |= {"interactions": {shape: shape == _DRAWN[part.type] for shape in _DRAWN.values()}, "useConfigDefaultMapSettings": True}
        item.note("De plek kan daar alleen op de kaart worden aangewezen, niet in woorden.")
        if part.outside == "refuse":
            item.note("Een plek buiten de gemeente wordt daar niet geweigerd.", "person")

    _map_point = _map_line = _map_area = _map

    def _people(self, made: Component, asked: QuestionPlan, item: Item) -> None:
        part: Any = asked.part
        made |= {"includeChildren": True, "includePartners": part.source != "persoon.kinderen"}
        if part.source == "persoon.kinderen":
            made["type"] = "children"
        if part.of:
            item.note(f"Wie er te kiezen is (`{part.of}`) kan daar niet worden beperkt.", "person")

    def _group(self, made: Component, asked: QuestionPlan, item: Item) -> None:
        part: Any = asked.part
        made |= {"groupLabel": part.label, "addAnother": part.add, "components": []}
        made["validate"] |= {"minLength": part.min if part.min != 1 else "", "maxLength": part.max}
        if part.summary:
            item.note("Hoe een rij heet (`summary`) kan daar niet.")


def bare(kind: str, key: str, label: str) -> Component:
    """What every component has."""
    return {
        "type": kind, "key": key, "id": key, "input": kind != "content", "label": label, "hidden": False, "multiple": False, "tooltip": "",
        "description": "", "validate": {"required": False, "plugins": []}, "conditional": {"show": None, "when": "", "eq": ""},
        "clearOnHide": True, "defaultValue": _EMPTY.get(kind, ""), "openForms": {"translations": {}}, "registration": {"attribute": ""},
        "showInSummary": kind != "content",
        "showInEmail": False, "showInPDF": True, "isSensitiveData": kind not in ("content", "fieldset"),
        "prefill": {"plugin": "", "attribute": "", "identifierRole": "main"},
    }  # fmt: skip


def content(key: str, html: str, english: str = "", hidden: bool = False, look: str = "") -> Component:
    """A text between the questions."""
    made = bare("content", key, key) | {"html": html, "hidden": hidden, "customClass": look}
    made["openForms"] = {"translations": {"nl": {"html": html}} | ({"en": {"html": english}} if english else {})}
    return made


def simple(node: Node | None, find: Callable[[Node], Any]) -> dict[str, Any] | None:
    """A condition that a component can hold itself: this question is, or is not, answered so."""
    if isinstance(node, tree.Name | tree.Row):
        node = tree.Compare("is", node, tree.YesNo(True))
    if isinstance(node, tree.Contains):
        found, item = find(node.whole), node.item
        if found.form == "boxes" and isinstance(item, tree.Option | tree.Text):
            return {"show": not node.negated, "when": found.key, "eq": item.value}
    if isinstance(node, tree.Compare) and node.op in ("is", "is niet") and isinstance(node.left, tree.Name | tree.Row):
        found, right = find(node.left), node.right
        value: Any = None
        if isinstance(right, tree.YesNo) and found.form == "radio":
            value = "ja" if right.value else "nee"
        elif isinstance(right, tree.YesNo) and found.form == "box" and right.value:
            value = True
        elif isinstance(right, tree.Option | tree.Text) and found.form == "text" and right.value:
            value = right.value
        elif isinstance(right, tree.Number) and found.form == "number":
            value = figure(right.value)
        if value is not None:
            return {"show": node.op == "is", "when": found.key, "eq": value}
    return None


def figure(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def constant(node: Node, kind: str) -> Any:
    """A fixed answer to begin with; None when it is worked out."""
    if isinstance(node, tree.YesNo):
        return node.value if kind == "checkbox" else "ja" if node.value else "nee"
    if isinstance(node, tree.Number):
        return figure(node.value)
    if isinstance(node, tree.Text | tree.Option):
        return {node.value: True} if kind == "selectboxes" else node.value
    if isinstance(node, tree.Day | tree.Clock):
        return node.value.isoformat()
    return None
