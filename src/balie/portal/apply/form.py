"""One thing per page: showing a step, keeping its answers, and saying what is not right yet."""
from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from balie.applications import public as applications
from balie.identity.public import login_redirect
from balie.look import written
from balie.messages.public import render as rendered
from balie.portal.apply import behalf, completing, fields, flow, groups, kept, lookups, maps, sources, strange, uploads, why
from balie.portal.apply.holder import application_or_404, elsewhere, questions_of, who


@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def step(request, id, page: str):
    """Registers, look-ups and the scanner are asked before the transaction that keeps the answers."""
    with transaction.atomic():
        application = application_or_404(request, id)
        first = login_redirect(request, sources.login_of(application), next=request.path)
        if first is not None:
            return first
        if (gone := elsewhere(application)) is not None:
            return strange.too_late(request, gone) if request.method == "POST" else gone
        if application.state.page(page) is None:
            return flow.next_step(application)
        if request.method == "GET":
            return show(request, application, page, errors=wrong_by_now(application, page), status=200)
    return save(request, application, page)


def save(request, application, page: str):
    if _revision(request) == application.revision:  # an older page may hold a question that is gone
        strange.refuse(application, page, request.POST)
    posted = groups.changed(request.POST, {name: request.POST.getlist(name) for name in request.POST})
    with transaction.atomic():
        rows = uploads.in_rows(request, application, page, posted)
    found = completing.completed(application, page, posted)
    fresh = lookups.with_these_answers(request, application, page, posted, found.answers)
    with transaction.atomic():
        files = uploads.taken_in(request, application, page)
        try:
            saved = applications.save_page(
                application_id=application.id, page=page, posted=posted, revision=_revision(request), given={**found.answers, **files.answers},
                refused={**found.errors, **rows.errors, **files.errors}, fresh=fresh, **who(request),
            )
        except applications.Conflict:
            return saved_elsewhere(request, application, page, posted, files, found)
        except applications.NotFound:
            raise Http404 from None
        return after(request, application, saved, page, raw=found.shown(saved.raw), stay=files.on_page or groups.asked_for(request.POST))


def saved_elsewhere(request, application, page: str, posted, files: uploads.Taken, found: completing.Completed):
    """What was typed is shown again and not kept yet. A browser cannot show a chosen file again, so files are kept."""
    mine = who(request)
    kept = applications.keep_files(application_id=application.id, page=page, added=files.added, **mine)
    typed = applications.preview(application_id=application.id, page=page, posted=posted, **mine)
    return show(
        request, typed.application, page, raw=found.shown(typed.raw), errors={**files.errors, **kept.errors}, conflict=True,
        kept_files=any(file in kept.application.answers.get(name, ()) for name, added in files.added.items() for file in added),
    )


def after(request, before, saved: applications.PageSaved, page: str, *, raw, stay: bool):
    application = saved.application
    if "stop" in request.POST:
        return redirect("portal:pause", application.id)
    if stay:
        return show(request, application, page, raw=raw, more=groups.more(request.POST))
    if not saved.ok:
        return show(request, application, page, errors=saved.errors, raw=raw, fresh=saved.fresh)
    application = sources_again(request, before, application)
    stop = application.state.stop
    if stop is not None and stop.page == page:
        return render(request, "portal/apply/stop.html", {"application": application, "stop": stop, "page": page, "why": why.of_stop(application)})
    if sources.open_ones(application) or saved.next is None or request.GET.get("terug") == "controle":
        return flow.next_step(application)
    return redirect("portal:step", application.id, saved.next)


def sources_again(request, before, application):
    """A source that was asked with an answer that changed since (another number plate, another address) will be asked again."""
    for source in sources.NEEDS:
        asked_with = sources.parameters(before, source)
        if source in application.fact_sources and asked_with != sources.parameters(application, source):
            applications.forget_facts(application_id=application.id, source=source, resident=request.resident)
            application = application_or_404(request, application.id)
    return application


@transaction.non_atomic_requests
@require_POST
def preview(request, id, page: str):
    """The questions as they would be with what stands in the form now: comfort, for browsers with JavaScript."""
    with transaction.atomic():
        application = application_or_404(request, id)
    if application.state.page(page) is None:
        raise Http404
    posted = {name: request.POST.getlist(name) for name in request.POST}
    uploads.in_rows(request, application, page, posted)
    found = completing.completed(application, page, posted)
    with transaction.atomic():
        would = applications.preview(application_id=application.id, page=page, posted=posted, given=found.answers, **who(request))
        return show(request, would.application, page, raw=found.shown(would.raw), choices=found.choices(), template="portal/apply/fields_only.html")


def show(request, application, page: str, *, errors=None, raw=None, fresh=(), conflict=False, kept_files=False, more=(), choices=None,
         template="portal/apply/step.html", status=0):
    shown = application.state.page(page)
    if shown is None:
        return flow.next_step(application)
    drawn = fields.fields_of(application, shown, raw=raw or {}, errors=errors or choices or {}, more=more)
    names = [each.name for each in application.state.pages]
    place = names.index(page)
    service = reverse("portal:service", args=[application.service])
    context = {
        "application": application, "page": shown, "fields": drawn, "newer": applications.newer_there(application),
        "conflict": conflict, "kept_files": kept_files, "fresh": fresh,
        "title": shown.title, "never_kept": kept.never(questions_of(application, page)), "for_whom": behalf.name_for(request, application),
        "errors": fields.summary(drawn), "intro": rendered(shown.intro) if shown.intro else "", "revision": application.revision,
        "live": live(application, page), "stop_form": "stap", "progress": flow.progress(application, page),
        "heading_field": any(each.heading for each in drawn),
        "multipart": any(uploads.holds_files(each) for each in questions_of(application, page)),
        **maps.wanted(application, page),
        "preview": reverse("portal:preview", args=[application.id, page]),
        "back": reverse("portal:step", args=[application.id, names[place - 1]]) if place else service,
        "saved_at": written.time(application.saved) if application.visited else None,
    }
    response = render(request, template, context, status=status or (409 if conflict else 422 if errors else 200))
    response.image_sources = maps.image_sources(application, page)
    return response


def live(application, page: str) -> bool:
    """Whether an answer on this page changes what stands on it: only then the browser asks for a preview."""
    questions = next(each.questions for each in application.plan.pages if each.part.page == page)
    types = application.plan.types
    return any(each.shown or changes(each) or types[each.name].template == "product" or completing.looks_up(types[each.name]) for each in questions)


def changes(group) -> bool:
    """Whether an answer in a row changes what stands in it."""
    return any(inner.shown or inner.part.type == "computed" or changes(inner) for inner in group.inner)


def wrong_by_now(application, page: str) -> dict[str, str]:
    """Answers that were right when they were given and are not any more, by what a register or a look-up said since."""
    return {each.name: each.error for each in application.state.page(page).questions if each.answered and each.error and not each.rows}


def _revision(request) -> int:
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
