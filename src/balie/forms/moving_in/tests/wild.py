"""Exports as others may have them: every component, action, prefill and backend of Open Forms, old and new keys, with holes in them."""

import random
from typing import Any

KINDS = (
    "textfield", "textarea", "number", "currency", "email", "phoneNumber", "date", "time", "datetime", "bsn", "iban", "licenseplate",
    "postcode", "addressNL", "select", "radio", "selectboxes", "checkbox", "file", "signature", "map", "npFamilyMembers", "partners",
    "children", "customerProfile", "editgrid", "fieldset", "columns", "content", "softRequiredErrors", "cosign", "coSign", "productPrice",
    "leafletMap", "password", "url", "day", "tags", "panel", "container", "well", "button", "captcha", "datagrid", "tabs", "hologram", "",
)  # fmt: skip
HOLDERS = ("editgrid", "datagrid", "fieldset", "panel", "container", "well", "columns", "tabs")
ACTIONS = (
    "property", "value", "variable", "step-applicable", "step-not-applicable", "disable-next", "fetch-from-service", "evaluate-dmn",
    "set-registration-backend", "synchronize-variables", "dance",
)  # fmt: skip
PREFILLS = (
    "haalcentraal", "stufbg", "kvk-kvknumber", "objects_api", "suwinet", "family_members", "communication_preferences", "demo", "eherkenning",
    "yivi",
)  # fmt: skip
BACKENDS = ("zgw-create-zaak", "objects_api", "email", "stuf-zds-create-zaak", "microsoft-graph", "json_dump", "camunda", "generic_json", "demo", "x")
DATA = ("string", "boolean", "object", "array", "int", "float", "datetime", "time", "date", "partners", "children", "wat")
JUNK: tuple[Any, ...] = (None, True, 0, -3, 2.5, "", "x", "{{ a }}", "{% if %}", "<p>", [], {}, [1, None], {"a": {}}, [[]], {"var": 3}, 10**30)


def export(seed: int, *, version: int = 0, holes: float = 0.04) -> dict[str, Any]:
    """The files of one export. `version`: 1, 2 or 3, 0 for any; `holes`: how many keys are missing or hold something else."""
    dice = random.Random(seed)
    return _Wild(dice, version or dice.choice((1, 2, 3)), holes).export()


