"""A place: pointed out on a map, or said just as well in words, with an address, streets or coordinates.

The value is a record: what was said (`adres` and its parts, `straten`, `beschrijving`), `coordinaten` as text with one point on a line, and
what follows from those: `punten`, and `lengte` in metres or `oppervlakte` in m² with `omtrek` in metres. `in_gemeente` is leeg as long as we
do not know; the door that knows the municipality stores it, and so does it the coordinates of an address (`van_adres`).
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from stdnum.nl import postcode

from balie.forms.language.types import NUMBER, TEXT, YES_NO, Type, record
from balie.forms.questions import points
from balie.forms.questions.base import FieldError, QuestionType, Unreadable
from balie.forms.questions.compound import ADDRESS
from balie.forms.questions.sentences import label, say
from balie.forms.words import address, number
from balie.kernel import geo

MOST_WORDS = 1000
Value = Mapping[str, Any]


class Place(QuestionType):
    template, shape, fewest = "map", "Point", 1
    said: ClassVar[tuple[str, ...]] = ("straten", "beschrijving")
    measured: ClassVar[tuple[str, ...]] = ()
    has_address: ClassVar[bool] = False

    def type(self, names: Mapping[str, Type]) -> Type:
        own = dict.fromkeys((*(("adres", *ADDRESS) if self.has_address else ()), *self.said, "coordinaten"), TEXT)
        return record({**own, **dict.fromkeys(("punten", *self.measured), NUMBER), "van_adres": YES_NO, "in_gemeente": YES_NO})

    # -- in

    def typed(self, raw: Mapping[str, Any]) -> Value | None:
        found: dict[str, Any] = {part: text for part in self.said if (text := _lines(raw[part]))}
        for part, text in found.items():
            if len(text) > MOST_WORDS:
                raise Unreadable(self.too_long(len(text), MOST_WORDS, part))
        if self.has_address:
            found |= self.typed_address(raw)
        if raw["punten"].count("\n") + raw["punten"].count(";") > 10 * self.most + 100:
            raise self.refuse("points_many", "punten", max=self.most)
        try:
            spots = points.read(raw["punten"])
        except points.Nowhere as wrong:
            raise self.refuse("point" if self.shape == "Point" else "points", "punten", number=wrong.number) from None
        return self.value(found, spots) if found or spots else None

    def typed_address(self, raw: Mapping[str, Any]) -> dict[str, str]:
        code, house = raw["postcode"], " ".join(raw["huisnummer"].split())
        if not code and not house:
            return {}
        if not postcode.is_valid(code):
            raise self.refuse("postcode", "postcode")
        match = re.fullmatch(r"(?a)([1-9]\d{0,4})\s*([A-Za-z])?(?:[-\s/]+([0-9A-Za-z]{1,4}))?", house)
        if not match:
            raise self.refuse("house_number", "huisnummer")
        parts = {"postcode": postcode.validate(code).replace(" ", ""), "huisnummer": match[1], "huisletter": match[2], "toevoeging": match[3]}
        return {part: text for part, text in parts.items() if text}

    def value(self, said: Mapping[str, Any], spots: list[geo.Point], *, van_adres: bool = False, in_gemeente: bool | None = None) -> Value:
        own: dict[str, Any] = {part: said.get(part) for part in (*(ADDRESS if self.has_address else ()), *self.said)}
        if self.has_address:
            own = {"adres": address(said) or None, **own}
        own["coordinaten"] = points.written(spots) or None
        own |= {"punten": Decimal(len(spots)), **(self.measure(spots) if spots else dict.fromkeys(self.measured))}
        return own | {"van_adres": van_adres, "in_gemeente": in_gemeente}

    def measure(self, spots: list[geo.Point]) -> dict[str, Decimal]:
        return {}

    def validate(self, value: Value) -> FieldError | None:
        spots = self.spots(value)
        if spots and len(spots) < self.fewest:
            return self.error("points_few", "punten", min=self.fewest)
        if len(spots) > self.most:
            return self.error("point_one" if self.most == 1 else "points_many", "punten", max=self.most)
        if self.shape == "Polygon" and spots and not geo.is_simple(spots):
            return self.error("area_crosses", "punten")
        if value["in_gemeente"] is False and self.definition.outside == "refuse":
            return self.error("outside", "punten")
        return None

    @property
    def most(self) -> int:
        return 1 if self.shape == "Point" else self.definition.max_points

    def spots(self, value: Value | None) -> list[geo.Point]:
        """The points of a value as (longitude, latitude)."""
        return points.read((value or {}).get("coordinaten") or "")

    # -- stored

    def to_json(self, value: Value) -> dict[str, Any]:
        own = {part: value[part] for part in (*(ADDRESS if self.has_address else ()), *self.said) if value.get(part)}
        if spots := self.spots(value):
            own["geometry"] = points.geometry(self.shape, spots)
        if value["in_gemeente"] is not None:
            own["in_gemeente"] = value["in_gemeente"]
        return own | ({"van_adres": True} if value["van_adres"] else {})

    def from_json(self, data: Any, rows: Any = ()) -> Value | None:
        if data is None:
            return None
        if not isinstance(data, dict):
            raise ValueError("a place is expected")
        said = {part: data[part] for part in (*(ADDRESS if self.has_address else ()), *self.said) if data.get(part)}
        if not all(isinstance(each, str) for each in said.values()) or not isinstance(data.get("in_gemeente"), bool | None):
            raise ValueError("a place is expected")
        stored = data.get("geometry")
        spots = points.points_of(self.shape, stored) if stored is not None else []
        if len(spots) > max(self.most, 1):
            raise ValueError("too many points")
        if not said and not spots:
            return None
        return self.value(said, spots, van_adres=data.get("van_adres") is True and bool(spots), in_gemeente=data.get("in_gemeente"))

    def adopt(self, value: Any) -> Any:
        """An address that a rule or fact offers."""
        if not self.has_address or not isinstance(value, Mapping):
            return None
        said = {part: str(value[part]) for part in ADDRESS if value.get(part)}
        return self.value(said, []) if said else None

    # -- out

    def describe(self, value: Value | None) -> str:
        if not value:
            return ""
        return "\n".join(self.sentences(value))

    def sentences(self, value: Value) -> list[str]:
        """What was said, and what was pointed out, a line each."""
        found = [value[part] for part in (*(("adres",) if self.has_address else ()), *self.said) if value.get(part)]
        if value["coordinaten"] and not value["van_adres"]:
            found.append(self.pointed(value))
        return [*found, say("outside_said", self.language)] if value["in_gemeente"] is False else found

    def pointed(self, value: Value) -> str:
        return say("pointed", self.language, point=value["coordinaten"])

    def in_rd(self, value: Value | None) -> str:
        """The coordinates in the Rijksdriehoek, in whole metres, for officials; at most the first ten."""
        spots = [geo.to_rd(each) for each in self.spots(value)[:10]]
        return say("in_rd", self.language, points="; ".join(f"{x:.0f}, {y:.0f}" for x, y in spots)) if spots else ""

    def raw(self, value: Value | None) -> dict[str, str]:
        if not value:
            return {}
        house = " ".join(f"{value.get('huisnummer') or ''}{value.get('huisletter') or ''} {value.get('toevoeging') or ''}".split())
        own = {part: value.get(part) or "" for part in ("postcode", *self.said)} | {"huisnummer": house}
        return own | {"punten": "" if value["van_adres"] else value["coordinaten"] or "", "gevonden": value["coordinaten"] or ""}

    def context(self, prefix: str, raw: Mapping[str, Any] | None = None, error: FieldError | None = None) -> dict[str, Any]:
        found = super().context(prefix, raw, error)
        for each in found["fields"]:
            each["error"] = error.text if error and error.part == each["part"] else ""
            each["help"] = say(f"help_{each['part']}{'_area' if self.shape == 'Polygon' and each['part'] == 'straten' else ''}", self.language) \
                if each["part"] not in ("postcode", "huisnummer") else ""
            if each["part"] == "punten":
                each["label"] = label("punt" if self.shape == "Point" else "punten", self.language)
        return found | {"shape": self.shape, "most": self.most, "found": (raw or {}).get("gevonden", ""), "said": bool(error and error.part)}


class MapPoint(Place):
    missing, has_address, said = "missing_point", True, ("beschrijving",)
    parts = ("postcode", "huisnummer", "beschrijving", "punten")


class MapLine(Place):
    shape, fewest, missing, measured = "LineString", 2, "missing_line", ("lengte",)
    parts = ("straten", "beschrijving", "punten")

    def measure(self, spots: list[geo.Point]) -> dict[str, Decimal]:
        return {"lengte": Decimal(round(geo.length(spots)))}

    def pointed(self, value: Value) -> str:
        return say("pointed_line", self.language, count=number(value["punten"]), length=number(value["lengte"]))


class MapArea(Place):
    shape, fewest, missing, measured = "Polygon", 3, "missing_area", ("oppervlakte", "omtrek")
    parts = ("straten", "beschrijving", "punten")

    def measure(self, spots: list[geo.Point]) -> dict[str, Decimal]:
        return {"oppervlakte": Decimal(round(geo.area(spots))), "omtrek": Decimal(round(geo.length([*spots, spots[0]])))}

    def pointed(self, value: Value) -> str:
        return say("pointed_area", self.language, count=number(value["punten"]), area=number(value["oppervlakte"]))


def _lines(text: str) -> str:
    """Without superfluous white space; lines stay lines."""
    return "\n".join(line for each in text.split("\n") if (line := " ".join(each.split())))
