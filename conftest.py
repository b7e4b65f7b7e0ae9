"""What all tests share. The data folder of the tests is set earlier, by `balie.runtime.testing` (see pyproject.toml)."""
from pathlib import Path

pytest_plugins = ["balie.runtime.testing.browser", "balie.runtime.testing.database", "balie.kernel.testing"]
WHOLE_SYSTEM = Path(__file__).parent / "tests"


def pytest_collection_modifyitems(items):
    """What starts a whole Balie takes longest and goes first, so that the two test processes end at about the same time."""
    items.sort(key=lambda item: WHOLE_SYSTEM not in item.path.parents)
