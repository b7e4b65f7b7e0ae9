"""Questions that are answered with one written text: text, e-mail, phone, BSN, IBAN, number plate, KvK number."""

import re
from typing import Any

import phonenumbers
from stdnum import iban
from stdnum.exceptions import ValidationError
from stdnum.nl import bsn

from balie.forms.questions.base import FieldError, QuestionType


class Text(QuestionType):
    def validate(self, value: str) -> FieldError | None:
        if len(value) > self.definition.max:
            return self.too_long(len(value), self.definition.max)
        pattern = getattr(self.definition, "pattern", None)
        if pattern and not re.fullmatch(pattern, value):
            said = self.definition.pattern_text
            return FieldError("pattern", said) if said else self.error("pattern")
        return None


class LongText(Text):
    template = "textarea"

    def typed(self, raw: Any) -> str | None:
        return raw[""] or None


class Email(QuestionType):
    """RFC 5322 allows much more; this is what mail servers of residents really use."""

    template, inputmode, autocomplete, missing = "email", "email", "email", "email"
    _FORM = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}")

    def read(self, text: str) -> str:
        return text.replace(" ", "")

    def validate(self, value: str) -> FieldError | None:
        good = len(value) <= 254 and self._FORM.fullmatch(value) and ".." not in value
        return None if good else self.error("email")


class Phone(QuestionType):
    """Stored as E.164 (+31612345678), shown the way people write it."""

    template, inputmode, autocomplete, missing = "tel", "tel", "tel", "phone"

    def read(self, text: str) -> str:
        try:
            number = phonenumbers.parse(text, "NL")
        except phonenumbers.NumberParseException:
            raise self.refuse("phone") from None
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def validate(self, value: str) -> FieldError | None:
        try:
            good = phonenumbers.is_valid_number(phonenumbers.parse(value, "NL"))
        except phonenumbers.NumberParseException:
            good = False
        return None if good else self.error("phone")

    def describe(self, value: str | None) -> str:
        if not value:
            return ""
        try:
            number = phonenumbers.parse(value, "NL")
        except phonenumbers.NumberParseException:
            return value
        national = phonenumbers.PhoneNumberFormat.NATIONAL if number.country_code == 31 else phonenumbers.PhoneNumberFormat.INTERNATIONAL
        return phonenumbers.format_number(number, national)


class Bsn(QuestionType):
    """Sensitive: who stores it, seals it."""

    inputmode, sensitive, missing = "numeric", True, "bsn"

    def read(self, text: str) -> str:
        return re.sub(r"[\s.\-]", "", text).zfill(9)

    def validate(self, value: str) -> FieldError | None:
        return None if value.isascii() and bsn.is_valid(value) and value != "000000000" else self.error("bsn")


class Iban(QuestionType):
    missing = "iban"

    def read(self, text: str) -> str:
        return text.replace(" ", "").upper()

    def validate(self, value: str) -> FieldError | None:
        try:
            iban.validate(value)
        except ValidationError:
            return self.error("iban")
        return None

    def describe(self, value: str | None) -> str:
        return iban.format(value) if value else ""


class NumberPlate(QuestionType):
    """A Dutch plate, stored without dashes (RDW's own form), shown with them. All sidecodes, 1 to 14."""

    template, missing = "number_plate", "number_plate"
    _FORMS = tuple(
        re.compile("".join(f"({'[A-Z]' if part[0] == 'X' else '[0-9]'}{{{len(part)}}})" for part in form.split("-")))
        for form in (
            "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9", "9-XXX-99", "XX-999-X",
            "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9",
        )
    )  # fmt: skip

    def read(self, text: str) -> str:
        return re.sub(r"[\s\-.]", "", text).upper()

    def validate(self, value: str) -> FieldError | None:
        return None if any(form.fullmatch(value) for form in self._FORMS) else self.error("number_plate")

    def describe(self, value: str | None) -> str:
        found = next((match for form in self._FORMS if (match := form.fullmatch(value or ""))), None)
        return "-".join(found.groups()) if found else value or ""


class Kvk(QuestionType):
    inputmode, missing = "numeric", "kvk"

    def read(self, text: str) -> str:
        return re.sub(r"[\s.]", "", text)

    def validate(self, value: str) -> FieldError | None:
        return None if re.fullmatch(r"[0-9]{8}", value) else self.error("kvk")
