"""The catalogue: which services this municipality offers, in which version, at which price.

Everything works in the current tenancy scope. Published versions never change, so plans are kept in the process;
a page costs one small query at most.
"""

from balie.catalogue.actions import change_settings, publish, publish_standard_catalogue
from balie.catalogue.queries import (
    current_version,
    definition,
    is_current,
    life_events,
    list_services,
    plan,
    service,
    settings_of,
    version,
    words,
)
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
    "InvalidSetting",
    "LegalBasis",
    "LifeEvent",
    "Price",
    "Question",
    "ServiceCard",
    "ServiceView",
    "Source",
    "Step",
    "UnknownService",
    "VersionInfo",
    "change_settings",
    "current_version",
    "definition",
    "is_current",
    "life_events",
    "list_services",
    "plan",
    "publish",
    "publish_standard_catalogue",
    "service",
    "settings_of",
    "version",
    "words",
]
