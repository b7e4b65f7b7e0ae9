"""A besluit and its zaak with two providers (brc-006, brc-007): made known on both sides or on neither, and looked up where it was made."""
from __future__ import annotations

from datetime import timedelta

import httpx2
import pytest

from balie.cases.models import Besluit, BesluitElsewhere, Zaak, ZaakType
from balie.cases.zgw import jobs
from balie.cases.zgw.besluiten import zaak_elsewhere
from balie.cases.zgw.tests import acts, stage
from balie.kernel import clock
from balie.kernel.web.roots import root
from balie.zgw.tests.clients import codes

BESLUITEN = "/besluiten/api/v1/besluiten"


class There:
    """A zaak of the neighbour, of a zaaktype that knows a besluittype. Each side is connected; the neighbour is a Balie too."""

    def __init__(self, api, neighbour) -> None:
        self.neighbour = neighbour
        self.here = neighbour.knows_us()
        with neighbour.holding():
            kind = stage.besluittype()
            zaaktype = stage.zaaktype(catalogus=kind.catalogus, besluittype_omschrijving=[kind.omschrijving])
            self.row = stage.zaak(zaaktype)
            self.zaak = neighbour.url("zaken", "zaken", self.row)
            self.besluittype = neighbour.url("catalogi", "besluittypen", kind)
            self.other = neighbour.url("catalogi", "besluittypen", stage.besluittype(catalogus=kind.catalogus))
        self.body = {"besluittype": self.besluittype, "zaak": self.zaak, "verantwoordelijkeOrganisatie": stage.RSIN, "datum": "2026-01-01",
                     "ingangsdatum": "2026-01-01"}

    def known(self) -> list[str]:
        """Which besluiten of others the zaak has, on the other side."""
        with self.neighbour.holding():
            return list(BesluitElsewhere.objects.filter(zaak=self.row).values_list("besluit", flat=True))

    def spoil(self, answer, method: str = "POST") -> None:
        self.neighbour.spoil = lambda request: answer if request.method == method and request.url.path.endswith("/besluiten") else None

    def well(self) -> None:
        self.neighbour.spoil, self.neighbour.lose = (lambda request: None), (lambda request: False)


@pytest.fixture
def there(api, neighbour) -> There:
    return There(api, neighbour)


@pytest.fixture
def made(api, there) -> dict:
    answer = api.post(BESLUITEN, there.body)
    assert answer.status_code == 201, answer.content
    return answer.json()


def ours() -> str:
    return zaak_elsewhere.address(Besluit.objects.get().pk)


def test_brc_006_known_on_both_sides_and_gone_on_both(api, there, made, run_jobs):
    assert made["zaak"] == there.zaak and there.known() == [ours()] and Besluit.objects.get().telling_since is None
    listed, own = f"{there.zaak.removeprefix('http://waterrijk.localhost')}/besluiten", ours()
    with there.neighbour.holding():
        (shown,) = there.neighbour.api.get(listed).json()
        assert shown["besluit"] == own and there.neighbour.api.get(shown["url"]).json() == shown
        assert codes(there.neighbour.api.delete(shown["url"])) == {"nonFieldErrors": "remote-relation-exists"}
        assert codes(there.neighbour.api.delete(there.zaak.removeprefix("http://waterrijk.localhost"))) == {"nonFieldErrors": "pending-relations"}
    assert api.get(BESLUITEN, zaak=there.zaak).json()["results"] == [api.get(made["url"]).json()]
    assert api.get(BESLUITEN, zaak=there.zaak[:-4] + "0000").json()["count"] == 0
    assert api.delete(made["url"]).status_code == 204
    run_jobs()
    assert there.known() == []


