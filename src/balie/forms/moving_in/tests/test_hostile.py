"""Whatever stands in an export: a service or a clear refusal, never a crash, never a hang."""

import copy
import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balie.forms.moving_in.read import Unreadable, read
from balie.forms.moving_in.tests import sample
from balie.forms.moving_in.write import import_form

pytestmark = pytest.mark.soak

JUNK = st.sampled_from([
    None, True, False, 0, -1, 3.5, 10**30, "", "x",
    "{{ x }}", "{% if %}", "{{", "nee", "persoon", "<p>", "\u0000", "a" * 300, [], {}, [1], ["x", {}], [[]],
    {"var": "muziek"}, {"var": 3}, {"==": []}, {"and": "x"}, {"a": {"b": []}}, [{"label": 3, "value": []}],
    {"when": "zelf", "eq": 1, "show": True}, {"when": "plan", "eq": "x", "show": True},
])  # fmt: skip


def places(data, way=()):
    yield way
    if isinstance(data, dict):
        for key, value in data.items():
            yield from places(value, (*way, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from places(value, (*way, index))


WHOLE = {**sample.export(), "formPriceLogic.json": [{"json_logic_trigger": {"==": [1, 1]}, "price": "3.50"}]}
PLACES = [way for way in places(WHOLE) if way]


@settings(max_examples=settings.default.max_examples // 2, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(PLACES), JUNK), min_size=1, max_size=4))
def test_a_spoilt_export_is_read_or_refused(tmp_path_factory, changes):
    spoilt = copy.deepcopy(WHOLE)
    for way, junk in changes:
        here = spoilt
        try:
            for step in way[:-1]:
                here = here[step]
            here[way[-1]] = copy.deepcopy(junk)
        except (KeyError, IndexError, TypeError):
            continue
    folder = tmp_path_factory.mktemp("spoilt")
    try:
        done = import_form(sample.zipped(folder / "form.zip", spoilt), folder / "dienst")
    except Unreadable:
        return
    assert done.errors == (), [str(each) for each in done.errors]


def test_what_is_no_export_is_refused_in_words(tmp_path):
    (tmp_path / "tekst.json").write_text("geen json", encoding="utf-8")
    (tmp_path / "getal.json").write_text("3", encoding="utf-8")
    (tmp_path / "diep.json").write_text("[" * 100_000, encoding="utf-8")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00{")
    (tmp_path / "leeg").mkdir()
    with zipfile.ZipFile(tmp_path / "ander.zip", "w") as archive:
        archive.writestr("foto.txt", "x")
    with zipfile.ZipFile(tmp_path / "half.zip", "w") as archive:
        archive.writestr("forms.json", "[]")
        archive.writestr("formSteps.json", "[]")
    for name in ("tekst.json", "getal.json", "diep.json", "bytes.json", "leeg", "ander.zip", "half.zip", "bestaat-niet.zip"):
        with pytest.raises(Unreadable) as refused:
            read(tmp_path / name)
        assert str(refused.value)


def test_a_zip_that_grows_without_bound_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "bom.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("forms.json", b" " * 60_000_000)
    with pytest.raises(Unreadable, match="te groot"):
        read(tmp_path / "bom.zip")


def test_files_outside_the_list_are_never_touched(tmp_path):
    files = sample.export()
    with zipfile.ZipFile(tmp_path / "form.zip", "w") as archive:
        for name, data in files.items():
            archive.writestr(f"map/{name}", json.dumps(data))
        archive.writestr("../../ontsnapt.txt", "x")
    import_form(tmp_path / "form.zip", tmp_path / "dienst")
    assert not list(tmp_path.parent.glob("ontsnapt.txt")) and not (tmp_path / "ontsnapt.txt").exists()
