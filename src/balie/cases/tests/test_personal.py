"""What the law gives: a copy of everything, and destruction when its time has come, not earlier."""
import json
from datetime import timedelta

import pytest

from balie.cases import personal, public
from balie.cases.models import Besluit, Rol, Zaak
from balie.cases.tests import factories
from balie.documents import public as documents
from balie.documents import storage
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.models import EnkelvoudigInformatieObjectCanonical as Canonical
from balie.kernel import clock


def test_a_copy_of_everything(gemeente):
    _, resident, application = factories.zaak(outcome="verlenen")
    factories.zaak(public.case_facts(Zaak.objects.get().id).version_id)
    copy = personal.export_for(resident.person_id)
    assert json.dumps(copy) and len(copy["zaken"]) == 1
    zaak = copy["zaken"][0]
    assert (zaak["kenmerk"], zaak["resultaat"]) == (application.kenmerk, "Verleend")
    assert zaak["antwoorden"]["Hoe hoog is het terras?"] == "5" and "Vergunning dakterras" in zaak["documenten"]
    assert copy["producten"][0]["naam"] == "Dakterras van 5 meter"
    assert "999993653" not in json.dumps(copy)


def test_kept_until_its_time(gemeente):
    _, resident, _ = factories.zaak(outcome="verlenen")
    personal.erase(resident.person_id)
    assert Zaak.objects.count() == 1


def test_destroyed_when_its_time_has_come(gemeente, run_jobs):
    zaak_id, resident, _ = factories.zaak(outcome="verlenen")
    _, other, _ = factories.zaak(public.case_facts(zaak_id).version_id, outcome="verlenen")
    run_jobs()  # what was announced of these zaken is heard while they are there
    names = list(Versie.objects.filter(canonical__objecten__object=f"zaak:{zaak_id}").values_list("inhoud", flat=True))
    with clock.frozen(clock.now() + timedelta(days=6 * 365)):
        personal.erase(resident.person_id)
    assert names and all(storage.storage().exists(name) for name in names)  # not before this is certain
    run_jobs()
    assert Zaak.objects.get().person_id == other.person_id and Besluit.objects.count() == 1 and Rol.objects.count() == 1
    assert Canonical.objects.count() == 2 and not any(storage.storage().exists(name) for name in names)


def test_what_also_belongs_to_another_stays(gemeente):
    document_id = documents.store(content=b"%PDF-1.7\n%%EOF", title="Tekening", owner="zaak:1")
    documents.attach(document_id=document_id, owner="zaak:2")
    assert documents.destroy_of_owner(owner="zaak:1") == 0
    assert documents.content_of_owner(document_id, owner="zaak:2", purpose="x")
    with pytest.raises(documents.DocumentNotFound):
        documents.content_of_owner(document_id, owner="zaak:1", purpose="x")
