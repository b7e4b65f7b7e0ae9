"""A look-up while somebody fills in the form: asked at the step, kept with the draft, and what follows when no answer comes."""
import json
from contextlib import contextmanager
from datetime import timedelta

import httpx2
import pytest
from django.db import connection

from balie.applications import public as applications
from balie.applications import rules
from balie.applications.tests import factories
from balie.kernel import clock, egress
from balie.kernel.models import AuditEntry

LOOKUP = """lookups:
  - lookup: kalender
    name: De kalender
    from: evenementenkalender
    ask: {aantal: kinderen, muziek: muziek}
    fields: {bezet: {type: yes_no, from: /results/0/bezet}, naam: {type: text, from: /results/0/naam}}
    keep: 10 minuten
    fails: {then: THEN, text: De kalender doet het niet.}
pages:"""
ROW = "    - {row: bezet, als: kalender.bezet, outcome: weigeren, reason: Het is bezet.}\n    - {row: luid"
ERROR = ", fout als: [{als: kalender.naam is ingevuld, text: 'Dan is er al {{ kalender.naam }}.'}]}"


class Town:
    """`answer`: the JSON, a status, or an exception; `asked`: the queries. Nothing is asked while the database is in a transaction of ours."""

    def __init__(self):
        self.answer, self.asked, self.inside = {"results": []}, [], []

    @contextmanager
    def client(self, service):
        def answer(request):
            self.asked.append(dict(request.url.params))
            self.inside.append(len(connection.savepoint_ids))
            if isinstance(self.answer, Exception):
                raise self.answer
            if isinstance(self.answer, int):
                return httpx2.Response(self.answer)
            return httpx2.Response(200, content=iter([json.dumps(self.answer).encode()]))

        assert service == "lookup:evenementenkalender"
        try:
            yield httpx2.Client(transport=httpx2.MockTransport(answer), base_url="https://kalender.example/")
        except httpx2.HTTPError as error:
            raise egress.EgressFailed(service, type(error).__name__) from None


@pytest.fixture
def town(monkeypatch):
    fake = Town()
    monkeypatch.setattr(egress, "client", fake.client)
    return fake


def draft(jo, then: str = "continue", *changes):
    factories.publish(("pages:", LOOKUP.replace("THEN", then)), ("    - {row: luid", ROW), *changes)
    view = factories.draft(jo.resident)
    return applications.keep_facts(application_id=view.id, resident=jo.resident, source="rdw", facts=None)


def now(jo, view):
    return applications.get(view.id, resident=jo.resident)


def post(jo, view, page: str = "plan", **typed):
    typed = {"kinderen": "30", "muziek": "nee"} | typed if page == "plan" else typed
    return jo.post(f"/aanvraag/{view.id}/stap/{page}/", {"revision": now(jo, view).revision, **typed})


def fact(jo, view):
    return now(jo, view).facts.get("kalender")


def test_it_is_asked_at_the_step_and_decides(jo, town):
    town.answer = {"results": [{"bezet": True}]}
    view = draft(jo)
    assert post(jo, view).status_code == 302
    assert town.asked == [{"aantal": "30", "muziek": "false"}]
    assert now(jo, view).state.decision.row == "bezet"
    assert AuditEntry.objects.get(action="aanvraag.opgezocht").details == {"opzoekingen": ["kalender"]}


def test_it_is_asked_outside_a_transaction(jo, town):
    """A test runs in one transaction; each of ours is a savepoint in it."""
    view = draft(jo)
    post(jo, view)
    town.answer = 500
    post(jo, view, kinderen="31")
    post(jo, view, "wie")
    jo.post(f"/aanvraag/{view.id}/controle/", {})
    assert len(town.inside) == 3 and set(town.inside) == {0}


def test_the_same_question_is_asked_once_and_another_one_anew(jo, town):
    view = draft(jo)
    post(jo, view)
    post(jo, view)
    post(jo, view, "wie")
    assert len(town.asked) == 1
    post(jo, view, kinderen="31")
    assert [each["aantal"] for each in town.asked] == ["30", "31"]


def test_what_was_kept_for_somebody_else_serves_too(jo, bo, town):
    one = draft(jo)
    post(jo, one)
    other = factories.draft(bo.resident)
    applications.keep_facts(application_id=other.id, resident=bo.resident, source="rdw", facts=None)
    post(bo, other)
    assert len(town.asked) == 1 and fact(bo, other)["gelukt"] is True


