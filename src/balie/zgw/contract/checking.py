"""Holds what a client sent against the contract: everything wrong is said at once, with the codes clients of the ZGW APIs know."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jsonschema_rs

from balie.zgw.contract import cleaning, formats, jsonschema, meant, reasons
from balie.zgw.contract.cleaning import Clean
from balie.zgw.contract.contract import Contract
from balie.zgw.contract.shapes import component
from balie.zgw.errors import NOWHERE, InvalidParam

MAX_ERRORS = 200  # of one body


@dataclass(frozen=True, slots=True)
class _Check:
    clean: Clean
    validator: jsonschema_rs.Draft202012Validator
    files: tuple[str, ...]  # attributes that hold a file in base64: large, and so kept away from the validator
    variant_by: str
    optional: frozenset[str]


def check(
    contract: Contract, schema_name: str | None, body: Any, *, partial: bool = False, variant: str | None = None,
) -> tuple[dict[str, Any], list[InvalidParam]]:
    """The body with what a client may say, and what is wrong with it.

    `partial`: nothing is required (a PATCH). `variant`: which variant the stored object is, when the body does not tell (the `objectType`
    of a zaakobject). Without a schema name any object passes. Values stay as JSON has them: a date is its text.
    """
    try:
        cleaning.sound(body)
    except cleaning.Unsound as found:
        return {}, [InvalidParam(_name(found.path), found.code, reasons.of(found.code))]
    if type(body) is not dict:
        return {}, [InvalidParam(NOWHERE, "invalid", reasons.NO_OBJECT)]
    if schema_name is None:
        return body, []
    made = _check(contract.api, schema_name, partial)
    if variant is not None and made.variant_by and made.variant_by not in body:
        cleaned, errors = _held(made, {**body, made.variant_by: variant})
        cleaned.pop(made.variant_by, None)
        return cleaned, errors
    return _held(made, body)


def _held(made: _Check, body: dict[str, Any]) -> tuple[dict[str, Any], list[InvalidParam]]:
    cleaned = made.clean(body)
    light, errors = _without_files(made.files, cleaned)
    try:
        if not made.validator.is_valid(light):
            errors += _errors(made.validator.iter_errors(light))
    except (ValueError, OverflowError):  # a number beyond what the validator reads
        errors.append(InvalidParam(NOWHERE, "invalid", reasons.of("invalid")))
    errors = [each for each in errors if each.code != "required" or each.name not in made.optional]
    return cleaned, sorted(errors, key=lambda each: each.name)


def _without_files(names: tuple[str, ...], cleaned: dict[str, Any]) -> tuple[dict[str, Any], list[InvalidParam]]:
    wrong, light = [], cleaned
    for name in names:
        if type(cleaned.get(name)) is str and cleaned[name]:
            if not formats.is_base64(cleaned[name]):
                wrong.append(InvalidParam(name, "invalid", reasons.FORMATS["byte"]))
            light = {**light, name: "AAAA"}
    return light, wrong


@lru_cache(maxsize=512)
def _check(api: str, schema_name: str, partial: bool) -> _Check:
    place = component(api, schema_name)
    shape = place.shape
    return _Check(
        clean=cleaning.Cleaners().of(place) or (lambda value: value),
        validator=jsonschema.validator(place, "request", partial=partial),
        files=tuple(name for name, each in shape.properties.items() if each.shape.format == "byte"),
        variant_by=shape.variant_by,
        optional=meant.OPTIONAL.get((api, schema_name), frozenset()),
    )


def _errors(found: Iterable[jsonschema_rs.ValidationError]) -> list[InvalidParam]:
    known: dict[tuple[str, str], InvalidParam] = {}
    for each in found:
        error = _error(each)
        known.setdefault((error.name, error.code), error)
        if len(known) >= MAX_ERRORS:
            break
    return list(known.values())


def _error(found: jsonschema_rs.ValidationError) -> InvalidParam:
    kind = found.kind
    if kind.name == "required":
        return InvalidParam(_name([*found.instance_path, kind.property]), "required", reasons.of("required"))
    code, reason = reasons.for_kind(kind.name, kind.value, found.instance)
    return InvalidParam(_name(found.instance_path), code, reason)


def _name(path: Iterable[str | int]) -> str:
    return ".".join(str(step) for step in path) or NOWHERE
