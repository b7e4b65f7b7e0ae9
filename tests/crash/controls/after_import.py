"""Call a function with a module just after it has been imported."""
from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Callable


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, changes: dict[str, Callable]):
        self.changes = changes

    def find_spec(self, name, path, target=None):
        change = self.changes.get(name)
        if change is None:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        run = spec.loader.exec_module

        def exec_module(module):
            run(module)
            change(module)

        spec.loader.exec_module = exec_module
        return spec


def install(changes: dict[str, Callable]) -> None:
    """`changes`: name of a module → function that changes it."""
    sys.meta_path.insert(0, _Finder(changes))
