"""A step says what a browser may not keep on the device: numbers that say who somebody is, files and signatures, also in rows."""
from balie.applications import public as applications
from balie.applications.tests import factories
from balie.portal.apply import kept

QUESTIONS = """\
      - {question: muziek, type: yes_no, label: Is er muziek?}
      - {question: nummer, type: bsn, label: Uw nummer, required: false}
      - {question: rekening, type: iban, label: Uw rekening, required: false}
      - {question: teken, type: signature, label: Uw handtekening, required: false}
      - question: helpers
        type: group
        label: Wie helpen er?
        required: false
        questions:
          - {question: helper_nummer, type: bsn, label: Nummer, required: false}
          - {question: helper_naam, type: text, label: Naam, required: false}
"""


def names(view, page: str) -> str:
    found = next(each for each in view.plan.pages if each.part.page == page)
    return kept.never([view.plan.types[each.name] for each in found.questions])


def test_what_is_secret_is_named_also_in_rows(gemeente):
    factories.publish(("      - {question: muziek, type: yes_no, label: Is er muziek?}\n", QUESTIONS))
    view = applications.start(service="speelstraat", resident=factories.resident())
    assert names(view, "plan") == "helper_nummer nummer rekening teken"
    assert names(view, "wie") == "bijlage"


def test_control_a_step_without_secrets_names_nothing(gemeente):
    factories.publish()
    assert names(applications.start(service="speelstraat", resident=factories.resident()), "plan") == ""


def test_the_page_says_it_and_whose_it_is(gemeente, jo):
    factories.publish()
    view = factories.draft(jo.resident)
    applications.keep_facts(application_id=view.id, resident=jo.resident, source="rdw", facts=None)
    page = jo.get(f"/aanvraag/{view.id}/stap/wie/").text
    assert f'data-kept="{view.id}" data-page="wie" data-revision="0" data-never="bijlage"' in page
