"""What people see of the zaaksysteem: the zaken that came in, and two buttons to do what an official there would."""
from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from balie.demo.pages import page, same_site
from balie.demo.zaaksysteem import catalogus, store, zaken

MOST = 1000


def line(row: dict) -> dict:
    url, kind = row["url"], catalogus.found("zaaktypen", row["zaaktype"])
    statuses = sorted(store.rows("status", zaak=url), key=lambda each: each["datumStatusGezet"])
    status = catalogus.found("statustypen", statuses[-1]["statustype"]) if statuses else None
    return {
        "key": row["uuid"], "name": row["identificatie"], "kind": kind["omschrijving"] if kind else "",
        "status": status["omschrijving"] if status else "Nog geen",
        "closed": row["einddatum"] is not None, "papers": len(list(store.rows("zio", zaak=url))), "people": len(list(store.rows("rol", zaak=url))),
        "properties": [{"name": each["naam"], "value": each["waarde"]} for each in store.rows("eigenschap", zaak=url)],
    }


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    rows = [line(row) for row in reversed(list(store.rows("zaak")))]
    return page("zaaksysteem.html", {"rows": rows[:100], "active": "zaaksysteem"})


@require_GET
def as_json(request: HttpRequest) -> HttpResponse:
    """For tests that drive a browser."""
    return JsonResponse({"zaken": [line(row) for row in store.rows("zaak")]})


@require_POST
@same_site
def work(request: HttpRequest, identification: str) -> HttpResponse:
    """`doe`: begin (In behandeling), weg (destroyed), or the name of a result: closes the zaak with it."""
    row, wanted = store.get("zaak", identification), request.POST.get("doe", "")
    if row is not None and wanted == "weg":
        zaken.destroy(row)
        return _back()
    if row is None or row["einddatum"] is not None or wanted not in ("begin", *catalogus.RESULTS):
        raise Http404
    kinds = [each for each in catalogus.of("statustypen").values() if each["zaaktype"] == row["zaaktype"]]
    if wanted == "begin":
        zaken.set_status(row, kinds[1], zaken.now())
    else:
        results = catalogus.of("resultaattypen").values()
        zaken.set_result(row, next(each for each in results if each["zaaktype"] == row["zaaktype"] and each["omschrijving"] == wanted))
        zaken.set_status(row, kinds[-1], zaken.now())
    return _back()


@require_POST
@same_site
def make(request: HttpRequest) -> HttpResponse:
    """Zaken that began here, and not with Balie: `aantal` of them, with the resident of `bsn` as initiator when that is given."""
    try:
        count = min(MOST, max(1, int(request.POST.get("aantal", "1"))))
    except ValueError:
        raise Http404 from None
    for _ in range(count):
        zaken.begin(bsn=request.POST.get("bsn", "").strip())
    return _back()


def _back() -> HttpResponse:
    response = HttpResponse(status=303)
    response["Location"] = "/zaaksysteem"
    return response
