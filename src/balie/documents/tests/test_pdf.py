"""Papers: tagged PDF/A-2a + PDF/UA-1, nothing typed becomes markup, the seal holds and a changed byte breaks it."""
import io
from datetime import date, datetime

import pytest
import typst
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import example, given
from hypothesis import strategies as st
from pypdf import PdfReader

from balie.documents import signing, typeset
from balie.documents.letters import CONFIRMATION, EXTRACT, LETTER, HouseStyle, Paper, Section, render_pdf
from balie.documents.signing import sign_pdf, verify_pdf
from balie.kernel import clock

pytestmark = pytest.mark.soak

STYLE = HouseStyle(name="Gemeente Zonnedam", short="Zonnedam", address="Damplein 1, Zonnedam", phone="14 0199")
DAY = date(2026, 11, 23)
KEY = ec.generate_private_key(ec.SECP256R1())


def paper(**changes) -> Paper:
    return Paper(**{"title": "Uw vergunning", "body": "Geachte mevrouw,\n\nU krijgt de vergunning.", "kenmerk": "Z-1", "day": DAY} | changes)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("kind", [LETTER, CONFIRMATION, EXTRACT])
def test_is_tagged_and_archivable(kind):
    pdf = render_pdf(paper(kind=kind, sections=[Section("Wie", [("Naam", "J. de Wit")])]), STYLE)
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata and "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "nl-NL" and "/StructTreeRoot" in root
    assert _tags(root["/StructTreeRoot"]) >= {"/H1", "/P", "/Table", "/TH", "/TD"}


def test_control_an_untagged_pdf_is_seen_as_such():
    pdf = typst.compile(b"#set document(title: [x])\n= Kop", format="pdf", pdf_tags=False)
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert "/StructTreeRoot" not in root and "pdfaid" not in root["/Metadata"].get_data().decode()


def _tags(node, depth=0) -> set[str]:
    found = {node["/S"]} if "/S" in node else set()
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if hasattr(kid, "keys") and depth < 30:
            found |= _tags(kid, depth + 1)
    return found


def test_says_date_in_words_and_reference():
    text = text_of(render_pdf(paper(to=["Mevrouw J. de Wit", "Dijkstraat 14"]), STYLE))
    for part in ("23 november 2026", "Z-1", "Mevrouw J. de Wit", "Zonnedam", "Bladzijde 1 van 1"):
        assert part in text


def test_english_letter():
    text = text_of(render_pdf(paper(language="en"), STYLE))
    assert "November 23, 2026" in text and "Our reference" in text


def test_markdown_has_structure():
    body = "## Kop\n\n- een\n- twee\n\n1. drie\n\n| Wat | Prijs |\n|---|---|\n| Pas | € 3 |\n\n> let op\n\n**vet** en [site](https://zonnedam.example)"
    root = PdfReader(io.BytesIO(render_pdf(paper(body=body), STYLE))).trailer["/Root"]
    assert _tags(root["/StructTreeRoot"]) >= {"/H2", "/L", "/LI", "/Table", "/Link"}


def test_a_skipped_heading_level_is_mended():
    assert [block["level"] for block in typeset.blocks("##### Diep\n\n# Hoog\n\n#### Dieper")] == [2, 2, 3]


def test_a_link_that_runs_something_is_plain_text():
    (block,) = typeset.blocks("[klik](javascript:alert(1)) [ok](https://a.example)")
    assert [part["kind"] for part in block["inline"]].count("link") == 1


def test_a_sign_without_glyph_becomes_a_question_mark():
    assert "Hallo ? en ??." in text_of(render_pdf(paper(body="Hallo 😀 en 日本."), STYLE))


INJECTIONS = ['#read("/etc/passwd")', "#panic()", "$ x $ @ref <label>", "*a _b `c", "= kop", "\\u{41} \\", "#{", "]}", '"', "// weg", "~ -- ---"]


@pytest.mark.parametrize("typed", INJECTIONS)
def test_nothing_typed_becomes_typst(typed):
    text = text_of(render_pdf(paper(title=typed, sections=[Section("Antwoorden", [("Vraag", typed)])]), STYLE))
    assert text.count(" ".join(typed.split()).replace("`", "`")) >= 2


