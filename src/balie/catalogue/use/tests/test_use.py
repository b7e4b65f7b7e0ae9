"""How services are used: what is noted adds up, costs one query to read however much there is, and is this municipality's alone."""

from datetime import date

from balie.catalogue import public as catalogue
from balie.catalogue.jobs import add_up_use
from balie.catalogue.models import ServiceUse
from balie.kernel import tenancy

What = catalogue.What
MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def used(service="paspoort", day=MAY, times=1, **numbers):
    for what, number in numbers.items():
        for _ in range(number * times):
            catalogue.note_use(service=service, what=What(what), day=day)


def ended(*days, service="paspoort", day=MAY):
    for took in days:
        catalogue.note_use(service=service, what=What.CLOSED, day=day, days=took)


def test_a_month_by_service(gemeente):
    used(online=15, desk=5, decided=10, alone=5, begun=40, sent=20, day=date(2026, 5, 31))
    ended(0, 2, 4, 6, 30)
    used("verhuizing", online=6)
    used(day=JUNE, online=7)
    may = catalogue.use_in(date(2026, 5, 17))
    assert list(may) == ["paspoort", "verhuizing"] and may["verhuizing"].started == 6
    passport = may["paspoort"]
    assert (passport.started, passport.online.percent, passport.alone.percent, passport.sent.percent, passport.days) == (20, 75, 50, 50, 4)


def test_the_months_of_a_service_with_those_in_which_nobody_came(gemeente):
    used(online=6)
    used(day=JULY, online=8)
    used("verhuizing", day=JUNE, online=50)
    assert [(each.month, each.started) for each in catalogue.use_of("paspoort", months=(JULY, JUNE, MAY))] == [(JULY, 8), (JUNE, 0), (MAY, 6)]
    assert catalogue.used_since() == MAY


def test_opened_again_is_taken_back(gemeente):
    ended(2, 2, 2, 2, 2, 40)
    catalogue.note_use(service="paspoort", what=What.CLOSED, day=MAY, days=40, number=-1)
    assert catalogue.use_in(MAY)["paspoort"].closed == 5 and catalogue.use_in(MAY)["paspoort"].days == 2
    add_up_use()
    assert not ServiceUse.objects.filter(days=40).exists()


def test_adding_up_changes_no_figure_and_leaves_a_row_for_each(gemeente):
    used(times=6, online=1, begun=2)
    ended(1, 1, 3, 3, 3)
    used("verhuizing", online=1)
    alone, before = ServiceUse.objects.get(service="verhuizing").pk, catalogue.use_in(MAY)
    add_up_use()
    assert catalogue.use_in(MAY) == before and ServiceUse.objects.count() == 5  # online, begun, one day, three days; and the other service
    assert ServiceUse.objects.get(service="verhuizing").pk == alone  # what was added up stays as it lies
    kept = set(ServiceUse.objects.values_list("pk", flat=True))
    add_up_use()
    assert set(ServiceUse.objects.values_list("pk", flat=True)) == kept


def test_reading_costs_one_query_however_much_there_is(gemeente, django_assert_num_queries):
    for number in (1, 30):
        for service in range(number):
            used(f"dienst-{service}", online=5, decided=6)
            ended(*range(8), service=f"dienst-{service}")
        with django_assert_num_queries(1):
            assert len(catalogue.use_in(MAY)) == number
        with django_assert_num_queries(1):
            catalogue.use_of("dienst-0", months=(MAY, JUNE, JULY))


def test_of_another_municipality_nothing_is_counted_or_added_up(gemeente, other_gemeente):
    used(online=6)
    with tenancy.scope(other_gemeente):
        assert catalogue.use_in(MAY) == {} and catalogue.used_since() is None
        used(online=9)
        add_up_use()
    assert catalogue.use_in(MAY)["paspoort"].started == 6 and ServiceUse.objects.count() == 6


def test_control_without_adding_up_every_note_is_a_row(gemeente):
    used(online=6)
    assert ServiceUse.objects.count() == 6
