"""What another provider has to know of relations of ours with what it has: the objectinformatieobject of a document, the zaakbesluit of a zaak.

Made there after our relation was committed, and gone after ours went. The other side may look here whether the relation is so (drc-004). Each
first looks what is there, so that doing it twice is once.
"""
from __future__ import annotations

from balie.zgw.providers import asking, connections, roots
from balie.zgw.providers.client import Refused, Zgw

DOCUMENTEN, ZAKEN = "documenten", "zaken"
PATH = "objectinformatieobjecten"


def relate(*, document: str, owner: str, kind: str) -> None:
    """`owner`: the address of our zaak or besluit; `kind`: which of both. Raises `Unreachable`, `Refused`."""
    zgw = _provider(document)
    if not _found(zgw, document, owner):
        zgw.make(DOCUMENTEN, PATH, {"informatieobject": document, "object": owner, "objectType": kind})


def let_go(*, document: str, owner: str) -> None:
    """Raises `Unreachable`, `Refused`."""
    zgw = _provider(document)
    for url in _found(zgw, document, owner):
        zgw.remove(DOCUMENTEN, url)


def decide(*, zaak: str, besluit: str) -> None:
    """`zaak`: there; `besluit`: the address of ours. Raises `Unreachable`, `Refused`."""
    zgw = _provider(zaak)
    if not _decided(zgw, zaak, besluit):
        zgw.make(ZAKEN, f"{zaak}/besluiten", {"besluit": besluit})


def undecide(*, zaak: str, besluit: str) -> None:
    """Raises `Unreachable`, `Refused`."""
    zgw = _provider(zaak)
    try:
        found = _decided(zgw, zaak, besluit)
    except Refused as refused:
        if asking.GONE in refused.codes:
            return  # with its zaak
        raise
    for url in found:
        zgw.remove(ZAKEN, url)


def _decided(zgw: Zgw, zaak: str, besluit: str) -> list[str]:
    try:
        return [each["url"] for each in zgw.all(ZAKEN, f"{zaak}/besluiten") if asking.same(each["besluit"], besluit)]
    except (KeyError, TypeError, AttributeError, ValueError):
        raise Refused("Daar kwam een lijst die wij niet kunnen lezen.") from None


def _provider(url: str) -> Zgw:
    root = roots.of(url)
    if root is None:
        raise Refused("Dit ligt bij een aanbieder waar geen koppeling meer mee is.")
    try:
        return Zgw(connections.access_to(root.connection))
    except connections.Unknown:
        raise Refused("De koppeling is er niet meer.") from None


def _found(zgw: Zgw, document: str, owner: str) -> list[str]:
    try:
        listed = list(zgw.all(DOCUMENTEN, PATH, informatieobject=document, object=owner))
        return [each["url"] for each in listed if asking.same(each["informatieobject"], document) and asking.same(each["object"], owner)]
    except (KeyError, TypeError, AttributeError, ValueError):
        raise Refused("Daar kwam een lijst die wij niet kunnen lezen.") from None
