"""The catalogue: which services this municipality offers, in which version, at which price.

Everything works in the current tenancy scope. Published versions never change, so plans are kept in the process;
a page costs one small query at most.
"""

from balie.catalogue.actions import change_settings, publish, publish_standard_catalogue
from balie.catalogue.queries import (
    coverage,
    current_version,
    definition,
    is_current,
    life_events,
    list_services,
    listings,
    plan,
    products,
    service,
    settings_of,
    version,
    words,
)
from balie.catalogue.upl import public as upl
from balie.catalogue.upl.coverage import Coverage, Line
from balie.catalogue.upl.listing import Product
from balie.catalogue.views import (
    InvalidSetting,
    LegalBasis,
    LifeEvent,
    Price,
    Question,
    ServiceCard,
    ServiceView,
    Source,
    Step,
    UnknownService,
    VersionInfo,
)

__all__ = [
    "Coverage",
    "InvalidSetting",
    "LegalBasis",
    "LifeEvent",
    "Line",
    "Price",
    "Product",
    "Question",
    "ServiceCard",
    "ServiceView",
    "Source",
    "Step",
    "UnknownService",
    "VersionInfo",
    "change_settings",
    "coverage",
    "current_version",
    "definition",
    "is_current",
    "life_events",
    "list_services",
    "listings",
    "plan",
    "products",
    "publish",
    "publish_standard_catalogue",
    "service",
    "settings_of",
    "upl",
    "version",
    "words",
]
