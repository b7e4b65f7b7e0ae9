"""Who may use the ZGW APIs: applicaties and their autorisaties, the secrets they sign with, and what a token says at the door.

At the door: `authenticate`. Administering: `create_applicatie`, `update_applicatie`, `delete_applicatie`, `remove_client_id`, `set_secret` with
`new_secret`, `make_token`; a right is `Given`; for officials, with their permission: `administering`. Looking: `api_clients`, `api_client`,
`api_client_of`, `loose_client_ids`, the `types` that rights can be about. The standard: `SCOPES` per component, `LEVELS`, `NEEDED` attributes.
"""
from balie.zgw.autorisaties import administering
from balie.zgw.autorisaties.actions import create_applicatie, delete_applicatie, make_token, remove_client_id, set_secret, update_applicatie
from balie.zgw.autorisaties.administering import types
from balie.zgw.autorisaties.queries import ApiClient, Name, api_client, api_client_of, api_clients, loose_client_ids
from balie.zgw.autorisaties.rights import LEVELS, Limits
from balie.zgw.autorisaties.rules import Given
from balie.zgw.autorisaties.scopes import NEEDED, SCOPES
from balie.zgw.autorisaties.secrets import new_secret
from balie.zgw.autorisaties.tokens import Client, authenticate
from balie.zgw.models import Component

__all__ = [
    "LEVELS", "NEEDED", "SCOPES", "ApiClient", "Client", "Component", "Given", "Limits", "Name", "administering", "api_client", "api_client_of",
    "api_clients", "authenticate", "create_applicatie", "delete_applicatie", "loose_client_ids", "make_token", "new_secret",
    "remove_client_id", "set_secret", "types", "update_applicatie",
]
