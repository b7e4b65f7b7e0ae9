"""What the Zaken API asks of a zaak beyond its form. Each rule adds to `draft.errors`."""
from __future__ import annotations

from balie.cases.models import Zaak
from balie.kernel import clock
from balie.zgw.public import Draft, of_kind, read


def from_the_zaaktype(draft: Draft) -> None:
    """zrc-009: how confidential, and what the zaaktype says where the client says nothing."""
    zaaktype = draft.get("zaaktype")
    if zaaktype is None or draft.has_error("zaaktype"):
        return
    if draft.is_new or "vertrouwelijkheidaanduiding" in draft.values:
        if not draft.get("vertrouwelijkheidaanduiding"):
            draft.values["vertrouwelijkheidaanduiding"] = zaaktype.vertrouwelijkheidaanduiding
    if draft.is_new and not draft.get("registratiedatum"):
        draft.values["registratiedatum"] = clock.today()


def published(draft: Draft) -> None:
    """zrc-001: no zaak of a zaaktype that is still a concept."""
    zaaktype = draft.get("zaaktype")
    if draft.is_new and zaaktype is not None and zaaktype.concept:
        draft.wrong("zaaktype", "not-published", "Dit zaaktype is nog een concept.")


def unique(draft: Draft) -> None:
    """zrc-002."""
    name, source = draft.get("identificatie"), draft.get("bronorganisatie")
    if not name or not source or not (draft.is_new or draft.changes("identificatie") or draft.changes("bronorganisatie")):
        return
    same = Zaak.objects.filter(bronorganisatie=source, identificatie=name)
    if draft.old is not None:
        same = same.exclude(pk=draft.old.pk)
    if same.exists():
        draft.wrong("identificatie", "identificatie-niet-uniek", "Er is al een zaak met deze identificatie bij deze organisatie.")


def hoofdzaak(draft: Draft) -> None:
    """zrc-013: a hoofdzaak is no deelzaak itself, and not this zaak."""
    main = draft.values.get("hoofdzaak")
    if main is None:
        return
    if draft.old is not None and main.pk == draft.old.pk:
        draft.wrong("hoofdzaak", "self-forbidden", "Een zaak kan niet zijn eigen hoofdzaak zijn.")
    elif main.hoofdzaak_id is not None:
        draft.wrong("hoofdzaak", "deelzaak-als-hoofdzaak", "Deze zaak is zelf een deelzaak en kan geen hoofdzaak zijn.")
    elif draft.old is not None and draft.old.deelzaken.exists():
        draft.wrong("hoofdzaak", "deelzaak-als-hoofdzaak", "Deze zaak heeft zelf deelzaken en kan geen deelzaak zijn.")


def other_zaken(draft: Draft) -> None:
    """zrc-011: each is there."""
    for place, other in enumerate(draft.values.get("relevante_andere_zaken") or ()):
        reference = read(str(other.get("url", "")))
        known = reference and reference.kind == "zaken/zaken" and of_kind("zaken/zaken").model.objects.filter(pk=reference.id).exists()
        if not known:
            draft.wrong(f"relevanteAndereZaken.{place}", "bad-url", "Deze zaak bestaat niet, of wij kunnen er niet bij.")


def payment(draft: Draft) -> None:
    """zrc-014: what costs nothing was not paid."""
    if draft.get("betalingsindicatie") != "nvt":
        return
    if draft.values.get("laatste_betaaldatum"):
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