def test_control_the_same_text_as_source_does_run():
    with pytest.raises(typst.TypstError):
        typst.compile(b"#panic()", format="pdf")


@given(st.text(max_size=80), st.text(max_size=80))
@example("\x00\ud800"[:1], "\ue000\u202e")
@example("]#[", "#sys.inputs")
@example("", "0🏻")
def test_any_text_can_be_printed(title, answer):
    pdf = render_pdf(paper(title=f"T {title}", body=answer, sections=[Section("Antwoorden", [(title, answer)])]), STYLE)
    assert pdf.startswith(b"%PDF-1.7")


def test_same_paper_same_bytes(settings):
    from datetime import UTC, datetime

    from balie.kernel import clock

    with clock.frozen(datetime(2026, 11, 23, 9, tzinfo=UTC)):
        assert render_pdf(paper(), STYLE) == render_pdf(paper(), STYLE)


def test_seal_is_valid_and_of_the_municipality(gemeente):
    signature = verify_pdf(sign_pdf(render_pdf(paper(signed=True), STYLE)))
    assert signature.valid and signature.signer == "Gemeente Zonnedam"


@pytest.mark.parametrize("where", [0.02, 0.2, 0.4, 0.6, 0.8, 0.98])
def test_control_a_changed_byte_breaks_the_seal(gemeente, where):
    made = render_pdf(paper(signed=True), STYLE)
    sealed, place = sign_pdf(made), int(len(made) * where)
    assert not verify_pdf(sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1:]).valid


def test_control_added_text_breaks_the_seal(gemeente):
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(sign_pdf(render_pdf(paper(signed=True), STYLE))))
    writer.root["/Balie"] = writer.root["/Lang"]
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    assert not verify_pdf(out.getvalue()).valid


def test_another_municipality_seal_is_not_ours(gemeente, other_gemeente):
    from balie.kernel import tenancy

    with tenancy.scope(other_gemeente):
        foreign = sign_pdf(render_pdf(paper(signed=True), STYLE))
        assert verify_pdf(foreign).valid
    assert not verify_pdf(foreign).valid


def test_unsigned_is_not_valid(gemeente):
    assert not verify_pdf(render_pdf(paper(), STYLE)).valid


def test_a_seal_made_later_holds_for_a_clock_that_stands_earlier(gemeente):
    """The demo seal is made at first use, which may be on a later day than the one on which a test signs."""
    with clock.frozen(datetime(2026, 11, 27, 12, tzinfo=clock.UTC)):
        certificate = signing._certificate("Proef", KEY, "Proef", KEY, authority=True)
    assert certificate.not_valid_before_utc < datetime(2026, 11, 23, tzinfo=clock.UTC) < certificate.not_valid_after_utc


SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10"><path d="M1 1L9 9" stroke="#000000"/></svg>'


def test_a_picture_of_an_answer_is_a_figure_that_says_in_words_what_it_shows():
    section = Section("Waar", [("Naam", "J. de Wit"), ("Welke route?", "Havenkade")], {1: SQUARE})
    root = PdfReader(io.BytesIO(render_pdf(paper(sections=[section]), STYLE))).trailer["/Root"]
    assert "/Figure" in _tags(root["/StructTreeRoot"]) and "Welke route?: Havenkade" in _alternatives(root["/StructTreeRoot"])
    assert "<pdfaid:part>2</pdfaid:part>" in root["/Metadata"].get_data().decode()


def test_control_without_a_picture_there_is_no_figure():
    root = PdfReader(io.BytesIO(render_pdf(paper(sections=[Section("Waar", [("Welke route?", "Havenkade")])]), STYLE))).trailer["/Root"]
    assert "/Figure" not in _tags(root["/StructTreeRoot"]) and not _alternatives(root["/StructTreeRoot"])


def _alternatives(node, depth=0) -> set[str]:
    found = {str(node["/Alt"])} if "/Alt" in node else set()
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if hasattr(kid, "keys") and depth < 30:
            found |= _alternatives(kid, depth + 1)
    return found
