"""Files in the answers of a draft: which there are, adding to them, and letting go of those that no answer names any more."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from balie.applications.models import Application
from balie.documents import public as documents
from balie.forms.public import FieldError, Plan


def named(plan: Plan, answers: Mapping[str, Any]) -> set[str]:
    """Ids of the documents that these answers name."""
    return {file["document_id"] for name, answer in answers.items() for file in files_in(plan.types.get(name), answer)}


def files_in(kind: Any, answer: Any) -> Iterator[dict[str, Any]]:
    """The files in an answer, also those in the rows of a group."""
    if kind is not None and isinstance(answer, list):
        if kind.template == "upload":
            yield from answer
        for name, inner in getattr(kind, "inner", {}).items():
            for row in answer:
                yield from files_in(inner, row.get(name))


def joined(plan: Plan, answers: Mapping[str, Any], added: Mapping[str, list[dict]]) -> tuple[dict[str, Any], dict[str, FieldError]]:
    """The answers with these files behind those there are, as many as each question takes; and what is said where that was not all."""
    found, errors = dict(answers), {}
    for name, files in added.items():
        if files and _holds_files(plan, name):
            most = plan.types[name].definition.max
            every = [*(answers.get(name) or ()), *files]
            found[name] = every[:most]
            if len(every) > most:
                errors[name] = plan.types[name].error("files_many", max=most)
    return found, errors


def let_go(application: Application, gone: Iterable[str]) -> None:
    """Destroy these. Only what belongs to this application: an id in an answer is what somebody typed, and proves nothing."""
    for document_id in sorted(gone):
        try:
            documents.destroy(document_id=UUID(document_id), owner=f"application:{application.pk}")
        except (documents.DocumentNotFound, ValueError):
            continue


def _holds_files(plan: Plan, name: str) -> bool:
    kind = plan.types.get(name)
    return kind is not None and kind.template == "upload"
