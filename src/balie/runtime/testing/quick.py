"""pytest plug-in: what is slow on purpose, or has no use in a test, is quick there; what processes would share, each has of its own. What a
test is about stays as it is."""
from __future__ import annotations

import gc

import pytest


@pytest.fixture(scope="session", autouse=True)
def passwords_are_hashed_quickly():
    """By the same algorithm, with as little work as it takes: hundreds of tests log an official in. `tests/security` holds that an installation
    takes its time."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    with pytest.MonkeyPatch.context() as patch:
        for name, least in {"time_cost": 1, "memory_cost": 8, "parallelism": 1}.items():
            patch.setattr(Argon2PasswordHasher, name, least)
        yield


@pytest.fixture(scope="session", autouse=True)
def documents_of_each_process(tmp_path_factory):
    """Each process has a database of its own, and what no row of it names is swept: so it needs a folder of its own as well."""
    from django.conf import settings

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "MEDIA_ROOT", tmp_path_factory.mktemp("media"))
        yield


def pytest_collection_finish():
    """Thousands of collected tests live until the end: the collector of garbage need not look through them again and again."""
    gc.collect()
    gc.freeze()
