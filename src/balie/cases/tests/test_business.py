"""An application of a business: its name with the zaak, its address on the letter, and nobody else sees it."""
import io
from dataclasses import replace

import pytest
from django.conf import settings
from pypdf import PdfReader

from balie.cases import intake, public
from balie.cases.models import Product, Rol, WorkItem
from balie.cases.tests import factories
from balie.catalogue import public as catalogue
from balie.documents import public as documents
from balie.forms import public as forms
from balie.identity import public as identity

OFFICIAL = factories.official("teamleider", "behandelaar", "parkeren")


@pytest.fixture
def firm(gemeente):
    key = identity.organisation_for(kvk_nummer="90100002", name="Jachtwerf De Zon B.V.")
    return identity.Resident(person_id=key, kind="organisatie", via="eherkenning", loa=identity.Loa.EH3)


@pytest.fixture
def zaak_id(firm):
    definition = forms.load_folder(settings.ROOT / "services" / "bedrijfsparkeervergunning")
    version, example = catalogue.publish(definition=definition), definition.examples["examples/twee-autos.yaml"]
    one = factories.application(
        version, person_id=None, organisation_id=firm.person_id, facts=dict(example.facts), loa="eh3",
        decision={"outcome": "medewerker", "row": "standaard", "reason": "Een medewerker bekijkt uw aanvraag."},
        needs={"documents": ["besluit-geweigerd", "besluit-verleend"], "tasks": ["beoordelen"], "term": "10 werkdagen",
               "product": "Bedrijfsparkeervergunning voor V-123-BC en V-124-BC"},
    )
    one = replace(one, answers=dict(example.answers))
    with factories.submitted(one):
        yield intake.start_zaak(application_id=one.application_id)


def test_the_official_sees_the_business_and_what_the_kvk_says(zaak_id):
    assert WorkItem.objects.get().applicant == "Jachtwerf De Zon B.V."
    assert Rol.objects.filter(betrokkene_type="niet_natuurlijk_persoon").count() == 1
    [task] = public.zaak_page(OFFICIAL, zaak_id).tasks
    shown = {check.name: check.value for check in task.checks}
    assert (shown["Bedrijf"], shown["KvK-nummer"], shown["Kentekens"]) == ("Jachtwerf De Zon B.V.", "90100002", "V-123-BC en V-124-BC")


def decided(zaak_id, outcome: str) -> str:
    """The words of the decision."""
    public.take(zaak_id=zaak_id, official=OFFICIAL)
    for task in public.zaak_page(OFFICIAL, zaak_id).tasks:
        public.finish_task(zaak_id=zaak_id, task_id=task.task_id, official=OFFICIAL)
    public.decide(zaak_id=zaak_id, official=OFFICIAL, outcome=outcome, reason="Wij keken ernaar.")
    letter = next(each for each in documents.documents_of_owner(f"zaak:{zaak_id}") if each.title == "Besluit bedrijfsparkeervergunning")
    data = documents.content_of_owner(letter.document_id, owner=f"zaak:{zaak_id}", purpose="test").data
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def test_granted_it_gets_the_decision_and_a_product(zaak_id, firm):
    text = decided(zaak_id, "verlenen")
    assert "Beste Anna Vermeer" in text and "Bedrijf Jachtwerf De Zon B.V." in text and "V-123-BC en V-124-BC" in text
    assert Product.objects.get().organisation_id == firm.person_id


def test_refused_it_gets_a_letter_to_its_address(zaak_id):
    text = decided(zaak_id, "weigeren")
    assert "Jachtwerf De Zon B.V.\nHavenkade 7\n1998BA Zonnedam" in text and not Product.objects.exists()


def test_nobody_else_sees_it(zaak_id, firm):
    assert public.zaak_of_resident(firm, zaak_id)
    with pytest.raises(public.NotFound):
        public.zaak_of_resident(replace(firm, kind="persoon"), zaak_id)

