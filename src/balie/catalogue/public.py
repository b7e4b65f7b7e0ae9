"""The catalogue: which services this municipality offers, in which version, at which price.

Everything works in the current tenancy scope. Published versions never change, so plans are kept in the process;
a page costs one small query at most.
"""

from balie.catalogue.actions import change_settings, publish, publish_all, publish_standard_catalogue, standard_catalogue, standard_folder
from balie.catalogue.own.actions import apply as apply_layer
from balie.catalogue.own.comparing import Difference, Meeting, Update
from balie.catalogue.own.layer import Layer, WrongLayer
from balie.catalogue.own.layer import read as read_layer
from balie.catalogue.own.layer import written as written_layer
from balie.catalogue.own.queries import layer, unconfirmed, updates
from balie.catalogue.own.waiting import Waiting, update_of, waiting
from balie.catalogue.queries import (
    belonging,
    coverage,
    current_version,
    definition,
    is_current,
    is_on_offer,
    life_events,
    list_services,
    listings,
    plan,
    popular,
    products,
    seasonal,
    service,
    settings_of,
    themes,
    version,
    words,
)
from balie.catalogue.upl import public as upl
from balie.catalogue.upl.coverage import Coverage, Line
from balie.catalogue.upl.listing import Product
from balie.catalogue.use.actions import note as note_use
from balie.catalogue.use.figures import Share, Use
from balie.catalogue.use.queries import What, use_in, use_of, used_since
from balie.catalogue.views import (
    InvalidSetting,
    LegalBasis,
    LifeEvent,
    Price,
    Question,
    Seasonal,
    ServiceCard,
    ServiceView,
    Source,
    Step,
    Theme,
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
    "Seasonal",
    "ServiceCard",
    "ServiceView",
    "Share",
    "Source",
    "Step",
    "Theme",
    "UnknownService",
    "Update",
    "Use",
    "VersionInfo",
    "Waiting",
    "What",
    "WrongLayer",
    "apply_layer",
    "belonging",
    "change_settings",
    "coverage",
    "current_version",
    "definition",
    "is_current",
    "is_on_offer",
    "layer",
    "life_events",
    "list_services",
    "listings",
    "note_use",
    "plan",
    "popular",
    "products",
    "publish",
    "publish_all",
    "publish_standard_catalogue",
    "read_layer",
    "seasonal",
    "service",
    "settings_of",
    "standard_catalogue",
    "standard_folder",
    "themes",
    "unconfirmed",
    "update_of",
    "updates",
    "upl",
    "use_in",
    "use_of",
    "used_since",
    "version",
    "waiting",
    "words",
    "written_layer",
]
