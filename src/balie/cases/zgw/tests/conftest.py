"""What tests of the resources begin with."""
import pytest

from balie.cases.zgw.tests import stage


@pytest.fixture
def zaak(api):
    return stage.zaak()