def test_brc_006_the_zaak_stays(api, there, made):
    for wrong in (there.zaak[:-4] + "0000", ""):
        assert codes(api.patch(made["url"], {"zaak": wrong}))["zaak"] in ("wijzigen-niet-toegelaten", "blank", "bad-url", "invalid")
    changed = api.patch(made["url"], {"zaak": there.zaak, "toelichting": "Anders"})
    assert changed.status_code == 200 and changed.json()["toelichting"] == "Anders" and changed.json()["zaak"] == there.zaak
    without = {name: value for name, value in there.body.items() if name != "zaak"}
    assert api.put(made["url"], without | {"identificatie": made["identificatie"]}).json()["zaak"] == there.zaak


def test_brc_006_a_besluit_gets_its_zaak_later(api, there):
    besluit = api.post(BESLUITEN, {name: value for name, value in there.body.items() if name != "zaak"}).json()
    assert api.patch(besluit["url"], {"zaak": there.zaak}).json()["zaak"] == there.zaak and there.known() == [ours()]


def test_brc_006_when_that_is_refused_the_besluit_stays_as_it_was(api, there, run_jobs):
    besluit = api.post(BESLUITEN, {name: value for name, value in there.body.items() if name != "zaak"}).json()
    there.spoil(httpx2.Response(503, json={}))
    assert codes(api.patch(besluit["url"], {"zaak": there.zaak})) == {"zaak": "pending-relations"}
    assert api.get(besluit["url"]).json()["zaak"] == "" and there.known() == []


def test_brc_007_its_kind_belongs_to_the_zaaktype_there(api, there):
    assert codes(api.post(BESLUITEN, there.body | {"besluittype": there.other})) == {"nonFieldErrors": "zaaktype-mismatch"}
    own = stage.besluittype()
    assert codes(api.post(BESLUITEN, there.body | {"besluittype": f"{api.root}/catalogi/api/v1/besluittypen/{own.pk}"})) == {
        "nonFieldErrors": "zaaktype-mismatch"}
    assert not Besluit.objects.exists() and there.known() == []


@pytest.mark.parametrize("answer", [httpx2.Response(503, json={}), httpx2.Response(400, json={"code": "invalid"}), httpx2.Response(403, json={})])
def test_when_the_other_side_does_not_take_it_there_is_nothing(api, there, answer, run_jobs):
    there.spoil(answer)
    assert codes(api.post(BESLUITEN, there.body)) == {"zaak": "pending-relations"} and not Besluit.objects.exists()
    there.well()
    run_jobs(later=True)
    assert there.known() == [] and api.post(BESLUITEN, there.body).status_code == 201


def test_when_its_answer_gets_lost_what_was_made_there_goes_too(api, there, run_jobs):
    there.neighbour.lose = lambda request: request.method == "POST" and request.url.path.endswith("/besluiten")
    assert codes(api.post(BESLUITEN, there.body)) == {"zaak": "pending-relations"} and len(there.known()) == 1
    there.well()
    run_jobs(later=True)
    assert there.known() == [] and not Besluit.objects.exists()


