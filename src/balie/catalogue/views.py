"""What other rooms see of a service: frozen, finished values, ready to be shown."""

from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True)
class Price:
    """One line of the price list on a service page."""

    label: str
    amount: Decimal
    note: str = ""


@dataclass(frozen=True)
class ServiceCard:
    """A service in a list: enough for a tile, a row or a search result."""

    slug: str
    name: str                      # what you do: "Paspoort aanvragen"
    title: str                     # what it is: "Paspoort"
    summary: str
    pictogram: str                 # a name in @tabler/icons (outline)
    audience: tuple[str, ...]
    theme: str
    life_events: tuple[str, ...]
    keywords: tuple[str, ...]
    online: str                    # direct | deels | nee
    term: str                      # "5 werkdagen"
    minutes: int
    prices: tuple[Price, ...]
    version_id: UUID
    login: dict[str, str] = field(hash=False)    # {"digid": "midden"}; {} means no login
    required_sources: tuple[str, ...]            # registers without which it cannot be asked for
    needs_payment: bool
    represent: tuple[str, ...]                   # who may ask for somebody else: mandate, parent
    language: str                                # that its texts are in: "nl" when there is no translation

    @property
    def lowest_price(self) -> Decimal:
        """Euros; 0 when the service is free."""
        return min((price.amount for price in self.prices), default=Decimal(0))

    @property
    def has_more_prices(self) -> bool:
        """True when the price is a "vanaf" price."""
        return len({price.amount for price in self.prices}) > 1


@dataclass(frozen=True)
class Step:
    title: str
    text: str


@dataclass(frozen=True)
class Question:
    ask: str
    answer: str


@dataclass(frozen=True)
class LegalBasis:
    text: str
    url: str = ""


@dataclass(frozen=True)
class Source:
    """A source that the service asks, shown before anybody logs in. `source`: brp, rdw …"""

    source: str
    purpose: str
    legal_basis: str
    required: bool


@dataclass(frozen=True)
class ServiceView(ServiceCard):
    """A service page."""

    products: tuple[str, ...]      # URIs in the Uniforme Productnamenlijst, the main one first
    why: str                       # why not all of it can be done at home
    bring: tuple[str, ...]
    steps: tuple[Step, ...]
    questions: tuple[Question, ...]
    legal_basis: tuple[LegalBasis, ...]
    sources: tuple[Source, ...]
    has_check: bool                # "Kan ik dit aanvragen?" exists
    has_appointment: bool
    appointment_product: str       # "" without appointment


@dataclass(frozen=True)
class LifeEvent:
    """Something that happens in a life, with the services that belong to it (in order)."""

    slug: str
    name: str                      # "Mijn kind is geboren"
    summary: str
    pictogram: str
    services: tuple[ServiceCard, ...]


@dataclass(frozen=True)
class Theme:
    """A heading with the services under it, in the usual order."""

    slug: str
    name: str                      # "Parkeren en verkeer"
    pictogram: str
    services: tuple[ServiceCard, ...]


@dataclass(frozen=True)
class Seasonal:
    """A service of this time of the year, with why now: "Gaat u op reis? Kijk of uw paspoort nog geldig is."."""

    card: ServiceCard
    why: str


@dataclass(frozen=True)
class VersionInfo:
    """One published version."""

    version_id: UUID
    slug: str
    number: int
    content_hash: str


class UnknownService(LookupError):
    """This municipality does not offer that service, or never published that version."""


class InvalidSetting(ValueError):
    """A value of a municipality does not fit the setting; the text says why, in Dutch."""
