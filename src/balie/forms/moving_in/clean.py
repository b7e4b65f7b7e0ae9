"""Data of an export with the shape that the rest counts on: what has the wrong shape is as if it was not there."""

import re
from typing import Any

# by key, wherever it stands in a form, a step, a component or an action
_BLOCKS = frozenset({
    "configuration", "validate", "openForms", "translations", "conditional", "prefill", "data", "datePicker", "file", "interactions", "widget",
    "translatedErrors", "errors", "delta", "en", "nl", "action", "property", "service_fetch_configuration", "config",
    "prefill_options", "product", "confirmation_email_template", "appointment_options", "component_translations", "registration",
})  # fmt: skip
_LISTS = frozenset({
    "components", "columns", "conditions", "actions", "plugins", "steps", "registration_backends", "auth_backends", "authentication_backends",
    "output_mapping", "values", "fileTypes",
})  # fmt: skip
_TEXTS = frozenset({
    "key", "type", "label", "legend", "title", "name", "slug", "uuid", "description", "tooltip", "html", "content", "suffix", "prefix", "groupLabel",
    "addAnother", "customConditional", "customMessage", "pattern", "filePattern", "fileMaxSize", "autocomplete", "component", "variable", "form_step",
    "form_step_uuid", "trigger_from_step", "plugin", "attribute", "mode", "operator", "prefill_plugin", "data_type", "price_variable_key", "subject",
    "payment_backend", "registration_backend", "explanation_template", "introduction_page_content", "submission_confirmation_template", "backend",
    "form_definition", "url", "custom", "code", "dataSrc", "of_release", "when", "conjunction",
})  # fmt: skip
_OF_BLOCKS = frozenset({"components", "columns", "conditions", "actions", "steps", "registration_backends", "auth_backends", "output_mapping"})
# a limit is a block, what is said of it a text, and a fixed one a day
_EITHER = frozenset({"minDate", "maxDate"})
# JsonLogic and answers may have any shape
_FREE = frozenset({"json_logic_trigger", "json", "itemsExpression", "value", "defaultValue", "initial_value", "eq", "mapping_expression", "body"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff\u2028\u2029]")
_DEEP = 60


def cleaned(data: Any, free: bool = False, depth: int = 0) -> Any:
    """The same data, in the shape that its keys ask for."""
    if depth > _DEEP:
        return None
    if isinstance(data, str):
        return _CONTROL.sub("", data)
    if isinstance(data, list):
        return [cleaned(each, free, depth + 1) for each in data]
    if not isinstance(data, dict):
        return data
    found = {}
    for key, value in data.items():
        free_here = free or key in _FREE
        value = cleaned(value, free_here, depth + 1)
        if key in _OF_BLOCKS and isinstance(value, list) and not free_here:
            value = [each for each in value if isinstance(each, dict)]
        if free_here or _fits(key, value):
            found[_CONTROL.sub("", key)] = value
        elif key in _TEXTS and isinstance(value, int | float) and not isinstance(value, bool):
            found[key] = str(value)
    return found


def _fits(key: str, value: Any) -> bool:
    if key in _EITHER:
        return isinstance(value, dict | str)
    # `url` and `custom` are also blocks inside a component's data; a text is all that is looked at
    if key in _BLOCKS:
        return isinstance(value, dict)
    if key in _LISTS:
        return isinstance(value, list)
    return isinstance(value, str) if key in _TEXTS else True
