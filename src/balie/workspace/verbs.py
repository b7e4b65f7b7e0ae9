"""Everything an official can do with a zaak. Each is a POST that redirects; a refusal shows the page with the sentence and what was typed."""
from __future__ import annotations

from functools import wraps
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from balie.cases import public as cases
from balie.cases.public import elsewhere
from balie.documents import public as documents
from balie.identity import public as identity
from balie.kernel.ids import new_token
from balie.messages import public as messages
from balie.workspace.frame import official
from balie.workspace.words import Typed, typed_day, with_days
from balie.workspace.zaak import owners, show

MAX_MB = 10
REFUSED = (cases.Impossible, messages.Refused, documents.Refused)


def verb(permission: str, done: str, *, field: str = "", at: str = ""):
    """Decorator: `done` is the code of the sentence that follows, `field` where a refusal belongs, `at` where the page opens again."""
    def decorate(do):
        @require_POST
        @official(permission)
        @wraps(do)
        def view(request, id: UUID, **more):
            try:
                said = do(request, id, **more) or done
            except Typed as wrong:
                return again(request, id, {wrong.field: str(wrong)})
            except REFUSED as refused:
                return again(request, id, {field: str(refused)})
            except cases.WrongFields as refused:
                return again(request, id, refused.errors)
            except cases.NotAllowed as refused:
                return again(request, id, {field: str(refused)}, status=403)
            return redirect(f"{reverse('workspace:zaak', args=[id])}?gedaan={said}{at}")

        return view

    return decorate


def again(request, id, wrong: dict[str, str], *, status: int = 422):
    return show(request, id, wrong=wrong, typed=with_days(request.POST, "uiterlijk"), status=status)


@verb("zaak.behandelen", "opgepakt")
def take(request, id):
    cases.take(zaak_id=id, official=request.official)


@verb("zaak.behandelen", "teruggelegd")
def release(request, id):
    cases.release(zaak_id=id, official=request.official)


@verb("zaak.toewijzen", "overgedragen", field="collega")
def assign(request, id):
    chosen = {str(each.id): each for each in identity.officials() if each.can("zaak.behandelen")}.get(request.POST.get("collega", ""))
    if chosen is None:
        raise Typed("collega", "Kies een collega.")
    cases.assign(zaak_id=id, official=request.official, to=chosen)


@verb("zaak.bekijken", "taak", at="#controle")
def finish_task(request, id, task):
    cases.finish_task(zaak_id=id, task_id=task, official=request.official, typed=request.POST)


@verb("zaak.bekijken", "besloten", field="reden")
def decide(request, id):
    outcome, reason = request.POST.get("uitkomst", ""), request.POST.get("reden", "")
    if not outcome:
        raise Typed("uitkomst", "Kies wat u besluit.")
    if outcome == "vraag":
        cases.ask_resident(zaak_id=id, official=request.official, question=reason)
        return "gevraagd"
    cases.decide(zaak_id=id, official=request.official, outcome=outcome, reason=reason, letter=request.POST.get("brief", "").strip())
    return "wachtlijst" if outcome == "wachtlijst" else None


@verb("zaak.behandelen", "gevraagd", field="vraag")
def ask(request, id):
    cases.ask_resident(
        zaak_id=id, official=request.official, question=request.POST.get("vraag", ""), wants_document=request.POST.get("document") == "ja",
        until=typed_day(request.POST, "uiterlijk"),
    )


@verb("zaak.behandelen", "verder")
def withdraw_ask(request, id):
    cases.withdraw_ask(zaak_id=id, official=request.official)


@verb("zaak.behandelen", "verlengd", field="verlengen")
def extend(request, id):
    cases.extend_term(
        zaak_id=id, official=request.official, term=request.POST.get("termijn", "").strip().lower(), reason=request.POST.get("verlengen", "")
    )


@verb("zaak.bekijken", "klaargelegd")
def ready(request, id):
    cases.mark_ready_to_collect(zaak_id=id, official=request.official)


