"""A zaak counts in the real use of its service once, and as what really happened."""
from datetime import timedelta

import pytest
from django.db.models import Sum

from balie.cases import closing, public
from balie.cases.models import Resultaat, WorkItem, Zaak
from balie.cases.tests import factories
from balie.cases.zgw.tests import acts, stage
from balie.catalogue.models import ServiceUse
from balie.kernel import audit, clock
from balie.zgw.tests.clients import Api

pytestmark = pytest.mark.django_db


def counted() -> dict[str, int]:
    rows = ServiceUse.objects.values_list("what").annotate(total=Sum("number"))
    return {what: total for what, total in rows if total}


@pytest.fixture
def service(gemeente):
    return factories.publish()


def test_granted_by_rule_is_done_without_help_and_in_no_time(service):
    factories.zaak(service, outcome="verlenen")
    assert counted() == {"online": 1, "decided": 1, "alone": 1, "closed": 1}
    assert set(ServiceUse.objects.values_list("service", "month")) == {("dakterras", clock.today().replace(day=1))}
    assert ServiceUse.objects.get(what="closed").days == 0


def test_begun_with_an_official_is_help_also_when_a_rule_decides(service):
    factories.zaak(service, outcome="verlenen", assisted_by="een-medewerker")
    assert counted() == {"desk": 1, "decided": 1, "closed": 1}


def test_decided_by_an_official(service):
    zaak_id, _, application = factories.zaak(service)
    with factories.later(9), factories.submitted(application):
        factories.grant(zaak_id, factories.official())
    assert counted() == {"online": 1, "decided": 1, "closed": 1} and ServiceUse.objects.get(what="closed").days == 9


def test_one_look_of_an_official_before_a_rule_decides_is_help(service):
    """As with a place on the waiting list: somebody looked, later the place is free."""
    looked, other = (factories.zaak(service, outcome="wachtlijst") for _ in range(2))
    with audit.acting(audit.Actor("medewerker", "1", "S. Idrissi")):
        public.zaak_page(factories.official(), looked[0])
    for zaak_id, _, application in (looked, other):
        with factories.submitted(application):
            conclude(zaak_id, application)
    assert counted() == {"online": 2, "decided": 2, "alone": 1, "closed": 2}


def conclude(zaak_id, application):
    from balie.cases import outcomes
    from balie.cases.filled import Filled

    zaak = Zaak.objects.get(pk=zaak_id)
    outcomes.conclude(zaak, WorkItem.objects.get(zaak=zaak), Filled(application), outcome="verlenen", reason="Er is plek.")


def test_a_zaak_that_starts_twice_counts_once(service):
    from balie.cases import intake

    zaak_id, _, application = factories.zaak(service)
    with factories.submitted(application):
        assert intake.start_zaak(application_id=application.application_id) == zaak_id
    assert counted() == {"online": 1}


def test_withdrawn_took_nobodys_time(service):
    zaak_id, resident, application = factories.zaak(service)
    with factories.submitted(application):
        public.withdraw(zaak_id=zaak_id, resident=resident)
    assert Zaak.objects.get(pk=zaak_id).einddatum and counted() == {"online": 1}


def test_opened_again_and_closed_again_is_once(service):
    zaak_id, _, _ = factories.zaak(service, outcome="verlenen")
    zaak, kind = Zaak.objects.get(pk=zaak_id), Resultaat.objects.get(zaak=zaak_id).resultaattype
    closing.reopen(zaak)
    assert counted() == {"online": 1, "decided": 1, "alone": 1}
    closing.close(zaak, WorkItem.objects.get(zaak=zaak), kind, day=zaak.startdatum + timedelta(days=3))
    assert counted()["closed"] == 1
    assert ServiceUse.objects.filter(what="closed", days=3).aggregate(total=Sum("number"))["total"] == 1


def test_decided_by_another_system_counts_as_helped(service):
    zaak_id, _, application = factories.zaak(service)
    zaak = Zaak.objects.get(pk=zaak_id)
    Resultaat.objects.create(zaak=zaak, resultaattype=zaak.zaaktype.resultaattypes.get(on_outcome="verlenen"))
    assert acts.set_status(Api(), zaak, -1).status_code == 201
    assert Zaak.objects.get(pk=zaak_id).einddatum and counted() == {"online": 1, "decided": 1, "closed": 1}
    closing.close(Zaak.objects.get(pk=zaak_id), None, Resultaat.objects.get(zaak=zaak_id).resultaattype, day=clock.today())  # the last status again
    assert counted() == {"online": 1, "decided": 1, "closed": 1}


def test_what_a_client_makes_is_its_own_use(gemeente):
    assert acts.close(Api(), stage.zaak()).einddatum and counted() == {}


def test_a_number_is_of_nobody(service):
    """Control: what is noted has no column that could hold a person, a zaak or a day."""
    zaak_id, resident, application = factories.zaak(service, outcome="verlenen")
    assert {each.name for each in ServiceUse._meta.get_fields()} == {"id", "gemeente", "service", "month", "what", "days", "number"}
    held = str(list(ServiceUse.objects.values()))
    assert not any(str(each) in held for each in (zaak_id, resident.person_id, application.application_id))
