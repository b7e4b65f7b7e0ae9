"""How services are really used, month by month: numbers of nobody, and none under five."""
from __future__ import annotations

from datetime import date, timedelta

from django.views.decorators.http import require_safe

from balie.cases.public import exports
from balie.catalogue import public as catalogue
from balie.kernel import clock, dutch
from balie.workspace.coverage.lists import MAY, address, named, paged, searched, service, show
from balie.workspace.frame import official

FEW, FEWER = "Minder dan 5", "Te weinig"
MONTHS = 12
HEADS = ("Begonnen zaken", "Zelf online begonnen", "Besloten", "Zonder medewerker", "Begonnen formulieren", "Daarvan verstuurd", "Afgerond",
         "Helft klaar binnen")
COLUMNS = [{"label": label, "numeric": True} for label in ("Begonnen zaken", "Besloten", "Begonnen formulieren", "Afgerond")]


@require_safe
@official(MAY)
def usage(request):
    slug = service(request)
    return of_service(request, slug) if slug else of_month(request)


@require_safe
@official(MAY)
def as_file(request):
    slug = service(request)
    if slug:
        rows = [(f"{use.month:%Y-%m}", *told(use)) for use in catalogue.use_of(slug, months=last_months())]
        return exports.as_csv_file("gebruik-per-maand.csv", [("maand", *map(str.lower, HEADS)), *rows])
    month = chosen(request)
    rows = [(use.service, *told(use)) for use in catalogue.use_in(month).values()]
    return exports.as_csv_file(f"gebruik-{month:%Y-%m}.csv", [("dienst", *map(str.lower, HEADS)), *rows])


def of_month(request):
    since, text, names = catalogue.used_since(), searched(request), named()
    month = chosen(request)
    uses = [use for use in catalogue.use_in(month).values() if text.casefold() in f"{use.service} {names.get(use.service, '')}".casefold()]
    uses.sort(key=lambda use: (-(use.started or 0), names.get(use.service, use.service).casefold()))
    pages = paged(request, uses, "usage", maand=f"{month:%Y-%m}", zoek=text)
    before, after = month - timedelta(days=1), following(month)
    context = {
        "title": "Gebruik", "called": called(month), "columns": [{"label": "Dienst"}, *COLUMNS], "pages": pages, "sought": text,
        "keep": {"maand": f"{month:%Y-%m}"}, "running": month == first(clock.today()), "count": len(uses),
        "since_called": called(since) if since else "",
        "rows": [
            [{"text": names.get(use.service, use.service), "href": address("usage", dienst=use.service)}, *cells(use)] for use in pages["shown"]
        ],
        "earlier": address("usage", maand=f"{before:%Y-%m}", zoek=text) if since and before >= since else "",
        "later": address("usage", maand=f"{after:%Y-%m}", zoek=text) if after <= clock.today() else "",
        "download": address("usage_file", maand=f"{month:%Y-%m}"),
    }
    return show(request, "usage", "usage", context)


def of_service(request, slug: str):
    """The last twelve months, the newest first. What nobody used, or does not exist, has empty months."""
    uses = catalogue.use_of(slug, months=last_months())
    context = {
        "title": named().get(slug, slug), "columns": [{"label": "Maand"}, *COLUMNS], "download": address("usage_file", dienst=slug),
        "rows": [[{"text": called(use.month), "href": address("usage", maand=f"{use.month:%Y-%m}")}, *cells(use)] for use in uses],
    }
    return show(request, "usage_of_service", "usage", context)


def cells(use: catalogue.Use) -> list[dict]:
    """Each number with what it says of it below."""
    half = "helft dezelfde dag" if use.days == 0 else f"helft binnen {days(use.days, use.closed)}"
    return [
        {"text": number(use.started), "sub": below(use.online, use.started, "zelf online")},
        {"text": number(use.decided), "sub": below(use.alone, use.decided, "zonder medewerker")},
        {"text": number(use.begun), "sub": below(use.sent, use.begun, "verstuurd")},
        {"text": number(use.closed), "sub": half if use.closed else ""},
    ]


def below(found: catalogue.Share | None, whole: int | None, what: str) -> str:
    """Nothing below a number that says enough."""
    said = share(found, whole)
    if not whole:
        return ""
    return "te weinig voor een percentage" if said == FEWER else f"{said[:1].lower()}{said[1:]} {what}"


def told(use: catalogue.Use) -> list[str]:
    """A column each, for a file."""
    return [
        number(use.started), share(use.online, use.started), number(use.decided), share(use.alone, use.decided), number(use.begun),
        share(use.sent, use.begun), number(use.closed), days(use.days, use.closed),
    ]


def number(found: int | None) -> str:
    return FEW if found is None else str(found)


def share(found: catalogue.Share | None, whole: int | None) -> str:
    """`whole`: of what it is the share; of nothing there is none."""
    if found is None:
        return "–" if whole == 0 else FEWER
    return {"": "", "less": "Minder dan ", "more": "Meer dan "}[found.bound] + f"{found.percent}%"


def days(found: float | None, closed: int | None) -> str:
    if found is None:
        return "–" if closed == 0 else FEWER
    if found == 0:
        return "Dezelfde dag"
    return f"{found:g} {'dag' if found == 1 else 'dagen'}".replace(".", ",")


def chosen(request) -> date:
    """The first day of the month that was asked for, else of the last whole month; never one from before the numbers, or one to come."""
    today = first(clock.today())
    since = catalogue.used_since() or today
    try:
        asked = date.fromisoformat(f"{request.GET.get('maand', '')}-01")
    except ValueError:
        asked = first(today - timedelta(days=1))
    return min(max(first(asked), since), today)


def last_months() -> list[date]:
    months = [first(clock.today())]
    while len(months) < MONTHS:
        months.append(first(months[-1] - timedelta(days=1)))
    return months


def first(day: date) -> date:
    return day.replace(day=1)


def following(month: date) -> date:
    return first(month + timedelta(days=31))


def called(month: date) -> str:
    return f"{dutch.MONTHS[month.month - 1]} {month.year}"