def test_who_was_killed_in_between_is_picked_up(api, there, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(zaak_elsewhere, "_tell", lambda *given: None)
        assert api.post(BESLUITEN, there.body).status_code == 201 and there.known() == []
    jobs.tell_what_was_left_behind()
    assert there.known() == []  # somebody may be at it still
    Besluit.objects.update(telling_since=clock.now() - timedelta(minutes=6))
    there.spoil(httpx2.Response(503, json={}))
    jobs.tell_what_was_left_behind()
    assert Besluit.objects.get().zaak_url and there.known() == []
    there.well()
    jobs.tell_what_was_left_behind()
    assert there.known() == [ours()] and Besluit.objects.get().telling_since is None


@pytest.mark.parametrize("answer", [httpx2.Response(503, json={}), httpx2.Response(404, json={"code": "not_found"})])
def test_faults_there_are_a_bad_url(api, there, answer):
    there.neighbour.spoil = lambda request: answer if "/zaken/" in request.url.path else None
    assert codes(api.post(BESLUITEN, there.body)) == {"zaak": "bad-url"}
    there.well()
    assert codes(api.post(BESLUITEN, there.body | {"zaak": there.besluittype})) == {"zaak": "invalid-resource"}


# -- the other way round: the besluit lies there, the zaak here

@pytest.fixture
def zaak(api, there) -> Zaak:
    return stage.zaak()


def tell(api, there, of, **changes):
    """A besluit of the neighbour, as its Besluiten API gives it."""
    url = there.zaak.replace("/zaken/api/v1/zaken/", "/besluiten/api/v1/besluiten/")
    named = {"url": url, "zaak": zaak_url(of), "verantwoordelijkeOrganisatie": stage.RSIN, "besluittype": "x", "datum": "2026-01-01",
             "ingangsdatum": "2026-01-01"} | changes
    there.neighbour.spoil = lambda request: httpx2.Response(200, json=named) if "/besluiten/api" in request.url.path else None
    return api.post(f"/zaken/api/v1/zaken/{of.pk}/besluiten", {"besluit": url})


def zaak_url(zaak) -> str:
    return f"{root()}/zaken/api/v1/zaken/{zaak.pk}"


def test_a_besluit_there_on_a_zaak_here(api, there, zaak):
    first, again = tell(api, there, zaak), tell(api, there, zaak)
    assert first.status_code == again.status_code == 201 and first.json() == again.json() and BesluitElsewhere.objects.count() == 1
    listed = f"/zaken/api/v1/zaken/{zaak.pk}/besluiten"
    assert api.get(listed).json() == [first.json()] and api.get(first.json()["url"]).json() == first.json()
    assert codes(api.delete(listed.removesuffix("/besluiten"))) == {"nonFieldErrors": "pending-relations"}
    assert codes(api.delete(first.json()["url"])) == {"nonFieldErrors": "remote-relation-exists"}
    there.neighbour.spoil = lambda request: httpx2.Response(503, json={})
    assert codes(api.delete(first.json()["url"])) == {"nonFieldErrors": "remote-relation-exists"}
    there.neighbour.spoil = lambda request: httpx2.Response(404, json={"code": "not_found"})
    assert api.delete(first.json()["url"]).status_code == 204 and api.get(listed).json() == []


def test_one_that_does_not_name_the_zaak(api, there, zaak):
    assert codes(tell(api, there, zaak, zaak=zaak_url(stage.zaak()))) == {"nonFieldErrors": "inconsistent-relation"}
    assert codes(tell(api, there, zaak, zaak="")) == {"nonFieldErrors": "inconsistent-relation"}
    assert codes(tell(api, there, zaak, url="http://waterrijk.localhost/anders")) == {"besluit": "invalid-resource"}
    there.neighbour.spoil = lambda request: httpx2.Response(503, json={})
    body = {"besluit": there.zaak.replace("zaken", "besluiten")}
    assert codes(api.post(f"/zaken/api/v1/zaken/{zaak.pk}/besluiten", body)) == {"besluit": "bad-url"}
    assert not BesluitElsewhere.objects.exists()


def test_a_zaak_whose_date_hangs_on_besluiten_gets_none_with_one_elsewhere(api, there, zaak):
    zaak.zaaktype.resultaattypes.update(afleidingswijze="ingangsdatum_besluit")
    kind = stage.besluittype(catalogus=zaak.zaaktype.catalogus)
    ZaakType.objects.filter(pk=zaak.zaaktype_id).update(besluittype_omschrijving=[kind.omschrijving])
    Besluit.objects.create(identificatie="B", verantwoordelijke_organisatie=stage.RSIN, besluittype=kind, zaak=zaak, datum="2026-01-01",
                           ingangsdatum="2026-01-01")
    assert acts.close(api, zaak).archiefactiedatum
    assert tell(api, there, zaak).status_code == 201
    assert Zaak.objects.get(pk=zaak.pk).archiefactiedatum is None
