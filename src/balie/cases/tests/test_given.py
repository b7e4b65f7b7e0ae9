"""What officials fill in with a task, and what each row of a list gets of its own: a task, a number, a paper."""
import io
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from balie.cases import public
from balie.cases.export.tests import kit
from balie.cases.filled import Filled
from balie.cases.models import Task
from balie.cases.tests import factories
from balie.documents import public as documents
from balie.forms.public import definition_of

GROUP = """      - question: boom
        type: group
        label: Boom
        summary: "{{ soort }}"
        questions: [{question: soort, type: text, label: Soort}]
"""
TASKS = """    - task: keuren
      name: Keur de boom
      role: bouwen
      for each: boom
      checks: [{name: Soort, value: soort, source: aanvrager}]
      fields:
        - {question: nummer, type: text, label: Nummer, pattern: "B[0-9]{3}", pattern_text: "Een B en drie cijfers, zoals B123."}
        - {question: keurdag, type: date, label: Dag van de keuring, required: false}
    - task: slot
      name: Rond af
      role: bouwen
      fields: [{question: gezien, type: yes_no, label: Hebt u alles gezien?}]
  results:
"""
CARD = "  - {document: boomkaart, template: letters/boom.md, when: granted, signed: true, title: Boomkaart, for each: boom}\n"
CHANGES = (
    ("      - {question: bsn_buur,", GROUP + "      - {question: bsn_buur,"), ("  results:\n", TASKS),
    ("  - {document: vergunning,", CARD + "  - {document: vergunning,"),
)
LETTER = "Kaart van uw boom\n\nEen {{ soort }} met nummer {{ nummer }}, gekeurd op {{ keurdag }}. Gezien: {{ gezien }}."
TREES = {"boom": [{"soort": "Eik"}, {"soort": "Linde"}]}
OFFICIAL = factories.official("behandelaar")


def publish():
    service = factories.SERVICE
    for old, new in CHANGES:
        assert old in service
        service = service.replace(old, new, 1)
    texts = {"letters/boom.md": LETTER, "texts/ontvangen.md": "Wij hebben uw melding\n\nGezien: {{ gezien }}."}
    return factories.publish(definition_of(factories.FILES | texts | {"service.yaml": service}))


@pytest.fixture
def zaak_id(gemeente):
    found, _, application = factories.zaak(publish(), answers=TREES)
    with factories.submitted(application):
        yield found


def task(zaak_id, code: str) -> public.TaskView:
    return next(each for each in public.zaak_page(OFFICIAL, zaak_id).tasks if each.code == code)


def fill(zaak_id, code: str, **typed) -> None:
    typed = {f"{code}-{name}": value for name, value in typed.items()}
    public.finish_task(zaak_id=zaak_id, task_id=task(zaak_id, code).task_id, official=OFFICIAL, typed=typed)


def grant(zaak_id) -> None:
    public.decide(zaak_id=zaak_id, official=OFFICIAL, outcome="verlenen", reason="Mooie bomen.")


def fill_all(zaak_id) -> None:
    fill(zaak_id, "keuren-1", nummer="B001")
    fill(zaak_id, "keuren-2", **{"nummer": "B002", "keurdag-dag": "1", "keurdag-maand": "12", "keurdag-jaar": "2026"})
    fill(zaak_id, "slot", gezien="ja")
    fill(zaak_id, "bekijken")


