"""The catalogue: which services this municipality offers, in which version, at which price.

Everything works in the current tenancy scope. Published versions never change, so plans are kept in the process;
a page costs one small query at most.
"""

from balie.catalogue.actions import change_settings, publish, publish_standard_catalogue, standard_catalogue, standard_folder
from balie.catalogue.own.actions import apply as apply_layer
from balie.catalogue.own.comparing import Difference, Meeting, Update
from balie.catalogue.own.layer import Layer, WrongLayer
from balie.catalogue.own.layer import read as read_layer
from balie.catalogue.own.layer import written as written_layer
from balie.catalogue.own.queries import layer, unconfirmed, updates
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
    "Difference",
    "InvalidSetting",
    "Layer",
    "LegalBasis",
    "LifeEvent",
    "Line",
    "Meeting",
    "Price",
    "Product",
    "Question",
    "ServiceCard",
    "ServiceView",
    "Source",
    "Step",
    "UnknownService",
    "Update",
    "VersionInfo",
    "WrongLayer",
    "apply_layer",
    "change_settings",
    "coverage",
    "current_version",
    "definition",
    "is_current",
    "layer",
    "life_events",
    "list_services",
    "listings",
    "plan",
    "products",
    "publish",
    "publish_standard_catalogue",
    "read_layer",
    "service",
    "settings_of",
    "standard_catalogue",
    "standard_folder",
    "unconfirmed",
    "updates",
    "upl",
    "version",
    "words",
    "written_layer",
]
