"""KVK API Basisprofiel 1: a business by its KvK number, with its main branch and owner."""
from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from balie.demo import faults, place
from balie.demo.registers.problem import needs_key, problem


def _listed(kvk: str, row: dict) -> dict:
    """As in the list of branches: the whole address in one line."""
    one = _branch(kvk, row)
    (home,) = one.pop("adressen")
    return {**one, "indAdresAfgeschermd": "Nee", "volledigAdres": home["volledigAdres"]}


def _branch(kvk: str, row: dict) -> dict:
    home = row["adres"]
    return {
        "vestigingsnummer": row["vestigingsnummer"], "kvkNummer": kvk, "eersteHandelsnaam": row["eersteHandelsnaam"],
        "indHoofdvestiging": row["indHoofdvestiging"], "indCommercieleVestiging": "Ja",
        "adressen": [{"type": "bezoekadres", "indAfgeschermd": "Nee", "straatnaam": home["straat"], "huisnummer": home["huisnummer"],
                      "huisletter": home["huisletter"], "postcode": home["postcode"], "plaats": home["woonplaats"], "land": "Nederland",
                      "volledigAdres": f"{home['straat']} {home['huisnummer']}{home['huisletter']} {home['postcode']} {home['woonplaats']}"}],
    }


@require_GET
@faults.affects("kvk")
@needs_key("kvk", header="apikey")
def profile(request: HttpRequest, number: str) -> HttpResponse:
    row = place.current().businesses.get(number)
    if row is None:
        return problem(request, 404, code="IPD0005", detail="Het opgegeven KVK-nummer bestaat niet.")
    main = next((one for one in row["vestigingen"] if one["indHoofdvestiging"] == "Ja"), None)
    return JsonResponse({
        "kvkNummer": number, "indNonMailing": "Ja", "naam": row["naam"], "statutaireNaam": row["naam"], "formeleRegistratiedatum": "20150301",
        "handelsnamen": [{"naam": row["naam"], "volgorde": 1}], "sbiActiviteiten": [{**row["sbi"], "indHoofdactiviteit": "Ja"}],
        "_embedded": {
            "hoofdvestiging": _branch(number, main) if main else None,
            "eigenaar": {"rsin": row["rsin"], "rechtsvorm": row["rechtsvorm"], "uitgebreideRechtsvorm": row["rechtsvorm"]},
        },
    }, json_dumps_params={"ensure_ascii": False})


@require_GET
@faults.affects("kvk")
@needs_key("kvk", header="apikey")
def branches(request: HttpRequest, number: str) -> HttpResponse:
    row = place.current().businesses.get(number)
    if row is None:
        return problem(request, 404, code="IPD0005", detail="Het opgegeven KVK-nummer bestaat niet.")
    return JsonResponse({"kvkNummer": number, "aantalTotaleVestigingen": len(row["vestigingen"]),
                         "vestigingen": [_listed(number, one) for one in row["vestigingen"]]}, json_dumps_params={"ensure_ascii": False})
