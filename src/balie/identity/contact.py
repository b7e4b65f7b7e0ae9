"""Reading e-mail addresses and phone numbers as people type them. Pure."""
from __future__ import annotations

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from balie.identity.views import InvalidInput


def clean_email(text: str) -> str:
    """The address without spaces around it, domain in lower case; empty stays empty."""
    text = text.strip()
    if not text:
        return ""
    try:
        validate_email(text)
    except ValidationError:
        raise InvalidInput("email", "Vul een e-mailadres in zoals naam@voorbeeld.nl.") from None
    name, _, domain = text.rpartition("@")
    return f"{name}@{domain.lower()}"


def clean_phone(text: str) -> str:
    """In E.164 ("06 12345678" becomes "+31612345678"); empty stays empty."""
    text = text.strip()
    if not text:
        return ""
    try:
        number = phonenumbers.parse(text, "NL")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise InvalidInput("phone", "Vul een telefoonnummer in zoals 06 12345678.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
