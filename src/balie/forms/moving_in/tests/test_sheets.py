"""A sheet of questions, as people fill one in: a service, and a line with its row for all that could not be taken over."""

import csv
import random
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from balie.forms.checks import check_folder
from balie.forms.definition.yamlfile import read_yaml
from balie.forms.examples import run_examples
from balie.forms.language.types import DATE, NUMBER, TEXT, YES_NO, choice, list_of
from balie.forms.moving_in.read import Unreadable
from balie.forms.moving_in.reading import Unsaid
from balie.forms.moving_in.sheets import example, read, words
from balie.forms.moving_in.sheets.rule import Names, understood
from balie.forms.moving_in.write import import_form

HEAD = ("Pagina", "Naam", "Vraag", "Soort", "Uitleg", "Verplicht", "Keuzes", "Groep", "Toon als")


def written(path, *rows, head=HEAD):
    book = Workbook()
    for row in (head, *rows):
        book.active.append(row)
    book.save(path)
    return path


def taken(path):
    """(the service as plain data, the report)"""
    done = import_form(path, path.parent / "dienst")
    assert done.errors == () and [each for each in check_folder(done.folder) if each.level == "error"] == []
    assert run_examples(done.folder) == []
    return read_yaml("service.yaml", (done.folder / "service.yaml").read_text(encoding="utf-8")).data, done.report


def questions(data):
    return {each["question"]: each for page in data["pages"] for each in page["questions"]}


def for_a_person(report):
    return [(each.where, " ".join(each.notes)) for each in report.items if each.status == "person" and each.kind != "form"]


def test_the_example_comes_in_whole(tmp_path):
    example.write(tmp_path / "vragen.xlsx")
    data, report = taken(tmp_path / "vragen.xlsx")
    assert for_a_person(report) == [] and {each.status for each in report.items if each.kind != "form"} == {"taken"}
    assert [page["title"] for page in data["pages"]] == list(dict.fromkeys(row[0] for row in example.ROWS if row[0]))
    asked = {**questions(data), **{each["question"]: each for each in questions(data)["tenten"]["questions"]}}
    assert {name: each.get("label") or each["text"] for name, each in asked.items()} == {row[1]: row[2] for row in example.ROWS if row[2]}
    assert data["pages"][2]["toon als"] == "soort is optocht of bezoekers >= 500"
    assert asked["muziek_tot"]["toon als"] == "muziek is ja" and asked["tekening"]["verplicht als"] == "bezoekers >= 500"
    with pytest.raises(FileExistsError):
        example.write(tmp_path / "vragen.xlsx")


def test_control_a_row_that_is_wrong_would_be_named(tmp_path, monkeypatch):
    monkeypatch.setattr(example, "ROWS", (*example.ROWS, ("", "x", "Nog iets?", "hologram", "", "", "", "", "bestaat_niet = 3")))
    example.write(tmp_path / "vragen.xlsx")
    (where, said), = for_a_person(taken(tmp_path / "vragen.xlsx")[1])
    assert where.startswith(f"rij {len(example.ROWS) + 1} ") and "hologram" in said and "bestaat_niet" in said


def test_order_capitals_and_empty_rows_do_not_matter(tmp_path):
    rows = [row for row in example.ROWS if row[2]]
    example.write(tmp_path / "een.xlsx")
    want, _ = taken(tmp_path / "een.xlsx")
    order = list(range(len(HEAD)))
    random.Random(3).shuffle(order)
    head = [HEAD[index].upper() + " " for index in order]
    made, title = [["Onze vragenlijst"], []], ""
    for row in example.ROWS:
        title = row[0] or title
        made += [[(title, *row[1:])[index] for index in order], [], [" "]]
    book = Workbook()
    for row in [made[0], [], head, *made[2:]]:
        book.active.append(row)
    (tmp_path / "twee").mkdir()
    book.save(tmp_path / "twee" / "een.xlsx")
    data, report = taken(tmp_path / "twee" / "een.xlsx")
    assert data["pages"] == want["pages"] and len(rows) == sum(each.kind == "component" for each in report.items)
    assert any("Onze vragenlijst" in each for each in report.general)


def test_english_headings_and_no_more_than_questions(tmp_path):
    data, report = taken(written(tmp_path / "q.xlsx", ("What is your name?", "Text"), ("Do you have a dog?", "yes/no"), ("When?", "date"),
                                 head=("Question", "Type")))  # fmt: skip
    assert [(each["type"], each["label"]) for each in questions(data).values()] == [
        ("text", "What is your name?"), ("yes_no", "Do you have a dog?"), ("date", "When?")]  # fmt: skip
    assert for_a_person(report) == []


