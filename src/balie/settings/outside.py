"""The services outside Balie: which setting holds the address of each, where the demo town plays it, and what it needs in production.

In production each of them has an address or is switched off (`off`): an address that was forgotten must never lead to the demo town.
"""
from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

OFF = "off"


@dataclass(frozen=True, kw_only=True)
class Outside:
    """`setting`: the field with its address; `town`: its path in the demo town; `needs`: what else must be set when it is used."""

    setting: str
    town: str
    what: str
    example: str
    needs: tuple[str, ...] = ()


SERVICES = {
    "digid": Outside(setting="digid_issuer", town="digid", what="DigiD, over OpenID Connect", example="https://digid.voorbeeld.nl",
                     needs=("digid_client_secret",)),
    "eherkenning": Outside(setting="eherkenning_issuer", town="eherkenning", what="eHerkenning, over OpenID Connect",
                           example="https://eherkenning.voorbeeld.nl", needs=("eherkenning_client_secret",)),
    "brp": Outside(setting="brp_url", town="haalcentraal/api/brp", what="BRP Personen bevragen (Haal Centraal)",
                   example="https://brp.voorbeeld.nl/haalcentraal/api/brp"),
    "bag": Outside(setting="bag_url", town="lvbag/individuelebevragingen/v2", what="BAG, individuele bevragingen",
                   example="https://api.bag.kadaster.nl/lvbag/individuelebevragingen/v2"),
    "reisdocumenten": Outside(setting="reisdocumenten_url", town="reisdocumenten/v1", what="travel documents",
                              example="https://reisdocumenten.voorbeeld.nl/v1"),
    "rdw": Outside(setting="rdw_url", town="rdw/resource", what="RDW, vehicles", example="https://rdw.voorbeeld.nl/resource"),
    "kvk": Outside(setting="kvk_url", town="kvk/api/v1", what="KVK, Basisprofiel", example="https://api.kvk.nl/api/v1"),
    "kaart": Outside(setting="map_url", town="kaart", what="a map of the municipality, GeoJSON", example="https://kaart.voorbeeld.nl/geojson"),
    "mollie": Outside(setting="mollie_url", town="mollie/v2", what="Mollie, payments", example="https://api.mollie.com/v2",
                      needs=("mollie_api_key",)),
    "notify": Outside(setting="notify_url", town="notify", what="NotifyNL, texts to phones", example="https://api.notifynl.nl",
                      needs=("notify_api_key",)),
}


def web_address(text: str) -> str:
    """An http(s) address with a host, `off`, or empty. Raises `ValueError`."""
    if text in ("", OFF):
        return text
    parts = urlsplit(text)
    try:
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # a port that is no number
        fine = False
    if not fine or parts.query or parts.fragment or parts.username:
        raise ValueError("write it as https://name/path, without a login, ? or #")
    return text


def is_safe(address: str) -> bool:
    """https, or a program on this very machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or is_loopback(parts.hostname or "")


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
