"""The Notificaties API: its operations, from a request to a verb and back.

Whoever may follow or publish sees all subscriptions; only the application that made one (or one that may do everything) changes it, and nobody
else sees the header that it entrusted to us.
"""
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import get_current_timezone, is_naive

from balie.kernel.clock import UTC
from balie.zgw.calls import Answer, Call, handles
from balie.zgw.changes import actor_of
from balie.zgw.errors import Invalid, InvalidParam, NotFound
from balie.zgw.models import Abonnement, Kanaal
from balie.zgw.notificaties import abonneren, kanalen, publiceren, sealing

API = "notificaties"
ABONNEMENT, KANAAL = "notificaties/abonnement", "notificaties/kanaal"
FIELDS = ("callbackUrl", "auth", "kanalen")


# -- channels

@handles(API, "kanaal_list")
def kanaal_list(call: Call) -> Answer:
    kanalen.ensure_standard()
    wanted = {"naam": call.query["naam"]} if call.query.get("naam") else {}
    return Answer([_kanaal(call, row) for row in Kanaal.objects.filter(**wanted).order_by("naam")])


@handles(API, "kanaal_create")
def kanaal_create(call: Call) -> Answer:
    body = _sound(call)
    key = kanalen.add_kanaal(naam=body["naam"], documentatie_link=body.get("documentatieLink") or "", filters=body.get("filters") or ())
    return Answer(_kanaal(call, Kanaal.objects.get(pk=key)), headers={"Location": call.links.to(KANAAL, key)})


@handles(API, "kanaal_read")
def kanaal_read(call: Call) -> Answer:
    row = Kanaal.objects.filter(pk=call.key).first()
    if row is None:
        raise NotFound
    return Answer(_kanaal(call, row))


def _kanaal(call: Call, row: Kanaal) -> dict[str, Any]:
    return {"url": call.links.to(KANAAL, row.id), "naam": row.naam, "documentatieLink": row.documentatie_link, "filters": row.filters}


# -- subscriptions

@handles(API, "abonnement_list")
def abonnement_list(call: Call) -> Answer:
    return Answer([_abonnement(call, row) for row in Abonnement.objects.order_by("id")])


@handles(API, "abonnement_read")
def abonnement_read(call: Call) -> Answer:
    return Answer(_abonnement(call, _one(call)))


@handles(API, "abonnement_create")
def abonnement_create(call: Call) -> Answer:
    body = _checked(call, {})
    key = abonneren.subscribe(callback_url=body["callbackUrl"], auth=body["auth"], kanalen=body["kanalen"], client_id=call.client.client_id)
    return Answer(_abonnement(call, Abonnement.objects.get(pk=key)), headers={"Location": call.links.to(ABONNEMENT, key)})


@handles(API, "abonnement_update")
@handles(API, "abonnement_partial_update")
def abonnement_update(call: Call) -> Answer:
    row = abonneren.held(call.key, lock=False, **_holder(call))
    now = {"callbackUrl": row.callback_url, "auth": abonneren.HIDDEN, "kanalen": row.kanalen}
    given = {name: call.body[name] for name in FIELDS if name in call.body}
    body = now | given
    if "auth" in body and "callbackUrl" in body and isinstance(body["auth"], str):
        body["auth"] = abonneren.kept_auth(row, callback_url=str(body["callbackUrl"]), auth=body["auth"])
    body = _checked(call, body, tried=(body["callbackUrl"], body["auth"]) != (row.callback_url, sealing.auth_of(row)))
    abonneren.change(
        abonnement_id=row.id, callback_url=body["callbackUrl"], auth=body["auth"], kanalen=body["kanalen"], **_holder(call),
    )
    return Answer(_abonnement(call, Abonnement.objects.get(pk=row.id)))


@handles(API, "abonnement_delete")
def abonnement_delete(call: Call) -> Answer:
    abonneren.unsubscribe(abonnement_id=call.key, **_holder(call))
    return Answer()


def _holder(call: Call) -> dict[str, Any]:
    return {"client_id": call.client.client_id, "everything": call.client.superuser}


def _one(call: Call) -> Abonnement:
    row = Abonnement.objects.filter(pk=call.key).first()
    if row is None:
        raise NotFound
    return row


def _checked(call: Call, body: Mapping[str, Any], *, tried: bool = True) -> dict[str, Any]:
    """The whole body when all of it is right; else everything that is wrong, also what only shows when the form is right."""
    whole, wrong = {**body, **({} if body else call.body)}, list(getattr(call.body, "wrong", ()))
    if wrong:
        if not any(each.name.startswith("kanalen") for each in wrong) and whole.get("kanalen"):
            wrong += abonneren.faults(whole["kanalen"])
        raise Invalid(wrong)
    abonneren.check(callback_url=whole["callbackUrl"], auth=whole["auth"], kanalen=whole["kanalen"], tried=tried)
    return whole


def _abonnement(call: Call, row: Abonnement) -> dict[str, Any]:
    auth = sealing.auth_of(row) if row.client_id == call.client.client_id else abonneren.HIDDEN
    return {"url": call.links.to(ABONNEMENT, row.id), "callbackUrl": row.callback_url, "auth": auth, "kanalen": row.kanalen}


# -- messages

@handles(API, "notificaties_create")
def notificaties_create(call: Call) -> Answer:
    body = _sound(call)
    publiceren.publish(
        kanaal=body["kanaal"], hoofd_object=body["hoofdObject"], resource=body["resource"], resource_url=body["resourceUrl"], actie=body["actie"],
        aanmaakdatum=_moment(body["aanmaakdatum"]), kenmerken=body.get("kenmerken") or {}, by=actor_of(call.client, call.toelichting),
    )
    return Answer(dict(body))


def _moment(text: str) -> datetime:
    """In UTC. What has the form of a moment may still be none that the calendar has."""
    try:
        moment = datetime.fromisoformat(text)
        return (moment.replace(tzinfo=get_current_timezone()) if is_naive(moment) else moment).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Invalid([InvalidParam("aanmaakdatum", "invalid", "Dit moment bestaat niet.")]) from None


def _sound(call: Call) -> Mapping[str, Any]:
    if wrong := getattr(call.body, "wrong", ()):
        raise Invalid(wrong)
    return call.body
