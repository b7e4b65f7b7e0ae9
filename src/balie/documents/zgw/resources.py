"""All resources and operations of the Documenten API, registered when Django is ready."""
from __future__ import annotations

from importlib import import_module

from balie.documents.zgw.enkelvoudiginformatieobject import ENKELVOUDIGINFORMATIEOBJECT
from balie.documents.zgw.gebruiksrechten import GEBRUIKSRECHTEN
from balie.documents.zgw.objectinformatieobject import OBJECTINFORMATIEOBJECT
from balie.documents.zgw.verzending import VERZENDING
from balie.zgw.public import register

register(ENKELVOUDIGINFORMATIEOBJECT, GEBRUIKSRECHTEN, OBJECTINFORMATIEOBJECT, VERZENDING)
import_module("balie.documents.zgw.serving")
