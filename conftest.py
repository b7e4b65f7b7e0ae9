"""What all tests share. The data folder of the tests is set earlier, by `balie.runtime.testing` (see pyproject.toml)."""
import os
from pathlib import Path

import pytest
from xdist.scheduler import LoadFileScheduling

pytest_plugins = [
    "balie.runtime.testing.browser", "balie.runtime.testing.database", "balie.runtime.testing.quick", "balie.kernel.testing",
    "balie.zgw.testing",
]
HERE = Path(__file__).parent
JOURNEYS, WHOLE_SYSTEM = HERE / "tests" / "journeys", HERE / "tests"


def pytest_collection_modifyitems(items):
    """What starts a whole Balie takes longest and goes first, so that the test processes end at about the same time."""
    items.sort(key=lambda item: (JOURNEYS not in item.path.parents, WHOLE_SYSTEM not in item.path.parents))


class Scheduling(LoadFileScheduling):
    """A file is for one process, and so are all the journeys: they share a Balie and a browser."""

    def _split_scope(self, nodeid: str) -> str:
        return "journeys" if nodeid.startswith("tests/journeys/") else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    if config.getvalue("dist") == "loadfile" and not os.environ.get("BALIE_LONG"):  # the long ones would take one process too long
        return Scheduling(config, log)
    return None
