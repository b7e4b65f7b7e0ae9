"""The resource `enkelvoudiginformatieobject`. Rules: drc-001, 005, 006, 007, 008, 009, 010 of the Documenten API."""
from __future__ import annotations

from typing import Any

from django.db.models import Q

from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.models import EnkelvoudigInformatieObjectCanonical as Canonical
from balie.documents.models import ObjectInformatieObject
from balie.documents.zgw import content, fields, rules, saving
from balie.documents.zgw.owners import owner_of
from balie.zgw.public import Access, Resource

NAME, PATH = "enkelvoudiginformatieobject", "enkelvoudiginformatieobjecten"
KNOWN = "informatieobjecttype__isnull"


def access(path: str) -> Access:
    """By the newest version of the document at the end of that path."""
    return Access("drc", type=f"{path}informatieobjecttype", kind=fields.TYPES, level=f"{path}vertrouwelijkheidaanduiding",
                  ready=f"{path}is_gereed_voor_publicatie")


def _of_object(url: str) -> Q:
    return Q(pk__in=ObjectInformatieObject.objects.filter(object=owner_of(url)).values("informatieobject"))


def _of_object_type(name: str) -> Q:
    return Q(pk__in=ObjectInformatieObject.objects.filter(object_type=name).values("informatieobject"))


def _by_id(keys: list[Any]) -> Q:
    return Q(pk__in=keys)


# What has no informatieobjecttype belongs to no zaak yet, such as a file in a draft: other systems have nothing to do with it.
ENKELVOUDIGINFORMATIEOBJECT = Resource(
    api="documenten", path=PATH, name=NAME, schema="EnkelvoudigInformatieObject", model=Canonical,
    fields=fields.made(version="newest__", document=""), access=access("newest__"), only=Q(**{f"newest__{KNOWN}": False}),
    kanaal="documenten", kenmerken=("bronorganisatie", "informatieobjecttype", "vertrouwelijkheidaanduiding"),
    label=lambda row: f"{row.bronorganisatie} - {row.identificatie}",
    filters={
        "objectinformatieobjecten_object": _of_object, "objectinformatieobjecten_objectType": _of_object_type, "uuid__in": _by_id,
        "trefwoorden": lambda words: Q(newest__trefwoorden__contains=words),
    },
    defaults=(rules.from_the_type, rules.same_name, rules.same_usage_rights), allow=(rules.within_rights,),
    rules=(
        rules.published, rules.unique, rules.received_is_finished, rules.usage_rights, rules.locked, content.fits, content.intact,
        content.harmless,
    ),
    recorded=fields.without_lock, save=saving.save, may_go=(rules.belongs_to_nothing, rules.not_locked), destroy=saving.destroy,
)

# A version that was asked for; never registered, since it is the same thing at the same address
VERSIE = Resource(
    api="documenten", path=PATH, name=NAME, schema="EnkelvoudigInformatieObject", model=Versie,
    fields=fields.made(version="", document="canonical__"), access=access(""), only=Q(**{KNOWN: False}),
)
