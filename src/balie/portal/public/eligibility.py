""""Kan ik dit aanvragen?": a few questions before anybody logs in. Nothing is stored but the answers, in the visitor's own session."""
from __future__ import annotations

from types import SimpleNamespace

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balie.catalogue import public as catalogue
from balie.forms import public as forms
from balie.kernel import clock, tenancy
from balie.portal.apply import fields
from balie.portal.public.pages import language
from balie.portal.public.services import service_or_404


@require_http_methods(["GET", "POST"])
def check(request, service: str):
    """All questions on one page; the answer under it: yes, or what to do instead. Answers go along to the application."""
    view = service_or_404(service)
    if not view.has_check:
        return redirect("portal:service", service)
    plan = catalogue.plan(view.version_id, language=language())
    answers, errors, raw = read(plan, service, request) if request.method == "POST" else (request.session.get(key(service), {}), {}, {})
    state = evaluated(plan, service, answers)
    if request.method == "POST":
        request.session[key(service)] = answers
        errors = {question.name: question.missing_text for question in state.questions if question.missing} | errors
    stopped = state.stop if request.method == "POST" and not errors else None
    asked = SimpleNamespace(plan=plan.check, state=state, version_id=view.version_id)
    shown = [fields.field_of(asked, question, raw, errors) for question in state.questions]
    context = {
        "service": view, "fields": shown, "errors": fields.summary(shown), "stop": stopped, "title": _("Kan ik dit aanvragen?"),
        "good": request.method == "POST" and not errors and state.complete and stopped is None,
    }
    return render(request, "portal/public/eligibility.html", context, status=422 if errors else 200)


def key(service: str) -> str:
    """Where the answers wait in the session until the application begins."""
    return f"check:{service}"


def evaluated(plan, service: str, answers: dict) -> forms.CheckState:
    return forms.evaluate_check(
        plan, answers, today=clock.today(), settings=catalogue.settings_of(service), known={"gemeente": {"naam": tenancy.current().naam}}
    )


def read(plan, service: str, request) -> tuple[dict, dict, dict]:
    """What was posted: answers in stored form, errors, and everything as typed. A question that is not shown may be absent."""
    posted = {name: request.POST.getlist(name) for name in request.POST}
    answers, errors, raw = {}, {}, {}
    for question in evaluated(plan, service, {}).questions:
        answer = plan.check.types[question.name].parse(posted, question.name)
        raw[question.name] = answer.raw
        if answer.error:
            errors[question.name] = answer.error
        elif answer.json is not None:
            answers[question.name] = answer.json
    return answers, errors, raw
