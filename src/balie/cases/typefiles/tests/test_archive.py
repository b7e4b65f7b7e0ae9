"""The zip comes from anybody: it is read within bounds, by names that we know, and never unpacked to disk."""
from __future__ import annotations

import zipfile

import pytest

from balie.cases.typefiles import archive
from balie.cases.typefiles.tests import sample


def test_what_is_written_is_read(tmp_path):
    archive.write(tmp_path / "out.zip", sample.entries())
    assert archive.read(tmp_path / "out.zip") == archive.Contents(sample.entries())
    with pytest.raises(FileExistsError):
        archive.write(tmp_path / "out.zip", sample.entries())


def test_a_folder_in_the_zip_and_a_byte_order_mark_do_not_matter(tmp_path):
    content = {"RolType": b"\xef\xbb\xbf[]", "ZaakType": sample.entries()["ZaakType"]}
    assert set(archive.read(sample.zipped(tmp_path / "in.zip", content, folder="export/")).entries) == {"RolType", "ZaakType"}


def test_other_files_are_named_and_never_touched(tmp_path):
    path = sample.zipped(tmp_path / "in.zip", sample.entries() | {"../../../evil": "[]", "/etc/Zaak": "x"})
    assert archive.read(path).ignored == ("../../../evil.json", "/etc/Zaak.json")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["in.zip"]


@pytest.mark.parametrize(("content", "why"), [
    ({"ZaakType": "{"}, "geen goede JSON"), ({"ZaakType": "[" * 100_000}, "geen goede JSON"), ({"ZaakType": b"\xff"}, "geen goede JSON"),
    ({"ZaakType": "{}"}, "geen lijst"), ({"ZaakType": "[1]"}, "geen lijst"), ({"ZaakType": [{"url": 1}]}, "geen lijst"),
    ({"ZaakType": [{"url": "https://a.nl/1"}, {"url": "https://b.nl/1/"}]}, "twee keer dezelfde url"), ({}, "geen zaaktypen"),
    ({"ZaakType": []}, "geen zaaktypen"), ({"ZaakType": [{"url": str(number)} for number in range(archive.MOST_ENTRIES + 1)]}, "meer dan"),
    ({f"x{number}": "" for number in range(archive.MOST_MEMBERS + 1)}, "te veel bestanden"),
])
def test_what_is_no_such_file_is_refused(tmp_path, content, why):
    with pytest.raises(archive.Unreadable, match=why):
        archive.read(sample.zipped(tmp_path / "in.zip", content))


def test_a_zip_bomb_stops_at_the_bound(tmp_path, monkeypatch):
    path = sample.zipped(tmp_path / "in.zip", {"ZaakType": b" " * (archive.MOST + 1)})
    assert path.stat().st_size < archive.MOST / 500
    with pytest.raises(archive.Unreadable, match="te groot"):
        archive.read(path)
    monkeypatch.setattr(archive, "MOST", archive.MOST * 2)  # control: it is the bound that stops it
    with pytest.raises(archive.Unreadable, match="geen goede JSON"):
        archive.read(path)


def test_the_bound_is_of_all_files_together(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MOST", 100)
    with pytest.raises(archive.Unreadable, match="te groot"):
        archive.read(sample.zipped(tmp_path / "in.zip", {"ZaakType": b" " * 60, "RolType": b" " * 60}))


def test_no_zip_a_broken_zip_and_a_password(tmp_path):
    (tmp_path / "no.zip").write_bytes(b"hallo")
    whole = sample.zipped(tmp_path / "in.zip", sample.entries()).read_bytes()
    (tmp_path / "half.zip").write_bytes(whole[: len(whole) // 2])
    start = whole.index(b"ZaakType.json") + 20
    (tmp_path / "bad.zip").write_bytes(whole[:start] + b"\x00" * 200 + whole[start + 200:])
    for name in ("no.zip", "half.zip", "bad.zip", "missing.zip"):
        with pytest.raises(archive.Unreadable, match="geen zipbestand"):
            archive.read(tmp_path / name)
    place = whole.index(b"PK\x01\x02") + 8
    (tmp_path / "locked.zip").write_bytes(whole[:place] + b"\x01" + whole[place + 1:])
    with pytest.raises(archive.Unreadable, match="wachtwoord"):
        archive.read(tmp_path / "locked.zip")


def test_the_same_name_twice(tmp_path):
    path = sample.zipped(tmp_path / "in.zip", sample.entries())
    with zipfile.ZipFile(path, "a") as more:
        more.writestr("folder/ZaakType.json", "[]")
    with pytest.raises(archive.Unreadable, match="twee keer in de zip"):
        archive.read(path)
