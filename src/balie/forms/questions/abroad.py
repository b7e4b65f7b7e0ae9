"""An address anywhere: in the Netherlands as ever, elsewhere a country and up to three lines, as registers keep an address abroad."""

from collections.abc import Mapping
from typing import Any

from balie.forms.language.types import TEXT, YES_NO, Type, choice, record
from balie.forms.questions.base import FieldError
from balie.forms.questions.compound import ADDRESS, AddressNl
from balie.forms.questions.countries import HOME, countries, country

LINES = ("regel1", "regel2", "regel3")
LONGEST = 100


class Address(AddressNl):
    """Stored with its country; the parts of the other way of writing an address never come along."""

    stored = (*ADDRESS, "land", *LINES)
    parts = ("land", *AddressNl.parts, *LINES)

    def type(self, names: Mapping[str, Type]) -> Type:
        fields = dict.fromkeys((*ADDRESS, *LINES), TEXT)
        return record({**fields, "land": choice(countries(self.language)), "buitenland": YES_NO})

    def typed(self, raw: Mapping[str, Any]) -> dict[str, Any] | None:
        land = country(raw["land"]) if raw["land"] else HOME
        if land is None:
            raise self.refuse("country", "land")
        own = AddressNl.parts if land == HOME else LINES
        return super().typed({**{part: raw[part] if part in own else "" for part in raw}, "land": land})

    def filled(self, parts: Mapping[str, Any]) -> dict[str, Any] | None:
        found = {part: parts.get(part) or None for part in self.stored}
        return self.placed(found) if any(each for part, each in found.items() if part != "land" or each != HOME) else None

    def placed(self, parts: Mapping[str, Any]) -> dict[str, Any]:
        """The whole address, with only what belongs to where it is."""
        land = parts.get("land") or HOME
        own = ADDRESS if land == HOME else LINES
        return {**{part: parts.get(part) if part in own else None for part in self.stored}, "land": land, "buitenland": land != HOME}

    def from_json(self, data: Any, rows: Any = ()) -> dict[str, Any] | None:
        found = super().from_json({part: each for part, each in data.items() if part != "buitenland"} if isinstance(data, Mapping) else data)
        if found and found["land"] not in countries("nl"):
            raise ValueError("no country")
        return found

    def to_json(self, value: Mapping[str, Any]) -> dict[str, str]:
        return {part: value[part] for part in self.stored if value[part]}

    def validate(self, value: Mapping[str, Any]) -> FieldError | None:
        if not value["buitenland"]:
            return super().validate({part: value[part] for part in ADDRESS})
        if not value["regel1"]:
            return self.error("address_line", "regel1")
        long = next((part for part in LINES if len(value[part] or "") > LONGEST), None)
        return self.too_long(len(value[long]), LONGEST, long) if long else None

    def describe(self, value: Mapping[str, Any] | None) -> str:
        if not value or not value["buitenland"]:
            return super().describe(value)
        lines = [value[part] for part in LINES if value[part]]
        return ", ".join([*lines, countries(self.language)[value["land"]]])

    def raw(self, value: Mapping[str, Any] | None) -> dict[str, str]:
        """Our own country goes without saying: an empty field finds every country at once."""
        elsewhere = bool(value) and value["buitenland"]
        return {**super().raw(value), "land": countries(self.language)[value["land"]] if elsewhere else ""}  # type: ignore[index]

    def context(self, prefix: str, raw: Mapping[str, Any] | None = None, error: FieldError | None = None) -> dict[str, Any]:
        """Only the fields of where it is; of a country that we do not know yet, only the country."""
        typed = (raw or {}).get("land")
        land = country(typed) if typed else HOME
        shown = ("land", *(() if land is None else AddressNl.parts if land == HOME else LINES))
        found = super().context(prefix, raw, error)
        return {**found, "fields": [each for each in found["fields"] if each["part"] in shown], "countries": tuple(countries(self.language).items())}

    def part(self, prefix: str, part: str, raw: Mapping[str, Any], error: FieldError | None) -> dict[str, Any]:
        return {**super().part(prefix, part, raw, error), "optional": part not in ("postcode", "huisnummer", "regel1")}

    def part_autocomplete(self, part: str) -> str | None:
        if self.definition.autocomplete != "street-address":
            return None
        own = {"land": "country-name", "regel1": "address-line1", "regel2": "address-line2", "regel3": "address-line3"}
        return own.get(part) or super().part_autocomplete(part)
