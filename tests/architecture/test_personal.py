"""Every room that keeps something of a person has its part in the access request and in the erasure."""
from importlib import import_module

import pytest
from django.apps import apps

OF_A_PERSON = {"person", "person_id", "subject", "organisation"}
BY_LAW = {"kernel"}  # the audit trail says who looked: it is kept, and the person reads it in Mijn Balie
VERBS = ("export_for", "erase")


def rooms() -> dict[str, set[str]]:
    """Room → its tables with a column that says whose something is."""
    found: dict[str, set[str]] = {}
    for model in apps.get_models():
        package, _, room = model._meta.app_config.name.partition(".")
        if package == "balie" and OF_A_PERSON & {field.name for field in model._meta.get_fields()}:
            found.setdefault(room.partition(".")[0], set()).add(model.__name__)
    return found


def missing(room: str) -> list[str]:
    door = import_module(f"balie.{room}.public")
    return [verb for verb in VERBS if not callable(getattr(door, verb, None))]


@pytest.mark.parametrize("room", sorted(set(rooms()) - BY_LAW) if apps.ready else [])
def test_a_room_with_personal_data_exports_and_erases_it(room):
    assert missing(room) == []


def test_the_rooms_are_found():
    assert {"applications", "appointments", "cases", "identity", "messages", "registers"} <= set(rooms())
    assert {"Application", "Cosigner"} <= rooms()["applications"]


def test_control_a_room_without_its_part_is_noticed():
    assert missing("catalogue") == list(VERBS)
