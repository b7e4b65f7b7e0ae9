"""A form that moved in from Open Forms is filled in from start to end, and arrives with the officials."""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from balie.forms.moving_in.tests import sample
from balie.forms.public import import_form
from tests.journeys.steps import Official, Visitor
from tests.journeys.walking import MAIL, Walker

ROOT = Path(__file__).parents[2]
EXPORT = "evenementenvergunning-veiligheidsregio.zip"
EVENT_PERMIT = Path(os.environ.get("BALIE_EVENT_PERMIT") or ROOT.parent / "shared/examples/openforms" / EXPORT)
WAYS = [(390, False), (1280, True)]


def on_offer(balie, source: Path, name: str) -> None:
    """Import a form and publish it in this house."""
    folder = Path(tempfile.mkdtemp(prefix="balie-form-"))
    try:
        done = import_form(source, folder / name)
        assert done.errors == ()
        command = [sys.executable, "-m", "balie.cli.main", "publish", str(done.folder), "--gemeente", "zonnedam"]
        told = subprocess.run(command, env=balie.environment, capture_output=True, text=True, timeout=120)
        assert told.returncode == 0, told.stderr
    finally:
        shutil.rmtree(folder)


def send(visitor: Visitor, service: str, *, full: bool) -> tuple[str, list[str]]:
    """(number of the zaak, headings of the pages)."""
    visitor.open(f"/aanvragen/{service}/")
    titles = Walker(visitor, full=full).walk()
    visitor.look()
    box = visitor.page.get_by_label("E-mailadres").first
    if box.count() and not box.input_value():
        box.fill(MAIL)
    visitor.press("Verstuur")
    visitor.sees("Gelukt. Uw aanvraag is binnen.")
    words = visitor.page.locator("main").inner_text()
    return next(word for word in words.split() if word.startswith("Z-")), titles


@pytest.fixture(scope="module")
def sample_form(balie, tmp_path_factory):
    on_offer(balie, sample.zipped(tmp_path_factory.mktemp("form") / "form.zip"), "verhuisd-formulier")
    return "verhuisd-formulier"


@pytest.fixture(scope="module")
def event_permit(balie):
    if not EVENT_PERMIT.is_file():
        pytest.skip("BALIE_EVENT_PERMIT names no export")
    on_offer(balie, EVENT_PERMIT, "verhuisd-evenement")
    return "verhuisd-evenement"


@pytest.mark.parametrize(("width", "full"), WAYS)
def test_a_form_of_our_own_making(balie, new_page, axe, sample_form, width, full):
    kenmerk, titles = send(Visitor(new_page(width=width), balie, axe, name=f"verhuisd-{width}"), sample_form, full=full)
    assert titles[:2] == ["Het evenement", "Wanneer"] and kenmerk
    official = Official(new_page(width=width), balie, axe, "kees")
    official.log_in()
    official.open_zaak(kenmerk)


@pytest.mark.parametrize(("width", "full"), WAYS)
def test_the_event_permit(balie, new_page, axe, event_permit, width, full):
    kenmerk, titles = send(Visitor(new_page(width=width), balie, axe, name=f"evenement-{width}"), event_permit, full=full)
    assert len(titles) >= 12 and kenmerk


def test_control_a_page_that_is_not_filled_in_does_not_let_go(balie, new_page, axe, sample_form):
    visitor = Visitor(new_page(width=390), balie, axe, name="verhuisd-leeg")
    visitor.open(f"/aanvragen/{sample_form}/")
    walker = Walker(visitor, full=False)
    walker.fill = lambda: None
    with pytest.raises(AssertionError, match="refuses"):
        walker.walk()
