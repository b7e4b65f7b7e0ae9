"""What other rooms use of zaaktypen as files.

`entries(identificatie=, domein=, concept=)` → what is to be written with `write(path, entries)`; `take(path, catalogus=…)` → a `Report`.
Both raise `Unreadable` when there is nothing to give or to take.
"""
from balie.cases.typefiles.archive import Unreadable, write
from balie.cases.typefiles.giving import entries
from balie.cases.typefiles.report import MADE, OTHER, REFUSED, THERE, Line, Report
from balie.cases.typefiles.taking import take

__all__ = ["MADE", "OTHER", "REFUSED", "THERE", "Line", "Report", "Unreadable", "entries", "take", "write"]
