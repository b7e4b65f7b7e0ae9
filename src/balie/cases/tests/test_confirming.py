"""The application on paper: whole, in the language of the applicant, and a tagged PDF that can be kept and read out (PDF/A-2a, PDF/UA-1)."""
from __future__ import annotations

import io
import re
from uuid import uuid4

import pytest
import typst
from pypdf import PdfReader

from balie.applications.public import CosignView
from balie.cases import intake
from balie.cases.export.tests import kit
from balie.cases.tests import factories
from balie.documents import public as documents
from balie.kernel import clock

BSN = "999993653"


def signer(status: str) -> CosignView:
    return CosignView(
        id=uuid4(), application_id=uuid4(), service="dakterras", role="buur", name="Uw buur", text="texts/x.md", status=status,
        status_name="Akkoord", until=clock.today(), applicant_id=None, person_id=None, email="", token="",
    )


def confirmation(**changes) -> PdfReader:
    version = kit.publish()
    one = kit.application(version, cosigners=(signer("akkoord"),), costs=({"label": "Leges", "amount": "12.50"},), **changes)
    with factories.submitted(one):
        zaak_id = intake.start_zaak(application_id=one.application_id)
    (paper,) = documents.documents_of_owner(f"zaak:{zaak_id}")
    content = documents.content_of_owner(paper.document_id, owner=f"zaak:{zaak_id}", purpose="test")
    return PdfReader(io.BytesIO(content.data))


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def faults(pdf: PdfReader, *, language: str, title: str) -> list[str]:
    """What is missing of PDF/A-2a and PDF/UA-1, as far as it can be seen without rendering."""
    root, found = pdf.trailer["/Root"], []
    metadata = root["/Metadata"].get_data().decode() if "/Metadata" in root else ""
    marks = {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
    found += [name for name, value in marks.items() if f"<{name}>{value}</{name}>" not in metadata]
    found += ["title"] * (title not in re.sub(r"<[^>]+>", " ", metadata))
    found += ["language"] * (root.get("/Lang") != language)
    found += ["marked"] * (not root.get("/MarkInfo", {}).get("/Marked"))
    found += ["title is shown"] * (not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"))
    found += ["output intent"] * ("/OutputIntents" not in root)
    found += ["encrypted"] * pdf.is_encrypted
    if "/StructTreeRoot" not in root:
        return [*found, "structure"]
    tags = tags_of(root["/StructTreeRoot"])
    found += [f"no {tag}" for tag in ("/H1", "/H2", "/Table", "/TR", "/TH", "/TD", "/P") if tag not in tags]
    found += [f"page {number} is not in the structure" for number, page in enumerate(pdf.pages, 1) if "/StructParents" not in page]
    found += [f"font {name} is not embedded" for page in pdf.pages for name in fonts_of(page)]
    return found


def tags_of(node, depth: int = 0) -> list[str]:
    found = [node["/S"]] if "/S" in node else []
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if hasattr(kid, "keys") and depth < 40:
            found += tags_of(kid, depth + 1)
    return found


def fonts_of(page) -> list[str]:
    """Fonts whose glyphs are not in the file."""
    missing = []
    for name, font in page["/Resources"].get("/Font", {}).items():
        inner = font.get_object()["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font.get_object() else font.get_object()
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner.get("/FontDescriptor", {}).keys()):
            missing.append(name)
    return missing


@pytest.mark.parametrize(("language", "code", "title"), [
    ("nl", "nl-NL", "Bevestiging van uw aanvraag"), ("en", "en-NL", "Confirmation of your application"),
])
def test_it_is_tagged_and_can_be_kept(gemeente, language, code, title):
    assert faults(confirmation(language=language), language=code, title=title) == []


def test_control_an_untagged_pdf_has_every_fault():
    plain = PdfReader(io.BytesIO(typst.compile(b"#set document(title: [x])\n= Kop", format="pdf", pdf_tags=False)))
    assert {"pdfaid:part", "pdfuaid:part", "title", "marked", "structure"} <= set(faults(plain, language="nl-NL", title="Bevestiging"))


def test_every_question_and_its_answer_is_on_it(gemeente):
    text = text_of(confirmation(answers={"bedrag": None}))
    for words in ("Uw terras", "Hoe hoog is het terras? 2,5 meter", "Wat kost het? Niet ingevuld", "Welke kleur? Rood", "Een hek en Een trap",
                  "Kade 12", "Uw buren 1: Naam Ans", "Uw buren 2: Huisnummer Niet ingevuld",
                  "Uw buren 1, Huisdieren 2: Soort Kat", "dak.pdf (1 kB)", "Uw buur Akkoord", "Leges",
                  "12,50", "Betaald"):
        assert words in text, words
    assert BSN not in text and "Dit nummer staat niet op papier" in text


def test_it_speaks_the_language_of_the_applicant(gemeente):
    text = text_of(confirmation(language="en", answers={"bedrag": None}))
    for words in ("Not filled in", "Files", "Who signed with you", "Agreed", "Costs", "Paid"):
        assert words in text, words


def test_every_page_of_the_form_is_a_heading(gemeente):
    tags = tags_of(confirmation().trailer["/Root"]["/StructTreeRoot"])
    assert tags.count("/H1") == 1 and tags.count("/H2") == 4  # the page, the files, who signed, the costs
    assert tags.count("/Table") == 4
