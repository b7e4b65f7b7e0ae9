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
        status=one.get("adresseerbaarObjectStatus") or "",
    )


def clean_postcode(text: str) -> str:
    """"1998 sb" → "1998SB"; "" when it is no Dutch postcode."""
    compact = re.sub(r"\s", "", text).upper()
    return compact if re.fullmatch(r"[1-9]\d{3}[A-Z]{2}", compact) else ""
