"""Files in a posted page: checked and stored at once, kept with the draft, removable. What is refused is said; the rest stays."""
from __future__ import annotations

from dataclasses import dataclass, field

from balie.documents import public as documents
from balie.portal.apply.holder import token_of


@dataclass
class Taken:
    """`answers`: upload questions with their files; `errors`: question → sentence; `on_page`: somebody only removed or added."""

    answers: dict[str, list[dict]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    on_page: bool = False


def taken_in(request, application, page: str) -> Taken:
    taken = Taken()
    for question in application.state.page(page).questions:
        kind = application.plan.types[question.name]
        if kind.template == "upload":
            take(request, application, question, kind, taken)
    return taken


def take(request, application, question, kind, taken: Taken) -> None:
    gone = request.POST.getlist(f"weg-{question.name}")
    files = [dict(each) for each in question.json or () if each["document_id"] not in gone]
    taken.on_page = taken.on_page or bool(gone)
    for file in request.FILES.getlist(question.name):
        error = kind.accepts(file.name, file.size)
        if error is None and len(files) >= kind.definition.max:
            error = kind.error("files_many", max=kind.definition.max)
        if error is not None:
            taken.errors[question.name] = f"{file.name}: {error.text}"
            continue
        try:
            files.append({"document_id": str(keep(request, application, file, kind)), "name": file.name[:120], "size": file.size})
        except documents.Refused as refused:
            taken.errors[question.name] = f"{file.name}: {refused}"
    taken.answers[question.name] = files


def keep(request, application, file, kind):
    uploader = f"person:{request.resident.person_id}" if request.resident else f"draft:{token_of(request)[:12]}"
    return documents.store(
        content=file.read(), title=file.name[:200], filename=file.name[:200], owner=application.owner, uploader=uploader, received=True,
        max_bytes=kind.definition.max_mb * 1_000_000,
    )