def test_open_document_and_csv_say_the_same(tmp_path):
    example.write(tmp_path / "een.xlsx")
    want, _ = taken(tmp_path / "een.xlsx")
    for kind in ("ods", "csv", "latin"):
        (tmp_path / kind).mkdir()
        rows = [example.HEADINGS, *example.ROWS]
        path = tmp_path / kind / f"een.{kind.replace('latin', 'csv')}"
        if kind == "ods":
            _open_document(path, rows)
        else:
            with path.open("w", newline="", encoding="utf-8-sig" if kind == "csv" else "cp1252") as file:
                csv.writer(file, delimiter=";" if kind == "csv" else ",").writerows(rows)
        assert taken(path)[0]["pages"] == want["pages"], kind


def _open_document(path, rows):
    said = "".join(
        "<table:table-row>" + "".join(
            "<table:table-cell office:value-type='string'>" + "".join(f"<text:p>{line.replace('>', '&gt;')}</text:p>" for line in cell.split("\n"))
            + "</table:table-cell>" if cell else "<table:table-cell/>" for cell in row) + "</table:table-row>"
        for row in rows)  # fmt: skip
    names = " ".join(f"xmlns:{each}='urn:oasis:names:tc:opendocument:xmlns:{each}:1.0'" for each in ("office", "table", "text"))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", f"<office:document-content {names}><office:body><office:spreadsheet><table:table table:name='Vragen'>{said}"
                         "<table:table-row table:number-rows-repeated='1048000'><table:table-cell table:number-columns-repeated='16384'/>"
                         "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>")  # fmt: skip


def test_what_cannot_be_taken_over_is_a_line_with_its_row(tmp_path):
    data, report = taken(written(
        tmp_path / "x.xlsx",
        ("Een", "a", "Wat is A?", "keuze", "", "ja", "", "", ""), ("", "b", "Wat is B?", "toverbal", "", "ja", "", "", ""),
        ("", "a", "Nog een A?", "tekst", "", "ja", "x; y", "", "c is d"), ("", "", "", "tekst", "zonder vraag", "", "", "", ""),
        ("", "g", "Welke?", "groep", "", "ja", "", "", ""), ("", "h", "Wat is H?", "datum", "", "misschien", "", "", "i = 3"),
        ("Twee", "i", "Wat is I?", "getal", "", "ja", "", "", ""), ("Drie", "", "", "", "", "", "", "", ""),
    ))  # fmt: skip
    told = dict(for_a_person(report))
    assert {where.split(" ›")[0] for where in told} == {f"rij {number}" for number in (2, 3, 4, 5, 6, 7)}
    assert "toverbal" in told["rij 3 › Een › Wat is B?"] and "x; y" in told["rij 4 › Een › Nog een A?"]
    assert "misschien" in told["rij 7 › Een › Wat is H?"] and "pas later" in told["rij 7 › Een › Wat is H?"]
    assert set(questions(data)) == {"a", "b", "a_2", "h", "i"}
    assert [each.notes for each in report.items if each.key == "Drie"] == [["Op deze pagina staat geen vraag; zij is weggelaten."]]


def test_columns_and_sheets_nobody_knows_are_named(tmp_path):
    book = Workbook()
    for row in (("Vraag", "Soort", "Kleur van de vraag", ""), ("Hoe heet u?", "naam", "rood", "los")):
        book.active.append(row)
    book.create_sheet("Kladblok").append(("zomaar", "iets"))
    book.save(tmp_path / "x.xlsx")
    _, report = taken(tmp_path / "x.xlsx")
    assert [(each.key, "rij 2" in each.notes[0]) for each in report.items if each.was == "kolom"] == [("Kleur van de vraag", True), ("kolom 4", True)]
    assert any("Kladblok" in each for each in report.general)


