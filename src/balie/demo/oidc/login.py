"""The page side: choose a test person and a level, then log in, cancel, run out of time, fail, or be refused."""
from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_POST

from balie.demo import faults, place
from balie.demo.local import is_local
from balie.demo.oidc.profiles import PROFILES, Profile
from balie.demo.oidc.provider import issuer, new_code
from balie.demo.pages import page, same_site, seal, unseal

REFUSALS = {
    "annuleren": ("access_denied", "De gebruiker heeft het inloggen geannuleerd"),
    "time-out": ("login_required", "Het inloggen duurde te lang"),
    "fout": ("server_error", "Er ging iets mis bij de aanbieder"),
    "weigeren": ("access_denied", "De aanbieder weigert deze gebruiker"),
}
# What a person notices of a fault that the console switched on: they come back with an error, as they would from the real provider.
FAULTS = {
    "error": ("server_error", "Er ging iets mis bij de aanbieder"), "timeout": ("temporarily_unavailable", "De aanbieder antwoordt niet"),
    "refuse": ("access_denied", "De aanbieder weigert deze gebruiker"),
}
LONGEST_WAIT = 5  # seconds that a person looks at "geen antwoord"


def _back(profile: Profile, asked: dict, **values: str) -> HttpResponseRedirect:
    if asked.get("state"):
        values["state"] = asked["state"]
    joint = "&" if "?" in asked["redirect_uri"] else "?"
    response = HttpResponseRedirect(f"{asked['redirect_uri']}{joint}{urlencode({**values, 'iss': issuer(profile)})}")
    response.status_code = 303
    return response


@require_GET
def authorize(request: HttpRequest, provider: str) -> HttpResponse:
    """The authorization request (OpenID Connect Core §3.1.2.1). Errors about client or address stay on this page."""
    profile = PROFILES[provider]
    names = ("client_id", "redirect_uri", "state", "nonce", "code_challenge", "acr_values")
    asked = {name: request.GET[name] for name in names if request.GET.get(name)}
    if asked.get("client_id") != place.current().config.client_id or not is_local(asked.get("redirect_uri", "")):
        return page("fout.html", {"title": f"{profile.name} kent deze website niet"}, status=400)
    if request.GET.get("response_type") != "code":
        return _back(profile, asked, error="unsupported_response_type")
    if "openid" not in request.GET.get("scope", "").split():
        return _back(profile, asked, error="invalid_scope")
    if request.GET.get("code_challenge_method") != "S256" or not asked.get("code_challenge"):
        return _back(profile, asked, error="invalid_request", error_description="PKCE with S256 is required")
    fault = faults.in_the_way(provider)
    return _broken(profile, asked, fault) if fault else _page(profile, asked)


def _broken(profile: Profile, asked: dict, fault: str) -> HttpResponse:
    """Back with an error; a provider that does not answer keeps somebody waiting first."""
    error, description = FAULTS[fault]
    back = _back(profile, asked, error=error, error_description=description)
    if fault != "timeout":
        return back
    waiting = page("wachten.html", {"name": profile.name, "back": back["Location"]}, status=504)
    waiting["Refresh"] = f"{min(faults.of(profile.key)[1], LONGEST_WAIT):.0f}; url={back['Location']}"
    return waiting


def _page(profile: Profile, asked: dict, found: list[dict] | None = None, words: str = "") -> HttpResponse:
    wanted = next((acr for acr in asked.get("acr_values", "").split() if acr in profile.levels), profile.default)
    levels = [{"acr": acr, "name": short, "words": text, "chosen": acr == wanted} for acr, (short, text) in profile.levels.items()]
    people = _businesses() if profile.key == "eherkenning" else place.current().town.test_people
    return page("inloggen.html", {
        "profile": profile, "request": seal(asked, f"oidc-{profile.key}"), "levels": levels, "people": people, "found": found, "words": words,
        "wanted": profile.levels[wanted][0], "action": f"/{profile.key}/login"})


def _businesses() -> list[dict]:
    town = place.current()
    rows = []
    for row in town.town.businesses[:6]:
        for branch in row["vestigingen"]:
            home = branch["adres"]
            place_of = f"{home['straat']} {home['huisnummer']}"
            rows.append({"bsn": f"{row['kvkNummer']}/{branch['vestigingsnummer']}", "name": row["naam"], "key": row["kvkNummer"],
                         "sentence": f"{row['rechtsvorm']}, KvK {row['kvkNummer']}. {place_of}. Namens {row['eigenaarNaam']}."})
    return rows


def _search(profile: Profile, words: str) -> list[dict]:
    """At most 20 residents (or businesses) in whose name every word occurs."""
    parts = words.lower().split()
    town, out = place.current(), []
    if profile.key == "eherkenning":
        pool = [(row["naam"] + " " + row["kvkNummer"], {"bsn": f"{row['kvkNummer']}/", "name": row["naam"], "sentence": f"KvK {row['kvkNummer']}"})
                for row in town.town.businesses]
    else:
        pool = []
        for person in town.persons.values():
            name = " ".join(person["naam"].get(key, "") for key in ("voornamen", "voorvoegsel", "geslachtsnaam")).replace("  ", " ")
            home = person.get("verblijfplaats", {})
            line = f"{home.get('straat', '')} {home.get('huisnummer', '')}, {home.get('woonplaats', '')}".strip(" ,")
            pool.append((f"{name} {line}", {"bsn": person["burgerservicenummer"], "name": name, "sentence": line}))
    for text, row in pool:
        if parts and all(part in text.lower() for part in parts):
            out.append(row)
    return out[:20]


@require_POST
@same_site
def login(request: HttpRequest, provider: str) -> HttpResponse:
    """The form of the page. `knop` is zoeken, inloggen, annuleren, time-out, fout or weigeren; `persoon` a BSN, or "kvk/vestiging"."""
    profile = PROFILES[provider]
    asked = unseal(request.POST.get("request", ""), f"oidc-{provider}")
    if asked is None:
        return page("fout.html", {"title": "Deze pagina is verlopen. Begin opnieuw met inloggen."}, status=400)
    button = request.POST.get("knop", "inloggen")
    if button == "zoeken":
        words = request.POST.get("zoek", "")
        return _page(profile, asked, _search(profile, words), words)
    if button in REFUSALS:
        error, description = REFUSALS[button]
        return _back(profile, asked, error=error, error_description=description)
    who = _who(profile, request.POST.get("persoon", ""))
    if who is None:
        return page("fout.html", {"title": "Kies eerst een persoon van de lijst"}, status=400)
    acr = request.POST.get("niveau", "")
    return _back(profile, asked, code=new_code(profile, asked, who, acr if acr in profile.levels else profile.default))


def _who(profile: Profile, chosen: str) -> dict | None:
    town = place.current()
    if profile.key == "digid":
        person = town.persons.get(chosen)
        return {"bsn": chosen} if person and not person.get("overlijden") else None
    number, _, branch = chosen.partition("/")
    business = town.businesses.get(number)
    return {"kvk": number, "vestiging": branch, "bsn": business["eigenaar"]} if business else None
