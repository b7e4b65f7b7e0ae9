"""The law: a copy, and erasure."""

from uuid import uuid4

from balie.appointments import public
from balie.appointments.models import Appointment

from .factories import at, booked


def test_copy_and_erasure(town_hall):
    person, other = uuid4(), booked(start=at(9))
    booked(start=at(9), person_id=person)
    assert [row["waar"] for row in public.export_for(person)["afspraken"]] == ["Stadhuis"]
    public.erase(person)
    assert public.export_for(person) == {"afspraken": []} and public.for_person(other.person_id)
    assert Appointment.objects.filter(status="afgezegd", person_id=None).count() == 1 and booked(start=at(9))
