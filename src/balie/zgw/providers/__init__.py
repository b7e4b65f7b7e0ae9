"""Other providers of the ZGW APIs: the connections of a municipality to them, and the client that asks there and keeps to their addresses.

Administering: `set_connection`, `listed`, `Unfit`. Asking: `Zgw(access_to(name))`; `Unreachable` and `Refused` say what went wrong.
What a request points at: rules ask for `things`, the door runs a request with `between`. Types of others are kept as copies: `mirrors`.
Documents of others are told which zaak they belong to: `objects`.
"""
_LATE = {  # these need tables
    "APIS": "connections", "Access": "connections", "KIND": "connections", "Unfit": "connections", "Unknown": "connections",
    "access_to": "connections", "address_of": "connections", "listed": "connections", "set_connection": "connections",
    "LATER": "client", "Refused": "client", "Unreachable": "client", "Zgw": "client", "is_below": "below", "GONE": "asking",
    "NO_RELATION": "asking", "Thing": "asking", "afterwards": "asking", "between": "asking", "lies_there": "asking", "recognised": "asking",
    "relation": "asking", "thing": "asking", "things": "asking",
}


def __getattr__(name: str):
    from importlib import import_module

    if name in _LATE:
        return getattr(import_module(f"balie.zgw.providers.{_LATE[name]}"), name)
    if name in ("mirrors", "objects"):
        return import_module(f"balie.zgw.providers.{name}")
    raise AttributeError(name)
