"""Any order of verbs, also wrong ones: what must hold of a zaak always holds."""
from collections import Counter
from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balie.cases import public, rules
from balie.cases.models import Ask, Besluit, Product, Resultaat, Status, Task, WaitingPlace, WorkItem, Zaak
from balie.cases.tests import factories
from balie.kernel import clock, outbox

pytestmark = pytest.mark.soak

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
OFFICIAL = factories.official("teamleider", "behandelaar", "balie")


def _answer(zaak_id, resident):
    ask = Ask.objects.filter(zaak=zaak_id).order_by("-asked_at").first()
    if ask is None:
        raise public.NotFound
    public.answer_ask(zaak_id=zaak_id, ask_id=ask.id, resident=resident, answer="Zie hier.")


STEPS = {
    "take": lambda zaak_id, _: public.take(zaak_id=zaak_id, official=OFFICIAL),
    "release": lambda zaak_id, _: public.release(zaak_id=zaak_id, official=OFFICIAL),
    "status": lambda zaak_id, _: public.set_status(zaak_id=zaak_id, official=OFFICIAL, code="ontvangen"),
    "ask": lambda zaak_id, _: public.ask_resident(zaak_id=zaak_id, official=OFFICIAL, question="Wat?"),
    "answer": _answer,
    "withdraw_ask": lambda zaak_id, _: public.withdraw_ask(zaak_id=zaak_id, official=OFFICIAL),
    "extend": lambda zaak_id, _: public.extend_term(zaak_id=zaak_id, official=OFFICIAL, term="1 week", reason="Advies"),
    "wait": lambda zaak_id, _: public.decide(zaak_id=zaak_id, official=OFFICIAL, outcome="wachtlijst", reason="Vol."),
    "look_over": lambda zaak_id, _: factories.look_over(zaak_id, OFFICIAL),
    "grant": lambda zaak_id, _: public.decide(zaak_id=zaak_id, official=OFFICIAL, outcome="verlenen", reason="Ja."),
    "refuse": lambda zaak_id, _: public.decide(zaak_id=zaak_id, official=OFFICIAL, outcome="weigeren", reason="Nee."),
    "ready": lambda zaak_id, _: public.mark_ready_to_collect(zaak_id=zaak_id, official=OFFICIAL),
    "hand_over": lambda zaak_id, _: public.hand_over(zaak_id=zaak_id, official=OFFICIAL),
    "withdraw": lambda zaak_id, resident: public.withdraw(zaak_id=zaak_id, resident=resident),
}


def always(zaak_id, announced: Counter) -> None:
    """What holds of a zaak whatever happened."""
    zaak = Zaak.objects.get(pk=zaak_id)
    work = WorkItem.objects.filter(zaak=zaak).first()
    places = list(Status.objects.filter(zaak=zaak).order_by("datum_status_gezet").values_list("statustype__volgnummer", flat=True))
    last = zaak.zaaktype.statustypes.count()
    closed = zaak.einddatum is not None
    open_asks = Ask.objects.filter(zaak=zaak, answered_at__isnull=True).count()
    results = Resultaat.objects.filter(zaak=zaak).count()
    assert (work is None) == closed == (places[-1] == last)
    assert all(one != two for one, two in zip(places, places[1:], strict=False))
    assert not closed or (results == 1 and zaak.archiefactiedatum and not zaak.opschorting_indicatie)
    assert open_asks == (1 if work and work.state == "wacht_op_inwoner" else 0) == int(zaak.opschorting_indicatie)
    assert Besluit.objects.filter(zaak=zaak).count() <= 1 and Product.objects.filter(zaak=zaak).count() <= 1
    assert not (closed and Task.objects.filter(zaak=zaak, done_at__isnull=True).exists())
    assert not (closed and WaitingPlace.objects.filter(zaak=zaak, left_at__isnull=True).exists())
    assert closed or work.deadline == zaak.uiterlijke_einddatum_afdoening
    granted = zaak.resultaten.filter(resultaattype__on_outcome="verlenen").exists()
    assert not (granted and Task.objects.filter(zaak=zaak, after=False, done_at__isnull=True).exists())
    assert announced["ZaakClosed"] == int(closed) and announced["StatusChanged"] == len(places)
    assert announced["ResidentAsked"] == Ask.objects.filter(zaak=zaak).count()


@pytest.mark.parametrize("hand_out", [False, True])
@settings(max_examples=settings.default.max_examples // 4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=12))
def test_whatever_happens(gemeente, hand_out, names):
    announced: Counter = Counter()
    real = outbox.announce
    with clock.frozen(MONDAY), transaction.atomic():
        outbox.announce = lambda event: announced.update([type(event).__name__])
        try:
            version = factories.publish_hand_out() if hand_out else factories.publish()
            zaak_id, resident, application = factories.zaak(version)
            with factories.submitted(application):
                for name in names:
                    before = dict(announced)
                    try:
                        with transaction.atomic():
                            STEPS[name](zaak_id, resident)
                    except (rules.Impossible, public.NotFound):
                        assert dict(announced) == before  # a refusal announces nothing
                    always(zaak_id, announced)
        finally:
            outbox.announce = real
            transaction.set_rollback(True)


def test_control_the_laws_see_a_zaak_closed_by_hand(gemeente):
    zaak_id, _, _ = factories.zaak()
    Zaak.objects.filter(pk=zaak_id).update(einddatum=clock.today())
    with pytest.raises(AssertionError):
        always(zaak_id, Counter(StatusChanged=1))
