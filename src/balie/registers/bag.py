"""BAG: addresses (individuele bevragingen v2, /adressenuitgebreid)."""
from __future__ import annotations

import re

from django.conf import settings

from balie.registers.http import call
from balie.registers.views import Address


class BagRegister:
    """Kind "register", name "bag"."""

    def find(self, *, postcode: str, huisnummer: int, huisletter: str = "", toevoeging: str = "") -> list[Address]:
        """Addresses that match; several when no letter or addition is given. Raises `RegisterUnavailable`."""
        query = {"postcode": postcode, "huisnummer": huisnummer, "huisletter": huisletter, "huisnummertoevoeging": toevoeging}
        answer = call(
            "bag", "GET", "adressenuitgebreid", params={key: value for key, value in query.items() if value},
            headers={"X-Api-Key": settings.BALIE.bag_api_key, "Accept": "application/hal+json", "Accept-Crs": "epsg:28992"},
        )
        return [address_of(one) for one in (answer.get("_embedded") or {}).get("adressen") or ()]


def address_of(one: dict) -> Address:
    return Address(
        straat=one.get("openbareRuimteNaam") or one.get("korteNaam") or "", huisnummer=int(one["huisnummer"]),
        huisletter=one.get("huisletter") or "", toevoeging=one.get("huisnummertoevoeging") or "", postcode=one.get("postcode") or "",
        woonplaats=one.get("woonplaatsNaam") or "", bag_id=one.get("adresseerbaarObjectIdentificatie") or "",
        nummeraanduiding=one.get("nummeraanduidingIdentificatie") or "", gebruiksdoelen=tuple(one.get("gebruiksdoelen") or ()),
        status=one.get("adresseerbaarObjectStatus") or "", rd=_place(one.get("adresseerbaarObjectGeometrie")),
    )


def _place(found: object) -> tuple[float, float] | None:
    """The point of an address, or of the middle of its plot when it is drawn as an area."""
    shape = found if isinstance(found, dict) else {}
    point = (shape.get("punt") or {}).get("coordinates") or ()
    ring = ((shape.get("vlak") or {}).get("coordinates") or [()])[0]
    if len(point) < 2 and len(ring) > 3:
        point = [sum(each[axis] for each in ring[:-1]) / (len(ring) - 1) for axis in (0, 1)]
    return (float(point[0]), float(point[1])) if len(point) >= 2 else None


def clean_postcode(text: str) -> str:
    """"1998 sb" → "1998SB"; "" when it is no Dutch postcode."""
    compact = re.sub(r"\s", "", text).upper()
    return compact if re.fullmatch(r"[1-9]\d{3}[A-Z]{2}", compact) else ""
