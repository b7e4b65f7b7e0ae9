"""Whatever is sent as a file: it is refused with a sentence, or kept and only ever handed out as something to save."""
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from balie.applications import public as applications
from balie.applications.tests import factories
from balie.documents import public as documents
from balie.documents.downloads import as_download
from balie.portal.apply.tests.hostile_files import HTML, hostile
from balie.portal.tests.browser import hidden

UPLOAD = "      - {question: bijlage, type: upload, label: Tekening, required: false}\n"
MEDIA = {"application/pdf", "image/jpeg", "image/png", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
         "application/vnd.oasis.opendocument.text"}
FILES = list(hostile())
RUNS = re.compile(r"<script>alert|onload=\"alert")


@pytest.fixture
def draft(jo, gemeente):
    factories.publish((UPLOAD, UPLOAD.replace("required: false", "required: false, max: 20, types: [pdf, jpg, png, docx, odt]")))
    return factories.save(factories.draft(jo.resident), "plan", of=jo.resident, kinderen="30", muziek="nee").application


def at(draft) -> str:
    return f"/aanvraag/{draft.id}/stap/wie/"


def send(jo, draft, name: str, content: bytes):
    file = SimpleUploadedFile("plan.pdf", content, content_type="application/pdf")
    file._name = name  # as a browser that tells lies would
    page = jo.get(at(draft)).text
    return jo.post(at(draft), hidden(page) | {"toelichting": "", "bijlage": file})


def is_safe(answer) -> bool:
    """Nothing a browser would run or draw here, whatever it holds."""
    kind, policy = answer["Content-Type"].split(";")[0], answer["Content-Security-Policy"]
    disposition = answer["Content-Disposition"]
    return (kind in MEDIA and disposition.startswith("attachment;") and answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in policy
            and not re.search(r"\.(html?|svg|exe|js|php)\"?$", disposition) and not any(sign in disposition for sign in "\r\n"))


def kept_of(jo, draft) -> list[dict]:
    return list(applications.get(draft.id, resident=jo.resident).answers.get("bijlage", ()))


def test_there_are_a_hundred():
    assert len(FILES) >= 100 and len({(what, name, content) for what, name, content, _ in FILES}) == len(FILES)


def test_each_is_refused_with_a_sentence_or_kept_and_never_shown_inline(jo, draft):
    for what, name, content, refused in FILES:
        before = [each["document_id"] for each in kept_of(jo, draft)]
        page = send(jo, draft, name, content)
        kept = kept_of(jo, draft)
        fresh = [each for each in kept if each["document_id"] not in before]
        assert page.status_code < 500, (what, name)
        if refused:
            assert not fresh and (page.status_code == 422 or not content), (what, name)
            assert not content or re.search(r"Stuur|Kies|PDF", page.text), (what, name)
        for each in fresh:
            found = documents.content_of_owner(each["document_id"], owner=draft.owner, subject=jo.resident.person_id, purpose="proef")
            assert found.data == content and is_safe(as_download(found)), (what, name)
        assert RUNS.search(page.text) is None, (what, name)
        if kept:  # make room for the next
            taken = hidden(jo.get(at(draft)).text) | {"weg-bijlage": [each["document_id"] for each in kept]}
            jo.post(at(draft), taken)


def test_control_an_inline_answer_is_seen_as_unsafe(jo, draft):
    send(jo, draft, "plan.pdf", b"%PDF-1.7\n" + HTML)
    kept = kept_of(jo, draft)[0]["document_id"]
    answer = as_download(documents.content_of_owner(kept, owner=draft.owner, subject=jo.resident.person_id, purpose="proef"))
    assert is_safe(answer)
    for header, value in (("Content-Disposition", "inline"), ("Content-Type", "text/html"), ("X-Content-Type-Options", "")):
        was, answer[header] = answer[header], value
        assert not is_safe(answer)
        answer[header] = was


def test_control_without_looking_inside_macros_are_kept(jo, draft, monkeypatch):
    macros = next((name, content) for what, name, content, _ in FILES if what == "word with macros")
    monkeypatch.setattr("balie.documents.inside.danger", lambda content: "")
    send(jo, draft, *macros)
    assert len(kept_of(jo, draft)) == 1
