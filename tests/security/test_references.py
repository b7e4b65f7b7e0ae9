"""A row cannot point at a row of another municipality: foreign keys compare `(gemeente_id, id)`, also where the policies do not look."""
import pytest
from django.db import IntegrityError, connection, transaction

from balie.applications.models import Application, ResumeLink
from balie.kernel import clock
from balie.kernel.ids import new_id
from balie.kernel.tenancy import scope


def application() -> Application:
    now = clock.now()
    return Application.objects.create(service="x", version_id=new_id(), created=now, saved=now)


def point_at(target: Application) -> None:
    with transaction.atomic():
        ResumeLink.objects.create(application_id=target.pk, hash=b"x" * 32, expires=clock.now())
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")


def test_a_reference_to_another_municipalitys_row_is_refused(gemeente, other_gemeente):
    with scope(other_gemeente):
        theirs = application()
    with pytest.raises(IntegrityError):
        point_at(theirs)


def test_control_the_same_reference_within_one_municipality_is_fine(gemeente):
    point_at(application())
