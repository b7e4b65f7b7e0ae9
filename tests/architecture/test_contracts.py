"""The house rules that a machine can check, each with a control that shows the check can fail."""
import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "balie"
ROOMS = sorted(path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists())
OPEN = {"public", "events"}  # what another room may import
SHARED = {"kernel", "look", "settings", "runtime", "demo", "cli"}  # foundations, and the command line that starts everything
LONGEST = 400


def files(*parts: str) -> list[Path]:
    return [
        path for path in SOURCE.joinpath(*parts).rglob("*.py")
        if "migrations" not in path.parts and "tests" not in path.parts and path.name != "conftest.py"  # that one is of the tests too
    ]


def imports_of(source: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def side_doors(room: str, source: str) -> set[str]:
    """Imports of another room that go past its `public` and `events`."""
    found = set()
    for name in imports_of(source):
        parts = name.split(".")
        if len(parts) > 2 and parts[0] == "balie" and parts[1] != room and parts[1] in ROOMS and parts[1] not in SHARED and parts[2] not in OPEN:
            found.add(name)
    return found


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in ("cli", "settings")])
def test_a_room_is_entered_by_its_door_only(room):
    wrong = {str(path.relative_to(ROOT)): doors for path in files(room) if (doors := side_doors(room, path.read_text()))}
    assert wrong == {}


def test_control_a_side_door_is_seen():
    assert side_doors("portal", "from balie.cases.models import Zaak") == {"balie.cases.models", "balie.cases.models.Zaak"}
    assert side_doors("portal", "from balie.cases import public\nfrom balie.cases.public import take") == set()


def test_control_the_import_contract_can_fail(tmp_path):
    """The tree turned upside down is refused by the same tool that checks it in `make check`."""
    turned = (ROOT / ".importlinter").read_text()
    rows = re.search(r"layers =\n((?:    .+\n)+)", turned).group(1)
    turned = turned.replace(rows, "".join(reversed(rows.splitlines(keepends=True))))
    config = tmp_path / "contracts"
    config.write_text(turned)
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache", "--config", config], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode != 0 and "BROKEN" in done.stdout


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_file_is_small_and_says_what_it_owns(path):
    source = path.read_text()
    assert len(source.splitlines()) <= LONGEST
    assert not source.strip() or ast.get_docstring(ast.parse(source)), "a module begins with a docstring"


def changing_calls(source: str) -> list[str]:
    """Calls that write to tables, in a file that should not."""
    verbs = {"save", "delete", "create", "bulk_create", "update_or_create", "get_or_create"}
    return [
        ast.unparse(node.func) for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in verbs and ".objects" in ast.unparse(node.func)
    ]


@pytest.mark.parametrize("door", ["portal", "workspace", "api"])
def test_a_door_changes_no_data_itself(door):
    assert {str(path): calls for path in files(door) if (calls := changing_calls(path.read_text()))} == {}


def test_control_a_change_in_a_door_is_seen():
    assert changing_calls("Zaak.objects.create(x=1)") == ["Zaak.objects.create"]


def test_there_are_no_signals():
    wrong = [str(path) for path in files() if re.search(r"django\.(db\.models|dispatch|core)\.?signals?|@receiver", path.read_text())]
    assert wrong == []


def test_the_forms_room_is_pure():
    wrong = [str(path) for path in files("forms") if imports_of(path.read_text()) & {"django", "django.db", "httpx2", "balie.kernel.clock"}]
    assert wrong == []


# the simulators are not the product's pages, and a mail has no style sheet to link to
TEMPLATES = sorted(path for path in SOURCE.rglob("templates/**/*.html") if "demo" not in path.parts and path.name != "mail.html")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_page_has_inline_script_or_style(path):
    html = path.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=\"|\son[a-z]+=\"|javascript:", html)
