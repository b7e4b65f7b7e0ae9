"""What happens in a life: a plan of steps that apply to this person, or the services that belong to it. Answers and progress of a visitor stand in
the visitor's own session; of a resident who logged in they are kept."""
from __future__ import annotations

from types import SimpleNamespace

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from balie.cases import public as cases
from balie.catalogue import public as catalogue
from balie.plans import public as plans
from balie.portal.apply import fields
from balie.portal.public import words
from balie.portal.public.pages import language


@require_http_methods(["GET", "POST"])
def life_event(request, event: str):
    found = next((one for one in catalogue.life_events(language=language()) if one.slug == event), None)
    if found is None:
        raise Http404
    if not plans.has_plan(event, language()):
        rows = [{"card": card, "hint": words.hint(card)} for card in found.services]
        return render(request, "portal/public/life_event.html", {"event": found, "rows": rows, "title": found.name})
    kept, errors, raw = kept_of(request, event), {}, {}
    if request.method == "POST" and "weg" in request.POST:
        forget(request, event)
        return redirect(reverse("portal:life_event", args=[event]))
    if request.method == "POST":
        kept, errors, raw = changed(request, event, kept)
        if not errors:
            keep(request, event, kept)
            step = request.POST.get("klaar") or request.POST.get("open")
            return redirect(reverse("portal:life_event", args=[event]) + (f"#stap-{step}" if step and step.isidentifier() else "#plan"))
    view = plans.plan_of(event, kept, language=language(), served=served(request))
    context = {
        "event": found, "plan": view, "begun": bool(kept.answers or kept.done), "title": found.name, "asked": asked(view, raw, errors),
        "rest": rest(found, view),
    }
    context["errors"] = fields.summary(context["asked"])
    return render(request, "portal/public/plan.html", context, status=422 if errors else 200)


def kept_of(request, event: str) -> plans.Kept:
    """Of a resident what is kept; what they did before they logged in goes along."""
    kept = plans.kept_of(request.resident, event) if request.resident else None
    return kept or plans.Kept(**request.session.get(key(event), {"answers": {}}))


def keep(request, event: str, kept: plans.Kept) -> None:
    if request.resident is not None:
        plans.keep(resident=request.resident, slug=event, kept=kept)
        request.session.pop(key(event), None)
    else:
        request.session[key(event)] = {"answers": dict(kept.answers), "done": list(kept.done)}


def forget(request, event: str) -> None:
    request.session.pop(key(event), None)
    if request.resident is not None:
        plans.forget(resident=request.resident, slug=event)


def changed(request, event: str, kept: plans.Kept) -> tuple[plans.Kept, dict, dict]:
    """A step that is done, or open again; or the answers."""
    if step := request.POST.get("klaar"):
        return plans.Kept(answers=kept.answers, done=(*kept.done, step)), {}, {}
    if step := request.POST.get("open"):
        return plans.Kept(answers=kept.answers, done=tuple(each for each in kept.done if each != step)), {}, {}
    answers, errors, raw = plans.answered(event, {name: request.POST.getlist(name) for name in request.POST}, language=language())
    return plans.Kept(answers=answers, done=kept.done), errors, raw


def key(event: str) -> str:
    return f"plan:{event}"


def served(request) -> frozenset[str]:
    """The services of which this resident has a zaak: those steps are done by themselves."""
    return cases.services_of(request.resident) if request.resident else frozenset()


def asked(view: plans.PlanView, raw, errors) -> list:
    if view.questions is None:
        return []
    about = SimpleNamespace(plan=view.compiled, state=view.state, person_id=None, version_id=None)
    return [fields.field_of(about, question, raw, errors) for question in view.questions.questions]


def rest(found, view: plans.PlanView) -> list[dict]:
    """What belongs to it and is no step of this plan."""
    steps = {step.card.slug for stage in view.stages for step in stage.steps if step.card}
    return [{"card": card, "hint": words.hint(card)} for card in found.services if card.slug not in steps]
