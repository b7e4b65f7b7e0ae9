"""What a register confirms is sure; what it denies is never called right, also not when somebody looked at it."""
import pytest

from balie.cases.public import CheckView
from balie.workspace import checks


@pytest.mark.parametrize(("source", "value", "done", "state", "note"), [
    ("brp", "ja", False, "ok", "Komt uit de Basisregistratie Personen (BRP)"),
    ("brp", "nee", False, "wrong", "Volgens de Basisregistratie Personen (BRP) is dit niet zo"),
    ("brp", "nee", True, "wrong", "Volgens de Basisregistratie Personen (BRP) is dit niet zo"),
    ("brp", "", False, "open", "Dit is niet bekend"),
    ("aanvrager", "nee", False, "open", "Dit schreef de aanvrager"),
    ("aanvrager", "nee", True, "ok", "Nagekeken"),
])
def test_a_line(source, value, done, state, note):
    line = checks.line(CheckView(name="Staat op dit adres", source=source, value=value), done=done)
    assert (line["state"], line["note"]) == (state, note)
    assert checks.sure([line]) == (state == "ok")
