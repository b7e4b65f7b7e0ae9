"""What every key of a definition means: the sentence that stands below it in the code. For the schema of editors and for the reference.

Read from the code when somebody asks, since Balie itself never does: pydantic can do the same, but for every process at its start.
"""

import ast
import inspect
from functools import cache
from importlib import import_module

from balie.forms.definition.parts import Part


def keys(part: type[Part]) -> dict[str, str]:
    """Field name → what it means, also of what it has from others. What nobody described is not in it."""
    found: dict[str, str] = {}
    for each in reversed(part.__mro__):
        if issubclass(each, Part):
            found |= _in_module(each.__module__).get(each.__name__, {})
    return {name: found[name] for name in part.model_fields if name in found}


def about(part: type[Part]) -> str:
    """What the part itself is; empty when nobody said it."""
    return " ".join(inspect.cleandoc(part.__dict__.get("__doc__") or "").split())


@cache
def _in_module(name: str) -> dict[str, dict[str, str]]:
    tree = ast.parse(inspect.getsource(import_module(name)))
    return {each.name: _sentences(each) for each in tree.body if isinstance(each, ast.ClassDef)}


def _sentences(node: ast.ClassDef) -> dict[str, str]:
    return {
        field.target.id: inspect.cleandoc(said.value.value)
        for field, said in zip(node.body, node.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        and isinstance(said, ast.Expr) and isinstance(said.value, ast.Constant) and isinstance(said.value.value, str)
    }  # fmt: skip
