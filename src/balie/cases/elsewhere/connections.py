"""The zaaksystemen of a municipality, which are connections of `zgw.providers`, as this room's words for them."""
from __future__ import annotations

from balie.cases.views import NotFound
from balie.zgw.public import providers

APIS, KIND = providers.APIS, providers.KIND
Access, Unfit = providers.Access, providers.Unfit
address_of, listed, set_connection = providers.address_of, providers.listed, providers.set_connection


def access_to(name: str) -> providers.Access:
    """Raises `NotFound`."""
    try:
        return providers.access_to(name)
    except providers.Unknown:
        raise NotFound(name) from None


__all__ = ["APIS", "KIND", "Access", "Unfit", "access_to", "address_of", "listed", "set_connection"]
