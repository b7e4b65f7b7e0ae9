"""zrc-023: a zaak that is destroyed is gone with all that belongs to it, and subscribers are told."""
from uuid import UUID

import pytest
from django.apps import apps

from balie.cases.models import Besluit, Zaak, ZaakInformatieObject
from balie.cases.zgw.tests import acts, stage
from balie.cases.zgw.tests.acts import ZAKEN
from balie.documents import public as documents
from balie.documents.models import ObjectInformatieObject
from balie.kernel import clock
from balie.zgw.models import Wijziging
from balie.zgw.tests.clients import codes

pytestmark = pytest.mark.django_db


def rows_of(key) -> dict[str, int]:
    """How many rows point at this zaak, by table."""
    pointing = [(model, field.name) for model in apps.get_models() for field in model._meta.fields if field.related_model is Zaak]
    return {model.__name__: count for model, name in pointing if (count := model.objects.filter(**{f"{name}_id": key}).count())}


def with_parts(api) -> UUID:
    made = acts.make(api, stage.zaaktype()).json()
    zaak = Zaak.objects.get(pk=made["uuid"])
    acts.close(api, zaak)
    document = documents.store(content=acts.PDF, title="Brief", owner=f"zaak:{zaak.pk}")
    ZaakInformatieObject.objects.create(zaak=zaak, informatieobject_id=document, registratiedatum=clock.now())
    return zaak.pk


def test_zrc_023_everything_goes_with_it(api):
    key = with_parts(api)
    part = acts.make(api, stage.zaaktype(), hoofdzaak=f"{api.root}{ZAKEN}/{key}").json()["uuid"]
    assert {"Status", "Resultaat", "ZaakInformatieObject", "Zaak", "SearchWord"} <= rows_of(key).keys()
    assert api.delete(f"{ZAKEN}/{key}").status_code == 204
    assert not Zaak.objects.filter(pk__in=[key, part]).exists() and rows_of(key) == {} == rows_of(part)
    assert not ObjectInformatieObject.objects.filter(object=f"zaak:{key}").exists()
    assert api.get(f"{ZAKEN}/{key}").status_code == 404 and api.get(f"{ZAKEN}/{key}/audittrail").status_code == 404
    assert not Wijziging.objects.filter(hoofd_id__in=[key, part], forgotten=False).exists()


def test_zrc_023_subscribers_still_hear_of_it(api):
    key = with_parts(api)
    part = acts.make(api, stage.zaaktype(), hoofdzaak=f"{api.root}{ZAKEN}/{key}").json()["uuid"]
    Wijziging.objects.update(distributed=None)
    from balie.zgw.models import Abonnement

    Abonnement.objects.create(callback_url="https://hoort.example/", auth=b"", kanaal_namen=["zaken"], kanalen=[])
    assert api.delete(f"{ZAKEN}/{key}").status_code == 204
    left = Wijziging.objects.filter(actie="destroy", resource="zaak")
    assert {str(each.hoofd_id) for each in left} == {str(key), part}
    assert all(each.oud is None and each.kenmerken["zaaktype"] for each in left)  # only that it went, not what it said


def test_a_part_goes_without_the_rest(api):
    key = with_parts(api)
    part = acts.make(api, stage.zaaktype(), hoofdzaak=f"{api.root}{ZAKEN}/{key}").json()["uuid"]
    assert api.delete(f"{ZAKEN}/{part}").status_code == 204 and Zaak.objects.filter(pk=key).exists()


def test_besluiten_go_first(api):
    key = with_parts(api)
    Besluit.objects.create(
        identificatie="B-1", verantwoordelijke_organisatie=stage.RSIN, besluittype=stage.besluittype(), zaak_id=key, datum=clock.today(),
        ingangsdatum=clock.today(),
    )
    answer = api.delete(f"{ZAKEN}/{key}")
    assert answer.status_code == 400 and codes(answer) == {"nonFieldErrors": "pending-relations"}
    assert Zaak.objects.filter(pk=key).exists()


def test_only_who_may(gemeente):
    zaak = stage.zaak()
    assert acts.may(zaak.zaaktype, "zaken.geforceerd-bijwerken").delete(f"{ZAKEN}/{zaak.pk}").status_code == 403
    assert acts.may(zaak.zaaktype, "zaken.verwijderen").delete(f"{ZAKEN}/{zaak.pk}").status_code == 204
