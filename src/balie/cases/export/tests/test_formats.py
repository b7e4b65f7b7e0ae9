"""Every format: what was answered is in it, by the shape that is promised; no BSN; nothing that runs."""
from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import jsonschema_rs
import msgspec
import openpyxl
import pytest
from lxml import etree
from openpyxl import Workbook

from balie.cases.export import as_json, as_xml, schema, sheets, table
from balie.cases.export.shape import record_of
from balie.cases.export.tests import kit
from balie.cases.filled import Filled
from balie.catalogue import public as catalogue

BSN = "999993653"
HOSTILE = [
    '=HYPERLINK("https://kwaad.example";"klik")', "+31 6 12345678", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)", "\t=1+1", "\r=1+1", " =1+1", "＝1+1",
]


@pytest.fixture
def made(gemeente):
    version = kit.publish()
    return catalogue.plan(version), kit.application(version)


def record(application, **answers):
    application.answers.update(answers)
    return record_of(Filled(application))


def test_json_follows_the_schema_of_its_service(made):
    plan, application = made
    data = json.loads(as_json.one(record(application)))
    check = jsonschema_rs.validator_for(schema.schema_of(plan), validate_formats=True)
    assert [error.message for error in check.iter_errors(data)] == []
    assert data["answers"]["hoogte"] == {"label": "Hoe hoog is het terras?", "type": "number", "value": 2.5, "words": "2,5 meter"}
    assert (data["answers"]["hulp"]["value"], data["answers"]["hulp"]["words"]) == (True, "Ja")
    assert data["answers"]["wensen"]["value"] == ["hek", "trap"] and data["answers"]["vanaf"]["value"] == "2026-12-01"
    animals = [{"soort_dier": "Hond", "gewicht": 20}, {"soort_dier": "Kat"}]
    assert data["answers"]["buren"]["value"] == [{"naam_buur": "Ans", "nummer": 14, "dieren": animals}, {"naam_buur": "Bo"}]
    assert data["answers"]["waar"]["value"]["postcode"] == "1998AB"
    assert data["pages"][0]["title"] == "Uw terras" and data["reference"] == application.kenmerk


@pytest.mark.parametrize("spoil", [
    lambda data: data["answers"]["hoogte"].update(value="2,5"), lambda data: data["answers"]["kleur"].update(value="groen"),
    lambda data: data["answers"].update(nieuw={}), lambda data: data.pop("reference"), lambda data: data["answers"]["vanaf"].update(value="morgen"),
    lambda data: data["answers"]["buren"]["value"][0].update(bsn_van_buur=BSN),
    lambda data: data["answers"]["buren"]["value"][0]["dieren"][0].update(bsn_van_dier=BSN),
])
def test_control_the_schema_refuses_what_is_otherwise(made, spoil):
    plan, application = made
    data = json.loads(as_json.one(record(application)))
    spoil(data)
    assert not jsonschema_rs.validator_for(schema.schema_of(plan), validate_formats=True).is_valid(data)


def test_xml_follows_the_published_schema(made):
    _plan, application = made
    document = as_xml.one(record(application, waarom_wilt_u_een_terras="Zon & <b>wind</b>\x00\x0b ]]> &lol;"))
    root = etree.fromstring(document)
    _xsd().assertValid(root)
    found = {one.get("name"): one for one in root.iter("{urn:balie:aanvraag:1}answer")}
    assert found["hoogte"].findtext("{*}value") == "2.5" and found["hulp"].findtext("{*}value") == "true"
    assert found["waarom_wilt_u_een_terras"].findtext("{*}words") == "Zon & <b>wind</b> ]]> &lol;"
    assert [item.findtext("{*}part") for item in found["buren"].find("{*}value")] == ["Ans", "Bo"]
    assert [item.findtext("{*}part") for item in found["buren"].findall("{*}value/{*}item/{*}part[@name='dieren']/{*}item")] == ["Hond", "Kat"]
    assert b"<!" not in document.replace(b"<!--", b"")


def test_control_the_xml_schema_refuses_what_is_otherwise(made):
    _plan, application = made
    root = etree.fromstring(as_xml.one(record(application)).replace(b"<title>", b"<titel>").replace(b"</title>", b"</titel>"))
    assert not _xsd().validate(root)


def _xsd() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(as_xml.XSD))


def many(writer, plan, *records) -> bytes:
    file = io.BytesIO()
    made = writer(file, table.columns_of([plan])) if writer in (sheets.Csv, sheets.Xlsx) else writer(file)
    for one in records:
        made.add(one)
    made.close()
    return file.getvalue()


