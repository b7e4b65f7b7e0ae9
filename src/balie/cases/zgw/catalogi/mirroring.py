"""Copies of types of another provider's catalogus (`zgw.providers.mirrors`): what is read there with a type, and the rows that are made of it.

A zaaktype comes with all its parts and its catalogus; a part that is named by itself brings its zaaktype. Whatever the rules of the Catalogi API
would say of it is left to the other side; here it only has to have the form of the standard.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F

from balie.cases.models import Catalogus
from balie.cases.zgw.catalogi.catalogus import CATALOGUS
from balie.cases.zgw.catalogi.parts import EIGENSCHAP, RESULTAATTYPE, ROLTYPE, STATUSTYPE, ZAAKOBJECTTYPE
from balie.cases.zgw.catalogi.types import BESLUITTYPE, INFORMATIEOBJECTTYPE
from balie.cases.zgw.catalogi.zaaktype import ZAAKTYPE
from balie.cases.zgw.catalogi.ziot import ZIOT
from balie.kernel import clock
from balie.zgw.public import Draft, Field, Group, Json, Links, Resource, contract, id_of, providers

Body = Mapping[str, Any]
PARTS = {each.path: each for each in (STATUSTYPE, RESULTAATTYPE, ROLTYPE, EIGENSCHAP, ZAAKOBJECTTYPE, ZIOT)}  # in this order: some name a statustype
NUMBERED, ASIDE = (STATUSTYPE, ZIOT), 1_000_000
WITHOUT_STATUS = (ZAAKOBJECTTYPE.path,)  # a list that the standard gives whole
NEEDED = frozenset({  # without these it means nothing; the rest may be empty, in an older version of the standard
    "identificatie", "omschrijving", "vertrouwelijkheidaanduiding", "beginGeldigheid", "concept", "volgnummer", "omschrijvingGeneriek", "naam",
    "informatieobjecttype", "domein", "rsin",
})
OPTIONAL = {(ZAAKTYPE.kind, "omschrijvingGeneriek"), (STATUSTYPE.kind, "omschrijvingGeneriek"), (RESULTAATTYPE.kind, "omschrijvingGeneriek"),
            (INFORMATIEOBJECTTYPE.kind, "omschrijvingGeneriek"), (BESLUITTYPE.kind, "omschrijvingGeneriek"), (CATALOGUS.kind, "naam"),
            (ZAAKOBJECTTYPE.kind, "beginGeldigheid")}
STATUS = (EIGENSCHAP.path, ZIOT.path)  # may name a statustype
BEGINS = ("begin_geldigheid",)  # of a zaakobjecttype: with its zaaktype
SAID_LATER = {"opschorting_en_aanhouding_mogelijk": False, "verlenging_mogelijk": False, "publicatie_indicatie": False, "ander_objecttype": False}


# -- reading

def with_parts(zgw: providers.Zgw, body: Body) -> dict[str, Any]:
    """Of a zaaktype."""
    more: dict[str, Any] = with_catalogus(zgw, body)
    for path, resource in PARTS.items():
        which = {} if path in WITHOUT_STATUS else {"status": "alles"}
        found = [each for each in zgw.all("catalogi", path, zaaktype=body["url"], **which) if each["zaaktype"] == body["url"]]
        more[path] = [providers.recognised(each, resource.kind, each["url"], beside=body["url"]) for each in found]
    if any("://" in each["informatieobjecttype"] for each in more[ZIOT.path]):
        kinds = zgw.all("catalogi", "informatieobjecttypen", catalogus=body["catalogus"], status="alles")
        more["names"] = {each["url"]: each["omschrijving"] for each in kinds}
    return more


def with_zaaktype(zgw: providers.Zgw, body: Body) -> dict[str, Any]:
    """Of a part."""
    whole = _one(zgw, ZAAKTYPE, body["zaaktype"])
    return {"zaaktype": whole} | with_parts(zgw, whole)


def with_catalogus(zgw: providers.Zgw, body: Body) -> dict[str, Any]:
    return {"catalogus": _one(zgw, CATALOGUS, body["catalogus"])}


def _one(zgw: providers.Zgw, resource: Resource, url: str) -> Body:
    return providers.recognised(zgw.one(resource.api, url), resource.kind, url)


# -- keeping

def keep_zaaktype(thing: providers.Thing, body: Body | None = None) -> None:
    body = body or thing.body
    catalogus = _catalogus(thing)
    zaaktype = _versioned(thing, ZAAKTYPE, body, catalogus)
    for path, resource in PARTS.items():
        _parts(thing, resource, thing.more[path], zaaktype)


def keep_part(thing: providers.Thing) -> None:
    keep_zaaktype(thing, thing.more["zaaktype"])
    if not _known([thing.url], thing.kind):
        raise providers.mirrors.Misfit("It is not among the parts of its zaaktype.")


def keep_informatieobjecttype(thing: providers.Thing) -> None:
    _versioned(thing, INFORMATIEOBJECTTYPE, thing.body, _catalogus(thing))


def keep_besluittype(thing: providers.Thing) -> None:
    _versioned(thing, BESLUITTYPE, thing.body, _catalogus(thing))


def _catalogus(thing: providers.Thing) -> models.Model:
    """Held until the end of the transaction: copies of one catalogus are made one by one."""
    body = thing.more["catalogus"]
    key = id_of(body["url"], CATALOGUS.kind)
    values = _values(CATALOGUS, body) | {"elsewhere": True}
    Catalogus.objects.get_or_create(pk=key, defaults=values)
    held = Catalogus.objects.select_for_update().get(pk=key)
    _save(thing, CATALOGUS, body, held, values)
    return held


def _versioned(thing: providers.Thing, resource: Resource, body: Body, catalogus: models.Model) -> models.Model:
    if id_of(body["catalogus"], CATALOGUS.kind) != catalogus.pk:
        raise providers.mirrors.Misfit("It is of another catalogus.")
    values = _values(resource, body) | {"catalogus": catalogus}
    row = resource.model(pk=id_of(body["url"], resource.kind))
    if not values["concept"] and values["einde_geldigheid"] is None:
        _end_others(resource, row, values)
    _save(thing, resource, body, row, values, whole=True)
    return row


def _end_others(resource: Resource, row: models.Model, values: Body) -> None:
    """Of two versions one is valid: the one that we read earlier has ended meanwhile. Its own last day comes when it is read anew."""
    by = "identificatie" if resource is ZAAKTYPE else "omschrijving"
    same = {"catalogus": values["catalogus"], "concept": False, "einde_geldigheid": None, by: values[by]}
    for other in resource.model.objects.filter(**same).exclude(pk=row.pk):
        other.einde_geldigheid = max(other.begin_geldigheid, values["begin_geldigheid"] - timedelta(days=1))
        other.save(update_fields=["einde_geldigheid"])


def _parts(thing: providers.Thing, resource: Resource, bodies: Sequence[Body], zaaktype: models.Model) -> None:
    here = set(_known((body["url"] for body in bodies), resource.kind))
    if resource in NUMBERED:  # what changed places would be in each other's way
        resource.model.objects.filter(pk__in=here).update(volgnummer=F("volgnummer") + ASIDE)
    for body in sorted(bodies, key=lambda body: id_of(body["url"], resource.kind) not in here):
        values = _values(resource, body) | {"zaaktype": zaaktype}
        if resource is ZIOT:
            given = body["informatieobjecttype"]
            values["informatieobjecttype"] = thing.more.get("names", {}).get(given, given)[:100]
        if resource is ZAAKOBJECTTYPE and values["begin_geldigheid"] is None:
            values["begin_geldigheid"] = zaaktype.begin_geldigheid
        if resource.path in STATUS and isinstance(status := body.get("statustype"), str):
            values["statustype_id"] = next(iter(_known([status], STATUSTYPE.kind)), None)
        _save(thing, resource, body, resource.model(pk=id_of(body["url"], resource.kind)), values)


def _known(urls: Iterable[str], kind: str) -> list[UUID]:
    return list(providers.mirrors.known(id_of(url, kind) for url in urls))


def _save(thing: providers.Thing, resource: Resource, body: Body, row: models.Model, values: Body, *, whole: bool = False) -> None:
    """New, or again. What the other side took away stays, since zaken may have it."""
    for name, value in values.items():
        setattr(row, name, value)
    if row._state.adding and resource.model.objects.filter(pk=row.pk).exists():
        row._state.adding = False
    row.save(force_insert=row._state.adding, force_update=not row._state.adding)
    providers.mirrors.remember(row.pk, kind=resource.kind, url=body["url"], connection=thing.connection, body=dict(body), whole=whole)


# -- from JSON to columns

def _values(resource: Resource, body: Body) -> dict[str, Any]:
    """The attributes that are columns. Raises `Misfit` for what no such type can be."""
    operation = contract.load(resource.api).operations["POST", f"/{resource.path}"]
    cleaned, wrong = contract.check(contract.load(resource.api), operation.body["application/json"], dict(body))
    if not cleaned:  # characters that no text can hold
        raise providers.mirrors.Misfit(resource.kind)
    draft, bad = Draft(resource, None, Links(""), cleaned), {each.name.partition(".")[0] for each in wrong}
    for each in resource.fields:
        if type(each) not in (Field, Json, Group) or each.wire == "uuid":
            continue
        given = body.get(each.wire) if each.read_only else cleaned.get(each.wire)
        if (given in (None, "") or each.wire in bad) and each.wire in NEEDED and (resource.kind, each.wire) not in OPTIONAL:
            raise providers.mirrors.Misfit(each.wire)
        if given is None or each.wire in bad:
            each.absent(draft)
        else:
            each.taken(draft, given)
    for name, value in draft.values.items():
        draft.values[name] = _fitting(resource.column(name), value)
    return draft.values


def _fitting(column: models.Field, value: Any) -> Any:
    if value is None and not column.null:
        value = SAID_LATER.get(column.name, clock.today() if column.name == "versiedatum" else None)
    if isinstance(column, ArrayField):
        fits = isinstance(value, list) and all(_fits(column.base_field, each) for each in value)
    else:
        fits = value is None and (column.null or column.name in BEGINS) or _fits(column, value)
    if not fits:
        raise providers.mirrors.Misfit(column.name)
    return value


def _fits(column: models.Field, value: Any) -> bool:
    if isinstance(column, models.CharField | models.TextField):
        return isinstance(value, str) and len(value) <= (column.max_length or len(value)) and "\0" not in value
    if isinstance(column, models.BooleanField):
        return isinstance(value, bool)
    if isinstance(column, models.DateField):
        return isinstance(value, date)
    if isinstance(column, models.IntegerField):
        return isinstance(value, int) and 0 <= value < 2**31
    return isinstance(column, models.JSONField)


providers.mirrors.keeps(ZAAKTYPE.kind, keep_zaaktype, with_parts)
providers.mirrors.keeps(INFORMATIEOBJECTTYPE.kind, keep_informatieobjecttype, with_catalogus)
providers.mirrors.keeps(BESLUITTYPE.kind, keep_besluittype, with_catalogus)
for part in PARTS.values():
    providers.mirrors.keeps(part.kind, keep_part, with_zaaktype)
