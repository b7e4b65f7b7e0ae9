"""The client of the ZGW APIs of another provider, under the names that handing over and following know it by."""
from balie.zgw.public import providers

Refused, Unreachable, Zgw = providers.Refused, providers.Unreachable, providers.Zgw

__all__ = ["Refused", "Unreachable", "Zgw"]
