"""Helping a resident at the counter: find who it is, say which document was seen and why, and go with them through the portal."""
from __future__ import annotations

import re
from uuid import UUID

from django.db import transaction
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from balie.identity import public as identity
from balie.registers import public as registers
from balie.workspace.frame import official, page
from balie.workspace.words import Typed, typed_day, with_days

DOCUMENTS = ("Paspoort", "Identiteitskaart", "Rijbewijs", "Verblijfsdocument", "Vragen uit de BRP")
LEGAL_BASIS = "Wet basisregistratie personen artikel 1.7"
WRONG = {"document_kind": "soort", "reason": "reden", "bsn": "bsn"}
WITHOUT_BSN = ("achternaam", "geboren", "postcode", "huisnummer")
NOBODY = "Wij vinden niemand met deze gegevens. Controleer wat u hebt ingevuld."


@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
@official("inwoner.helpen")
def find(request):
    """The BRP is asked outside the transaction of the request: it may be slow. What was typed is never in an address."""
    if request.method == "GET":
        return show(request)
    try:
        asked = question(request.POST)
        with transaction.atomic():
            found = registers.search(
                official=request.official, purpose=request.POST.get("reden", "").strip(), legal_basis=LEGAL_BASIS, **asked
            )
    except Typed as wrong:
        return show(request, wrong={wrong.field: str(wrong)}, status=422)
    except identity.InvalidInput as wrong:
        return show(request, wrong={"bsn": str(wrong)}, status=422)
    except (registers.RegisterUnavailable, registers.NotKnown) as away:
        return show(request, wrong={"": str(away)}, status=503)
    return show(request, found=found) if found else show(request, wrong={"": NOBODY}, status=422)


def question(posted) -> dict:
    """Which search: by BSN, by name and day of birth, or by address. Raises `Typed`."""
    if not posted.get("reden", "").strip():
        raise Typed("reden", "Schrijf kort op waarmee u helpt. De inwoner kan dit later zien.")
    bsn = "".join(sign for sign in posted.get("bsn", "") if sign.isalnum())
    if bsn:
        return {"bsn": bsn}
    name, born = posted.get("achternaam", "").strip(), typed_day(posted, "geboren")
    postcode, number = posted.get("postcode", "").replace(" ", "").upper(), posted.get("huisnummer", "").strip()
    if postcode or number:
        if not postcode or not re.fullmatch("[0-9]{1,5}", number):
            raise Typed("huisnummer" if postcode else "postcode", "Vul de postcode en het huisnummer in, bijvoorbeeld 1998 SB en 12.")
        return {"postcode": postcode, "huisnummer": int(number)}
    if not name and born is None:
        raise Typed("bsn", "Vul een burgerservicenummer in. Of zoek met naam en geboortedatum, of met het adres.")
    if not name or born is None:
        raise Typed("achternaam" if born else "geboren", "Vul de achternaam en de geboortedatum in. Allebei zijn nodig.")
    return {"geslachtsnaam": name, "geboortedatum": born.isoformat()}


@transaction.non_atomic_requests
@require_POST
@official("inwoner.helpen")
def start(request):
    """From here on the portal is used for this resident; everything is logged as help at the counter."""
    try:
        person_id = UUID(request.POST.get("persoon", ""))
    except ValueError:
        return show(request, wrong={"persoon": "Kies eerst wie u helpt. Zoek de inwoner opnieuw op."}, status=422)
    document = request.POST.get("soort", "")
    try:
        with transaction.atomic():
            identity.start_assisting(
                request, person_id=person_id, document_kind=document if document in DOCUMENTS else "", reason=request.POST.get("reden", "")
            )
    except identity.InvalidInput as wrong:
        return show(request, wrong={WRONG.get(wrong.field, ""): str(wrong)}, chosen=person_id, status=422)
    except identity.NotFound:
        return show(request, wrong={"": NOBODY}, status=422)
    return redirect("/")


@require_POST
@official()
def stop(request):
    """Stop helping; the official stays logged in."""
    if request.resident is not None and request.resident.assisted_by:
        identity.stop_assisting(request)
    return redirect("workspace:assist" if request.official.can("inwoner.helpen") else "workspace:queue")


@transaction.atomic
def show(request, *, found=(), wrong: dict[str, str] | None = None, chosen: UUID | None = None, status: int = 200):
    wrong, helping = wrong or {}, request.resident if request.resident and request.resident.assisted_by else None
    if chosen is not None and not found:
        found = [{"person_id": chosen, "naam": identity.name_of(chosen) or "De inwoner die u koos", "geboortedatum_woorden": "", "adres": ""}]
    people = [option(each if isinstance(each, dict) else vars_of(each)) for each in found]
    context = {
        "title": "Help een inwoner", "without_bsn": any(name in wrong or request.POST.get(name) for name in WITHOUT_BSN),
        "people": people, "wrong": wrong, "typed": with_days(request.POST, "geboren"), "helping": helping,
        "documents": [(each, each) for each in DOCUMENTS], "chosen": str(chosen or (people[0]["value"] if len(people) == 1 else "")),
        "errors": [{"text": text, "href": f"#f-{field}" if field else ""} for field, text in wrong.items()],
    }
    return page(request, "workspace/assist.html", context, here="Help een inwoner", status=status)


def vars_of(each: registers.FoundPerson) -> dict:
    text = ". ".join(filter(None, ("Overleden" if each.overleden else "", "Gegevens zijn geheim" if each.geheim else "", each.adres)))
    return {"person_id": each.person_id, "naam": each.naam, "geboortedatum_woorden": each.geboortedatum_woorden, "adres": text}


def option(each: dict) -> dict:
    born = f"Geboren {each['geboortedatum_woorden']}" if each["geboortedatum_woorden"] else ""
    return {"value": str(each["person_id"]), "label": each["naam"], "help": " · ".join(filter(None, (born, each["adres"])))}
