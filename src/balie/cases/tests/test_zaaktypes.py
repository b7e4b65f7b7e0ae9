"""Publishing a service makes its zaaktype with everything below it, once per version."""
from datetime import UTC, datetime

import pytest

from balie.cases import public
from balie.cases.models import (
    BesluitType,
    Catalogus,
    Eigenschap,
    InformatieObjectType,
    ResultaatType,
    RolType,
    StatusType,
    ZaakType,
    ZaakTypeInformatieObjectType,
)
from balie.cases.tests import factories
from balie.catalogue import public as catalogue
from balie.kernel import clock
from balie.zgw.public import lists

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday():
    with clock.frozen(MONDAY):
        yield


def test_publishing_makes_it(gemeente, run_jobs):
    version = factories.publish()
    run_jobs()
    zaaktype = ZaakType.objects.get()
    assert (zaaktype.identificatie, zaaktype.service_version_id, zaaktype.concept) == ("dakterras", version, False)
    assert (zaaktype.doorlooptijd, zaaktype.vertrouwelijkheidaanduiding, zaaktype.hand_out) == ("P7D", "zaakvertrouwelijk", False)
    assert zaaktype.catalogus.rsin == gemeente.rsin
    assert list(StatusType.objects.order_by("volgnummer").values_list("volgnummer", "code", "doorlooptijd")) == [
        (1, "ontvangen", ""), (2, "bekijken", "P3D"), (3, "afgehandeld", ""),
    ]
    granted = ResultaatType.objects.get(on_outcome="verlenen")
    assert (granted.archiefnominatie, granted.archiefactietermijn) == ("vernietigen", "P5Y")
    assert lists.entry(granted.selectielijstklasse).facts["nummer"] == "5.1"
    assert lists.entry(granted.resultaattypeomschrijving).facts["omschrijving"] == granted.omschrijving_generiek == "Toegekend"
    assert set(RolType.objects.values_list("omschrijving_generiek", flat=True)) == {
        "initiator", "mede_initiator", "behandelaar", "klantcontacter", "belanghebbende",
    }
    assert dict(Eigenschap.objects.values_list("naam", "formaat")) == {"hoogte": "getal", "waarom_wilt_u_een_te": "tekst"}
    assert BesluitType.objects.get().reactietermijn == "P42D"
    assert zaaktype.besluittype_omschrijving == ["Vergunning dakterras"]
    kinds = set(ZaakTypeInformatieObjectType.objects.values_list("informatieobjecttype", "richting"))
    assert kinds == {("Bevestiging van aanvraag", "uitgaand"), ("Bijlage", "inkomend"), ("Brief", "uitgaand"), ("Vergunning dakterras", "uitgaand")}
    assert not InformatieObjectType.objects.filter(concept=True).exists()


def test_twice_is_once(gemeente, run_jobs):
    version = factories.publish()
    run_jobs()
    assert public.ensure_zaaktype(version) == ZaakType.objects.get()
    assert Catalogus.objects.count() == 1


def test_control_the_database_allows_one_per_version(gemeente):
    from django.db import IntegrityError, transaction

    from balie.kernel import ids

    zaaktype = public.ensure_zaaktype(factories.publish())
    zaaktype.pk, zaaktype.einde_geldigheid = ids.new_id(), clock.today()
    with pytest.raises(IntegrityError, match="zaaktype_een_per_dienst"), transaction.atomic():
        zaaktype.save(force_insert=True)
    zaaktype.service_version_id = None
    zaaktype.save(force_insert=True)


def test_a_new_version_follows_the_old(gemeente):
    first = public.ensure_zaaktype(factories.publish())
    with factories.later(10):
        second = public.ensure_zaaktype(factories.publish(factories.definition(old="term: 5 werkdagen\n  statuses", new="term: 8 weken\n  statuses")))
        first.refresh_from_db()
        assert (first.einde_geldigheid.isoformat(), second.begin_geldigheid.isoformat()) == ("2026-12-02", "2026-12-03")
        assert (second.doorlooptijd, second.einde_geldigheid) == ("P8W", None)
    assert StatusType.objects.filter(zaaktype=first).count() == StatusType.objects.filter(zaaktype=second).count() == 3
    assert BesluitType.objects.count() == 1


def test_an_old_version_that_comes_late_is_not_the_valid_one(gemeente):
    old = factories.publish()
    new = public.ensure_zaaktype(factories.publish(factories.definition(old="Meld uw dakterras.", new="Meld het.")))
    late = public.ensure_zaaktype(old)
    new.refresh_from_db()
    assert (new.einde_geldigheid, late.einde_geldigheid) == (None, clock.today())


def test_another_time_to_object_is_a_new_besluittype(gemeente):
    public.ensure_zaaktype(factories.publish())
    public.ensure_zaaktype(factories.publish(factories.definition(old="objection_days: 42", new="objection_days: 30")))
    assert list(BesluitType.objects.order_by("id").values_list("reactietermijn", "einde_geldigheid")) == [
        ("P42D", clock.today()), ("P30D", None),
    ]


def test_against_what_cannot_be_objected_to_there_is_no_time(gemeente):
    public.ensure_zaaktype(factories.publish(factories.definition(old="objection_days: 42", new="objection_days: 0")))
    assert BesluitType.objects.get().reactietermijn == ""


def test_a_zaaktype_takes_few_queries_however_many_documents_it_has(gemeente, django_assert_max_num_queries):
    public.ensure_zaaktype(factories.publish())
    before = InformatieObjectType.objects.count()
    more = [f"  - {{document: brief_{number}, title: Brief {number}, template: letters/vergunning.md, when: granted}}" for number in range(20)]
    other = factories.publish(factories.definition(old="documents:", new="\n".join(["documents:", *more])))
    with django_assert_max_num_queries(22):
        public.ensure_zaaktype(other)
    assert InformatieObjectType.objects.count() == before + 20


def test_every_service_of_the_standard_catalogue_becomes_a_zaaktype(gemeente):
    versions = catalogue.publish_standard_catalogue()
    for version in versions:
        public.ensure_zaaktype(version)
    assert ZaakType.objects.filter(einde_geldigheid__isnull=True).count() == len(versions) >= 6
    assert ZaakType.objects.get(identificatie="paspoort").hand_out
    assert not ResultaatType.objects.filter(archiefactietermijn="").exclude(archiefnominatie="blijvend_bewaren").exists()