NAMES = Names(
    {"soort": choice({"markt": "Braderie of markt", "feest": "Feest"}), "muziek": YES_NO, "bezoekers": NUMBER, "datum": DATE, "naam_van": TEXT,
     "wat": list_of(choice({"tent": "Grote tent", "bar": "Bar"}))},
    {"wat voor evenement is het": "soort", "is er muziek": "muziek", "soortevenement": "soort", "hoe heet het": "naam_van"},
)  # fmt: skip
RULES = [
    ("bezoekers >= 500 en muziek is ja", "bezoekers >= 500 en muziek is ja"), ("Wat voor evenement is het? = Feest", "soort is feest"),
    ("Is er muziek? = Ja", "muziek is ja"), ("is er muziek is nee", "muziek is nee"), ("Is er muziek?", "muziek is ja"),
    ("soortEvenement = markt", "soort is markt"), ("soort: Braderie of markt", "soort is markt"),
    ("soort = markt, feest", "soort is een van (markt, feest)"),
    ("soort != feest", "soort is niet feest"), ("soort is niet gelijk aan feest", "soort is niet feest"),
    ("bezoekers meer dan 1.000", "bezoekers > 1000"),
    ("bezoekers minstens 2,5", "bezoekers >= 2.5"), ("datum vanaf 1-2-2027", "datum >= 2027-02-01"), ("wat = Grote tent", "wat bevat tent"),
    ("wat = bar of Grote tent", "wat bevat bar of wat bevat tent"), ("Toon als muziek = ja en bezoekers > 3", "muziek is ja en bezoekers > 3"),
    ("soort = feest of muziek = ja", "soort is feest of muziek is ja"), ("Hoe heet het? = De markt", 'naam_van is "De markt"'),
    ("hoe heet het is ingevuld", "naam_van is ingevuld"), ("datum = leeg", "datum is leeg"), ("naam van", "naam_van is ingevuld"),
    ("bezoekers>=500", "bezoekers >= 500"), ("als soort = 'Feest'", "soort is feest"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "rule"), RULES, ids=[each[0] for each in RULES])
def test_a_rule_as_people_write_it(said, rule):
    assert understood(said, NAMES) == rule


@pytest.mark.parametrize("said", ["soort = paars", "bezoekers > veel", "weer = mooi", "muziek = soms", "datum > 31-2-2027", "= 3", "en", "soort ="])
def test_control_a_rule_that_means_nothing_is_refused_with_a_reason(said):
    with pytest.raises(Unsaid) as refused:
        understood(said, NAMES)
    assert str(refused.value)


def test_values_of_excel_itself(tmp_path):
    book = Workbook()
    for row in (("Vraag", "Verplicht", "Keuzes", "Toon als"), (2026, True, None, None), (date(2026, 12, 31), False, "=1+1", None)):
        book.active.append(row)
    book.save(tmp_path / "x.xlsx")
    data, report = taken(tmp_path / "x.xlsx")
    assert [(each["label"], each.get("required", True)) for each in questions(data).values()] == [("2026", True), ("2026-12-31", False)]
    assert [(where, "=1+1" in said) for where, said in for_a_person(report)] == [("rij 3", True)]


def test_hostile_files_are_refused_in_words(tmp_path):
    written(tmp_path / "goed.xlsx", ("", "a", "A?", "tekst", "", "", "", "", ""))
    with zipfile.ZipFile(tmp_path / "goed.xlsx") as archive:
        parts = {each.filename: archive.read(each) for each in archive.infolist()}
    bad = {
        "bom.xlsx": {**parts, "xl/sharedStrings.xml": b" " * (read.MAX_UNPACKED + 1)}, "half.xlsx": {"xl/workbook.xml": b"<x"},
        "lachen.xlsx": {**parts, "xl/worksheets/sheet1.xml": b"<!DOCTYPE x [<!ENTITY a 'ha'>" + b"".join(
            f"<!ENTITY {b} '{f'&{a};' * 100}'>".encode() for a, b in zip("abcdefgh", "bcdefghi", strict=True)) + b"]><x>&i;</x>"},
        "rijen.xlsx": {**parts, "xl/worksheets/sheet1.xml": parts["xl/worksheets/sheet1.xml"].replace(b'r="2"', b'r="zes"')},
        "bom.ods": {"content.xml": b"x" * (read.MAX_UNPACKED + 1)}, "leeg.ods": {"x": b""}, "stuk.ods": {"content.xml": b"<a><b></a>"},
    }  # fmt: skip
    for name, files in bad.items():
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, data in files.items():
                archive.writestr(part, data)
    (tmp_path / "geen.xlsx").write_text("geen zip")
    (tmp_path / "leeg.csv").write_bytes(b"")
    (tmp_path / "lang.csv").write_text("vraag;soort\n" + "a?;tekst\n" * (read.MAX_ROWS + 1))
    written(tmp_path / "kaal.xlsx", head=("zomaar", "wat"))
    book = Workbook()
    for number in range(read.MAX_SHEETS):
        book.create_sheet(f"Blad {number}")
    book.save(tmp_path / "bladen.xlsx")
    for name in (*bad, "geen.xlsx", "leeg.csv", "lang.csv", "kaal.xlsx", "bladen.xlsx", "bestaat-niet.xlsx"):
        with pytest.raises(Unreadable) as refused:
            import_form(tmp_path / name, tmp_path / "uit")
        assert str(refused.value) and not (tmp_path / "uit").exists(), name


