"""CSV and Excel, written row by row. Nothing that somebody typed is ever a formula.

A spreadsheet runs a text that begins with = + - @ (also after a tab, a line end or a space) when it reads a CSV file; such a text gets an
apostrophe in front, which a spreadsheet takes for "this is text". An Excel cell says itself that it is text, and keeps that when somebody
edits it.

openpyxl is imported where it is used: few processes write a sheet, and every one that starts would wait for it.
"""
from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from balie.cases.export import table
from balie.cases.export.shape import Record
from balie.kernel import clock

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RUNS = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LONGEST = 32_000  # signs in a cell; Excel holds 32,767
BOM = "\ufeff"


def harmless(text: str) -> str:
    """A text for a CSV cell. What is a number, a date or a moment does not come here."""
    return f"'{text}" if _RUNS.search(text) else text


def _written(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case Decimal():
            return f"{value:f}".replace(".", ",")
        case int():
            return str(value)
        case datetime():
            return f"{clock.local(value):%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
    return harmless(_FORBIDDEN.sub("", str(value)))


def plain_csv(rows: Iterable[Sequence[Any]]) -> bytes:
    """Rows of anything, the first of them the names of the columns, as a file."""
    text = io.StringIO(newline="")
    text.write(BOM)
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL).writerows([_written(value) for value in row] for row in rows)
    return text.getvalue().encode()


class Csv:
    """One row per application; as Dutch spreadsheets read it: UTF-8 with its mark, semicolons, a comma in a number."""

    def __init__(self, file: IO[bytes], columns: table.Columns) -> None:
        self.columns = columns
        self.text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
        self.text.write(BOM)
        self.rows = csv.writer(self.text, delimiter=";", quoting=csv.QUOTE_ALL)
        self.rows.writerow([_written(name) for name in columns.header])

    def add(self, record: Record) -> None:
        self.rows.writerow([_written(value) for value in table.row_of(record, self.columns)])

    def close(self) -> None:
        self.text.flush()
        self.text.detach()


class Xlsx:
    """A sheet with a row per application, one per group with its rows, and one that explains the columns. Rows go to disk as they come."""

    def __init__(self, file: IO[bytes], columns: table.Columns) -> None:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell

        self.file, self.columns, self.book, self.cell = file, columns, Workbook(write_only=True), WriteOnlyCell
        self.main = self._sheet("Aanvragen", columns.header)
        self.groups = {name: self._sheet(self._title(name), columns.group_header(name)) for name in columns.groups}

    def _sheet(self, title: str, header: list[str]) -> Any:
        sheet = self.book.create_sheet(title)
        sheet.freeze_panes = "B2"
        sheet.append([self._cell(sheet, name) for name in header])
        return sheet

    def _title(self, name: str) -> str:
        """At most 31 signs, and each once."""
        title, number = name[:31], 2
        while title.lower() in (each.lower() for each in self.book.sheetnames):
            title, number = f"{name[:28]}_{number}", number + 1
        return title

    def _cell(self, sheet: Any, value: Any) -> Any:
        if value is None:
            return None
        if isinstance(value, datetime):
            value = clock.local(value).replace(tzinfo=None)  # a sheet knows no time zones: the time in the Netherlands
        if isinstance(value, Decimal | int | date) and not isinstance(value, bool):
            return self.cell(sheet, value)
        text = _FORBIDDEN.sub("", ("ja" if value else "nee") if isinstance(value, bool) else str(value))[:LONGEST]
        cell = self.cell(sheet, text)
        cell.data_type = "s"  # also what begins with =
        cell.quotePrefix = bool(_RUNS.search(text))
        return cell

    def add(self, record: Record) -> None:
        self.main.append([self._cell(self.main, value) for value in table.row_of(record, self.columns)])
        for name, sheet in self.groups.items():
            for row in table.group_rows(record, self.columns, name):
                sheet.append([self._cell(sheet, value) for value in row])

    def close(self) -> None:
        sheet = self._sheet(self._title("Kolommen"), ["blad", "kolom", "vraag", "soort"])
        about = [("Aanvragen", name, *table.EXPLAINED[name]) for name in table.FIRST]
        about += [("Aanvragen", name, *said) for name, said in self.columns.main.items()]
        about += [(self.groups[group].title, name, *said) for group, inner in self.columns.groups.items() for name, said in inner.items()]
        for row in about:
            sheet.append([self._cell(sheet, value) for value in row])
        self.book.save(self.file)
