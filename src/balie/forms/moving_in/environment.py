"""The service around the pages: what belongs to an installation (registration, login, payment) becomes tasks, settings and notes."""

import re
from collections.abc import Mapping
from typing import Any

from balie.forms.language.tree import Node
from balie.forms.language.unparse import unparse
from balie.forms.moving_in import asking, html, jsonlogic
from balie.forms.moving_in.move import Move
from balie.forms.moving_in.naming import slug
from balie.forms.moving_in.pages import Pages
from balie.forms.moving_in.reading import Reading, Unsaid, numeric
from balie.forms.moving_in.report import Item
from balie.forms.moving_in.rules import Effects
from balie.forms.moving_in.simplify import NO, YES, both, either, opposite
from balie.forms.moving_in.text import LANGUAGE, Speaker

_PURPOSE = "Om uw gegevens alvast in te vullen."
_GROUND = "Nog in te vullen: de wettelijke grondslag"
# retention is the municipality's own; these only make the service complete
_KEEP = (("verleend", "Verleend", "verlenen", "5 jaar", "ceb821a2-3b5e-421a-ac49-ebc63d15dc29"),
         ("geweigerd", "Geweigerd", "weigeren", "1 jaar", "423c22eb-1237-4a8b-846d-1cb0a02d74b2"))  # fmt: skip
_NUMBER = "Uw nummer is {{ zaak.kenmerk }}."
_REFERENCE, _HELD = re.compile(r"\{\{\s*public_reference\s*\}\}"), "\ue002"  # their name for our zaak.kenmerk, set aside while texts are read
_HELLO = re.compile(r"(Beste|Geachte|Goedendag|Hallo|Dag)\b")
_OWN_TAGS = ("confirmation_summary", "summary", "appointment_information", "payment_information", "cosign_information", "display_value")
_BY_ITSELF = (  # what Balie does in its own way; nothing is lost when the export says something of it
    ("literals", "De teksten op knoppen zijn die van Balie."),
    ("show_progress_indicator", "De voortgang wordt altijd getoond."),
    ("theme", "Het uiterlijk is de huisstijl van de gemeente."),
    ("category", "De rubriek van het formulier: kies `life_events` en `keywords`."),
    ("submissions_removal_options", "Hoe lang aanvragen blijven staat bij `zaak.results`."),
    ("ask_privacy_consent", "Een vinkje voor privacy is niet overgenomen: zet zo nodig een vraag van het type `statement` op de laatste pagina."),
    ("ask_statement_of_truth", "Een vinkje “naar waarheid ingevuld” is niet overgenomen: zet zo nodig een vraag van het type `statement` erbij."),
    ("submission_statements_configuration", "De verklaringen onderaan zijn niet overgenomen: zet ze zo nodig als `statement` op de laatste pagina."),
)


