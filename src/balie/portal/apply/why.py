"""Why this question, this amount, this stop: said beside it, for who wants to know, and only where an earlier answer made it so."""
from __future__ import annotations

from django.utils.translation import gettext as _

from balie.forms import public as forms
from balie.look import written


def of_questions(application, page: forms.PageState) -> dict[str, tuple[str, ...]]:
    """Name of a question → sentences. The first speaks for the page too; questions in a row with the same reason say it once."""
    plan, state = application.plan, application.state
    reasons, found, before = forms.why_questions(plan, state, page), {}, ""
    for place, each in enumerate(page.questions):
        because = reasons.get(each.name, "")
        of_page = forms.why_page(plan, state, page) if place == 0 else ""
        said = [_("U ziet deze pagina, want %(why)s.") % {"why": of_page}] if of_page else []
        if because and because != before:
            said.append(_("U ziet deze vraag, want %(why)s.") % {"why": because})
        if said:
            found[each.name] = tuple(said)
        before = because
    return found


def of_price(application) -> list[str]:
    """The rows of the bill, each with why it counts; nothing when everybody pays the same rows."""
    return [_row(each) for each in forms.why_costs(application.plan, application.state)]


def _row(each: forms.CostReason) -> str:
    about = {"label": each.label, "amount": "" if each.amount is None else written.euro(each.amount), "why": each.why}
    return (_("%(label)s: %(amount)s, want %(why)s.") if each.why else _("%(label)s: %(amount)s.")) % about


def of_stop(application) -> str:
    because = forms.why_stopped(application.plan, application.state)
    return _("U ziet deze pagina, want %(why)s.") % {"why": because} if because else ""
