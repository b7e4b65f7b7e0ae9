"""One registry for everything replaceable: identity providers, registers, payment providers, channels, scanners.

Each kind has a real one, a failing one for tests, and is chosen by name in the settings. Registration happens in the `ready()` of the
room that owns the kind; the registry knows nothing of what it holds.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from balie.settings.environment import cannot_start


class UnknownPlugin(LookupError):
    """No plug-in of that kind and name."""


_registry: dict[str, dict[str, Callable[[], Any]]] = {}
_chosen: dict[str, str] = {}


def register(kind: str, name: str, factory: Callable[[], Any], *, default: bool = False) -> None:
    _registry.setdefault(kind, {})[name] = factory
    if default:
        _chosen.setdefault(kind, name)


def choose(kind: str, name: str) -> None:
    if name not in _registry.get(kind, {}):
        raise UnknownPlugin(f"No {kind} is called {name!r}. There are: {', '.join(names(kind)) or 'none'}.")
    _chosen[kind] = name


def check_setting(kind: str, name: str, *, setting: str) -> None:
    """For the `ready()` of the room that owns the kind: stops the start with a readable line when a setting names what is not there."""
    if name not in names(kind):
        raise cannot_start([f"{setting}: {name} is unknown. Choose one of: {', '.join(names(kind))}."])


def names(kind: str) -> list[str]:
    return sorted(_registry.get(kind, {}))


def get(kind: str, name: str | None = None) -> Any:
    """The plug-in of this kind: by name, or the chosen one."""
    name = name or _chosen.get(kind)
    try:
        return _registry[kind][name]()
    except KeyError:
        raise UnknownPlugin(f"No {kind} is called {name!r}. There are: {', '.join(names(kind)) or 'none'}.") from None