class _Wild:
    def __init__(self, dice: random.Random, version: int, holes: float) -> None:
        self.dice, self.version, self.holes = dice, version, holes
        self.keys: list[str] = []

    def export(self) -> dict[str, Any]:
        pages = [[self.component(0) for _ in range(self.dice.randint(1, 7))] for _ in range(self.dice.randint(1, 4))]
        definitions, steps = [], []
        for number, components in enumerate(pages):
            words: dict[str, Any] = {"en": {"Vraag 1": "Question 1"}}
            if self.version > 1:
                words = {"nl": {"Vraag 1": "Vraag 1"}, "en": {"Vraag 2": "Question 2", "x": None}}
            definitions.append({
                "url": f"http://voorbeeld.example/api/v{self.version}/form-definitions/d{number}", "uuid": f"d{number}", "name": f"Pagina {number}",
                "slug": f"pagina-{number}", "is_reusable": self.dice.random() < 0.3, "login_required": self.dice.random() < 0.2,
                "configuration": {"display": "form", "components": components}, "component_translations": self.spoilt(words),
                "translations": {"nl": {"name": f"Pagina {number}"}, "en": {"name": f"Page {number}"}},
            })  # fmt: skip
            step = {"uuid": f"s{number}", "index": number, "slug": f"stap-{number}", "form_definition": definitions[-1]["url"]}
            steps.append(step | ({"is_applicable": self.dice.random() < 0.7} if self.version > 1 else {}))
        return {
            "forms.json": [self.form()], "formSteps.json": steps, "formDefinitions.json": definitions,
            "formLogic.json": [self.rule(number) for number in range(self.dice.randint(0, 8))],
            "formVariables.json": [self.variable(number) for number in range(self.dice.randint(0, 5))] if self.version > 1 else [],
            "formPriceLogic.json": [self.spoilt({"json_logic_trigger": self.trigger(), "price": "12.50"}) for _ in range(self.version == 1)],
            **({"_meta.json": {"of_release": f"{self.version}.1.0"}} if self.version > 1 else {}),
        }  # fmt: skip

    def form(self) -> dict[str, Any]:
        pick, kind = self.dice.choice, self.dice.choice(BACKENDS)
        about = {
            "internal_name": "", "login_required": False, "product": pick([None, "http://voorbeeld.example/p"]), "category": None,
            "translation_enabled": pick([True, False]), "payment_backend": pick(["", "ogone-legacy", "worldline", "demo"]),
            "payment_backend_options": {"merchant_id": 1}, "appointment_options": {"is_appointment": pick([True, False])},
            "begin_text": "", "submission_confirmation_template": "<p>Dank {{ v1 }}</p>", "price_variable_key": "u0",
            "authentication_backends": [], "auth_backends": [{"backend": "digid", "options": {"loa": "x"}}], "cosign_login_options": [],
            "explanation_template": "<h2>Uitleg</h2>", "send_confirmation_email": True, "translations": {"en": {"name": "Form"}},
            "confirmation_email_template": {"subject": "Ja", "content": "{% summary %}", "translations": {}},
        }  # fmt: skip
        backend = {"key": "b1", "name": "Eerste", "backend": kind, "options": {"zaaktype": "x", "to_emails": ["a@voorbeeld.example"]}}
        about |= {"registration_backend": kind, "registration_backend_options": {}} if self.version == 1 else {"registration_backends": [backend]}
        return {"name": "Wild formulier", "slug": "wild", "steps": [], **self.spoilt(about)}

    def component(self, depth: int) -> dict[str, Any]:
        kind = self.dice.choice(KINDS)
        if kind in HOLDERS and depth > 2:
            kind = "textfield"
        number = len(self.keys) + 1
        self.keys.append(f"v{number}")
        found = self.spoilt(self.about(kind, number))
        # what is counted stays as it is: the kind, the name and what stands inside
        found |= {"type": kind, "key": f"v{number}"}
        for each in ("components", "columns"):
            found.pop(each, None)
        if kind == "columns":
            found["columns"] = [{"size": 6, "components": [self.component(depth + 1) for _ in range(self.dice.randint(0, 2))]} for _ in "ab"]
        elif kind in HOLDERS:
            found["components"] = [self.component(depth + 1) for _ in range(self.dice.randint(0, 3))]
        return found

    def about(self, kind: str, number: int) -> dict[str, Any]:
        pick = self.dice.choice
        values = [{"label": f"Keuze {each}", "value": each, "description": ""} for each in ("a", "b", "Ja")]
        about: dict[str, Any] = {
            "label": f"Vraag {number}", "hidden": pick([True, False]), "multiple": pick([True, False, False]), "description": "Uitleg",
            "tooltip": "Tip",
            "validate": {"required": pick([True, False]), "maxLength": 10, "pattern": "[0-9]+", "min": 1, "max": "9", "plugins": []},
            "conditional": {"show": pick([True, False, "", None]), "when": pick([*self.keys, "weg", "", None]), "eq": pick(["a", "Ja", True, ""])},
            "defaultValue": pick(["", None, "a", 3, ["a"], {"a": True}]), "clearOnHide": True, "isSensitiveData": True, "values": values,
            "data": {"values": values}, "openForms": {"dataSrc": pick(["manual", "variable", "referenceLists"]), "itemsExpression": {"var": "u0"},
                          "requireVerification": pick([True, False])},
            "prefill": {"plugin": pick(PREFILLS), "attribute": pick(["_embedded.x", "naam.voornamen", "postcode"]), "identifierRole": "main"},
            "registration": {"attribute": "initiator_naam"}, "html": "<p>Tekst <b>{{ v1 }}</b></p>",
            "translatedErrors": {"nl": {"required": "Vul in", "minDate": pick(["Te vroeg", {}, None])}},
            "translations": {"en": {"label": "Question"}},
            "customConditional": pick(["", "", "show = data.v1 == 'a'", "show = data.v1.length > 2", "show = /x/.test(data.v1)", "show =", "}{"]),
            "decimalLimit": 2,
            "interactions": {"marker": True, "polygon": pick([True, False]), "polyline": True}, "filePattern": "*", "maxNumberOfFiles": 3,
            "groupLabel": "Rij", "deriveAddress": True,
            "calculateValue": pick(["", "", "", "value = data.v1 * 2", "value = v1 + v2", {"*": [{"var": "v1"}, 2]}, "value = (", {"x": 1}]),
            "file": {"type": ["image/png"], "allowedTypesLabels": []},
            "includeChildren": True, "includePartners": True, "digitalAddressTypes": ["email", "phoneNumber"], "shouldUpdateCustomerData": True,
            "minDate": {"mode": "future"}, "datePicker": {"minDate": pick(["2026-01-01", None, "gisteren"]), "maxDate": 3},
            "useConfigFiletypes": True, "checkIsDutchNumber": True, "profileForm": True,
        }  # fmt: skip
        if kind == "date":
            about["openForms"] |= {"minDate": {"mode": "relativeToVariable", "variable": pick(self.keys), "operator": "add", "delta": {"days": 3}}}
        return about

    def spoilt(self, about: dict[str, Any]) -> dict[str, Any]:
        """Some keys are gone, some hold what they should not, and some are new to us."""
        found = {}
        for key, value in about.items():
            fate = self.dice.random()
            if fate < self.holes:
                continue
            found[key] = self.dice.choice(JUNK) if fate < 2 * self.holes else value
        return found | ({"nieuw": self.dice.choice(JUNK)} if self.dice.random() < self.holes * 4 else {})

    def trigger(self) -> Any:
        var = {"var": self.dice.choice([*self.keys, "u0", "u1.diep", "weg", "today"])}
        return self.dice.choice([
            {"==": [var, "a"]}, {"!!": [var]}, {"and": [{">": [var, 3]}, {"!": [var]}]}, {"in": ["a", var]}, {"if": [var, True, False]},
            {"reduce": [var, {"+": [{"var": "accumulator"}, 1]}, 0]}, {">": [{"date": var}, {"today": []}]}, {"geen": [var]}, True,
            *([self.dice.choice(JUNK)] if self.dice.random() < 4 * self.holes else []),
        ])  # fmt: skip

    def rule(self, number: int) -> dict[str, Any]:
        actions = [self.action() for _ in range(self.dice.randint(0, 3))]
        about = {"order": number, "description": "", "trigger_from_step": self.dice.choice([None, "s0"]), "is_advanced": True, "form_steps": []}
        return self.spoilt(about) | {"json_logic_trigger": self.trigger(), "actions": actions}

    def action(self) -> Any:
        pick, kind = self.dice.choice, self.dice.choice(ACTIONS)
        step = f"http://voorbeeld.example/s{self.dice.randint(0, 3)}"
        about = {
            "type": kind, "state": pick([True, False]), "value": pick([self.trigger(), "b1", 3]),
            "property": {"type": "bool", "value": pick(["hidden", "validate.required", "disabled"])}, "config": {"decision_definition_id": "tabel"},
        }  # fmt: skip
        target = {"component": pick([*self.keys, ""]), "variable": pick(["u0", "u1", *self.keys]), "form_step": step}
        target |= {"form_step_uuid": pick([None, "s0", "s1"])}
        return self.spoilt(target) | {"action": self.spoilt(about) | {"type": kind}}

    def variable(self, number: int) -> dict[str, Any]:
        about = {
            "name": f"Variabele {number}", "source": "user_defined", "data_type": self.dice.choice(DATA), "initial_value": self.dice.choice(JUNK),
            "prefill_plugin": self.dice.choice(["", *PREFILLS]), "prefill_attribute": "x", "prefill_options": {"objecttype_uuid": "x"},
            "service_fetch_configuration": self.dice.choice([None, {"name": "Dienst", "path": "/x", "method": "GET"}]),
            "is_sensitive_data": False, "form_definition": None, "prefill_identifier_role": "main",
        }  # fmt: skip
        return self.spoilt(about) | {"key": f"u{number}", "source": "user_defined"}