@verb("uitreiken", "uitgereikt", field="gezien")
def hand_over(request, id):
    if request.POST.get("gezien") != "ja":
        raise Typed("gezien", "Controleer eerst wie het is. Kruis daarna aan dat u dit hebt gedaan.")
    cases.hand_over(zaak_id=id, official=request.official)


def chosen(request, field: str, what: str) -> UUID:
    """The id behind a choice in a list."""
    try:
        return UUID(request.POST.get(field, ""))
    except ValueError:
        raise Typed(field, f"Kies een {what}.") from None


@verb("zaak.behandelen", "status", field="status")
def set_step(request, id):
    key = chosen(request, "status", "status")
    cases.set_step(zaak_id=id, official=request.official, statustype_id=key, note=request.POST.get("toelichting", ""))


@verb("zaak.bekijken", "besluit", field="waarom")
def give_besluit(request, id):
    key = chosen(request, "besluittype", "besluit")
    cases.give_besluit(zaak_id=id, official=request.official, besluittype_id=key, reason=request.POST.get("waarom", ""))


@verb("zaak.bekijken", "gesloten", field="resultaat")
def finish(request, id):
    key = chosen(request, "resultaat", "resultaat")
    cases.finish(zaak_id=id, official=request.official, resultaattype_id=key, reason=request.POST.get("slot", ""))


@verb("zaak.behandelen", "gestopt", field="zeker")
def stop(request, id):
    if request.POST.get("zeker") != "ja":
        raise Typed("zeker", "Kruis aan dat de inwoner wil stoppen.")
    cases.stop_for_resident(zaak_id=id, official=request.official)


@verb("zaak.behandelen", "notitie", field="notitie", at="#notities")
def note(request, id):
    cases.add_note(zaak_id=id, official=request.official, text=request.POST.get("notitie", ""))


@verb("bericht.sturen", "bericht", field="bericht", at="#berichten")
def write(request, id):
    zaak = cases.zaak_page(request.official, id)
    to = zaak.person_id or zaak.organisation_id
    if to is None:
        raise Typed("bericht", "Wij weten niet wie dit heeft aangevraagd. Bel of schrijf een brief.")
    messages.send_from_official(
        owner=zaak.owner, person_id=to, subject=request.POST.get("onderwerp", "").strip() or f"Over uw aanvraag: {zaak.line.title}",
        text=request.POST.get("bericht", ""), key=request.POST.get("sleutel", "")[:60] or new_token(),
    )


@verb("zaak.behandelen", "document", field="bestand", at="#documenten")
def add_document(request, id):
    file = request.FILES.get("bestand")
    if file is None:
        raise Typed("bestand", "Kies een bestand.")
    title = (request.POST.get("titel", "").strip() or file.name)[:200]
    with transaction.atomic():
        kept = documents.store(
            content=file.read(), title=title, filename=file.name[:200], uploader=f"official:{request.official.id}", received=True,
            max_bytes=MAX_MB * 1_000_000,
        )
        cases.add_document(zaak_id=id, official=request.official, document_id=kept)


@verb("bericht.sturen", "opnieuw", at="#verstuurd")
def send_again(request, id, delivery):
    zaak = cases.zaak_page(request.official, id)
    if delivery not in {each.id for each in messages.deliveries(*owners(zaak))}:
        raise Http404
    messages.send_again(delivery_id=delivery)


@verb("bericht.sturen", "verteld", at="#verstuurd")
def settle(request, id, delivery):
    zaak = cases.zaak_page(request.official, id)
    if delivery not in {each.id for each in messages.deliveries(*owners(zaak))}:
        raise Http404
    messages.settle(delivery_id=delivery)


@verb("zaak.behandelen", "opnieuw_doorgeven", at="#doorgeven")
def hand_over_again(request, id):
    elsewhere.try_again(zaak_id=id, official=request.official)


@verb("zaak.behandelen", "teruggehaald")
def take_back(request, id):
    elsewhere.take_back(zaak_id=id, official=request.official)
