"""Identity providers: DigiD and eHerkenning, over OpenID Connect. Another protocol is another plug-in with these two methods."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings

from balie.identity.oidc import client
from balie.identity.rules import ACR, ACR_OF, Loa
from balie.identity.views import LoginFailed, LoginStart, Proof
from balie.kernel import egress, plugins


class IdentityProvider(Protocol):
    """Kind "identity_provider"; its name is the login means ("digid", "eherkenning")."""

    def configured(self) -> bool: ...

    def start(self, *, level: Loa, redirect_uri: str) -> LoginStart: ...

    def finish(self, *, answer: dict, transaction: dict, level: Loa) -> Proof: ...


@dataclass(frozen=True)
class OidcProvider:
    """`level` is asked with `acr_values` and must be reached by the `acr` that comes back."""

    means: str

    def configured(self) -> bool:
        return egress.available(self.means)

    @property
    def provider(self) -> client.Provider:
        if not self.configured():
            raise LoginFailed("unavailable", "switched off")
        return client.Provider(
            service=self.means, client_id=getattr(settings.BALIE, f"{self.means}_client_id"),
            client_secret=getattr(settings.BALIE, f"{self.means}_client_secret"),
        )

    def start(self, *, level: Loa, redirect_uri: str) -> LoginStart:
        return client.start(self.provider, redirect_uri=redirect_uri, acr=ACR_OF[level])

    def finish(self, *, answer: dict, transaction: dict, level: Loa) -> Proof:
        claims = client.finish(self.provider, answer=answer, transaction=transaction)
        reached = level_of(claims.get("acr"))
        if reached is None or not reached.reaches(level):
            raise LoginFailed("too_low", f"asked {level}, got {reached}")
        return proof_of(self.means, claims, reached)


def level_of(acr) -> Loa | None:
    """The level that an `acr` claim names, as the standards write it or in one word ("midden")."""
    if acr in ACR:
        return ACR[acr]
    return Loa(acr) if acr in tuple(Loa) else None


def proof_of(means: str, claims: dict, loa: Loa) -> Proof:
    """Who the claims are about. eHerkenning: the names of its attributes (Afsprakenstelsel)."""
    name = str(claims.get("name") or "")[:300]
    if means == "digid":
        bsn = _first(claims, "bsn", "urn:nl-eid-gdi:1.0:id:BSN")
        if not bsn:
            raise LoginFailed("refused", "no BSN in the ID token")
        return Proof(via=means, loa=loa, bsn=bsn, name=name)
    kvk = _first(claims, "urn:etoegang:1.9:EntityConcernedID:KvKnr", "urn:etoegang:core:LegalSubjectID", "kvk")
    if not kvk:
        raise LoginFailed("refused", "no KvK number in the ID token")
    vestiging = _first(claims, "urn:etoegang:1.9:ServiceRestriction:Vestigingsnr", "vestiging")
    company = _first(claims, "urn:etoegang:1.11:attribute-represented:CompanyName") or name
    return Proof(via=means, loa=loa, kvk_nummer=kvk, vestigingsnummer=vestiging, name=company[:300])


def _first(claims: dict, *names: str) -> str:
    return next((str(claims[name]) for name in names if claims.get(name)), "")


def provider_available(means: str) -> bool:
    """Whether this municipality lets people log in this way at all."""
    return plugins.get("identity_provider", means).configured()


class FailingProvider:
    """For tests: a provider that is down."""

    def configured(self) -> bool:
        return True

    def start(self, *, level, redirect_uri):
        raise LoginFailed("unavailable", "switched off")

    def finish(self, *, answer, transaction, level):
        raise LoginFailed("unavailable", "switched off")
