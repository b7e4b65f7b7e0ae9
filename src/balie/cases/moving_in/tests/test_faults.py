"""A source that is wrong, busy or gone: the rest comes over, the report names what did not and why, and a next run makes up for it."""
from __future__ import annotations

import json
import random
from typing import Any

import httpx2
import pytest

from balie.cases.models import Besluit, Rol, Zaak
from balie.cases.moving_in import public
from balie.cases.moving_in.tests import compare, world
from balie.documents.models import EnkelvoudigInformatieObjectCanonical

pytestmark = pytest.mark.django_db


def answer(status: int, code: str = "not_found") -> httpx2.Response:
    return httpx2.Response(status, json={"code": code, "title": "", "status": status, "detail": ""})


def refused(report: public.Report) -> dict[str, tuple[str, str]]:
    return {line.url: (line.kind, " ".join(line.reasons)) for line in report.lines if line.status == "refused"}


@pytest.mark.parametrize("wrong", [b"X" * 1250, b"kort"])
def test_content_that_is_not_what_was_said_is_not_kept(there, wrong):
    url = there.closed["paper"]
    there.altered = lambda call, found: wrong if call.path == f"{path(url)}/download" else found
    report = public.move_in(world.NAME)
    found = refused(report)
    assert found[url][0] == "enkelvoudiginformatieobjecten" and "inhoud" in found[url][1] and not report.complete
    key = url.rsplit("/", 1)[1]
    assert not EnkelvoudigInformatieObjectCanonical.objects.filter(pk=key).exists() and Zaak.objects.count() == 3
    assert {kind for kind, _why in found.values()} == {
        "enkelvoudiginformatieobjecten", "gebruiksrechten", "zaakinformatieobjecten", "besluitinformatieobjecten"}, "what hangs on it is named too"
    there.altered = lambda call, found: found
    assert public.move_in(world.NAME).complete and compare.differences(there) == {}


def test_content_that_was_cut_once_is_asked_for_again(there):
    once = []

    def cut(call, found):
        if call.path.endswith("/download") and not once:
            once.append(call)
            return found[:100]
        return found

    there.altered = cut
    assert public.move_in(world.NAME).complete and once


def test_what_is_gone_in_the_middle_is_named_and_the_rest_comes_over(there):
    gone = (f"{path(there.main['paper'])}/download", f"{path(there.part['url'])}/zaakeigenschappen")
    there.spoil = lambda call: answer(404) if call.path in gone else None
    report = public.move_in(world.NAME)
    found = refused(report)
    assert found[there.main["paper"]][0] == "enkelvoudiginformatieobjecten" and "404" in found[there.main["paper"]][1]
    assert found[there.part["url"]][0] == "zaken" and "404" in found[there.part["url"]][1]
    assert {str(key) for key in Zaak.objects.values_list("pk", flat=True)} == {there.main["uuid"], there.closed["uuid"]}
    assert report.of("zaken").missing == 1 and report.of("besluiten").missing == 1 and not report.complete
    there.spoil = lambda call: None
    assert public.move_in(world.NAME).complete and compare.differences(there) == {}


def test_a_source_that_is_busy_now_and_then_is_asked_again(there):
    there.spoil = lambda call: answer(503, "error") if call.number % 3 == 0 else answer(429, "throttled") if call.number % 7 == 0 else None
    assert public.move_in(world.NAME).complete and compare.differences(there) == {}


def test_a_source_that_goes_away_stops_the_run_and_the_next_goes_on(there):
    there.spoil = lambda call: answer(502, "error") if call.path.endswith("/besluiten") else None
    report = public.move_in(world.NAME)
    assert "storing (502)" in report.stopped and not report.complete and Zaak.objects.count() == 3 and not Besluit.objects.exists()
    there.spoil = lambda call: None
    assert public.move_in(world.NAME).of("zaken").copied == 0 and Besluit.objects.count() == 3


def test_a_secret_that_is_wrong_is_said(there):
    world.connect(there, secret="een-ander-geheim-van-32-tekens-lang")
    assert "laat ons niet toe (403)" in public.move_in(world.NAME).stopped


def test_a_source_without_newer_lists_is_not_blamed(there):
    young = ("zaaknotities", "zaakverzoeken", "zaakobjecttypen")
    there.spoil = lambda call: answer(404) if call.path.endswith(young) else None
    report = public.move_in(world.NAME)
    assert sorted(report.absent) == sorted(young) and report.complete


def test_rows_that_break_what_holds_them_together_are_refused_with_the_reason(there):
    def broken(call, found):
        if call.path.endswith("/rollen"):
            return found.replace(world.BSN.encode(), b"123456789")
        return found.replace(b'"verantwoordelijkeOrganisatie":"517439943"', b'"verantwoordelijkeOrganisatie":"517439944"') \
            if call.path.endswith("/besluiten") else found

    there.altered = broken
    report = public.move_in(world.NAME)
    found = refused(report)
    assert {why for kind, why in found.values() if kind == "rollen"} == {"betrokkeneIdentificatie.inpBsn: Dit is geen burgerservicenummer."}
    assert {why for kind, why in found.values() if kind == "besluiten"} == {"verantwoordelijkeOrganisatie: Dit is geen geldig RSIN."}
    assert report.of("rollen").missing == 3 and Rol.objects.count() == 3 and Zaak.objects.count() == 3
    assert "123456789" not in str(report.as_json())
    there.altered = lambda call, found: found
    assert public.move_in(world.NAME).complete and compare.differences(there) == {}


def test_what_clashes_with_what_is_here_is_refused(there):
    public.move_in(world.NAME, only=["catalogi"])
    kind = next(iter(there.holds(Zaak).values())).zaaktype_id
    ours = world.stage.zaak(world.ZaakType.objects.get(pk=kind), identificatie="Z-KLAAR")
    report = public.move_in(world.NAME)
    assert refused(report)[there.closed["url"]] == (
        "zaken", "identificatie: Er is al een zaak met deze identificatie bij deze organisatie.")
    assert Zaak.objects.get(identificatie="Z-KLAAR").pk == ours.pk and Zaak.objects.count() == 3


def test_a_list_that_is_no_list_stops_with_a_sentence(there):
    there.spoil = lambda call: httpx2.Response(200, json={"welkom": True}) if call.path.endswith("/catalogussen") else None
    assert public.move_in(world.NAME).stopped == f"{world.LABEL} geeft geen lijst van catalogussen."


@pytest.mark.parametrize("seed", [1, 2, 3, 22])
def test_a_source_that_shows_anything_ends_in_a_report(there, seed):
    """Every twentieth attribute is something else than it should be."""
    public.move_in(world.NAME, only=["catalogi"] if seed % 2 else ["besluiten"])
    lots = random.Random(seed)

    def odd(value: Any, name: str = "results") -> Any:
        if name not in ("url", "count", "next", "results") and lots.random() < 0.05:
            return lots.choice([None, 7, -1.5, True, "", "x", "https://x.nl", [], ["x"], [7], {}, {"url": 7}, {"x": {"y": []}}, "2020-01-01"])
        if isinstance(value, dict):
            return {key: odd(each, key) for key, each in value.items()}
        return [odd(each, "results") for each in value] if isinstance(value, list) else value

    there.altered = lambda call, found: found if call.path.endswith("/download") else json.dumps(odd(json.loads(found))).encode()
    report = public.move_in(world.NAME)
    assert not report.complete and report.lines and not report.stopped


def path(url: str) -> str:
    return url.removeprefix(f"http://{world.HOST}")
