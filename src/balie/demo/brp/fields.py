"""Which `fields` exist, and the choice of them from a presented person (schema Field)."""
from __future__ import annotations

LEAF: dict = {}  # a value, a date or a value table: asking a part of it gives the whole
DATE = {"type": LEAF, "datum": LEAF, "langFormaat": LEAF, "jaar": LEAF, "maand": LEAF, "onbekend": LEAF}
TABLE = {"code": LEAF, "omschrijving": LEAF, "soort": LEAF}
WHOLE = (DATE, TABLE, LEAF)

NAME = {"voornamen": LEAF, "adellijkeTitelPredicaat": TABLE, "voorvoegsel": LEAF, "geslachtsnaam": LEAF, "voorletters": LEAF}
NAME_LIMITED = {**NAME, "volledigeNaam": LEAF}
BIRTH = {"datum": DATE, "land": TABLE, "plaats": TABLE}
LINES = {"adresregel1": LEAF, "adresregel2": LEAF, "adresregel3": LEAF, "land": TABLE}
FULL = {"naam": {"volledigeNaam": LEAF}, "burgerservicenummer": LEAF}
CUSTODY = {"type": LEAF, "minderjarige": {**FULL, "leeftijd": LEAF}, "ouders": FULL, "ouder": FULL, "derde": {"type": LEAF, **FULL},
           "derden": {"type": LEAF, **FULL}, "toelichting": LEAF}
STREET = dict.fromkeys(("officieleStraatnaam", "korteStraatnaam", "huisnummer", "huisletter", "huisnummertoevoeging", "postcode",
                        "woonplaats", "regel1", "regel2", "regel3", "locatiebeschrijving"), LEAF) | {
    "aanduidingBijHuisnummer": TABLE, "land": TABLE}

LIMITED = {"burgerservicenummer": LEAF, "geboorte": {"datum": DATE}, "geslacht": TABLE, "leeftijd": LEAF, "naam": NAME_LIMITED, "adressering": LINES}
LIMITED_CUSTODY = {**LIMITED, "gezag": CUSTODY}
PERSON = {
    "aNummer": LEAF, "burgerservicenummer": LEAF, "datumEersteInschrijvingGBA": DATE, "geslacht": TABLE, "leeftijd": LEAF,
    "uitsluitingKiesrecht": {"uitgeslotenVanKiesrecht": LEAF, "einddatum": DATE},
    "europeesKiesrecht": {"aanduiding": TABLE, "einddatumUitsluiting": DATE},
    "naam": {**NAME_LIMITED, "aanduidingNaamgebruik": TABLE},
    "nationaliteiten": {"type": LEAF, "redenOpname": TABLE, "datumIngangGeldigheid": DATE, "nationaliteit": TABLE}, "geboorte": BIRTH,
    "overlijden": {"datum": DATE, "land": TABLE, "plaats": TABLE},
    "verblijfplaats": {"type": LEAF, "datumIngangGeldigheid": DATE, "datumVan": DATE, "functieAdres": TABLE, "verblijfadres": STREET,
                       "adresseerbaarObjectIdentificatie": LEAF, "nummeraanduidingIdentificatie": LEAF,
                       "indicatieVastgesteldVerblijftNietOpAdres": LEAF},
    "immigratie": {"landVanwaarIngeschreven": TABLE, "datumVestigingInNederland": DATE, "vanuitVerblijfplaatsOnbekend": LEAF,
                   "indicatieVestigingVanuitBuitenland": LEAF},
    "gemeenteVanInschrijving": TABLE, "datumInschrijvingInGemeente": DATE,
    "adressering": {**LINES, "aanhef": LEAF, "aanschrijfwijze": {"naam": LEAF, "aanspreekvorm": LEAF}, "gebruikInLopendeTekst": LEAF,
                    "indicatieVastgesteldVerblijftNietOpAdres": LEAF},
    "indicatieCurateleRegister": LEAF, "indicatieGezagMinderjarige": TABLE, "gezag": CUSTODY,
    "verblijfstitel": {"aanduiding": TABLE, "datumEinde": DATE, "datumIngang": DATE},
    "kinderen": {"burgerservicenummer": LEAF, "naam": NAME, "geboorte": BIRTH},
    "ouders": {"burgerservicenummer": LEAF, "geslacht": TABLE, "ouderAanduiding": LEAF, "datumIngangFamilierechtelijkeBetrekking": DATE,
               "naam": NAME, "geboorte": BIRTH},
    "partners": {"burgerservicenummer": LEAF, "geslacht": TABLE, "soortVerbintenis": TABLE, "naam": NAME, "geboorte": BIRTH,
                 "aangaanHuwelijkPartnerschap": {"datum": DATE, "land": TABLE, "plaats": TABLE}, "ontbindingHuwelijkPartnerschap": {"datum": DATE}},
}
AUTOMATIC = ("geheimhoudingPersoonsgegevens", "opschortingBijhouding", "rni", "verificatie")


def exists(path: str, tree: dict) -> bool:
    """True for a path of the tree. What comes by itself (inOnderzoek and `AUTOMATIC`) may not be asked, so is not in it."""
    node = tree
    for part in path.split("."):
        if part not in node:
            return False
        node = node[part]
    return True


def choose(person: dict, paths: list[str], tree: dict) -> dict:
    """Only the asked fields, and what always comes along: secrecy, suspension, and inOnderzoek of what was asked."""
    wanted: dict = {}
    for path in paths:
        node, here = wanted, tree
        for part in path.split("."):
            here = here[part]
            node = node.setdefault(part, {})
            if any(here is whole for whole in WHOLE):
                break
        node["*"] = True
    return {**_pick(person, wanted, tree, root=True), **{key: person[key] for key in AUTOMATIC if key in person}}


def _pick(value: dict, wanted: dict, tree: dict, root: bool = False) -> dict:
    if wanted.get("*") and not root:
        return {key: _pick_one(one, {"*": True}, tree.get(key, LEAF)) for key, one in value.items() if key in tree or key in ("inOnderzoek", "type")}
    out = {}
    for key, below in wanted.items():
        if key in value:
            part = _pick_one(value[key], below, tree[key])
            if part not in ({}, None):
                out[key] = part
    if "type" in value and out and "type" in tree:
        out["type"] = value["type"]
    about = value.get("inOnderzoek", {})
    flags = {key: about[key] for key in wanted if key in about} if isinstance(about, dict) else {}
    if flags:
        out["inOnderzoek"] = {**flags, **{key: since for key, since in about.items() if key.startswith("datumIngangOnderzoek")}}
    return out


def _pick_one(value: object, wanted: dict, tree: dict) -> object:
    if isinstance(value, list):
        return [part for part in (_pick_one(one, wanted, tree) for one in value) if part != {}] if value else []
    if isinstance(value, dict) and not any(tree is whole for whole in WHOLE):
        return _pick(value, wanted, tree)
    return value
