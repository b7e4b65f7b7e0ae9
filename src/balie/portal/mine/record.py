"""Somebody's own record in plain words: groups of rows for the component `data`."""
from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from balie.look import written
from balie.portal.said import said
from balie.registers.public import FactSet


def sections(found: FactSet) -> list[dict]:
    """What was found, group by group: {title, rows, failure}. A register that gave no answer has its sentence instead of rows."""
    groups = []
    if person := found.values.get("persoon"):
        doubted = set(found.in_onderzoek)
        groups += [
            {"title": _("Wie u bent"), "rows": identity(person, doubted)}, {"title": _("Waar u woont"), "rows": home(person, doubted)},
            {"title": _("Uw gezin"), "rows": family(person, doubted)},
        ]
    if "reisdocumenten" in found.unavailable:
        groups.append({"title": _("Uw documenten"), "failure": said(found.unavailable["reisdocumenten"])})
    elif "documenten" in found.values:
        groups.append({"title": _("Uw documenten"), "rows": papers(found.values["documenten"])})
    return groups


def row(key: str, value: str, note: str = "", *, doubted: bool = False) -> dict:
    notes = [note, _("Wij onderzoeken of dit klopt.") if doubted else ""]
    return {"key": key, "value": value or _("Onbekend"), "note": " ".join(filter(None, notes))}


def identity(person: dict, doubted: set[str]) -> list[dict]:
    nationalities = ", ".join(said(each) for each in person["nationaliteiten"])
    rows = [
        row(_("Naam"), person["naam"], doubted="naam" in doubted), row(_("Geboren op"), born(person), doubted="geboortedatum" in doubted),
        row(_("Geboren in"), person["geboorteplaats"], doubted="geboorteplaats" in doubted),
        row(_("Geslacht"), said(person["geslacht"] or ""), doubted="geslacht" in doubted),
        row(_("Nationaliteit"), nationalities, doubted="nationaliteiten" in doubted),
    ]
    return [*rows, row(_("Geheim"), _("Ja. Wij geven uw gegevens niet zomaar aan anderen."))] if person["geheim"] else rows


def home(person: dict, doubted: set[str]) -> list[dict]:
    place = person["adres"] or {}
    notes = [
        _("Dit is een briefadres. U krijgt hier uw post.") if place.get("briefadres") else "",
        _("Wij hebben vastgesteld dat u hier niet woont.") if place.get("niet_op_adres") else "",
    ]
    rows = [row(_("Adres"), address(place), " ".join(filter(None, notes)), doubted="adres" in doubted)]
    if place.get("sinds"):
        rows.append(row(_("U woont hier sinds"), day(place["sinds"])))
    if person["inschrijvingsdatum"]:
        rows.append(row(_("Ingeschreven in deze gemeente sinds"), day(person["inschrijvingsdatum"])))
    return rows


def address(place: dict) -> str:
    """In two lines; an address abroad or a place without one is in words."""
    if not place.get("straat"):
        return place["omschrijving"] if place.get("soort") in ("locatie", "buitenland") else ""
    number = f"{place['huisnummer'] or ''}{place['huisletter']}{'-' + place['toevoeging'] if place['toevoeging'] else ''}"
    postcode = f"{place['postcode'][:4]} {place['postcode'][4:]}".strip()
    return f"{place['straat']} {number}\n{postcode} {place['woonplaats']}".strip()


def family(person: dict, doubted: set[str]) -> list[dict]:
    partner, children = person["partner"], person["kinderen"]
    kinds = {"huwelijk": _("Getrouwd met"), "geregistreerd partnerschap": _("Geregistreerd partner")}
    first = row(kinds.get(partner["soort"], _("Partner")), partner["naam"], birthday(partner), doubted="partner" in doubted) if partner else row(
        _("Partner"), _("Geen"), doubted="partner" in doubted)
    return [first, *([row(_("Kind"), child["naam"], birthday(child), doubted="kinderen" in doubted) for child in children] or [
        row(_("Kinderen"), _("Geen"), doubted="kinderen" in doubted)])]


def birthday(one: dict) -> str:
    return _("Geboren op: %(day)s.") % {"day": born(one)} if born(one) else ""


def born(one: dict) -> str:
    """A date known in part is in the register's words: "april 1986"."""
    return day(one["geboortedatum"]) if one["geboortedatum"] else said(one["geboortedatum_woorden"])


def papers(found: list[dict]) -> list[dict]:
    if not found:
        return [row(_("Paspoort of identiteitskaart"), _("Geen"))]
    return [row(said(one["soort"].capitalize()), _("Nummer %(number)s") % {"number": one["nummer"]}, validity(one)) for one in found]


def validity(one: dict) -> str:
    ends = day(one["geldig_tot"]) if one["geldig_tot"] else ""
    sentences = {
        "geldig": _("Geldig tot en met %(day)s.") if ends else _("Geldig."), "verlopen": _("Verlopen op %(day)s.") if ends else _("Verlopen."),
        "vermist": _("Opgegeven als vermist."), "ingehouden": _("Ingehouden."),
    }
    return sentences.get(one["status"], "") % {"day": ends}


def day(text: str) -> str:
    return written.day_year(date.fromisoformat(text))