def test_a_row_far_away_takes_no_time_and_is_told(tmp_path):
    written(tmp_path / "x.xlsx", ("", "a", "A?", "tekst", "", "", "", "", ""))
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        parts = {each.filename: archive.read(each) for each in archive.infolist()}
    far = b'<row r="1048576"><c r="C1048576" t="inlineStr"><is><t>B?</t></is></c></row><row r="99999999999"><c r="XFD99999999999"><v>1</v></c></row>'
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b"A1:I2", b"A1:I1048576").replace(b"</sheetData>", far + b"</sheetData>")
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as archive:
        for name, data in (parts | {"xl/worksheets/sheet1.xml": sheet}).items():
            archive.writestr(name, data)
    data, report = taken(tmp_path / "x.xlsx")
    assert list(questions(data)) == ["a"] and any("rijen na 20000" in each for each in report.general)


def test_a_damaged_file_is_read_or_refused(tmp_path):
    example.write(tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        parts = {each.filename: archive.read(each) for each in archive.infolist()}
    dice, outcomes = random.Random(1), set()
    for _ in range(60):
        spoilt = {name: bytearray(data) for name, data in parts.items()}
        for data in dice.choices(list(spoilt.values()), k=dice.randint(1, 2)):
            for _ in range(dice.randint(1, 4)):
                data[dice.randrange(len(data))] = dice.choice(b'<>"/=&x09 ')
        with zipfile.ZipFile(tmp_path / "y.xlsx", "w") as archive:
            for name, data in spoilt.items():
                archive.writestr(name, bytes(data))
        try:
            outcomes.add(bool(read.read(tmp_path / "y.xlsx")))
        except Unreadable as refused:
            outcomes.add(str(refused)[:6])
    assert outcomes == {True, "y.xlsx"}


def test_an_entity_reads_no_file(tmp_path):
    (tmp_path / "geheim").write_text("GEHEIM")
    _open_document(tmp_path / "x.ods", [("Vraag", "Soort"), ("GOED?", "tekst")])
    with zipfile.ZipFile(tmp_path / "x.ods") as archive:
        content = archive.read("content.xml").decode().replace("GOED?", "&g; GOED?")
    with zipfile.ZipFile(tmp_path / "x.ods", "w") as archive:
        archive.writestr("content.xml", f"<!DOCTYPE x [<!ENTITY g SYSTEM 'file://{tmp_path}/geheim'>]>{content}")
    (sheet,) = read.read(tmp_path / "x.ods")
    assert "GOED?" in str(sheet.rows) and "GEHEIM" not in str(sheet.rows)


def test_whatever_stands_in_the_cells_a_right_service_comes_out(tmp_path):
    dice = random.Random(7)
    kinds = [word for word, _ in words.kinds()]
    strange = ["", "", "{{ a }}", "x" * 400, "a\nb", "= 3", "ja", "vraag_3", "vraag 3 = ja", "<b>", ": #", "persoon", "é ñ", "1.2", "a;b;c", "-"]
    for number in range(12):
        rows = [
            [dice.choice(["", "", "P", *strange]), dice.choice(["", f"vraag_{row}", *strange]), dice.choice([f"Vraag {row}?", *strange]),
             dice.choice([*kinds, *strange]), *(dice.choice([*strange, *strange, "groep", "vraag_1"]) for _ in range(5))]
            for row in range(12)
        ]  # fmt: skip
        place = tmp_path / str(number)
        place.mkdir()
        try:
            _, report = taken(written(place / "x.xlsx", ("P", "zeker", "Zeker?", "tekst", "", "", "", "", ""), *rows))
        except Unreadable:
            continue
        told = {each.where.split(" ›")[0] for each in report.items} | {each.split(" van")[0] for each in report.general}
        filled = {f"rij {index}" for index, row in enumerate(rows, 3) if any(str(cell).strip() for cell in row[1:])}
        # a page's own condition, and nothing else, is said with the page
        only = {f"rij {index}" for index, row in enumerate(rows, 3) if row[0] and not any(row[1:8])}
        assert filled - told - only == set()
