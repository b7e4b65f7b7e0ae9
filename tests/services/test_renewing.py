"""A start after an update: what changed in services/ is on offer, what a municipality set stays, what is wrong stops nothing."""
import shutil

import pytest

from balie.catalogue import public as catalogue
from balie.catalogue.models import ServiceVersion
from balie.cli import check, demo_town
from balie.cli.check import STANDARD
from balie.forms import public
from balie.forms.public import definition_of
from balie.kernel import tenancy


@pytest.fixture
def town(gemeente, other_gemeente, tmp_path, monkeypatch):
    """The demo town with two services, in a folder that may be changed."""
    for name in ("afvalpas", "parkeervergunning"):
        shutil.copytree(STANDARD / name, tmp_path / name)
    monkeypatch.setattr(catalogue, "standard_folder", lambda: tmp_path)
    for one in (gemeente, other_gemeente):
        with tenancy.scope(one):
            catalogue.publish_standard_catalogue(folder=tmp_path)
    catalogue.change_settings(slug="parkeervergunning", values={"straten_a": ["Ergens"]})
    return tmp_path


def change(town, name: str, before: str, after: str) -> None:
    place = town / name / "service.yaml"
    text = place.read_text()
    assert before in text
    place.write_text(text.replace(before, after, 1))


def test_what_changed_is_on_offer_in_both_municipalities(town, other_gemeente, capsys):
    change(town, "afvalpas", "title: Afvalpas", "title: Afvalkaart")
    demo_town.renew()
    assert catalogue.service("afvalpas").title == "Afvalkaart"
    with tenancy.scope(other_gemeente):
        assert catalogue.current_version("afvalpas").number == 2
    assert catalogue.current_version("parkeervergunning").number == 1
    assert "afvalpas is vernieuwd" in capsys.readouterr().err


def test_a_service_that_is_new_gets_the_values_of_the_town(town, other_gemeente):
    shutil.copytree(STANDARD / "bedrijfsparkeervergunning", town / "bedrijfsparkeervergunning")
    demo_town.renew()
    with tenancy.scope(other_gemeente):
        assert catalogue.settings_of("bedrijfsparkeervergunning")["straten"] == ["Dorpsplein", "Sluisweg", "Rietdijk"]


def test_control_when_nothing_changed_nothing_is_done(town, monkeypatch):
    checked = []
    monkeypatch.setattr(check, "findings_of", lambda folder: checked.append(folder) or [])
    before = ServiceVersion.objects.count()
    demo_town.renew()
    assert ServiceVersion.objects.count() == before and checked == []


def test_what_did_not_change_is_not_even_read(town, monkeypatch):
    read = []
    monkeypatch.setattr(public, "definition_of", lambda files: read.append(1) or definition_of(files))
    demo_town.renew()
    assert read == []
    change(town, "afvalpas", "title: Afvalpas", "title: Afvalkaart")
    demo_town.renew()
    assert read == [1], "control: what changed is, once for both municipalities"


def test_a_service_that_is_switched_off_stays_off(town):
    catalogue.apply_layer(catalogue.layer().model_copy(update={"not_offered": ("parkeervergunning",)}))
    change(town, "parkeervergunning", "title: Parkeervergunning", "title: Vergunning")
    demo_town.renew()
    assert not demo_town.offered("parkeervergunning") and demo_town.offered("afvalpas")


def test_what_the_municipality_set_stays(town):
    change(town, "parkeervergunning", "title: Parkeervergunning", "title: Vergunning")
    demo_town.renew()
    assert catalogue.service("parkeervergunning").title == "Vergunning"
    assert catalogue.settings_of("parkeervergunning")["straten_a"] == ["Ergens"]


@pytest.mark.parametrize(("before", "after"), [("title: Afvalpas", "titel: Afvalpas"), ("messages:", "messages:\n  ask: texts/bestaat-niet.md")])
def test_a_service_with_errors_stays_as_it_was_and_stops_nothing(town, before, after, capsys):
    change(town, "afvalpas", before, after)
    change(town, "parkeervergunning", "title: Parkeervergunning", "title: Vergunning")
    demo_town.renew()
    assert catalogue.current_version("afvalpas").number == 1 and catalogue.service("parkeervergunning").title == "Vergunning"
    assert "afvalpas heeft fouten en blijft zoals hij was" in capsys.readouterr().err
