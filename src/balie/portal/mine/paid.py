"""Everything that was paid, is to be paid or comes back, on one page; and a receipt of each payment to keep."""
from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balie.applications import public as applications
from balie.cases import public as cases
from balie.documents import public as documents
from balie.kernel import clock
from balie.look import written
from balie.payments import public as payments
from balie.portal.mine.frame import mine, page
from balie.portal.mine.overview import service_titles
from balie.portal.said import of_service, said

TONES = {"betaald": "done", "open": "waiting", "mislukt": "waiting", "vervallen": "neutral"}


@dataclass(frozen=True)
class Owned:
    """For what a payment is. `pay`: where it can be paid now; empty: not any more."""

    title: str
    kenmerk: str
    pay: str


@require_safe
@mine
def payments_page(request):
    owned = owned_by(request.resident)
    found = sorted((each for some in payments.for_owners(owned).values() for each in some), key=lambda each: each.created, reverse=True)
    back = payments.refunds_of(each.id for each in found)
    lines = [line(each, owned[each.owner], back.get(each.id, ())) for each in found]
    return page(request, "portal/mine/payments.html", {"lines": lines, "title": _("Betalingen")}, here="mijn_betalingen")


def owned_by(resident) -> dict[str, Owned]:
    """What this resident was asked to pay for, by the name under which payments know it."""
    titles, found = service_titles(), {}
    for each in applications.paying_of(resident):
        pay = reverse("portal:pay", args=[each.id]) if each.status == "betalen" else ""
        found[f"application:{each.id}"] = Owned(titles.get(each.service, each.service), each.kenmerk or "", pay)
    for each in cases.paying_zaken_of(resident):
        pay = reverse("portal:mijn_betalen", args=[each.zaak_id]) if each.is_open else ""
        found[f"zaak:{each.zaak_id}"] = Owned(of_service(each.service)(each.title), each.kenmerk, pay)
    return found


def line(each: payments.PaymentView, owned: Owned, back: tuple[payments.RefundView, ...]) -> dict:
    open_ = each.status != "betaald"
    status = "vervallen" if open_ and not owned.pay else each.status
    day = each.paid_at or each.created
    return {
        "title": owned.title, "kenmerk": owned.kenmerk, "amount": written.euro(each.amount), "day": written.day_year(clock.local(day).date()),
        "status": _("Vervallen") if status == "vervallen" else said(each.status_name), "tone": TONES[status], "pay": owned.pay if open_ else "",
        "receipt": "" if open_ else reverse("portal:mijn_betaalbewijs", args=[each.id]), "back": [returned(one) for one in back],
    }


def returned(one: payments.RefundView) -> dict:
    return {
        "amount": written.euro(one.amount), "status": said(one.status_name), "reason": said(one.reason), "failed": one.status == "mislukt",
        "day": written.day_year(clock.local(one.created).date()),
    }


@require_safe
@mine
def receipt(request, id):
    """Of an own payment that came in, as a tagged PDF."""
    owned = owned_by(request.resident)
    found = next((each for some in payments.for_owners(owned).values() for each in some if each.id == id and each.status == "betaald"), None)
    if found is None:
        raise Http404
    about, back = owned[found.owner], payments.refunds_of([id]).get(id, ())
    rows = [
        (_("Waarvoor"), about.title), (_("Bedrag"), written.euro(found.amount)),
        (_("Betaald op"), written.day_year(clock.local(found.paid_at).date())),
        *((said(one.status_name), f"{written.euro(one.amount)}, {written.day_year(clock.local(one.created).date())}") for one in back),
    ]
    paper = documents.Paper(
        kind=documents.CONFIRMATION, title=_("Betaalbewijs"), kenmerk=about.kenmerk, day=clock.local(found.paid_at).date(),
        sections=[documents.Section(_("Uw betaling"), rows)], language=written.language(), body=_("Wij hebben uw betaling ontvangen."),
    )
    response = HttpResponse(documents.render_pdf(paper, documents.HouseStyle.of(request.gemeente)), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="betaalbewijs-{about.kenmerk or id}.pdf"'
    return response
