"""Laying what is a municipality's own on a standard service. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from balie.catalogue.own.comparing import Change
from balie.catalogue.own.layer import may_change
from balie.forms.public import NOTHING, DefinitionError, ServiceDefinition, definition_of, errors_of, stands_at, with_values


def laid(standard: ServiceDefinition, own: Iterable[Change]) -> dict[str, str]:
    """The files with what is own. A place that is gone is passed over."""
    return with_values(standard.files, {each.what: each.to for each in own if stands_at(standard, each.what) is not NOTHING})


def chosen(standard: ServiceDefinition, changes: Mapping[str, Any]) -> tuple[tuple[Change, ...], list[str]]:
    """What a municipality wants otherwise than this standard, and a sentence for everything that can't be."""
    slug = standard.service.service
    wrong, own = [], []
    for what, to in changes.items():
        stands = stands_at(standard, what)
        if stands is NOTHING:
            wrong.append(f"{slug}: `{what}` staat niet in deze dienst.")
        elif not may_change(what):
            wrong.append(f"{slug}: `{what}` hoort bij de dienst zelf. Maak een eigen dienst om dat te veranderen.")
        elif isinstance(stands, Mapping):
            wrong.append(f"{slug}: `{what}` is een blok. Noem wat u daarin wilt veranderen.")
        else:
            own.append(Change(what, to, stands))
    if not wrong and own:
        before = _broken(standard.files)
        wrong += [f"{slug}: {said}" for said in _broken(laid(standard, own)) if said not in before]
    return tuple(own), wrong


def _broken(files: Mapping[str, str]) -> list[str]:
    """What is wrong with the service of these files."""
    try:
        return [each.message for each in errors_of(definition_of(files))]
    except DefinitionError as error:
        return [each.message for each in error.findings]