def service(
    move: Move, effects: Effects, pages: Pages, made: list[dict[str, Any]], folder: str, files: dict[str, str], speaker: Speaker,
) -> dict[str, Any]:  # fmt: skip
    """The whole of service.yaml as plain data."""
    form = move.export.form
    item = move.report.add("form", "het formulier", str(form.get("slug") or folder), move.export.version or "Form.io")
    name = html.plain(move.export.name)
    _introduced(form, made, files, speaker, item)
    login = _login(move, pages, item)
    money, payment = _costs(move, name, item)
    if asking.sells(made):
        payment = {"when": "submit", "description": name}
    found: dict[str, Any] = {
        "service": folder, "name": name, "title": name, "summary": _summary(form, name, speaker), "login": login,
        "promise": {"online": "deels", "term": "8 weken", "minutes": max(2, min(240, sum(len(page["questions"]) for page in made) // 6))},
        "settings": {}, "facts": _facts(pages, item), "lookups": [], "values": {},
        "pages": made or [{"page": "vragen", "title": name, "questions": []}],
        "costs": money, "payment": payment,
        "decision": {"rows": [{"row": "medewerker", "outcome": "medewerker", "reason": "Een medewerker bekijkt uw aanvraag."}]},
        "cosign": _cosign(pages, files), "zaak": _zaak(move, effects, pages, item),
        "messages": _messages(form, files, speaker, item, bool(payment), bool(login)),
    }  # fmt: skip
    found["lookups"] += move.fetching.lookups()
    found["settings"] |= {name: {key: each[key] for key in ("type", "value", "label")} for name, each in move.settings.items()}
    found["values"] |= {**move.values, **pages.values}
    if found["cosign"]:
        found["messages"]["cosign"] = "texts/bericht-medeondertekenen.md"
        files["texts/bericht-medeondertekenen.md"] = "Wilt u meetekenen?\n\n{{ aanvrager.naam }} vraagt u om mee te tekenen.\n"
    _said(form, move, item)
    return {key: value for key, value in found.items() if value not in ({}, [], None) or key == "login"}


def _summary(form: Mapping[str, Any], name: str, speaker: Speaker) -> str:
    text = html.markdown(str(form.get("introduction_page_content") or form.get("explanation_template") or ""))
    parts = [part for line in text.split("\n") if not line.startswith("#") for part in re.split(r"(?<=[.!?])\s+", line.strip())]
    sentence = next((part for part in parts if 10 < len(part) <= 150 and not re.search(r"[{*\[\]#]", part)), "")
    return sentence or f"{name}: regel het hier."


def _introduced(form: Mapping[str, Any], made: list[dict[str, Any]], files: dict[str, str], speaker: Speaker, item: Item) -> None:
    """What stood before the form stands above its first page."""
    english = form.get("translations") if isinstance(form.get("translations"), Mapping) else {}
    english = english.get(LANGUAGE) if isinstance(english.get(LANGUAGE), Mapping) else {}  # type: ignore[union-attr]
    if english and english.get("name"):  # type: ignore[union-attr]
        speaker.translated(str(form.get("name")), str(english["name"]))  # type: ignore[index]
    parts = [key for key in ("introduction_page_content", "explanation_template") if form.get(key)]
    text = "\n\n".join(filter(None, (speaker.long(item, str(form[key])) for key in parts)))
    if text and made:
        files["texts/inleiding.md"] = text + "\n"
        made[0]["intro"] = "texts/inleiding.md"
        translated = "\n\n".join(filter(None, (speaker.long(None, str(english.get(key) or "")) for key in parts)))  # type: ignore[union-attr]
        speaker.translated("texts/inleiding.md", translated)
        made[0] |= {key: made[0].pop(key) for key in ("toon als", "questions", "stops") if key in made[0]}


def _login(move: Move, pages: Pages, item: Item) -> dict[str, str]:
    form = move.export.form
    ways = [str(each) for each in form.get("authentication_backends") or ()]
    ways += [str(each.get("backend")) for each in form.get("auth_backends") or () if isinstance(each, Mapping)]
    found = {}
    if any("digid" in each or "bsn" in each or each == "demo" for each in ways):
        found["digid"] = "midden"
    if any("eherkenning" in each or "kvk" in each for each in ways):
        found["eherkenning"] = "eh3"
    strange = [each for each in ways if not re.search(r"digid|bsn|eherkenning|kvk|demo", each)]
    if strange:
        item.note(f"Inloggen met {', '.join(strange)} is niet overgenomen.", "person")
    needed = form.get("login_required") or any(step.login_required for step in move.export.steps)
    if found and not needed and not pages.facts:
        item.note(f"Inloggen ({', '.join(found)}) was niet verplicht. Wij vragen het nu niet; zet het bij `login` als u het wilt.")
        return {}
    if found and not needed:
        item.note("Inloggen was niet verplicht en is dat nu wel, want wij vullen gegevens vooraf in.")
    if (pages.facts or needed) and not found:
        item.note("Het formulier vult gegevens vooraf in; daarvoor moet iemand nu inloggen met DigiD.")
        found["digid"] = "midden"
    return found


def _facts(pages: Pages, item: Item) -> list[dict[str, Any]]:
    found = []
    for source, fields in pages.facts.items():
        found.append({"source": source, "fields": sorted(set(fields)), "purpose": _PURPOSE, "legal_basis": _GROUND, "required": False})
        item.note(f"Vul bij `facts` ({source}) het doel en de wettelijke grondslag in.", "person")
    return found


def _costs(move: Move, name: str, item: Item) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """One price; the first rule that holds sets another."""
    form = move.export.form
    product = form.get("product") if isinstance(form.get("product"), Mapping) else {}
    base = numeric(product.get("price"))  # type: ignore[union-attr]
    key = str(form.get("price_variable_key") or "")
    if key:
        known = move.find(key)
        if known is not None and getattr(known, "type", None) and known.type.kind == "number":  # type: ignore[union-attr]
            item.note("De prijs komt uit een variabele van het formulier.")
            return [{"label": name, "amount": unparse(known.node)}], {"when": "submit", "description": name}  # type: ignore[union-attr]
        item.note(f"De prijs kwam uit `{key}`; dat is hier geen getal. Zet de prijs bij `costs`.", "person")
    rows: list[dict[str, Any]] = []
    earlier: Node = NO
    for number, rule in enumerate(move.export.prices):
        line = move.report.add("rule", f"prijsregel {number + 1}", f"prijs {number + 1}", str(rule.get("price")))
        try:
            holds = jsonlogic.condition(Reading(move), rule.get("json_logic_trigger"))
        except Unsaid as unsaid:
            line.note(f"Deze prijsregel kent onze regeltaal niet: {unsaid}.", "person")
            continue
        now = both(holds, opposite(earlier))
        earlier = either(earlier, holds)
        if now != NO and numeric(rule.get("price")) is not None:
            rows.append({"label": name, "amount": _setting(move, f"tarief_{number + 1}", rule["price"], name)} | _when(now))
            line.became = f"`costs` rij {len(rows)}"
    if base and opposite(earlier) != NO:
        rows.append({"label": name, "amount": _setting(move, "tarief", product["price"], name)} | _when(opposite(earlier)))  # type: ignore[index]
    if rows or form.get("payment_required"):
        backend = form.get("payment_backend") or "niet gekozen"
        item.note(f"Betalen gaat via de betaaldienst van de gemeente (vroeger: {backend}).")
    if form.get("payment_required") and not rows:
        item.note("Er moet betaald worden, maar de prijs staat niet in het bestand. Zet hem bij `costs`.", "person")
    return rows, {"when": "submit", "description": name} if rows else None


def _when(holds: Node) -> dict[str, str]:
    return {} if holds == YES else {"als": unparse(holds)}


def _setting(move: Move, key: str, price: Any, label: str) -> str:
    given = move.names.give(key)
    move.settings[given] = {"type": "money", "value": f"{numeric(price):.2f}", "label": f"Prijs: {label}", "why": "een prijs"}
    return given


def _cosign(pages: Pages, files: dict[str, str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for index, placed in enumerate(pages.cosigners):
        files["texts/toestemming.md"] = "{{ aanvrager.naam }} vraagt u om mee te tekenen. Lees wat er is ingevuld, en geef dan akkoord.\n"
        role = "medeondertekenaar" if not index else f"medeondertekenaar-{index + 1}"
        found.append({"role": role, "name": "De medeondertekenaar", "als": f"{placed.name} is ingevuld", "email": placed.name,
                      "text": "texts/toestemming.md"})  # fmt: skip
        placed.item.note("Wie meetekent krijgt een link per e-mail. Zeg zo nodig met `who` of `lives_at` wie dat mag zijn.")
    return found


def _zaak(move: Move, effects: Effects, pages: Pages, item: Item) -> dict[str, Any]:
    tasks = _routes(move, effects, pages, item)
    tasks.append({"task": "beoordelen", "name": "Beoordeel de aanvraag", "role": "behandelaar"})
    base = "https://selectielijst.openzaak.nl/api/v1/resultaten/"
    return {
        "term": "8 weken",
        "statuses": [
            {"status": "ontvangen", "name": "Ontvangen", "text": "Wij hebben uw aanvraag."},
            {"status": "behandeling", "name": "In behandeling", "text": "Wij bekijken uw aanvraag."},
            {"status": "afgehandeld", "name": "Afgehandeld", "text": "U krijgt ons besluit."},
        ],
        "tasks": tasks,
        "results": [{"result": result, "name": name, "on": on, "selectielijst": base + uuid, "archive": "vernietigen", "keep": keep}
                    for result, name, on, keep, uuid in _KEEP],
    }  # fmt: skip


def _routes(move: Move, effects: Effects, pages: Pages, item: Item) -> list[dict[str, Any]]:
    """Where the application was registered becomes which team gets it."""
    form = move.export.form
    backends = {str(each.get("key")): each for each in form.get("registration_backends") or () if isinstance(each, Mapping)}
    if form.get("registration_backend"):
        item.note(f"De aanvraag ging naar `{form['registration_backend']}`; nu wordt het een zaak in Balie.")
    for key, each in backends.items():
        if key not in {route for route, *_ in effects.routes}:
            item.note(f"De aanvraag ging naar “{each.get('name')}” ({each.get('backend')}); nu wordt het een zaak in Balie.")
    found, used = [], set()
    for key in dict.fromkeys(route for route, *_ in effects.routes):
        about = backends.get(key, {})
        name = str(about.get("name") or key)
        holds = either(*(when for route, when, _ in effects.routes if route == key))
        task = slug(key, "registratie")
        if task in used:
            task = f"{task}-{len(used)}"
        used.add(task)
        lines = [line for route, _, line in effects.routes if route == key]
        for line in lines:
            line.note(f"Registratie bij “{name}” ({about.get('backend') or 'onbekend'}) is nu een taak voor het team `{slug(name, task)}`.")
        found.append({"task": task, "name": f"Behandel: {name}", "role": slug(name, task), "als": pages.rule(holds, (task, "als"), lines, task)})
    if found:
        item.note("Maak de teams aan die bij `zaak.tasks` staan, of verander daar de namen (`role`).")
    return found


def _messages(form: Mapping[str, Any], files: dict[str, str], speaker: Speaker, item: Item, paid: bool, known: bool) -> dict[str, str]:
    mail = form.get("confirmation_email_template") if isinstance(form.get("confirmation_email_template"), Mapping) else {}
    body = _without_tags(str(mail.get("content") or ""))  # type: ignore[union-attr]
    parts = [_REFERENCE.sub(_HELD, each) for each in (str(form.get("submission_confirmation_template") or ""), body)]
    text = "\n\n".join(filter(None, (speaker.long(item, part) for part in dict.fromkeys(parts)))).replace(_HELD, "{{ zaak.kenmerk }}")
    subject = html.plain(str(mail.get("subject") or ""))  # type: ignore[union-attr]
    hello = "Beste {{ aanvrager.naam }},\n\n" if known else "Goedendag,\n\n"
    start = f"Wij hebben uw aanvraag\n\n{'' if _HELLO.match(text) else hello}" if not subject or "{" in subject else f"{subject}\n\n"
    number = "" if "{{ zaak.kenmerk }}" in text else f"\n\n{_NUMBER}"
    files["texts/bericht-ontvangen.md"] = f"{start}{text or 'Wij bekijken uw aanvraag.'}{number}\n"
    files["texts/bericht-verleend.md"] = f"Wij keuren uw aanvraag goed\n\n{hello}Uw aanvraag is goedgekeurd.\n"
    files["texts/bericht-geweigerd.md"] = f"Wij keuren uw aanvraag niet goed\n\n{hello}Dit is de reden: {{{{ zaak.reden }}}}\n"
    found = {"received": "texts/bericht-ontvangen.md", "granted": "texts/bericht-verleend.md", "refused": "texts/bericht-geweigerd.md"}
    if paid:
        files["texts/bericht-betaling.md"] = "Uw betaling is niet gelukt\n\nUw antwoorden zijn bewaard. Ga naar Mijn Balie en probeer het opnieuw.\n"
        found["payment_failed"] = "texts/bericht-betaling.md"
    item.note("De berichten bij goedkeuren en afwijzen zijn van ons; pas ze aan.")
    return found


def _without_tags(text: str) -> str:
    """The blocks that Open Forms itself puts in a mail: the summary, the appointment, the payment."""
    return re.sub(rf"\{{%\s*({'|'.join(_OWN_TAGS)})[^%]*%\}}", "", text)


def _said(form: Mapping[str, Any], move: Move, item: Item) -> None:
    for key, why in _BY_ITSELF:
        if form.get(key):
            move.report.say(why)
    appointment = form.get("appointment_options") if isinstance(form.get("appointment_options"), Mapping) else {}
    if appointment.get("is_appointment"):  # type: ignore[union-attr]
        item.note("Dit formulier maakt afspraken. Zet het product en de duur bij `appointment`.", "person")
    if form.get("translation_enabled"):
        others = {language for step in move.export.steps for language in step.translations} - {"nl", LANGUAGE}
        if others:
            item.note(f"Vertalingen in {', '.join(sorted(others))} zijn niet overgenomen; alleen Engels.", "person")
    item.note("Kijk de termijn, de bewaartermijnen en de selectielijst na bij `zaak`: die staan niet in het bestand.", "person")
    item.became = "service.yaml"
