"""Facts of a draft: each source beside the others, and nothing of a source that was refused or no longer fits."""
import pytest

from balie.applications import public
from balie.applications.tests import factories


@pytest.fixture
def view(jo):
    return factories.filled(jo, kenteken="GT-486-N")


def rdw(view, jo, facts):
    return public.keep_facts(application_id=view.id, resident=jo, source="rdw", facts=facts)


def test_sources_stand_side_by_side(view, jo):
    kept = rdw(view, jo, {"voertuig": {"merk": "DAF"}})
    assert kept.facts["persoon"]["naam"] == "J. de Wit" and kept.facts["voertuig"] == {"merk": "DAF"}
    assert set(kept.fact_sources) == {"brp", "rdw"} and kept.state.total == 40


def test_another_answer_drops_what_the_source_said(view, jo):
    rdw(view, jo, {"voertuig": {"merk": "DAF"}})
    public.forget_facts(application_id=view.id, source="rdw", resident=jo)
    left = public.get(view.id, resident=jo)
    assert set(left.fact_sources) == {"brp"} and set(left.facts) == {"persoon"} and left.state.total == 0


def test_refusing_drops_what_was_fetched_before(view, jo):
    rdw(view, jo, {"voertuig": {"merk": "DAF"}})
    left = rdw(view, jo, None)
    assert left.fact_sources["rdw"] == "geweigerd" and "voertuig" not in left.facts


def test_a_source_that_now_says_nothing_leaves_nothing(view, jo):
    rdw(view, jo, {"voertuig": {"merk": "DAF"}})
    assert "voertuig" not in rdw(view, jo, {}).facts


def test_forgetting_what_was_never_fetched_changes_nothing(view, jo):
    public.forget_facts(application_id=view.id, source="rdw", resident=jo)
    assert public.get(view.id, resident=jo).facts == view.facts


def test_somebody_else_cannot_put_facts_in(view, bo):
    with pytest.raises(public.NotFound):
        rdw(view, bo, {"voertuig": {"merk": "DAF"}})
    with pytest.raises(public.NotFound):
        public.forget_facts(application_id=view.id, source="brp", resident=bo)
