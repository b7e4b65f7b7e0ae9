"""The readable mailbox: pages for people, `/mail.json` and `/sms.json` for tests."""
from __future__ import annotations

import re
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_POST

from balie.demo import place
from balie.demo.pages import page, same_site

SHOWN = 200
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december")
ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")
SANDBOX = ("sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; default-src 'none'; "
           "style-src 'unsafe-inline'; img-src data:")


def _messages(kind: str, to: str) -> list[dict]:
    """Newest first; `to` narrows to one recipient."""
    rows = [row for row in place.current().journal.all(kind) if not to or to.lower().strip() in row["to"]]
    return rows[::-1]


def when(moment: str) -> str:
    """An ISO moment as people in the town read their clock, e.g. "23 november, 14.05 uur"."""
    local = datetime.fromisoformat(moment).astimezone(ZoneInfo("Europe/Amsterdam"))
    return f"{local.day} {MONTHS[local.month - 1]}, {local.hour}.{local.minute:02d} uur"


def _shown(kind: str, to: str) -> list[dict]:
    return [{**row, "when": when(row["at"])} for row in _messages(kind, to)[:SHOWN]]


@require_GET
def mail(request: HttpRequest) -> HttpResponse:
    to = request.GET.get("to", "")
    everyone = sorted({address for row in place.current().journal.all("mail") for address in row["to"]})
    return page("post.html", {"rows": _shown("mail", to), "to": to, "everyone": everyone, "active": "mail"})


@require_GET
def mail_json(request: HttpRequest) -> HttpResponse:
    """`{"mails": [...]}`, newest first; `?to=` one recipient."""
    return JsonResponse({"mails": _messages("mail", request.GET.get("to", ""))})


def _mail(identification: str) -> dict:
    row = place.current().journal.get("mail", identification)
    if row is None:
        raise Http404
    return row


@require_GET
def one(request: HttpRequest, identification: str) -> HttpResponse:
    row = _mail(identification)
    return page("bericht.html", {"row": {**row, "when": when(row["at"])}, "text": linked(row["text"]), "active": "mail"})


@require_GET
def one_html(request: HttpRequest, identification: str) -> HttpResponse:
    """The HTML of a message, shut in: no scripts, no outside pictures, links open in the whole window."""
    response = HttpResponse('<base target="_top">' + _mail(identification)["html"])
    response["Content-Security-Policy"] = SANDBOX
    return response


def linked(text: str) -> str:
    """Plain text as HTML in which addresses can be clicked."""
    out, last = [], 0
    for hit in ADDRESS.finditer(text):
        out.append(escape(text[last:hit.start()]))
        out.append(f'<a href="{escape(hit.group())}">{escape(hit.group())}</a>')
        last = hit.end()
    return mark_safe("".join([*out, escape(text[last:])]))  # noqa: S308 - every part was escaped above


@require_GET
def sms(request: HttpRequest) -> HttpResponse:
    rows = [{**row, "body": linked(row["body"])} for row in _shown("sms", request.GET.get("to", ""))]
    return page("sms.html", {"rows": rows, "active": "sms"})


@require_GET
def sms_json(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"sms": _messages("sms", request.GET.get("to", ""))})


@require_POST
@same_site
def empty(request: HttpRequest, kind: str) -> HttpResponse:
    """Throws the box away."""
    journal = place.current().journal
    for row in journal.all(kind):
        journal.put(kind, row["id"], None)
    response = HttpResponse(status=303)
    response["Location"] = f"/{kind}"
    return response
