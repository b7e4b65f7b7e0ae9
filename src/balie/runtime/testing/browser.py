"""The browser of the tests: Debian's Chromium, without a screen of its own where that package is there (it takes a quarter less work)."""
from __future__ import annotations

import os
import shutil

import pytest

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("BALIE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
MISSING = "no Chromium on this machine (Debian: apt-get install chromium-headless-shell)"


def launch(playwright):
    """Chromium, started by Playwright. In a container of root's it has no sandbox to use."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"] if os.geteuid() == 0 else [])


@pytest.fixture(scope="session")
def launch_chromium():
    """`launch`, for rooms that may not import this one; skips where there is no Chromium."""
    if not CHROMIUM:
        pytest.skip(MISSING)
    return launch