@pytest.mark.parametrize("count", [0, 1, 3])
def test_many_in_one_document(made, count):
    plan, application = made
    records = [record(application)] * count
    data = json.loads(many(as_json.Many, plan, *records))
    assert len(data["applications"]) == count
    root = etree.fromstring(many(as_xml.Many, plan, *records))
    _xsd().assertValid(root)
    assert len(root) == count
    assert len(csv_rows(many(sheets.Csv, plan, *records))) == count + 1


def csv_rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_as_a_dutch_spreadsheet_reads_it(made):
    plan, application = made
    header, row = csv_rows(many(sheets.Csv, plan, record(application)))
    cells = dict(zip(header, row, strict=True))
    assert (cells["kenmerk"], cells["hoogte"], cells["bedrag"], cells["vanaf"]) == (application.kenmerk, "2,5", "1250,50", "2026-12-01")
    assert (cells["kleur"], cells["hulp"], cells["buren"]) == ("Rood", "Ja", "Ans, 14, (Hond, 20; Kat); Bo")


def test_xlsx_has_a_sheet_per_group_and_numbers_that_count(made):
    plan, application = made
    book = openpyxl.load_workbook(io.BytesIO(many(sheets.Xlsx, plan, record(application))))
    assert book.sheetnames == ["Aanvragen", "buren", "buren.dieren", "Kolommen"]
    header, row = book["Aanvragen"].iter_rows(values_only=True)
    cells = dict(zip(header, row, strict=True))
    assert cells["hoogte"] == 2.5 and cells["bedrag"] == 1250.5 and cells["vanaf"].isoformat() == "2026-12-01T00:00:00"
    about = application.kenmerk
    assert list(book["buren"].iter_rows(min_row=2, values_only=True)) == [(about, 1, "Ans", 14, "Hond, 20; Kat"), (about, 2, "Bo", None, None)]
    assert list(book["buren.dieren"].iter_rows(values_only=True)) == [
        ("kenmerk", "rij_buren", "rij", "soort_dier", "gewicht"), (about, 1, 1, "Hond", 20), (about, 1, 2, "Kat", None)]
    assert ("Aanvragen", "hoogte", "Hoe hoog is het terras?", "number") in list(book["Kolommen"].iter_rows(values_only=True))


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_typed_is_a_formula(made, typed):
    plan, application = made
    one = record(application, waarom_wilt_u_een_terras=typed, buren=[{"naam_buur": typed}])
    header, row = csv_rows(many(sheets.Csv, plan, one))
    for name in ("waarom_wilt_u_een_terras", "buren"):
        assert row[header.index(name)][:1] == "'" and not sheets._RUNS.search(row[header.index(name)])
    book = openpyxl.load_workbook(io.BytesIO(many(sheets.Xlsx, plan, one)))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    kept = [cell for cell in cells if str(cell.value).strip() == typed.strip()]
    assert len(kept) >= 2 and all(cell.quotePrefix for cell in kept)  # still what was typed, also after somebody edits it


def test_control_a_careless_sheet_does_hold_a_formula():
    book, file = Workbook(), io.BytesIO()
    book.active.append(["=1+1"])
    book.save(file)
    assert openpyxl.load_workbook(file).active["A1"].data_type == "f"
    assert sheets._RUNS.search("=1+1") and not sheets._RUNS.search("1+1") and sheets.harmless("gewoon") == "gewoon"


def test_a_negative_number_stays_a_number():
    assert sheets._written(Decimal("-2.50")) == "-2,50" and sheets._written("-2,50") == "'-2,50"


def test_a_bsn_is_in_no_format(made):
    plan, application = made
    assert BSN in json.dumps(application.answers)
    one = record(application)
    book = openpyxl.load_workbook(io.BytesIO(many(sheets.Xlsx, plan, one)))
    words = str([line for sheet in book for line in sheet.iter_rows(values_only=True)])
    everything = [as_json.one(one).decode(), as_xml.one(one).decode(), many(sheets.Csv, plan, one).decode(), words]
    everything.append(json.dumps(schema.schema_of(plan)))
    assert not [text for text in everything if BSN in text or "bsn" in text]


def test_control_as_stored_it_would_be_there(made):
    assert BSN in msgspec.json.encode(made[1].answers).decode()


def test_columns_of_two_versions_together(gemeente):
    first = catalogue.plan(kit.publish())
    second = catalogue.plan(kit.publish(("question: kleur", "question: tint")))
    names = table.columns_of([second, first]).header
    assert names.count("hoogte") == 1 and {"kleur", "tint"} <= set(names)
