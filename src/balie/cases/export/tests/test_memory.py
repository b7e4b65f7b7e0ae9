"""Memory does not grow with the number of applications: they go to the file one by one."""
from __future__ import annotations

import tempfile
import tracemalloc
from dataclasses import replace

import pytest

from balie.cases.export import reading, table
from balie.cases.export.shape import record_of
from balie.cases.export.tests import kit
from balie.cases.filled import Filled
from balie.catalogue import public as catalogue


def peak(kind: str, plan, record, count: int, *, keep: bool = False) -> int:
    """Bytes at most while `count` applications are written. `keep`: as a careless writer would, with all of them in a list."""
    many = (replace(record, reference=f"ZD-{number}") for number in range(count))
    with tempfile.TemporaryFile() as file:
        tracemalloc.start()
        try:
            assert reading._filled(file, kind, table.columns_of([plan]), iter([*many]) if keep else many) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


@pytest.fixture
def made(gemeente):
    version = kit.publish()
    return catalogue.plan(version), record_of(Filled(kit.application(version)))


@pytest.mark.parametrize("kind", ["csv", "json", "xml", "xlsx"])
def test_ten_times_as_many_take_no_more_memory(made, kind):
    peak(kind, *made, 20)
    few, many = peak(kind, *made, 80), peak(kind, *made, 800)
    assert many < few + 80_000, (few, many)


def test_control_keeping_them_all_does(made):
    few, many = peak("csv", *made, 80, keep=True), peak("csv", *made, 800, keep=True)
    assert many > few + 80_000, (few, many)
