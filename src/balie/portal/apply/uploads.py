"""Files in a posted page: checked and stored at once, kept with the draft, removable. What is refused is said; the rest stays."""
from __future__ import annotations

from dataclasses import dataclass, field

from balie.documents import public as documents
from balie.portal.apply.holder import questions_of, token_of


@dataclass
class Taken:
    """`answers`: upload questions with their files; `added`: those that came with this post; `errors`: question → sentence; `on_page`:
    somebody only removed or added."""

    answers: dict[str, list[dict]] = field(default_factory=dict)
    added: dict[str, list[dict]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    on_page: bool = False


def taken_in(request, application, page: str) -> Taken:
    taken = Taken()
    for kind in questions_of(application, page):
        if kind.template == "upload":
            take(request, application, kind, taken)
    return taken


def take(request, application, kind, taken: Taken) -> None:
    gone = request.POST.getlist(f"weg-{kind.name}")
    files = [dict(each) for each in application.answers.get(kind.name) or () if each["document_id"] not in gone]
    taken.on_page = taken.on_page or bool(gone)
    for file in request.FILES.getlist(kind.name):
        error = kind.accepts(file.name, file.size)
        if error is None and len(files) >= kind.definition.max:
            error = kind.error("files_many", max=kind.definition.max)
        if error is not None:
            taken.errors[kind.name] = f"{file.name}: {error.text}"
            continue
        try:
            files.append({"document_id": str(keep(request, application, file, kind)), "name": file.name[:120], "size": file.size})
        except documents.Refused as refused:
            taken.errors[kind.name] = f"{file.name}: {refused}"
        else:
            taken.added.setdefault(kind.name, []).append(files[-1])
    taken.answers[kind.name] = files


def keep(request, application, file, kind):
    uploader = f"person:{request.resident.person_id}" if request.resident else f"draft:{token_of(request)[:12]}"
    return documents.store(
        content=file.read(), title=file.name[:200], filename=file.name[:200], owner=application.owner, uploader=uploader, received=True,
        allowed=documents.media_types(kind.definition.types), max_bytes=kind.definition.max_mb * 1_000_000,
    )