def test_an_answer_for_other_answers_never_stays(jo, town):
    town.answer = {"results": [{"bezet": True}]}
    view = draft(jo)
    post(jo, view)
    saved = factories.save(now(jo, view), "plan", of=jo.resident, kinderen="40", muziek="nee")  # a door that forgot to look up
    assert "kalender" not in saved.application.facts and saved.application.state.decision.row == "anders"
    factories.save(saved.application, "wie", of=jo.resident)
    with pytest.raises(applications.NotReady, match="intussen iets veranderd"):
        applications.submit(application_id=view.id, resident=jo.resident)


def test_what_is_wrong_by_what_was_looked_up_later_is_said_where_they_end_up(jo, town):
    """At first no answer came; at sending it did."""
    town.answer = 500
    muziek = "      - {question: muziek, type: yes_no, label: Is er muziek?}"
    view = draft(jo, "continue", (muziek, muziek[:-1] + ERROR))
    assert post(jo, view).status_code == 302 and post(jo, view, "wie").status_code == 302
    assert "Dan is er al" not in jo.get(f"/aanvraag/{view.id}/stap/plan/").text, "control"
    town.answer = {"results": [{"naam": "de Markt"}]}
    sent = jo.post(f"/aanvraag/{view.id}/controle/", {}, follow=True)
    assert sent.redirect_chain[-1][0] == f"/aanvraag/{view.id}/stap/plan/" and sent.status_code == 200
    assert sent.text.count("Dan is er al de Markt.") == 2, "on top, and at the question"


def test_the_preview_shows_nothing_of_other_answers(jo, town):
    town.answer = {"results": [{"bezet": True, "naam": "Markt"}]}
    view = draft(jo)
    post(jo, view)
    would = applications.preview(application_id=view.id, page="plan", posted={"kinderen": ["31"], "muziek": ["nee"]}, resident=jo.resident)
    assert would.application.state.values["kalender"] is None and fact(jo, view) is not None


def test_what_somebody_posts_as_an_answer_never_counts(jo, town):
    town.answer = {"results": [{"bezet": True}]}
    view = draft(jo)
    mark = "0" * 64
    forged = {name: json.dumps({"bezet": False, "gelukt": True, "gevraagd": mark}) for name in ("kalender", "fresh", "facts", "looked_up")}
    forged |= {"kalender.bezet": "nee", "kalender-bezet": "nee", "kalender-gelukt": "ja"}
    assert post(jo, view, **forged).status_code == 400 and fact(jo, view) is None
    post(jo, view)
    saved = factories.save(now(jo, view), "plan", of=jo.resident, kinderen="30", muziek="nee", **forged)
    assert saved.application.state.decision.row == "bezet" and "kalender" not in saved.application.answers


def test_an_answer_may_be_refused_by_what_was_found_and_is_so_at_once(jo, town):
    view = draft(jo, "continue", (", min: 1, max: 900}", ", min: 1, max: 900" + ERROR))
    town.answer = {"results": [{"naam": "Koningsmarkt"}]}
    page = post(jo, view)
    assert page.status_code == 422 and "Dan is er al Koningsmarkt." in page.text
    town.answer = {"results": []}
    assert post(jo, view, kinderen="31").status_code == 302


BAD = (404, 500, 302, httpx2.ConnectTimeout("x"), {"results": [{"bezet": "misschien"}]}, {"results": [{"naam": "x" * 300_000}]})


@pytest.mark.parametrize("bad", BAD)
def test_every_way_to_fail_ends_the_same(jo, town, bad):
    view = draft(jo)
    town.answer = bad
    assert post(jo, view).status_code == 302
    assert fact(jo, view)["gelukt"] is False and "bezet" not in fact(jo, view)
    assert now(jo, view).state.decision.row == "anders"


def to_check(jo, view):
    post(jo, view)
    post(jo, view, "wie")
    return jo.get(f"/aanvraag/{view.id}/controle/", follow=True)


def test_continue_says_so_before_sending(jo, town):
    view = draft(jo)
    town.answer = 500
    page = to_check(jo, view)
    assert "De kalender doet het niet." in page.text and "Klopt alles?" in page.text
    town.answer = {"results": []}
    assert "De kalender doet het niet." not in to_check(jo, view).text


def test_stop_stops_until_it_answers(jo, town):
    view = draft(jo, "stop")
    town.answer = 500
    stopped = post(jo, view)
    assert stopped.status_code == 200 and "Wij kunnen dit nu niet nakijken" in stopped.text and "Probeer het opnieuw" in stopped.text
    assert now(jo, view).answers["kinderen"] == "30", "nothing typed is lost"
    assert "Wij kunnen dit nu niet nakijken" in jo.get(f"/aanvraag/{view.id}/controle/", follow=True).text
    assert jo.post(f"/aanvraag/{view.id}/controle/", {}).status_code == 422 or factories.row(view).status == "concept"
    town.answer = {"results": []}
    assert post(jo, view).status_code == 302 and "Klopt alles?" in to_check(jo, view).text


