"""What the two providers promise: assurance levels (acr) and claims. The profile is written down in docs/reference/demo-town.md."""
from __future__ import annotations

import hashlib
from dataclasses import dataclass

from balie.demo import place

CONTEXT = "urn:oasis:names:tc:SAML:2.0:ac:classes:"


@dataclass(frozen=True, kw_only=True)
class Profile:
    key: str
    name: str
    levels: dict[str, tuple[str, str]]  # acr → (short name, words)
    default: str  # acr when none is asked


DIGID = Profile(key="digid", name="DigiD", default=CONTEXT + "PasswordProtectedTransport", levels={
    CONTEXT + "PasswordProtectedTransport": ("basis", "Basis: gebruikersnaam en wachtwoord"),
    CONTEXT + "MobileTwoFactorContract": ("midden", "Midden: de app of een sms"),
    CONTEXT + "Smartcard": ("substantieel", "Substantieel: de app met ID-check"),
    CONTEXT + "SmartcardPKI": ("hoog", "Hoog: de app met een identiteitskaart"),
})
EHERKENNING = Profile(key="eherkenning", name="eHerkenning", default="urn:etoegang:core:assurance-class:loa3", levels={
    "urn:etoegang:core:assurance-class:loa2plus": ("eh2+", "Niveau 2+"),
    "urn:etoegang:core:assurance-class:loa3": ("eh3", "Niveau 3"),
    "urn:etoegang:core:assurance-class:loa4": ("eh4", "Niveau 4"),
})
PROFILES = {"digid": DIGID, "eherkenning": EHERKENNING}


def pseudonym(*parts: str) -> str:
    """A stable name for somebody that says nothing about them, different per client."""
    return hashlib.sha256("\x1f".join((place.current().secret, *parts)).encode()).hexdigest()[:32]


def claims(profile: Profile, client: str, who: dict) -> dict:
    """The identity claims of `who`: `{"bsn"}` for DigiD, `{"kvk", "vestiging", "bsn"}` for eHerkenning."""
    if profile.key == "digid":
        return {"sub": pseudonym("digid", client, who["bsn"]), "bsn": who["bsn"]}
    business = place.current().businesses[who["kvk"]]
    out = {
        "sub": pseudonym("eherkenning", client, who["kvk"], who["bsn"]),
        "urn:etoegang:core:LegalSubjectID": who["kvk"],
        "urn:etoegang:1.9:EntityConcernedID:KvKnr": who["kvk"],
        "urn:etoegang:core:ActingSubjectID": pseudonym("acting", client, who["bsn"]),
        "urn:etoegang:1.11:attribute-represented:CompanyName": business["naam"],
    }
    if who.get("vestiging"):
        out["urn:etoegang:1.9:ServiceRestriction:Vestigingsnr"] = who["vestiging"]
    return out
