"""Attributes of a document as the API knows it: one thing with one address, of which our tables keep the versions apart.

Two resources show the same attributes: the document with its newest version, and a version that was asked for by number or moment. They
differ only in the path from the row to the document and to the version. What a client writes always becomes a new version (drc-010).
"""
from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Model, OuterRef
from django.db.models import Field as Column
from django.db.models.functions import JSONObject

from balie.documents.models import BestandsDeel
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.zgw import content
from balie.documents.zgw.drafts import version_of
from balie.zgw.public import Draft, Field, Group, Links, Made, Ref, value_of

KIND = "documenten/enkelvoudiginformatieobjecten"
PARTS = "documenten/bestandsdelen"
TYPES = "catalogi/informatieobjecttypen"


@cache
def _column(name: str) -> Column:
    return Versie._meta.get_field(name)


@dataclass(frozen=True)
class OfVersion(Field):
    """An attribute of a version. `path`: from the row to it. `otherwise`: what it is when a POST or PUT leaves it out."""

    path: str = ""
    otherwise: Any = None

    def selected(self, resource: Any) -> dict[str, Any]:
        return {self.name: F(self.path + self.name)}

    def taken(self, draft: Draft, given: Any) -> None:
        setattr(version_of(draft), self.name, value_of(_column(self.name), given))

    def absent(self, draft: Draft) -> None:
        setattr(version_of(draft), self.name, value_of(_column(self.name), self.otherwise))

    def kenmerk(self, row: Model, links: Links) -> str:
        return str(getattr(row.newest, self.name) or "")


@dataclass(frozen=True)
class TypeOfVersion(Ref):
    """The informatieobjecttype, which lives in a later room: its id is all that is kept here."""

    path: str = ""

    def selected(self, resource: Any) -> dict[str, Any]:
        return {self.name: F(self.path + self.name)}

    def taken(self, draft: Draft, given: Any) -> None:
        draft.notes["type"] = found = draft.find(self.wire, given, self.kind)
        version_of(draft).informatieobjecttype = found.pk if found else None

    def absent(self, draft: Draft) -> None:
        """The contract has said that it is required."""

    def kenmerk(self, row: Model, links: Links) -> str:
        key = row.newest.informatieobjecttype
        return links.to(self.kind, key) if key else ""


def made(*, version: str, document: str) -> tuple[Field, ...]:
    """All of them, in the order of the standard. `version`, `document`: the paths from the row, `"newest__"` or empty."""
    def of_version(wire: str, **options: Any) -> OfVersion:
        return OfVersion(wire, path=version, **options)

    def of_document(wire: str) -> Field:
        return Field(wire, column=document + wire if document else "")

    key = F(f"{document.removesuffix('__')}_id") if document else F("id")
    return (
        Made("url", read_only=True, select={"document": key}, make=lambda links, document: links.to(KIND, document)),
        of_document("identificatie"),
        of_document("bronorganisatie"),
        of_version("creatiedatum"),
        of_version("titel"),
        of_version("vertrouwelijkheidaanduiding"),
        of_version("isGereedVoorPublicatie"),
        of_version("tonenAanInitiator", otherwise=False),
        *map(of_version, ("auteur", "status", "inhoudIsVervallen", "formaat", "taal")),
        of_version("versie", read_only=True),
        of_version("beginRegistratie", read_only=True),
        of_version("bestandsnaam"),
        Made("inhoud", select={"document": key, "number": F(f"{version}versie"), "stored": F(f"{version}inhoud")}, make=_download,
             takes=content.take, without=content.take_nothing),
        *map(of_version, ("bestandsomvang", "link", "beschrijving", "ontvangstdatum", "verzenddatum", "indicatieGebruiksrecht", "verschijningsvorm")),
        Group("ondertekening", missing=True, inner=(
            of_version("soort", column="ondertekening_soort"), of_version("datum", column="ondertekening_datum"),
        )),
        Group("integriteit", missing=True, inner=(
            of_version("algoritme", column="integriteit_algoritme"), of_version("waarde", column="integriteit_waarde"),
            of_version("datum", column="integriteit_datum"),
        )),
        TypeOfVersion("informatieobjecttype", kind=TYPES, path=version),
        Made("locked", read_only=True, select={"lock": F(f"{document}lock")}, make=lambda links, lock: bool(lock)),
        Made("bestandsdelen", read_only=True, make=_parts, select={
            "lock": F(f"{document}lock"), "actueel": F(f"{version}actueel"), "parts": partial(_parts_of, key),
        }),
        of_version("trefwoorden"),
    )


def _download(links: Links, document: str, number: int, stored: str) -> str | None:
    return f"{links.to(KIND, document)}/download?versie={number}" if stored else None


def _parts_of(key: F) -> ArraySubquery:
    parts = BestandsDeel.objects.filter(informatieobject=OuterRef(key.name), gemeente=OuterRef("gemeente")).order_by("volgnummer")
    return ArraySubquery(parts.values_list(JSONObject(id="id", volgnummer="volgnummer", omvang="omvang", voltooid="voltooid")))


def _parts(links: Links, lock: str, actueel: bool, parts: list[Any]) -> list[dict[str, Any]]:
    return [part_shown(links, lock=lock, **content.unpacked(each)) for each in parts] if parts and actueel else []


def part_shown(links: Links, *, id: Any, volgnummer: int, omvang: int, voltooid: bool, lock: str) -> dict[str, Any]:
    return {"url": links.to(PARTS, id), "volgnummer": volgnummer, "omvang": omvang, "voltooid": voltooid, "lock": lock}


def without_lock(shown: dict[str, Any]) -> dict[str, Any]:
    """As it goes into the trail: that is read by others than who holds the lock."""
    if not shown.get("bestandsdelen"):
        return shown
    return shown | {"bestandsdelen": [part | {"lock": ""} for part in shown["bestandsdelen"]]}
