"""The cells of a sheet as texts: formulas as their outcome, days as ISO, nothing that runs, nothing larger than people make."""

import csv
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import zip_longest
from pathlib import Path
from typing import Any

from lxml import etree

from balie.forms.moving_in.clean import cleaned
from balie.forms.moving_in.read import Unreadable

SUFFIXES = (".xlsx", ".xlsm", ".ods", ".csv")
MAX_UNPACKED, MAX_ROWS, MAX_COLUMNS, MAX_CELL = 50_000_000, 3_000, 100, 20_000
MAX_SHEETS = 20
LAST_ROW = 20_000  # a row number beyond this is a slip of a finger far below the questions, or meant to keep us busy
_OFFICE, _TABLE, _TEXT = (f"{{urn:oasis:names:tc:opendocument:xmlns:{each}:1.0}}" for each in ("office", "table", "text"))


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows`: the number that people see beside a row → its cells; only rows in which something stands. `notes`: (row, what is
    wrong there). `beyond`: there may be rows after the last one that we look at."""

    name: str
    rows: dict[int, list[str]] = field(default_factory=dict)
    notes: list[tuple[int, str]] = field(default_factory=list)
    beyond: bool = False


def is_sheet(path: Path) -> bool:
    """By its name, as a zip may be anything."""
    return path.suffix.lower() in SUFFIXES


def read(path: Path) -> list[Sheet]:
    """All sheets in this file. Raises Unreadable."""
    if not path.is_file():
        raise Unreadable(f"{path} bestaat niet.")
    if path.stat().st_size > MAX_UNPACKED:
        raise Unreadable(f"{path.name} is te groot.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a library has no eye for, such as colours and lists to choose from
            found = _READERS[path.suffix.lower()](path)
    except Unreadable:
        raise
    except Exception as error:  # whatever stands in a file of others, and whatever a library makes of it
        raise Unreadable(f"{path.name} is geen goed rekenblad: {' '.join(str(error).split())[:200] or type(error).__name__}.") from None
    return found


def _unpacked(path: Path) -> None:
    """Refuse what grows too large before anything of it is read."""
    with zipfile.ZipFile(path) as archive:
        size = sum(each.file_size for each in archive.infolist())
    if size > MAX_UNPACKED:
        raise Unreadable(f"{path.name} is uitgepakt te groot ({size // 1_000_000} MB).")


def _excel(path: Path) -> list[Sheet]:
    from openpyxl import load_workbook  # here: few processes read a sheet, and every one that starts would wait for it

    _unpacked(path)
    found = []
    # twice: with what the formulas gave, and with the formulas, to know of those that were never worked out
    books = [load_workbook(path, read_only=True, data_only=worked_out, keep_links=False) for worked_out in (True, False)]
    if len(books[0].worksheets) > MAX_SHEETS:
        raise Unreadable(f"{path.name} heeft meer dan {MAX_SHEETS} bladen.")
    for sheet, formulas in zip(*(book.worksheets for book in books), strict=True):
        made = Sheet(str(sheet.title), beyond=(sheet.max_row or 0) > LAST_ROW)
        within = {"max_row": LAST_ROW, "max_col": MAX_COLUMNS, "values_only": True}
        rows = zip_longest(sheet.iter_rows(**within), formulas.iter_rows(**within), fillvalue=())
        for number, (values, written) in enumerate(rows, 1):
            _keep(made, number, values)
            for column, formula in enumerate(written):
                if isinstance(formula, str) and formula.startswith("=") and (column >= len(values) or values[column] is None):
                    said = f"De formule `{formula[:100]}` heeft geen uitkomst. Open het bestand, sla het op en probeer het weer."
                    made.notes.append((number, said))
        found.append(made)
    return found


def _open_document(path: Path) -> list[Sheet]:
    _unpacked(path)
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("content.xml"), etree.XMLParser(resolve_entities=False, no_network=True))
    found = []
    for table in root.iter(f"{_TABLE}table"):
        made, number = Sheet(str(table.get(f"{_TABLE}name") or "Blad")), 0
        for row in table.iter(f"{_TABLE}table-row"):
            cells = list(_cells(row))
            for again in range(_repeated(row, "rows") if any(cells) else 1):
                _keep(made, number + again + 1, cells)
            number += _repeated(row, "rows")
        found.append(made)
    return found


def _cells(row: Any) -> Iterator[Any]:
    left = MAX_COLUMNS
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        kind = cell.get(f"{_OFFICE}value-type")
        lines = ["".join(each.itertext()) for each in cell.iterchildren(f"{_TEXT}p")]
        value = {"boolean": cell.get(f"{_OFFICE}boolean-value") == "true", "date": cell.get(f"{_OFFICE}date-value")}.get(kind, "\n".join(lines))
        times = min(_repeated(cell, "columns"), left)
        left -= times
        yield from [value] * times


def _repeated(part: Any, what: str) -> int:
    said = part.get(f"{_TABLE}number-{what}-repeated") or "1"
    return max(1, min(int(said[:9]), LAST_ROW)) if said.isdigit() else 1


def _comma_separated(path: Path) -> list[Sheet]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    first = next((line for line in text.splitlines() if line.strip()), "")
    made = Sheet(path.stem)
    for number, cells in enumerate(csv.reader(text.splitlines(keepends=True), delimiter=max(";,\t", key=first.count)), 1):
        _keep(made, number, cells[:MAX_COLUMNS])
    return [made]


def _keep(sheet: Sheet, number: int, values: Iterable[Any]) -> None:
    cells = [_said(each) for each in values]
    if not any(cells):
        return
    if len(sheet.rows) >= MAX_ROWS:
        raise Unreadable(f"Het blad “{sheet.name}” heeft meer dan {MAX_ROWS} rijen. Verdeel de vragen over meer diensten.")
    sheet.rows[number] = cells


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    text = value.isoformat() if isinstance(value, date | time) else str(value)
    return cleaned(text.replace("\xa0", " ").replace("\r", ""))[:MAX_CELL].strip()


_READERS = {".xlsx": _excel, ".xlsm": _excel, ".ods": _open_document, ".csv": _comma_separated}
