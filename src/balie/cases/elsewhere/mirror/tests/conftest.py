"""The other side is the zaaksysteem of the demo town, as for handing over."""
from balie.cases.elsewhere.tests.conftest import other, small_town, town

__all__ = ["other", "small_town", "town"]
