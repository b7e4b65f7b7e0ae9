"""A form of Open Forms, made in code: every kind of answer, rules of every kind, and some faults that real forms have."""

import json
import zipfile
from pathlib import Path

YES_NO = [{"label": "Ja", "value": "Ja"}, {"label": "Nee", "value": "Nee"}]


def part(kind, key, label="", **about):
    required = about.pop("required", False)
    return {"type": kind, "key": key, "label": label or key, "validate": {"required": required, **about.pop("validate", {})}, **about}


def page_one():
    return [
        part("textfield", "naamVanEvenement", "Wat is de naam?", required=True, validate={"maxLength": 60}),
        part("number", "aantalBezoekers", "Hoeveel mensen verwacht u?", required=True),
        part("number", "aantalPodia", "Hoeveel podia?"),
        part("radio", "muziek", "Is er muziek?", values=YES_NO, required=True),
        part("radio", "soort", "Wat voor evenement is het?",
             values=[{"label": "Markt", "value": "markt"}, {"label": "Feest", "value": "feest"}, {"label": "Een tocht", "value": "tocht 1"}]),
        part("selectboxes", "activiteiten", "Wat is er te doen?",
             values=[{"label": "Eten", "value": "eten"}, {"label": "Alcohol", "value": "alcohol"}, {"label": "Vuurwerk", "value": "A3"}]),
        part("select", "wijken", "In welke wijken?", multiple=True,
             data={"values": [{"label": "Noord", "value": "noord"}, {"label": "Zuid", "value": "zuid"}]}),
        part("radio", "risico", "Hoe groot is het risico?",
             values=[{"label": "Klein", "value": "0.5"}, {"label": "Groot", "value": "1"}, {"label": "Geen", "value": "0"}]),
        part("checkbox", "akkoord", "Ik ga akkoord"),
    ]  # fmt: skip


def page_two():
    return [
        part("date", "begin", "Wanneer begint het?", required=True),
        part("date", "eind", "Wanneer is het klaar?", openForms={"minDate": {"mode": "relativeToVariable", "variable": "begin"}}),
        part("time", "tijd", "Hoe laat?"),
        part("datetime", "opbouw", "Wanneer bouwt u op?"),
        part("datetime", "afbouw", "Wanneer breekt u af?",
             openForms={"minDate": {"mode": "relativeToVariable", "variable": "opbouw", "delta": {"days": None}}}),
        part("email", "email", "Wat is uw e-mailadres?", required=True),
        part("addressNL", "adres", "Wat is het adres?"),
        part("file", "tekening", "Voeg een tekening toe", filePattern="application/pdf,image/png", fileMaxSize="5MB"),
        part("editgrid", "tenten", "Welke tenten?", groupLabel="Tent", addAnother="Nog een tent", components=[
            part("textfield", "nummer", "Nummer", required=True),
            part("number", "lengte", "Lengte", suffix="m"),
            part("radio", "grond", "Wat voor grond?", values=YES_NO),
            part("textarea", "uitleg", "Leg uit", conditional={"when": "tenten.grond", "eq": "Ja", "show": True}),
        ]),
        part("fieldset", "alcoholgroep", "Alcohol", hidden=True, components=[
            part("content", "uitlegAlcohol", "Content", html="<p>U schenkt <strong>alcohol</strong> op {{ naamVanEvenement }}.</p>"),
            part("textfield", "wieSchenkt", "Wie schenkt?", required=True),
        ]),
    ]  # fmt: skip


RULES = [
    ({"==": [{"var": "activiteiten.alcohol"}, True]}, [("hidden", "alcoholgroep", False)]),
    ({">=": [{"var": "aantalBezoekers"}, 500]}, [("step", "extra", True)]),
    ({">": [{"date": {"var": "begin"}}, {"+": [{"today": []}, {"rdelta": [1]}]}]}, [("disable-next", "", None)]),
    ({"!!": [{"var": "naamVanEvenement"}]}, [("variable", "klasse", {"if": [{">": [{"var": "aantalBezoekers"}, 1000]}, "C", "A"]})]),
    ({"==": [{"var": "bestaatNiet"}, "x"]}, [("hidden", "email", True)]),
]


def rule(number, trigger, actions):
    made = []
    for kind, target, value in actions:
        if kind in ("hidden", "validate.required", "disabled"):
            made.append({"component": target, "action": {"type": "property", "property": {"value": kind, "type": "bool"}, "state": value}})
        elif kind == "step":
            made.append({"component": "", "form_step_uuid": target, "action": {"type": "step-applicable" if value else "step-not-applicable"}})
        elif kind == "variable":
            made.append({"component": "", "variable": target, "action": {"type": "variable", "value": value}})
        else:
            made.append({"component": "", "variable": target, "action": {"type": kind, "value": value}})
    return {"json_logic_trigger": trigger, "actions": made, "order": number, "description": ""}


def variable(key, kind="string", initial=None, **about):
    return {"key": key, "name": key, "source": "user_defined", "data_type": kind, "initial_value": initial, **about}


def export(pages=None, rules=None, variables=None, **form):
    """The files of an export: name → JSON. `pages`: [(name, components)]."""
    last = [part("textarea", "plan", "Beschrijf het plan")]
    pages = pages if pages is not None else [("Het evenement", page_one()), ("Wanneer", page_two()), ("Extra", last)]
    definitions, steps = [], []
    for number, (name, components) in enumerate(pages):
        mark = name.lower().replace(" ", "-")
        definitions.append(
            {
                "url": f"http://x/api/v2/form-definitions/fd-{mark}",
                "uuid": f"fd-{mark}",
                "name": name,
                "slug": mark,
                "configuration": {"display": "form", "components": components},
            }
        )
        steps.append({"uuid": mark, "index": number, "slug": mark, "form_definition": f"http://x/api/v2/form-definitions/fd-{mark}",
                      "is_applicable": mark != "extra"})  # fmt: skip
    written = rules if rules is not None else RULES
    return {
        "forms.json": [{"name": "Evenement aanvragen", "slug": "evenement", "steps": [], **form}],
        "formSteps.json": steps,
        "formDefinitions.json": definitions,
        "formLogic.json": [rule(number, *each) for number, each in enumerate(written)],
        "formVariables.json": [variable("klasse")] if variables is None else variables,
        "_meta.json": {"of_release": "3.3.9"},
    }


def zipped(path: Path, files=None) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (files or export()).items():
            archive.writestr(name, json.dumps(data))
    return path
