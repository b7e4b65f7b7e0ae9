"""Tables that all ZGW APIs share."""
from balie.zgw.models.audittrail import Wijziging
from balie.zgw.models.autorisaties import Applicatie, Autorisatie, ClientId, Component
from balie.zgw.models.notificaties import Abonnement, Bezorging, Kanaal
from balie.zgw.models.providers import Connection, Mirror

__all__ = ["Abonnement", "Applicatie", "Autorisatie", "Bezorging", "ClientId", "Component", "Connection", "Kanaal", "Mirror", "Wijziging"]