def test_person_leaves_it_to_an_official(jo, town):
    view = draft(jo, "person")
    town.answer = 500
    assert "De kalender doet het niet." in to_check(jo, view).text
    assert jo.post(f"/aanvraag/{view.id}/controle/", {}).status_code == 302
    assert factories.row(view).outcome["decision"]["outcome"] == "medewerker"


def test_what_failed_is_tried_again_when_it_is_sent_and_a_change_is_shown_first(jo, town):
    view = draft(jo)
    town.answer = 500
    to_check(jo, view)
    town.answer = {"results": [{"bezet": True}]}
    page = jo.post(f"/aanvraag/{view.id}/controle/", {})
    assert page.status_code == 422 and "intussen iets veranderd" in page.text and factories.row(view).status == "concept"
    assert jo.post(f"/aanvraag/{view.id}/controle/", {}).status_code == 302
    assert factories.row(view).outcome["decision"]["row"] == "bezet"


def test_what_is_old_is_asked_again_when_it_is_sent(jo, town):
    view = draft(jo)
    to_check(jo, view)
    jo.post(f"/aanvraag/{view.id}/controle/", {})
    assert factories.row(view).status == "ingediend" and len(town.asked) == 1, "control: what is fresh is not"
    view = draft(jo)
    to_check(jo, view)
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        jo.post(f"/aanvraag/{view.id}/controle/", {})
    assert factories.row(view).status == "ingediend" and len(town.asked) == 2


def test_what_was_sent_stays_as_it_was(jo, town):
    view = draft(jo)
    town.answer = {"results": [{"bezet": True}]}
    to_check(jo, view)
    jo.post(f"/aanvraag/{view.id}/controle/", {})
    town.answer = {"results": []}
    assert now(jo, view).state.decision.row == "bezet" and fact(jo, view)["bezet"] is True
    assert applications.refresh_lookups(application_id=view.id, resident=jo.resident, sending=True) is False and len(town.asked) == 1


def test_nobody_reads_a_whole_register_through_a_form(jo, town, monkeypatch):
    monkeypatch.setattr(rules, "LOOKUPS_AN_HOUR", 3)
    view = draft(jo)
    for number in range(30, 36):
        post(jo, view, kinderen=str(number))
    assert len(town.asked) == 3 and fact(jo, view)["gelukt"] is False
    other = factories.draft(jo.resident)
    post(jo, applications.keep_facts(application_id=other.id, resident=jo.resident, source="rdw", facts=None), kinderen="50")
    assert len(town.asked) == 4 and fact(jo, other)["gelukt"] is True, "control: it is counted per application"


def test_nobody_else_can_have_it_looked_up(jo, bo, town):
    view = draft(jo)
    post(jo, view)
    with pytest.raises(applications.NotFound):
        applications.refresh_lookups(application_id=view.id, resident=bo.resident, sending=True)
    assert bo.post(f"/aanvraag/{view.id}/controle/", {}).status_code == 404


def test_a_service_without_look_ups_asks_nobody(jo, town, speelstraat):
    view = factories.draft(jo.resident)
    assert post(jo, view).status_code == 302 and town.asked == [] and not AuditEntry.objects.filter(action="aanvraag.opgezocht").exists()


def test_the_page_is_there_in_english(jo, town):
    view = draft(jo, "stop")
    town.answer = 500
    page = jo.post(f"/aanvraag/{view.id}/stap/plan/", {"revision": now(jo, view).revision, "kinderen": "3", "muziek": "nee"},
                   headers={"accept-language": "en"}).text
    assert "Try again" in page and "Probeer" not in page


def test_a_newer_version_that_asks_something_else_does_not_take_the_answer_over(jo, town):
    town.answer = {"results": [{"bezet": True}]}
    same, other = draft(jo), draft(jo)
    post(jo, same)
    changes = (("pages:", LOOKUP.replace("THEN", "continue")), ("    - {row: luid", ROW), ("Hoeveel kinderen komen er?", "Hoeveel komen er?"))
    factories.publish(*changes)
    moved = applications.move_over(application_id=same.id, resident=jo.resident)
    assert moved.facts["kalender"]["bezet"] is True, "control: what is asked in the same way comes along"
    post(jo, other)
    factories.publish(*changes, ("aantal: kinderen", "hoeveel: kinderen"))
    assert "kalender" not in applications.move_over(application_id=other.id, resident=jo.resident).facts