def papers(zaak_id) -> dict[str, str]:
    held = documents.documents_of_owner(f"zaak:{zaak_id}")
    data = {each.title: documents.content_of_owner(each.document_id, owner=f"zaak:{zaak_id}", purpose="test").data for each in held}
    return {title: " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split()) for title, pdf in data.items()}


def test_each_row_has_its_own_task(zaak_id):
    names = [(each.code, each.name, [check.value for check in each.checks]) for each in public.zaak_page(OFFICIAL, zaak_id).tasks][1:]
    assert names == [("keuren-1", "Keur de boom: Eik", ["Eik"]), ("keuren-2", "Keur de boom: Linde", ["Linde"]), ("slot", "Rond af", [])]


def test_each_row_has_its_own_paper_with_its_own_number(zaak_id):
    fill_all(zaak_id)
    grant(zaak_id)
    found = papers(zaak_id)
    assert "Een Eik met nummer B001" in found["Boomkaart: Eik"] and "B002" not in found["Boomkaart: Eik"]
    assert "Een Linde met nummer B002, gekeurd op 1 december 2026. Gezien: ja." in found["Boomkaart: Linde"]
    assert "Vergunning dakterras" in found  # control: what is not about a row is made once


def test_messages_know_what_is_about_the_whole_zaak(zaak_id):
    fill_all(zaak_id)
    assert "Gezien: ja." in public.filled_text(zaak_id, "texts/ontvangen.md")


def test_what_is_required_comes_before_granting(zaak_id):
    fill(zaak_id, "keuren-1", nummer="B001")
    with pytest.raises(public.Impossible, match="Keur de boom: Linde.*Nummer"):
        grant(zaak_id)
    assert public.zaak_page(OFFICIAL, zaak_id).result == ""
    fill_all(zaak_id)
    grant(zaak_id)  # control
    assert public.zaak_page(OFFICIAL, zaak_id).result == "Verleend"


def test_refusing_needs_no_number(zaak_id):
    public.decide(zaak_id=zaak_id, official=OFFICIAL, outcome="weigeren", reason="Te veel bomen.")
    assert public.zaak_page(OFFICIAL, zaak_id).result == "Geweigerd"


@pytest.mark.parametrize(("typed", "field", "sentence"), [
    ({}, "keuren-1-nummer", "Vul een antwoord in."), ({"nummer": "123"}, "keuren-1-nummer", "Een B en drie cijfers, zoals B123."),
    ({"nummer": "B001", "keurdag-dag": "31", "keurdag-maand": "2", "keurdag-jaar": "2026"}, "keuren-1-keurdag", "bestaat niet"),
])
def test_what_is_wrong_is_said_and_nothing_is_kept(zaak_id, typed, field, sentence):
    with pytest.raises(public.WrongFields) as wrong:
        fill(zaak_id, "keuren-1", **typed)
    assert list(wrong.value.errors) == [field] and sentence in wrong.value.errors[field]
    assert task(zaak_id, "keuren-1").done_at is None and Task.objects.get(code="keuren-1").answers == {}


def test_a_mistake_can_be_mended_until_we_have_decided(zaak_id):
    fill_all(zaak_id)
    fill(zaak_id, "keuren-1", nummer="B009")
    assert [each.answer for each in task(zaak_id, "keuren-1").fields] == ["B009", None]
    grant(zaak_id)
    with pytest.raises(public.Impossible):
        fill(zaak_id, "keuren-1", nummer="B001")
    assert "B009" in papers(zaak_id)["Boomkaart: Eik"]


def test_without_rows_there_is_nothing_of_its_own(gemeente):
    found, _, application = factories.zaak(publish())
    with factories.submitted(application):
        assert [each.code for each in public.zaak_page(OFFICIAL, found).tasks] == ["bekijken", "slot"]


def test_fields_cost_the_page_no_query(zaak_id, gemeente):
    plain, _, application = factories.zaak(factories.publish())

    def queries(zaak) -> int:
        with CaptureQueriesContext(connection) as asked:
            public.zaak_page(OFFICIAL, zaak)
        return len(asked)

    assert queries(zaak_id) == queries(plain)


def test_the_resident_gets_to_know_what_we_filled_in(zaak_id):
    fill_all(zaak_id)
    person = public.zaak_page(OFFICIAL, zaak_id).person_id
    assert public.export_for(person)["zaken"][0]["ingevuld_door_ons"][0] == {"Nummer": "B001"}


def test_rows_in_rows_get_their_own_and_an_official_reads_them_without_a_bsn(gemeente):
    filled = Filled(kit.application(kit.publish()))
    rows = filled.rows(SimpleNamespace(for_each="buren.dieren"))
    assert [(row.number, row.name, row.values["soort_dier"]) for row in rows] == [(1, "Hond, 20", "Hond"), (2, "Kat", "Kat")]
    said = dict(row for section in filled.sections() for row in section.rows)
    assert said["Uw buren 1"] == "Naam: Ans\nHuisnummer: 14\nHuisdieren 1: Soort: Hond; Gewicht: 20\nHuisdieren 2: Soort: Kat"
    assert "999993653" not in str(filled.sections())
