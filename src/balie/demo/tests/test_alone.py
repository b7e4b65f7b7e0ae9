"""The town knows nothing of Balie: no module of it imports another room, not even the kernel."""
import ast
from pathlib import Path

import balie.demo

ROOT = Path(balie.demo.__file__).parent


def rooms(source: str) -> set[str]:
    """Names of balie's rooms that this source imports."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found |= {name.split(".")[1] for name in names if name.startswith("balie.")}
    return found


def test_no_other_room_is_imported():
    outside = {str(path.relative_to(ROOT)): rooms(path.read_text()) - {"demo"} for path in ROOT.rglob("*.py")}
    assert {name: found for name, found in outside.items() if found} == {}


def test_the_check_can_fail():
    assert rooms("from balie.kernel import clock") == {"kernel"} and rooms("import balie.cases.public") == {"cases"}


def test_files_stay_small():
    assert {path.name for path in ROOT.rglob("*.py") if len(path.read_text().splitlines()) > 400} == set()
