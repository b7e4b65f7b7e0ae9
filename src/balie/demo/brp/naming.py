"""Names in use and address lines: initials, full name, salutation (schemas NaamPersoon and Adressering)."""
from __future__ import annotations

UNKNOWN = (None, "", ".")


def basis(raw: dict) -> dict:
    """Name fields that are known, with the derived initials (schema NaamBasis)."""
    out = {key: raw[key] for key in ("voornamen", "adellijkeTitelPredicaat", "voorvoegsel", "geslachtsnaam") if raw.get(key) not in UNKNOWN}
    if "voornamen" in out:
        out["voorletters"] = "".join(f"{part[0].upper()}." for part in out["voornamen"].split())
    return out


def full(name: dict) -> str:
    return " ".join(name[key] for key in ("voornamen", "voorvoegsel", "geslachtsnaam") if key in name)


def _surname(name: dict, capital: bool = False) -> str:
    text = " ".join(name[key] for key in ("voorvoegsel", "geslachtsnaam") if key in name)
    return text[:1].upper() + text[1:] if capital else text


def used_surname(own: dict, partner: dict | None, naming: str, capital: bool = False) -> str:
    """The surname as the person wants it: own (E), of the partner (P), partner first (V) or partner last (N)."""
    if not partner or naming == "E" or "geslachtsnaam" not in partner:
        return _surname(own, capital)
    if naming == "P":
        return _surname(partner, capital)
    first, last = (partner, own) if naming == "V" else (own, partner)
    return f"{_surname(first, capital)}-{_surname(last)}"


def salutation(own: dict, partner: dict | None, naming: str, sex: str) -> dict:
    """aanhef, aanschrijfwijze and gebruikInLopendeTekst; empty when there is no surname."""
    if "geslachtsnaam" not in own:
        return {}
    surname = used_surname(own, partner, naming, capital=True)
    initials = own.get("voorletters", "")
    plain = used_surname(own, partner, naming)
    title = {"M": "heer", "V": "mevrouw"}.get(sex)
    spoken = {"M": f"de heer {surname}", "V": f"mevrouw {surname}"}.get(sex, f"{initials} {plain}".strip())
    return {
        "aanhef": f"Geachte {title} {surname}" if title else f"Geachte {initials} {plain}".strip(),
        "aanschrijfwijze": {"naam": f"{initials} {plain}".strip()},
        "gebruikInLopendeTekst": spoken,
    }


def address_lines(home: dict) -> dict:
    """adresregel1 to 3, and the country for an address abroad; empty when the residence is unknown."""
    if home.get("straat"):
        number = f"{home['huisnummer']}{home.get('huisletter', '')}"
        if home.get("huisnummertoevoeging"):
            number += "-" + home["huisnummertoevoeging"].lstrip("-")
        place = f"{home['postcode']}  {home.get('woonplaats', '').upper()}" if home.get("postcode") else home.get("woonplaats", "").upper()
        return {"adresregel1": f"{home['straat']} {number}", "adresregel2": place.strip()}
    if home.get("land") and home.get("regel1"):
        lines = {f"adresregel{n}": home[f"regel{n}"].strip() for n in (1, 2, 3) if home.get(f"regel{n}")}
        return {**lines, "land": home["land"]}
    return {}
