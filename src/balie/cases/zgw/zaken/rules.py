"""What the Zaken API asks of a zaak beyond its form. Each rule adds to `draft.errors`."""
from __future__ import annotations

from datetime import timedelta

from balie.cases.models import Zaak, ZaakInformatieObject
from balie.cases.zgw import papers_elsewhere
from balie.documents import public as documents
from balie.kernel import clock
from balie.zgw.public import Draft, providers, quick, read

ZAKEN = "zaken/zaken"
LEEWAY = timedelta(minutes=1)  # clocks differ


def from_the_zaaktype(draft: Draft) -> None:
    """zrc-009: how confidential, and what the zaaktype says where the client says nothing."""
    zaaktype = draft.get("zaaktype")
    if "vertrouwelijkheidaanduiding" in draft.values and not draft.values["vertrouwelijkheidaanduiding"] and zaaktype is not None:
        draft.values["vertrouwelijkheidaanduiding"] = zaaktype.vertrouwelijkheidaanduiding
    if "registratiedatum" in draft.values and draft.values["registratiedatum"] is None:
        draft.values["registratiedatum"] = draft.old.registratiedatum if draft.old else clock.today()
    if draft.values.get("archiefstatus") == "":
        draft.values["archiefstatus"] = "nog_te_archiveren"


def published(draft: Draft) -> None:
    """zrc-001: no zaak of a zaaktype that is still a concept."""
    zaaktype = draft.get("zaaktype")
    if draft.is_new and zaaktype is not None and zaaktype.concept:
        draft.wrong("zaaktype", "not-published", "Dit zaaktype is nog een concept.")


def unique(draft: Draft) -> None:
    """zrc-002: and once given it stays, since others know the zaak by it. A PUT without it leaves it."""
    name, source = draft.values.get("identificatie"), draft.get("bronorganisatie")
    if draft.old is not None and name is not None and name != draft.old.identificatie:
        if name:
            draft.wrong("identificatie", "wijzigen-niet-toegelaten", "Dit kunt u na het aanmaken niet meer wijzigen.")
        draft.values["identificatie"] = draft.old.identificatie
    name = draft.get("identificatie")
    if not name or not source or not (draft.is_new or draft.changes("bronorganisatie")):
        return
    if Zaak.objects.filter(bronorganisatie=source, identificatie=name).exists():
        not_unique(draft)


def not_unique(draft: Draft) -> None:
    draft.wrong("identificatie", "identificatie-niet-uniek", "Er is al een zaak met deze identificatie bij deze organisatie.")


def hoofdzaak(draft: Draft) -> None:
    """zrc-013: a hoofdzaak is no deelzaak itself, and not this zaak."""
    main = held(draft.values.get("hoofdzaak"))
    if main is None:
        return
    if draft.old is not None and main.pk == draft.old.pk:
        draft.wrong("hoofdzaak", "self-forbidden", "Een zaak kan niet zijn eigen hoofdzaak zijn.")
    elif main.hoofdzaak_id is not None:
        draft.wrong("hoofdzaak", "deelzaak-als-hoofdzaak", "Deze zaak is zelf een deelzaak en kan geen hoofdzaak zijn.")
    elif draft.old is not None and draft.old.deelzaken.exists():
        draft.wrong("hoofdzaak", "deelzaak-als-hoofdzaak", "Deze zaak heeft zelf deelzaken en kan geen deelzaak zijn.")


def held(main: Zaak | None) -> Zaak | None:
    """As it is now, until the end of the transaction: nobody makes it a deelzaak meanwhile."""
    return main and quick.fetch(Zaak, main.pk, lock=True)


def other_zaken(draft: Draft) -> None:
    """zrc-011: each is there, here or with another provider. What lies elsewhere and was there before is not asked again."""
    urls = [str(other.get("url", "")) for other in draft.values.get("relevante_andere_zaken") or ()]
    given = [read(url) for url in urls]
    ids = {reference.id for reference in given if reference and reference.kind == ZAKEN}
    known = set(Zaak.objects.filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    elsewhere = _elsewhere(draft, [url for url, reference in zip(urls, given, strict=True) if reference is None])
    for place, (url, reference) in enumerate(zip(urls, given, strict=True)):
        name = f"relevanteAndereZaken.{place}"
        if reference is None:
            if url in elsewhere and elsewhere[url].fault:
                draft.wrong(name, elsewhere[url].fault, elsewhere[url].reason)
        elif reference.kind != ZAKEN:
            draft.wrong(name, "invalid-resource", "Dit adres wijst naar iets anders dan een zaak.")
        elif reference.id not in known:
            draft.wrong(name, "bad-url", "Deze zaak bestaat niet, of wij kunnen er niet bij.")


def _elsewhere(draft: Draft, urls: list[str]) -> dict[str, providers.Thing]:
    before = {str(other.get("url", "")) for other in draft.old.relevante_andere_zaken} if draft.old is not None else set()
    return {each.url: each for each in providers.things((url, ZAKEN) for url in urls if url not in before)}


def payment(draft: Draft) -> None:
    """zrc-014: what costs nothing was not paid, and nobody has paid tomorrow."""
    paid = draft.values.get("laatste_betaaldatum")
    if paid and paid > clock.now() + LEEWAY:
        draft.wrong("laatsteBetaaldatum", "future_not_allowed", "Deze datum ligt in de toekomst.")
    if draft.get("betalingsindicatie") != "nvt":
        return
    if paid:
        draft.wrong("laatsteBetaaldatum", "betaling-nvt", "Bij een zaak die niets kost, kan geen betaaldatum staan.")
    elif draft.get("laatste_betaaldatum"):
        draft.values["laatste_betaaldatum"] = None


def products(draft: Draft) -> None:
    """zrc-015."""
    zaaktype, given = draft.get("zaaktype"), draft.values.get("producten_of_diensten")
    if zaaktype is not None and given and not set(given) <= set(zaaktype.producten_of_diensten):
        draft.wrong("productenOfDiensten", "invalid-products-services", "Niet al deze producten en diensten horen bij het zaaktype.")


def archiving(draft: Draft) -> None:
    """zrc-022: archived only with a nomination and a date, and when all documents are."""
    if not (draft.is_new or draft.changes("archiefstatus")) or draft.get("archiefstatus") in (None, "nog_te_archiveren"):
        return
    if not draft.get("archiefnominatie"):
        draft.wrong("archiefnominatie", "archiefnominatie-not-set", "Kies eerst of de zaak wordt bewaard of vernietigd.")
    if not draft.get("archiefactiedatum"):
        draft.wrong("archiefactiedatum", "archiefactiedatum-not-set", "Vul eerst in wanneer de zaak wordt bewaard of vernietigd.")
    if draft.old is not None:
        papers = list(ZaakInformatieObject.objects.filter(zaak=draft.old).values_list("informatieobject_id", "document_url"))
        here = [key for key, _url in papers if key]
        elsewhere = papers_elsewhere.there(papers)
        if documents.not_archived(here) or any(each.fault or each.body.get("status") != "gearchiveerd" for each in elsewhere):
            draft.wrong("archiefstatus", "documents-not-archived", "Nog niet alle documenten van de zaak zijn gearchiveerd.")
