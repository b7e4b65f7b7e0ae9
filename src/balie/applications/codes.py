"""One-time codes: who can read what we send to an address, has that address.

A code is six digits, works once, for a quarter of an hour and five tries, and for one address of one application only. It leaves this room
once, to the door that has it sent; what is kept is a keyed hash.
"""
from __future__ import annotations

import hmac
import secrets
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from balie.applications import access, rules
from balie.applications.evaluation import plan_of, state_of
from balie.applications.models import Application, Code
from balie.applications.views import ApplicationView, FreshCode, NotAllowed, ToProve
from balie.forms.public import Plan, State
from balie.identity.public import Resident
from balie.kernel import audit, clock, crypto, limits

CODE, ADDRESS = "applications.code", "applications.proven"
CHANNELS = {"email": "email", "tel": "sms"}

TOO_MANY = "U hebt al een paar keer een code gevraagd. Wacht een uur en vraag dan een nieuwe code."
GONE = "Deze code werkt niet meer. Vraag een nieuwe code."
WRONG = "Deze code klopt niet. Kijk de 6 cijfers na."
USED_UP = "U hebt te vaak een verkeerde code ingevuld. Vraag een nieuwe code."


def to_prove(application: ApplicationView) -> tuple[ToProve, ...]:
    """The answers that still need a code before this application can be sent, in order. No query when the service asks for none."""
    if not _asking(application.plan):
        return ()
    return _to_prove(Application.objects.get(pk=application.id), application.plan, application.state)


def unproven(application: Application, plan: Plan, state: State) -> tuple[ToProve, ...]:
    return _to_prove(application, plan, state) if _asking(plan) else ()


@transaction.atomic
def ask_code(*, application_id: UUID, question: str, resident: Resident | None, token: str = "") -> FreshCode:
    """A fresh code for the address that is the answer to this question; the door has it sent, and tells nobody else.

    Raises `NotAllowed` when nothing is to be proved, or when it was asked too often.
    """
    application = access.application_for(application_id, resident=resident, token=token, lock=True)
    wanted = _wanted(application, question)
    if wanted is None:
        raise NotAllowed(GONE)
    return fresh(application, _purpose(question), wanted.channel, wanted.address)


@transaction.atomic
def prove(*, application_id: UUID, question: str, typed: str, resident: Resident | None, token: str = "") -> str:
    """Empty when the code is right: the address is proven. Else a sentence; it is returned and not raised, so that the try is counted."""
    application = access.application_for(application_id, resident=resident, token=token, lock=True)
    wanted = _wanted(application, question)
    if wanted is None:
        return ""
    wrong = judge(application, _purpose(question), wanted.address, typed)
    if not wrong:
        application.proven = [*application.proven, crypto.fingerprint(_plain(wanted.address), context=ADDRESS).hex()]
        application.save(update_fields=["proven"])
        audit.record("aanvraag.adres_bevestigd", object_ref=f"application:{application.pk}", subject=application.person_id,
                     details={"vraag": question, "kanaal": wanted.channel})
    return wrong


# -- the mechanism, for any purpose ------------------------------------------------------------------------------------------


def fresh(application: Application, purpose: str, channel: str, address: str) -> FreshCode:
    """The caller holds the application's row. Raises `NotAllowed` when it was asked too often for this purpose."""
    if limits.too_often("code", f"{application.pk}:{purpose}", most=rules.CODES_AN_HOUR, seconds=3600):
        raise NotAllowed(TOO_MANY)
    return FreshCode(_make(application, purpose, address), channel, address, rules.CODE_MINUTES)


def _make(application: Application, purpose: str, address: str) -> str:
    """A code that was sent before stops working."""
    code = f"{secrets.randbelow(1_000_000):06d}"
    Code.objects.update_or_create(
        application=application, purpose=purpose, defaults={
            "hash": crypto.fingerprint(_bound(application, purpose, address, code), context=CODE), "tries": 0,
            "expires": clock.now() + timedelta(minutes=rules.CODE_MINUTES),
        },
    )
    return code


def judge(application: Application, purpose: str, address: str, typed: str) -> str:
    """Empty: right, and used up by that. The caller holds the application's row, so that tries are counted one by one."""
    row = Code.objects.filter(application=application, purpose=purpose, expires__gt=clock.now()).first()
    if row is None:
        return GONE
    digits = "".join(typed.split())[:20]
    given = crypto.fingerprints(_bound(application, purpose, address, digits), context=CODE)
    if any(hmac.compare_digest(each, bytes(row.hash)) for each in given):
        row.delete()
        return ""
    row.tries += 1
    if row.tries >= rules.CODE_TRIES:
        row.delete()
        return USED_UP
    row.save(update_fields=["tries"])
    return WRONG


def _bound(application: Application, purpose: str, address: str, code: str) -> str:
    return "\0".join((str(application.pk), purpose, _plain(address), code))


def _plain(address: str) -> str:
    return address.strip().lower()


# -- which answers -----------------------------------------------------------------------------------------------------------


def _purpose(question: str) -> str:
    return f"vraag:{question}"


def _asking(plan: Plan) -> list[str]:
    return [name for name, kind in plan.types.items() if getattr(kind.definition, "verify", False)]


def _wanted(application: Application, question: str) -> ToProve | None:
    if application.status != Application.Status.CONCEPT:
        return None
    plan = plan_of(application)
    return next((each for each in unproven(application, plan, state_of(application, plan)) if each.question == question), None)


def _to_prove(application: Application, plan: Plan, state: State) -> tuple[ToProve, ...]:
    asking = _asking(plan)
    asked = [(each.name, page.part.page, state.answers.get(each.name)) for page in plan.pages for each in page.questions if each.name in asking]
    filled_in = [(name, page, address) for name, page, address in asked if address]
    known = _proven(application) if filled_in else set()
    left = [each for each in filled_in if not known & {print_.hex() for print_ in crypto.fingerprints(_plain(each[2]), context=ADDRESS)}]
    running = Code.objects.filter(application=application, expires__gt=clock.now()).values_list("purpose", flat=True) if left else ()
    sent = set(running)
    return tuple(ToProve(name, page, CHANNELS[plan.types[name].template], address, _purpose(name) in sent) for name, page, address in left)


def _proven(application: Application) -> set[str]:
    """Of this application, and of every other one of the same person or organisation."""
    found = set(application.proven)
    whose = {"person_id": application.person_id} if application.person_id else {"organisation_id": application.organisation_id}
    if next(iter(whose.values())):
        for proven in Application.objects.filter(**whose).exclude(proven=[]).values_list("proven", flat=True):
            found.update(proven)
    return found
