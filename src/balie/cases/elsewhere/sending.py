"""Putting a zaak into another zaaksysteem, so that it is there once however often this runs.

Of everything it first looks whether it is there already, by what does not change: the zaak and the documents by their identificatie, the
rest by the zaak it belongs to. So an answer that got lost, or a process that was killed, leaves nothing double.
"""
from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

from balie.cases.elsewhere import parcel as parcels
from balie.cases.elsewhere.parcel import Paper, Parcel, Person
from balie.cases.elsewhere.zgw import Refused, Zgw
from balie.documents import public as documents
from balie.kernel import clock

TAKEN = "identificatie-niet-uniek"
Made = dict[str, str]


class Sending:
    """`content`: gives the content of a paper; `keep(url, made)`: called after every step with what is there now."""

    def __init__(self, zgw: Zgw, parcel: Parcel, content: Callable[[Paper], documents.Content], keep: Callable[[str, Made], None]) -> None:
        self.zgw, self.parcel, self.content, self.keep = zgw, parcel, content, keep

    def run(self, made: Made) -> str:
        """Returns the address of the zaak there. Raises `Unreachable`, `Refused`."""
        zaaktype = self.zaaktype()
        zaak = self.zaak(zaaktype["url"])
        self.keep(zaak["url"], made)
        self.people(zaak["url"], zaaktype["url"])
        self.properties(zaak["url"], zaaktype["url"])
        self.objects(zaak["url"])
        kinds = self.kinds(zaaktype) if self.parcel.papers else {}
        for paper in self.parcel.papers:
            made[str(paper.document_id)] = self.document(paper, kinds)
            self.keep(zaak["url"], made)
            self.attach(zaak["url"], made[str(paper.document_id)], paper)
        self.status(zaak["url"], zaaktype["url"])
        return zaak["url"]

    # -- the zaak

    def zaaktype(self) -> dict[str, Any]:
        """The version that is valid on the day the zaak began."""
        name, day = self.parcel.zaaktype, self.parcel.start.isoformat()
        where = {"catalogus": self.catalogus()} if self.zgw.access.domein else {}
        found = list(self.zgw.all("catalogi", "zaaktypen", identificatie=name, status="definitief", datumGeldigheid=day, **where))
        if len(found) != 1:
            how = "is meer dan één keer te vinden" if found else "bestaat nu niet"
            raise Refused(f"Zaaktype {name} {how} bij {self.zgw.access.label}. Controleer de catalogus daar en de dienst hier.")
        return found[0]

    def catalogus(self) -> str:
        access = self.zgw.access
        rows = self.zgw.all("catalogi", "catalogussen", domein=access.domein, rsin=access.rsin or self.parcel.rsin)
        found = next((row for row in rows), None)
        if found is None:
            raise Refused(f"Bij {access.label} bestaat de catalogus {access.domein} niet. Controleer de koppeling.")
        return found["url"]

    def zaak(self, zaaktype: str) -> dict[str, Any]:
        found = self._zaak()
        if found:
            return found
        try:
            return self.zgw.make("zaken", "zaken", {**self.parcel.zaak, "zaaktype": zaaktype})
        except Refused as refused:
            if TAKEN in refused.codes and (found := self._zaak()):  # made in the same moment
                return found
            raise

    def _zaak(self) -> dict[str, Any] | None:
        rows = self.zgw.all("zaken", "zaken", identificatie=self.parcel.kenmerk, bronorganisatie=self.parcel.rsin)
        return next((row for row in rows if row["identificatie"] == self.parcel.kenmerk), None)

    # -- who

    def people(self, zaak: str, zaaktype: str) -> None:
        if not self.parcel.people:
            return
        kinds: dict[str, str] = {}
        for row in self.zgw.all("catalogi", "roltypen", zaaktype=zaaktype):
            kinds.setdefault(row["omschrijvingGeneriek"], row["url"])
        there = [_who(row["betrokkeneType"], row.get("betrokkeneIdentificatie") or {}, row["roltype"])
                 for row in self.zgw.all("zaken", "rollen", zaak=zaak)]
        for person in self.parcel.people:
            kind = self._role(kinds, person)
            if _who(person.kind, person.identification, kind) not in there:
                self.zgw.make("zaken", "rollen", {
                    "zaak": zaak, "betrokkeneType": person.kind, "roltype": kind, "roltoelichting": person.note or person.role.replace("_", " "),
                    "betrokkeneIdentificatie": dict(person.identification),
                    **({"indicatieMachtiging": person.mandate} if person.mandate else {}),
                })

    def _role(self, kinds: dict[str, str], person: Person) -> str:
        kind = kinds.get(person.role) or kinds.get("belanghebbende" if person.role != "initiator" else "")
        if kind is None:
            raise Refused(f"Zaaktype {self.parcel.zaaktype} bij {self.zgw.access.label} heeft geen roltype {person.role}. Voeg dat daar toe.")
        return kind

    # -- about what

    def properties(self, zaak: str, zaaktype: str) -> None:
        """Those that the zaaktype there knows by name; what it does not know stays in the documents."""
        if not self.parcel.properties:
            return
        kinds = {row["naam"]: row["url"] for row in self.zgw.all("catalogi", "eigenschappen", zaaktype=zaaktype)}
        there = {row["eigenschap"] for row in self.zgw.all("zaken", f"{zaak}/zaakeigenschappen")}
        for name, value in self.parcel.properties.items():
            if name in kinds and kinds[name] not in there:
                self.zgw.make("zaken", f"{zaak}/zaakeigenschappen", {"zaak": zaak, "eigenschap": kinds[name], "waarde": value})

    def objects(self, zaak: str) -> None:
        if not self.parcel.objects:
            return
        there = [_what(row) for row in self.zgw.all("zaken", "zaakobjecten", zaak=zaak)]
        for each in self.parcel.objects:
            if _what(each) not in there:
                self.zgw.make("zaken", "zaakobjecten", {"zaak": zaak, **each})

    # -- documents

    def kinds(self, zaaktype: dict[str, Any]) -> dict[str, str]:
        """Name → address of the informatieobjecttypen of this zaaktype, in its order; the first is for what has none of its own there."""
        wanted = list(zaaktype.get("informatieobjecttypen") or ())
        rows = self.zgw.all("catalogi", "informatieobjecttypen", catalogus=zaaktype["catalogus"], status="definitief")
        found = {row["url"]: row["omschrijving"] for row in rows}
        kinds = {found[url]: url for url in wanted if url in found}
        if not kinds:
            raise Refused(f"Zaaktype {self.parcel.zaaktype} bij {self.zgw.access.label} heeft geen informatieobjecttypen. Voeg er daar een toe.")
        return kinds

    def document(self, paper: Paper, kinds: dict[str, str]) -> str:
        name = f"DOC-{paper.document_id.hex}"
        for row in self.zgw.all("documenten", "enkelvoudiginformatieobjecten", identificatie=name, bronorganisatie=self.parcel.rsin):
            return row["url"]
        content = self.content(paper)
        body = {
            "identificatie": name, "bronorganisatie": self.parcel.rsin, "creatiedatum": clock.today().isoformat(), "titel": paper.title[:200],
            "auteur": parcels.author(), "taal": "nld", "formaat": content.media_type, "bestandsnaam": content.filename[:255],
            "bestandsomvang": content.size, "inhoud": base64.b64encode(content.data).decode(), "status": "definitief",
            "indicatieGebruiksrecht": False, "informatieobjecttype": kinds.get(paper.kind) or next(iter(kinds.values())),
            "vertrouwelijkheidaanduiding": self.parcel.zaak["vertrouwelijkheidaanduiding"],
        }
        if paper.received:
            body["ontvangstdatum"] = self.parcel.start.isoformat()
        return self.zgw.make("documenten", "enkelvoudiginformatieobjecten", body)["url"]

    def attach(self, zaak: str, document: str, paper: Paper) -> None:
        if not list(self.zgw.all("zaken", "zaakinformatieobjecten", zaak=zaak, informatieobject=document)):
            self.zgw.make("zaken", "zaakinformatieobjecten", {"zaak": zaak, "informatieobject": document, "titel": paper.title[:200]})

    # -- where it is

    def status(self, zaak: str, zaaktype: str) -> None:
        """Its first status, when it has none yet."""
        if list(self.zgw.all("zaken", "statussen", zaak=zaak)):
            return
        kinds = sorted(self.zgw.all("catalogi", "statustypen", zaaktype=zaaktype), key=lambda row: row["volgnummer"])
        if kinds:
            self.zgw.make("zaken", "statussen", {"zaak": zaak, "statustype": kinds[0]["url"], "datumStatusGezet": clock.now().isoformat()})


def _who(kind: str, identification: Any, role: str) -> tuple[str, str, str]:
    number = identification.get("inpBsn") or identification.get("kvkNummer") or identification.get("geslachtsnaam") or ""
    return kind, number, role


def _what(row: Any) -> tuple[str, str]:
    return row["objectType"], (row.get("objectIdentificatie") or {}).get("identificatie") or row.get("object") or ""
