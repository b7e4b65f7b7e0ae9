"""Files of a draft: what no answer names any more is destroyed, and nothing else."""
from types import SimpleNamespace
from uuid import uuid4

import pytest

from balie.applications import files, public
from balie.applications.tests import factories
from balie.documents import public as documents
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.storage import storage

TWO = ("      - {question: bijlage, type: upload, label: Tekening, required: false}\n",
       "      - {question: bijlage, type: upload, label: Tekening, required: false, max: 2}\n")


def attached(view) -> list[str]:
    return [str(each.document_id) for each in documents.documents_of_owner(view.owner)]


@pytest.fixture
def draft(jo):
    factories.publish(TWO)
    view = factories.draft(jo)
    return factories.save(view, "plan", of=jo, kinderen="30", muziek="nee").application


def with_files(view, jo, number: int = 1):
    files = [factories.upload(view, name=f"tekening-{place}.pdf") for place in range(number)]
    return factories.save(view, "wie", of=jo, given={"bijlage": files}).application, [file["document_id"] for file in files]


def test_a_file_that_is_taken_out_is_destroyed(draft, jo, run_jobs):
    view, (first, second) = with_files(draft, jo, 2)
    content = Versie.objects.get(canonical=first).inhoud
    factories.save(view, "wie", of=jo, given={"bijlage": [each for each in view.answers["bijlage"] if each["document_id"] == second]})
    run_jobs()
    assert attached(view) == [second] and not storage().exists(content)


def test_control_a_file_that_stays_is_not(draft, jo, run_jobs):
    view, files = with_files(draft, jo, 2)
    view = factories.save(view, "wie", of=jo, given={"bijlage": view.answers["bijlage"]}, toelichting="Dag").application
    factories.save(view, "plan", of=jo, kinderen="31", muziek="nee")
    run_jobs()
    assert attached(view) == files


def test_a_stale_page_destroys_nothing(draft, jo):
    view, files = with_files(draft, jo)
    with pytest.raises(public.Conflict):
        factories.save(view, "wie", of=jo, revision=0, given={"bijlage": []})
    assert attached(view) == files


def test_an_id_of_somebody_elses_file_destroys_nothing(draft, jo, bo):
    theirs = factories.draft(bo)
    foreign = factories.upload(theirs)
    for made_up in (foreign, {"document_id": "x", "name": "x", "size": 1}, {"document_id": str(uuid4()), "name": "x", "size": 1}):
        view = public.get(draft.id, resident=jo)
        view = factories.save(view, "wie", of=jo, given={"bijlage": [made_up]}).application
        factories.save(view, "wie", of=jo, given={"bijlage": []})
    assert attached(theirs) == [foreign["document_id"]]


def test_of_two_files_the_right_one_is_kept_when_the_other_is_refused(draft, jo):
    file = factories.upload(draft)
    saved = factories.save(draft, "wie", of=jo, given={"bijlage": [file]}, refused={"bijlage": "foto.exe: dit kan niet."})
    assert saved.errors == {"bijlage": "foto.exe: dit kan niet."} and saved.application.answers["bijlage"] == [file]


def test_sending_destroys_the_files_of_what_is_not_asked_any_more(jo):
    factories.publish((TWO[0], TWO[0].replace("required: false", "required: false, toon als: muziek is ja")))
    view = factories.filled(jo, muziek="ja", luid="zacht")
    view, _files = with_files(view, jo)
    view = factories.save(view, "plan", of=jo, kinderen="30", muziek="nee").application
    assert len(attached(view)) == 1  # it comes back when the answer changes again
    public.submit(application_id=view.id, resident=jo)
    assert attached(view) == []


def test_control_sending_keeps_what_was_sent_along(draft, jo):
    view, files = with_files(draft, jo)
    public.submit(application_id=view.id, resident=jo)
    assert attached(view) == files and [str(each) for each in public.submitted(view.id).attachments] == files


def add(view, jo, *files):
    return public.keep_files(application_id=view.id, page="wie", added={"bijlage": list(files), "toelichting": ["x"]}, resident=jo)


def test_files_of_a_page_that_was_saved_elsewhere_join_the_others(draft, jo):
    view, files = with_files(draft, jo)
    late = factories.upload(view, name="laat.pdf")
    kept = add(view, jo, late)
    assert [each["document_id"] for each in kept.application.answers["bijlage"]] == [*files, late["document_id"]] and not kept.errors
    assert kept.application.revision == view.revision + 1  # an older page may not overwrite it
    assert "toelichting" not in kept.application.answers


def test_more_than_the_question_takes_is_said_and_destroyed(draft, jo):
    view, files = with_files(draft, jo, 2)
    kept = add(view, jo, factories.upload(view))
    assert kept.errors["bijlage"].code == "files_many" and attached(view) == files
    assert kept.application.revision == view.revision


def test_without_files_nothing_changes(draft, jo):
    assert public.keep_files(application_id=draft.id, page="wie", added={}, resident=jo).application.revision == draft.revision


def test_files_are_not_added_to_what_was_sent_nor_to_somebody_elses(draft, jo, bo):
    file = factories.upload(draft)
    with pytest.raises(public.NotFound):
        add(draft, bo, file)
    public.submit(application_id=draft.id, resident=jo)
    with pytest.raises(public.NotAllowed):
        add(draft, jo, file)


def test_files_in_rows_are_found_however_deep():
    one, two = ({"document_id": name, "name": f"{name}.pdf", "size": 3} for name in "ab")
    photo, text = SimpleNamespace(template="upload"), SimpleNamespace(template="text")
    kind = SimpleNamespace(template="group", inner={"kop": photo, "naam": text, "onder": SimpleNamespace(template="group", inner={"foto": photo})})
    assert list(files.files_in(kind, [{"kop": [one], "naam": "x", "onder": [{"foto": [two]}, {}]}, {}])) == [one, two]
    assert list(files.files_in(kind, None)) == list(files.files_in(None, [one])) == []
