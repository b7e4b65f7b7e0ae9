"""Questions with several fields that make one answer: a name, a Dutch address."""

import re
from collections.abc import Mapping
from typing import Any

from stdnum.nl import postcode

from balie.forms.language.types import TEXT, Type, record
from balie.forms.questions.base import FieldError, QuestionType
from balie.forms.words import address

ADDRESS = ("straat", "huisnummer", "huisletter", "toevoeging", "postcode", "woonplaats", "bag_id")


class Compound(QuestionType):
    """A record of texts; an empty field is None."""

    stored: tuple[str, ...] = ()

    def type(self, names: Mapping[str, Type]) -> Type:
        return record(dict.fromkeys(self.stored, TEXT))

    def typed(self, raw: Mapping[str, Any]) -> dict[str, str | None] | None:
        return self.filled({part: " ".join(raw[part].split()) for part in raw})

    def filled(self, parts: Mapping[str, str | None]) -> dict[str, str | None] | None:
        found = {part: parts.get(part) or None for part in self.stored}
        return found if any(found.values()) else None

    def from_json(self, data: Any, rows: Any = ()) -> dict[str, str | None] | None:
        if data is None:
            return None
        if not isinstance(data, Mapping) or not all(each is None or isinstance(each, str | int) for each in data.values()):
            raise ValueError("a record of texts is expected")
        return self.filled({part: None if each is None else str(each) for part, each in data.items()})

    def to_json(self, value: Mapping[str, str | None]) -> dict[str, str]:
        return {part: each for part, each in value.items() if each}

    def adopt(self, value: Any) -> Any:
        return self.from_json({part: value.get(part) for part in self.stored}) if isinstance(value, Mapping) else None

    def raw(self, value: Mapping[str, str | None] | None) -> dict[str, str]:
        return {part: (value or {}).get(part) or "" for part in self.parts}


class PersonName(Compound):
    template, missing, autocomplete = "name", "missing_name", "name"
    fills = {"name": {"voornamen": "given-name", "geslachtsnaam": "family-name"}}
    parts = stored = ("voornamen", "voorvoegsel", "geslachtsnaam")

    def validate(self, value: Mapping[str, str | None]) -> FieldError | None:
        if not value["geslachtsnaam"]:
            return self.error("surname", "geslachtsnaam")
        longest = max(len(each or "") for each in value.values())
        return self.too_long(longest, 200) if longest > 200 else None

    def describe(self, value: Mapping[str, str | None] | None) -> str:
        return " ".join(each for part in self.parts if (each := (value or {}).get(part)))


class AddressNl(Compound):
    """Postcode and house number suffice; the portal completes street, town and bag_id from the BAG."""

    template, missing, stored, autocomplete = "address", "missing_address", ADDRESS, "street-address"
    fills = {"street-address": {"postcode": "postal-code", "woonplaats": "address-level2"}}
    parts = ("postcode", "huisnummer", "huisletter", "toevoeging", "straat", "woonplaats")

    def typed(self, raw: Mapping[str, Any]) -> dict[str, str | None] | None:
        found = super().typed(raw)
        if found and found["postcode"] and postcode.is_valid(found["postcode"]):
            found["postcode"] = postcode.validate(found["postcode"]).replace(" ", "")
        if found and found["huisnummer"] and (match := re.fullmatch(r"(\d+)\s*([A-Za-z])?", found["huisnummer"])):
            found["huisnummer"], found["huisletter"] = match[1], match[2] or found["huisletter"]
        return found

    def validate(self, value: Mapping[str, str | None]) -> FieldError | None:
        if not postcode.is_valid(value["postcode"] or ""):
            return self.error("postcode", "postcode")
        if not re.fullmatch(r"[1-9][0-9]{0,4}", value["huisnummer"] or ""):
            return self.error("house_number", "huisnummer")
        longest = max(len(each or "") for each in value.values())
        return self.too_long(longest, 200) if longest > 200 else None

    def describe(self, value: Mapping[str, str | None] | None) -> str:
        if not value:
            return ""
        return address(value)
