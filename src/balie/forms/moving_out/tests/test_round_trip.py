"""A service that moves out and back in asks the same, when the same, for the same price. What does not come along is told beforehand."""

import os
from datetime import date
from pathlib import Path
from random import Random

import pytest

from balie.forms.definition.folder import definition_of, load_folder
from balie.forms.moving_in.assemble import assemble
from balie.forms.moving_in.read import read
from balie.forms.moving_in.settle import settled
from balie.forms.moving_in.tests import sample
from balie.forms.moving_in.write import import_form
from balie.forms.moving_out.export import exported
from balie.forms.moving_out.tests.made import Made, answers
from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import evaluate

TODAY = date(2026, 11, 23)
SHARED = Path(__file__).parents[6] / "shared/examples/openforms"
REAL = sorted(SHARED.glob("*.zip"))
EVENT = Path(os.environ.get("BALIE_EVENT_PERMIT") or SHARED / "evenementenvergunning-veiligheidsregio.zip")
SERVICES = sorted((Path(__file__).parents[5] / "services").iterdir())
SEEDS = range(60)


def back(files, tmp_path, name="dienst"):
    """The service that such an export becomes."""
    moved = assemble(read(sample.zipped(tmp_path / f"{name}.zip", files)), name)
    texts, errors = settled(moved)
    assert errors == [], [str(each) for each in errors]
    return definition_of(texts), moved.report


def seen(plan, given, skipped=frozenset()):
    """What an applicant sees: pages, questions with whether they must be answered, the price; as far as they may go on."""
    state = evaluate(plan, given, {}, today=TODAY)
    if state.stop is not None:
        return "stop"
    pages = {}
    for page in state.pages:
        asked = {each.name: (each.required, each.answered) for each in page.questions if each.type in ASKED and each.name not in skipped}
        if asked:
            pages[page.name] = asked
    return pages, state.price


ASKED = frozenset("text long_text number money yes_no choice choices date time statement group email upload phone bsn iban number_plate kvk "
                  "address_nl map_point map_line map_area signature".split())  # fmt: skip


def wrong(plan, given):
    """Does a rule refuse an answer?"""
    ruled = {each.name for page in plan.pages for each in page.questions if each.errors}
    return any(each.error and each.name in ruled for page in evaluate(plan, given, {}, today=TODAY).pages for each in page.questions)


def compared(one, two, dice, times, skipped=frozenset()):
    """How many answers were compared; each must show the same."""
    first, second, count = compile_plan(one), compile_plan(two), 0
    for _ in range(times):
        given = answers(first, dice)
        # there, an answer that is refused holds up the page itself: what comes after it is not compared
        if not wrong(first, given):
            assert seen(second, given, skipped) == seen(first, given, skipped), given
            count += 1
    return count


def lost(report):
    return [f"{each.kind} {each.key}: {' '.join(each.notes)}" for each in report.items if each.status == "person" and each.kind != "form"]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_made_service_comes_back_the_same(seed, tmp_path):
    service = Made(seed).definition()
    files, report = exported(service)
    again, came_in = back(files, tmp_path)
    assert lost(report) == [] and lost(came_in) == []
    assert compared(service, again, Random(seed), 40) > 5


def test_control_a_rule_that_goes_another_way_is_noticed(tmp_path):
    """A rule left out of the export is found by at least one of the made services."""
    noticed = 0
    for seed in list(SEEDS)[:10]:
        service = Made(seed).definition()
        files, _ = exported(service)
        for each in files["formDefinitions.json"]:
            for component in each["configuration"]["components"]:
                component["hidden"], component["conditional"] = False, {}
        again, _ = back(files, tmp_path, f"dienst-{seed}")
        try:
            compared(service, again, Random(seed), 40)
        except AssertionError:
            noticed += 1
    assert noticed >= 5


def test_the_second_time_changes_nothing(tmp_path):
    for seed in list(SEEDS)[:15]:
        files, _ = exported(Made(seed).definition())
        once, _ = back(files, tmp_path, f"een-{seed}")
        twice, _ = back(exported(once)[0], tmp_path, f"twee-{seed}")
        assert [page.model_dump() for page in twice.service.pages] == [page.model_dump() for page in once.service.pages]
        assert dict(twice.service.values) == dict(once.service.values)


@pytest.mark.parametrize("folder", SERVICES, ids=[each.name for each in SERVICES])
def test_our_own_services_move_out_and_are_accounted_for(folder, tmp_path):
    service = load_folder(folder)
    files, report = exported(service)
    again, _ = back(files, tmp_path)
    assert [page.page for page in again.service.pages] == [page.page for page in service.service.pages]
    told = {each.key for each in report.items}
    assert {each.question for page in service.service.pages for each in page.questions} <= told
    assert {*service.service.values, *service.service.settings} <= told
    assert all(each.became or each.notes for each in report.items)


@pytest.mark.parametrize("path", REAL, ids=[each.stem for each in REAL])
def test_a_real_export_comes_back_the_same(path, tmp_path):
    one = load_folder(import_form(path, tmp_path / "een").folder)
    files, report = exported(one)
    two, _ = back(files, tmp_path, "twee")
    skipped = {each.key for each in report.items if each.status == "person" and each.kind != "form"}
    assert compared(one, two, Random(1), 60, skipped) > 0
    three, _ = back(exported(two)[0], tmp_path, "drie")
    assert [page.model_dump() for page in three.service.pages] == [page.model_dump() for page in two.service.pages]


def test_of_the_event_permit_nearly_all_moves_out(tmp_path):
    if not EVENT.is_file():
        pytest.skip("the export of the event permit is not here")
    _, report = exported(load_folder(import_form(EVENT, tmp_path / "een").folder))
    assert report.share() > 99
