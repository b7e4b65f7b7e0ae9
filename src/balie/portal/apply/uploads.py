"""Files in a posted page: checked and stored at once, kept with the draft, removable. What is refused is said; the rest stays."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from balie.documents import public as documents
from balie.portal.apply import groups
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
    taken.added |= add(request, application, kind, kind.name, request.FILES.getlist(kind.name), files, taken)
    taken.answers[kind.name] = files


def in_rows(request, application, page: str, posted: dict[str, list[str]]) -> Taken:
    """Files in the rows of groups. A row names those it has by their ids; in `posted` these become the files themselves, with what came with
    this post and without what was taken away. A file that is not of this application is not taken."""
    taken = Taken()
    kinds = [kind for kind in questions_of(application, page) if kind.template == "group" and holds_files(kind)]
    own = documents.documents_of_owner(application.owner) if kinds else ()
    known = {str(each.document_id): {"document_id": str(each.document_id), "name": each.filename, "size": each.size} for each in own}
    sent = groups.changed(request.POST, {name: request.FILES.getlist(name) for name in request.FILES})
    for kind in kinds:
        for path, inner in paths(kind, re.escape(kind.name)):
            for name in sorted(each for each in {*posted, *sent} if path.fullmatch(each)):
                gone = request.POST.getlist(f"weg-{name}")
                files = [known[each] for each in posted.get(name, ()) if each in known and each not in gone]
                add(request, application, inner, kind.name, sent.get(name, ()), files, taken)
                posted[name] = inner.written(files)
    return taken


def holds_files(kind) -> bool:
    return kind.template == "upload" or any(holds_files(each) for each in getattr(kind, "inner", {}).values())


def paths(kind, before: str) -> Iterator[tuple[re.Pattern[str], Any]]:
    """The names of the controls for files in the rows of a group, with the question behind each."""
    for name, inner in kind.inner.items():
        here = rf"{before}-\d{{1,3}}-{re.escape(name)}"
        if inner.template == "upload":
            yield re.compile(here, re.ASCII), inner
        elif inner.template == "group":
            yield from paths(inner, here)


def add(request, application, kind, name: str, sent, files: list[dict], taken: Taken) -> dict[str, list[dict]]:
    """Check these and add them to the `files` there are. What is refused is said of the question on the page with this `name`."""
    added: list[dict] = []
    for file in sent:
        error = kind.accepts(file.name, file.size)
        if error is None and len(files) >= kind.definition.max:
            error = kind.error("files_many", max=kind.definition.max)
        if error is not None:
            taken.errors[name] = f"{file.name}: {error.text}"
            continue
        try:
            added.append({"document_id": str(keep(request, application, file, kind)), "name": file.name[:120], "size": file.size})
        except documents.Refused as refused:
            taken.errors[name] = f"{file.name}: {refused}"
        else:
            files.append(added[-1])
    return {name: added} if added else {}


def keep(request, application, file, kind):
    uploader = f"person:{request.resident.person_id}" if request.resident else f"draft:{token_of(request)[:12]}"
    return documents.store(
        content=file.read(), title=file.name[:200], filename=file.name[:200], owner=application.owner, uploader=uploader, received=True,
        allowed=documents.media_types(kind.definition.types), max_bytes=kind.definition.max_mb * 1_000_000,
    )
