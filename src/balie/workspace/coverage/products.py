"""Every product of municipalities: which services there are for it, how far it goes online, and why no further."""
from __future__ import annotations

from django.urls import reverse
from django.views.decorators.http import require_safe

from balie.cases.public import exports
from balie.catalogue import public as catalogue
from balie.workspace.coverage.lists import MAY, address, named, paged, searched, show
from balie.workspace.frame import official

STATES = {  # of a line → in the address, in words, tone of the badge
    "fully": ("helemaal", "Helemaal online", "done"), "partly": ("deels", "Deels online", "busy"),
    "not": ("begonnen", "Alleen begonnen online", "waiting"), "none": ("open", "Nog geen dienst", "neutral"),
}
SHORT = {"fully": "Helemaal", "partly": "Deels", "not": "Alleen begin", "none": "Geen dienst"}
ALL = "alle"
COLUMNS = [{"label": "Product"}, {"label": "Gemeenten", "numeric": True}, {"label": "Aandeel", "numeric": True}, {"label": "Zelf te regelen"},
           {"label": "Diensten"}]
MOST = 5


@require_safe
@official(MAY)
def products(request):
    found, state, text = catalogue.coverage(), chosen(request), searched(request)
    names = named()
    lines, everything = filtered(found, state, text, names), filtered(found, ALL, text, names)
    counts = {code: sum(line.state == each for line in everything) for each, (code, _label, _tone) in STATES.items()}
    context = {
        "title": "Dekking", "stats": stats(found), "chips": chips(state, text, counts | {ALL: len(everything)}), "sought": text,
        "keep": {"toon": "" if state == ALL else state},
        "columns": COLUMNS, "pages": paged(request, lines, "coverage", toon=state, zoek=text),
        "best": [] if text or state != ALL else best(found), "unknown": [names.get(slug, slug) for slug in found.unknown],
        "download": address("coverage_file", toon=state, zoek=text),
    }
    context["rows"] = [row(line, found, names) for line in context["pages"]["shown"]]
    return show(request, "products", "coverage", context)


@require_safe
@official(MAY)
def as_file(request):
    found = catalogue.coverage()
    names = named()
    head = ("product", "adres", "gemeenten", "aandeel in procenten", "zelf te regelen", "diensten", "waarom niet helemaal")
    rows = (
        (line.product.name, line.product.uri, line.product.listings, share(line.product.listings, found.listings)[:-1], STATES[line.state][1],
         ", ".join(line.product.covered_by), " ".join(line.why))
        for line in filtered(found, chosen(request), searched(request), names)
    )
    return exports.as_csv_file("dekking.csv", [head, *rows])


def chosen(request) -> str:
    state = request.GET.get("toon", ALL)
    return state if state in {code for code, _label, _tone in STATES.values()} else ALL


def filtered(found: catalogue.Coverage, state: str, text: str, names: dict[str, str]) -> list[catalogue.Line]:
    wanted = text.casefold()
    return [line for line in found.lines if state in (ALL, STATES[line.state][0]) and wanted in _words(line, names)]


def _words(line: catalogue.Line, names: dict[str, str]) -> str:
    """By what a product is found."""
    covered = (f"{slug} {names.get(slug, '')}" for slug in line.product.covered_by)
    return " ".join([line.product.name, line.product.heading, *covered, *line.why]).casefold()


def row(line: catalogue.Line, found: catalogue.Coverage, names: dict[str, str]) -> list:
    tone = STATES[line.state][2]
    said = ", ".join(names.get(slug, slug) for slug in line.product.covered_by)
    return [
        {"text": line.product.heading, "href": reverse("portal:product", args=[line.product.slug])}, str(line.product.listings),
        share(line.product.listings, found.listings), {"badge": SHORT[line.state], "tone": tone}, {"text": said or "Geen", "sub": " ".join(line.why)},
    ]


def stats(found: catalogue.Coverage) -> list[dict]:
    return [
        {"number": share(found.fully, found.listings), "label": "helemaal online, gewogen"},
        {"number": share(found.covered, found.listings), "label": "heeft een dienst, gewogen"},
        {"number": f"{found.products}", "label": f"van de {len(found.lines)} producten"},
        {"number": str(len(found.confirm)), "label": "keer te bevestigen", "href": reverse("workspace:confirm")},
    ]


def chips(state: str, text: str, counts: dict[str, int]) -> list[dict]:
    labels = [(ALL, "Alle"), *((code, label) for code, label, _tone in STATES.values())]
    return [
        {"label": label, "href": address("coverage", toon=code, zoek=text), "count": counts[code], "current": code == state} for code, label in labels
    ]  # fmt: skip


def best(found: catalogue.Coverage) -> list[dict]:
    """What would raise a share most: a service for what has none, and making it go all the way."""
    partly = [line.product for line in found.lines if line.state in ("partly", "not")][:MOST]
    return [
        {"title": title, "href": address("coverage", toon=code), "all": everything, "rows": [
            {"title": each.heading, "href": reverse("portal:product", args=[each.slug]),
             "text": f"{each.listings} gemeenten, plus {share(each.listings, found.listings)}"} for each in products
        ]}
        for title, code, everything, products in (
            ("Een dienst hiervoor voegt het meeste toe", "open", "Alles zonder dienst", found.open(MOST)),
            ("Dit helemaal online voegt het meeste toe", "deels", "Alles wat deels online is", partly),
        ) if products
    ]  # fmt: skip


def share(part: int, whole: int) -> str:
    """In Dutch, with one decimal."""
    return f"{100 * part / whole:.1f}%".replace(".", ",") if whole else "0%"
