"""What stands beside the questions of a service, as the settings of a form in Open Forms; and what has no place there, by name."""

from collections.abc import Callable, Mapping
from typing import Any

from balie.forms.definition.folder import ServiceDefinition
from balie.forms.definition.zaak import CosignRule
from balie.forms.moving_in.report import Item, Report

_LOA = {
    "digid": {"basis": "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
              "midden": "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract",
              "substantieel": "urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard", "hoog": "urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI"},
    "eherkenning": {"eh2+": "urn:etoegang:core:assurance-class:loa2plus", "eh3": "urn:etoegang:core:assurance-class:loa3",
                    "eh4": "urn:etoegang:core:assurance-class:loa4"},
}  # fmt: skip
# what a form there says too, and is written by this package
HELD = frozenset({"service", "name", "pages", "values", "settings", "login", "costs", "registration", "messages", "cosign"})
NOT_HELD: Mapping[str, str] = {
    "title": "de naam van de zaak", "summary": "de zin onder de naam", "upl": "de UPL", "audience": "voor wie het is",
    "represent": "wie het voor een ander mag doen", "theme": "het thema", "life_events": "levensgebeurtenissen", "keywords": "trefwoorden",
    "pictogram": "het pictogram", "legal_basis": "de wettelijke grondslag", "drafts": "wat er met oude concepten gebeurt",
    "promise": "de belofte over de termijn", "bring": "wat iemand bij de hand moet hebben",
    "about": "de pagina over de dienst",
    "facts": "doel en grondslag van wat er wordt opgehaald", "check": "de vragen vooraf (kan ik dit aanvragen?)",
    "payment": "wanneer er betaald wordt",
    "places": "hoeveel plaatsen er zijn", "decision": "het besluit: elke aanvraag gaat daar naar een medewerker", "appointment": "de afspraak",
    "documents": "de brieven en uittreksels", "zaak": "de zaak: termijn, statussen, taken, resultaten, product",
    "offers": "wat er aan het eind wordt aangeboden",
    "partners": "wie er meer aan werkt", "lookups": "wat er bij een andere dienst wordt opgezocht",
}  # fmt: skip
_OUR_MESSAGES = ("granted", "refused", "waiting_list", "ask", "appointment", "ready", "cosign", "payment_failed", "payment_due", "ended")


def left_out(definition: ServiceDefinition, report: Report) -> None:
    """A line for everything that is said in the service and that a form there cannot say. Also for what is new to us."""
    service = definition.service
    for name in type(service).model_fields:
        if name in HELD or name not in service.model_fields_set:
            continue
        report.add("form", NOT_HELD.get(name, name), name, "dienst").note("Dat kan een formulier van Open Forms niet bevatten.", "person")
    held = cosigner(definition)
    for rule in service.cosign:
        if rule is not held:
            report.add("form", f"meetekenaar `{rule.name}`", rule.role, "dienst").note(
                "Open Forms kent één meetekenaar, met een vraag naar het mailadres buiten een groep.", "person")
    for name in _OUR_MESSAGES:
        if getattr(service.messages, name, None):
            report.add("form", f"bericht `{name}`", name, "bericht").note("Open Forms verstuurt alleen een bevestiging.", "person")


def cosigner(definition: ServiceDefinition) -> CosignRule | None:
    """The one that a form there can hold: who gives a mail address, once for the whole application."""
    return next((rule for rule in definition.service.cosign if rule.email and not rule.for_each), None)


def settings(definition: ServiceDefinition, text: Callable[[str, Item], str], item: Item) -> dict[str, Any]:
    """The part of forms.json that is not about steps."""
    service, english = definition.service, definition.translations.get("en", {})
    found: dict[str, Any] = {
        "name": service.name, "internal_name": "", "slug": service.service, "active": True, "is_deleted": False, "maintenance_mode": False,
        "translation_enabled": bool(english), "show_progress_indicator": True, "submission_allowed": "yes", "suspension_allowed": True,
        "explanation_template": "", "introduction_page_content": "", "product": None, "category": None, "theme": None,
        "payment_required": bool(service.costs), "payment_backend": "", "payment_backend_options": {}, "price_variable_key": "",
        "appointment_options": {"is_appointment": False}, "authentication_backends": [], "login_required": login_needed(definition),
        "translations": {"nl": {"name": service.name}, **({"en": {"name": english[service.name]}} if service.name in english else {})},
    }  # fmt: skip
    levels = {way: level for way in ("digid", "eherkenning") if (level := getattr(service.login, way))}
    found["auth_backends"] = [{"backend": way, "options": {"loa": _LOA[way].get(level, "")}} for way, level in levels.items()]
    found |= _confirmation(definition, text, item)
    if service.costs:
        item.note("Kies in Open Forms de betaaldienst.", "person")
    return found


def login_needed(definition: ServiceDefinition) -> bool:
    return bool(definition.service.login.digid or definition.service.login.eherkenning)


def _confirmation(definition: ServiceDefinition, text: Callable[[str, Item], str], item: Item) -> dict[str, Any]:
    """The first message: its first line is the subject of the mail, the rest also stands on the last page."""
    subject, _, body = (definition.text(definition.service.messages.received) or "").partition("\n")
    html = text(body, item)
    mail = {"subject": subject.strip(), "content": html + "{% summary %}", "translations": {"nl": {"subject": subject.strip(), "content": html}}}
    return {"submission_confirmation_template": html, "confirmation_email_template": mail, "send_confirmation_email": True}


def backends(definition: ServiceDefinition, item: Item) -> list[dict[str, Any]]:
    """Where an application goes: one for each row, or one that is still to be chosen."""
    found = []
    for number, row in enumerate(definition.service.registration, 1):
        kind = {"zgw": "zgw-create-zaak", "mail": "email"}.get(row.to)
        if kind is None:
            item.note("Een aanvraag die hier zelf wordt behandeld, heeft daar een registratie nodig. Kies die.", "person")
            continue
        options: dict[str, Any] = {"case_type_identification": row.zaaktype or ""} if row.to == "zgw" else {}
        if row.to == "mail":
            address = definition.settings.get(row.address or "")
            options = {"to_emails": [str(address)] if address else []}
        name = row.zaaktype or row.connection or row.address or kind
        found.append({"key": f"registratie{number}", "name": str(name), "backend": kind, "options": options})
        item.note(f"Vul bij de registratie “{name}” in Open Forms de koppeling aan.", "person")
    if not definition.service.registration:
        item.note("Kies in Open Forms waar de aanvraag naartoe gaat (registratie).", "person")
    return found
