"""Two municipalities with zaken, documenten and besluiten of two types and two levels each. Everything of a thing bears its mark.

A mark says what may be known by whom: `MERK-zonnedam-zrc-t1-geheim-END` stands in every text of the zaken of type t1 that are geheim.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from balie.cases import models as cases
from balie.cases.zgw.tests import stage
from balie.documents import models as documents
from balie.kernel import clock, tenancy
from balie.zgw.changes import record
from balie.zgw.references import Links
from balie.zgw.resources import UnknownResource, of_model

LEVELS = ("openbaar", "geheim")
MARK = re.compile(r"MERK-(\w+?)-(\w+?)-(\w+?)-(\w+?)-END")
KINDS = {"zrc": "catalogi/zaaktypen", "drc": "catalogi/informatieobjecttypen", "brc": "catalogi/besluittypen"}


@dataclass
class Town:
    """`types`: component → name of the type → its id. `rows`: model → [(id, parent id or None, mark)]."""

    gemeente: Any
    types: dict[str, dict[str, UUID]] = field(default_factory=dict)
    rows: dict[type, list[tuple[UUID, UUID | None, str]]] = field(default_factory=dict)

    @property
    def root(self) -> str:
        return f"http://{self.gemeente.hosts[0]}"

    def url_of_type(self, component: str, name: str) -> str:
        return Links(self.root).to(KINDS[component], self.types[component][name])

    def add(self, row: Any, mark: str, parent: UUID | None = None) -> Any:
        self.rows.setdefault(type(row), []).append((row.pk, parent, mark))
        return row


def build(gemeente: Any) -> Town:
    town = Town(gemeente, types={"zrc": {}, "drc": {}, "brc": {}})
    with tenancy.scope(gemeente):
        for name in ("t1", "t2"):
            kind = stage.zaaktype()
            sort = cases.InformatieObjectType.objects.get(catalogus=kind.catalogus)
            decision = stage.besluittype(catalogus=kind.catalogus)
            town.types["zrc"][name], town.types["drc"][name], town.types["brc"][name] = kind.pk, sort.pk, decision.pk
            cases.Eigenschap.objects.create(zaaktype=kind, naam="merk", definitie="merk", formaat="tekst", lengte="255", kardinaliteit="1")
            before = None
            for level in LEVELS:
                document = _document(town, name, level, sort)
                before = _zaak(town, name, level, kind, document, before)
                _besluit(town, name, decision, before, document)
        _cross(town)
    return town


def mark_of(town: Town, component: str, name: str, level: str) -> str:
    return f"MERK-{town.gemeente.slug}-{component}-{name}-{level}-END"


def _document(town: Town, name: str, level: str, sort: Any) -> Any:
    mark, now = mark_of(town, "drc", name, level), clock.now()
    canonical = town.add(documents.EnkelvoudigInformatieObjectCanonical.objects.create(bronorganisatie=stage.RSIN, identificatie=mark[:40]), mark)
    documents.EnkelvoudigInformatieObject.objects.create(
        canonical=canonical, begin_registratie=now, creatiedatum=now.date(), titel=mark, vertrouwelijkheidaanduiding=level, auteur=mark,
        informatieobjecttype=sort.pk, beschrijving=mark, link=f"https://example.nl/{mark}",
    )
    town.add(documents.Gebruiksrechten.objects.create(informatieobject=canonical, startdatum=now, omschrijving_voorwaarden=mark), mark)
    town.add(documents.Verzending.objects.create(
        informatieobject=canonical, betrokkene=f"https://example.nl/{mark}", aard_relatie="afzender", contact_persoon="https://example.nl/p",
        toelichting=mark), mark)
    town.add(documents.ObjectInformatieObject.objects.create(
        informatieobject=canonical, object=f"zaak:{uuid4()}", object_type="zaak"), mark)
    _on_record(canonical, mark)
    return canonical


def _zaak(town: Town, name: str, level: str, kind: Any, document: Any, before: Any) -> Any:
    mark, now = mark_of(town, "zrc", name, level), clock.now()
    zaak = town.add(stage.zaak(kind, vertrouwelijkheidaanduiding=level, omschrijving=mark, toelichting=mark, hoofdzaak=before), mark)
    of = {"zaak": zaak}
    town.add(cases.Status.objects.create(**of, statustype=kind.statustypes.first(), datum_status_gezet=now, statustoelichting=mark), mark)
    town.add(cases.Resultaat.objects.create(**of, resultaattype=kind.resultaattypes.first(), toelichting=mark), mark)
    town.add(cases.Rol.objects.create(
        **of, roltype=kind.roltypes.first(), betrokkene_type="medewerker", roltoelichting=mark, registratiedatum=now,
        betrokkene_identificatie={"identificatie": "m", "achternaam": mark}), mark)
    town.add(cases.ZaakObject.objects.create(**of, object_type="overige", object_type_overige="x", relatieomschrijving=mark), mark)
    town.add(cases.ZaakEigenschap.objects.create(**of, eigenschap=kind.eigenschaps.first(), naam="merk", waarde=mark), mark, zaak.pk)
    town.add(cases.ZaakInformatieObject.objects.create(**of, informatieobject=document, titel=mark, registratiedatum=now), mark)
    town.add(cases.ZaakContactMoment.objects.create(**of, contactmoment=f"https://example.nl/{mark}"), mark)
    town.add(cases.ZaakVerzoek.objects.create(**of, verzoek=f"https://example.nl/{mark}"), mark)
    town.add(cases.KlantContact.objects.create(**of, identificatie=str(zaak.pk)[-14:], datumtijd=now, onderwerp=mark), mark)
    town.add(cases.ZaakNotitie.objects.create(**of, onderwerp=mark, tekst=mark, aanmaakdatum=now, wijzigingsdatum=now), mark)
    _on_record(zaak, mark)
    return zaak


def _besluit(town: Town, name: str, kind: Any, zaak: Any, document: Any) -> None:
    mark, today = mark_of(town, "brc", name, "any"), clock.today()
    besluit = town.add(cases.Besluit.objects.create(
        identificatie=str(uuid4()), verantwoordelijke_organisatie=stage.RSIN, besluittype=kind, zaak=zaak, datum=today, ingangsdatum=today,
        toelichting=mark), mark)
    town.add(cases.BesluitInformatieObject.objects.create(besluit=besluit, informatieobject=document), mark)
    _on_record(besluit, mark)


def _on_record(row: Any, mark: str) -> None:
    try:
        of_model(type(row))
    except UnknownResource:
        return
    record(of_model(type(row)), row, "create", new={"merk": mark}, links=Links("http://x"))


def _cross(town: Town) -> None:
    """References over the borders of types, which `expand` may not follow for who may see only one side."""
    zaken = list(cases.Zaak.objects.order_by("id"))
    first, last = zaken[0], zaken[-1]
    links = Links(town.root)
    cases.Zaak.objects.filter(pk=first.pk).update(relevante_andere_zaken=[{"url": links.to("zaken/zaken", last.pk), "aardRelatie": "vervolg"}])
    cases.Zaak.objects.filter(pk=zaken[1].pk).update(hoofdzaak=last)
