"""What people read in a definition: which fields are text, and the same service with those texts in another language."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from balie.forms.definition.parts import Part
from balie.forms.definition.service import Service

# of each structure, the fields that a resident reads; everything else is structure
_READ = frozenset({
    "name", "title", "summary", "bring", "label", "help", "why", "text", "intro", "note", "ask", "answer", "reason", "unit",
    "add", "pattern_text", "description", "purpose", "legal_basis", "alt", "caption",
})  # fmt: skip
_STRUCTURE = frozenset({"TaskCheck", "Task", "Result", "Besluit", "Partner", "Messages", "Setting", "Property", "Confirm"})


def translated(service: Service, words: Mapping[str, str]) -> Service:
    """The service with every text that has a translation replaced by it."""
    return _changed(service, lambda text: words.get(text, text))


def texts(service: Service) -> Iterator[str]:
    """Every text that a resident reads, once, in order. Files (`texts/…`) are not among them."""
    found: dict[str, None] = {}

    def note(text: str) -> str:
        found[text] = None
        return text

    _changed(service, note)
    yield from found


def _changed(part: Any, change: Callable[[str], str]) -> Any:
    if type(part).__name__ in _STRUCTURE:
        return part
    update = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Part):
            update[name] = _changed(value, change)
        elif isinstance(value, tuple) and value and isinstance(value[0], Part):
            update[name] = tuple(_changed(each, change) for each in value)
        elif name in _READ and isinstance(value, str) and value and not value.endswith(".md"):
            update[name] = change(value)
        elif name in _READ and isinstance(value, tuple):
            update[name] = tuple(change(each) for each in value)
    return part.model_copy(update=update)
