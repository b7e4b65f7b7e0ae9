"""The audit trail: who did what, unchangeable for the runtime role, and a chain that shows tampering."""
import pytest
from django.db import ProgrammingError, connection, transaction

from balie.kernel import audit, tenancy
from balie.kernel.models import AuditEntry, AuditSeal


def entries(count: int = 3) -> None:
    with audit.acting(audit.Actor("medewerker", "42", "J. Bakker")):
        for number in range(count):
            audit.record("zaak.bekeken", object_ref=f"zaak:{number}", purpose="Behandelen", details={"n": number})


def test_an_entry_says_who_what_and_why(gemeente):
    entries(1)
    entry = AuditEntry.objects.get()
    assert (entry.actor_kind, entry.actor_name, entry.action, entry.purpose) == ("medewerker", "J. Bakker", "zaak.bekeken", "Behandelen")


def test_many_entries_go_in_one_query_and_into_the_chain(gemeente, django_assert_num_queries):
    with django_assert_num_queries(1), audit.acting(audit.Actor("medewerker", "42", "J. Bakker")):
        audit.record_all("dienst.gepubliceerd", {f"service:{number}": {"versie": number} for number in range(5)}, purpose="Dienst aanbieden")
    assert [entry.details["versie"] for entry in AuditEntry.objects.order_by("id")] == [0, 1, 2, 3, 4]
    assert {(entry.actor_name, entry.purpose) for entry in AuditEntry.objects.all()} == {("J. Bakker", "Dienst aanbieden")}
    assert audit.seal() == 5 and audit.verify() is None


def test_whether_an_official_had_to_do_with_something(gemeente, other_gemeente, django_assert_num_queries):
    audit.record("zaak.gestart", object_ref="zaak:1")
    assert not audit.involved("zaak:1", kind="medewerker") and audit.involved("zaak:1", kind="systeem")
    entries(2)
    with django_assert_num_queries(1):
        assert audit.involved("zaak:1", kind="medewerker")
    assert not audit.involved("zaak:2", kind="medewerker")
    with tenancy.scope(other_gemeente):
        assert not audit.involved("zaak:1", kind="medewerker")


def test_a_sealed_chain_holds(gemeente):
    entries()
    assert audit.seal() == 3
    entries(2)
    assert audit.seal() == 2
    assert audit.seal() == 0
    assert audit.verify() is None
    assert AuditSeal.objects.count() == 2


@pytest.mark.parametrize("statement", ["update kernel_auditentry set purpose = 'x'", "delete from kernel_auditentry",
                                       "update kernel_auditseal set entries = 9", "delete from kernel_auditseal"])
def test_the_runtime_role_cannot_change_the_past(gemeente, statement):
    entries()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_changed_entry_breaks_the_chain(gemeente, monkeypatch):
    """As somebody with more rights could: the content as read differs from what was sealed."""
    entries()
    audit.seal()
    victim = AuditEntry.objects.order_by("id")[1]
    real = AuditEntry.from_db.__func__

    def tampered(cls, db, names, values):
        entry = real(cls, db, names, values)
        if entry.pk == victim.pk:
            entry.purpose = "Nieuwsgierigheid"
        return entry

    monkeypatch.setattr(AuditEntry, "from_db", classmethod(tampered))
    assert "changed" in audit.verify().reason


def test_an_entry_smuggled_into_a_sealed_block_breaks_the_chain(gemeente):
    entries()
    audit.seal()
    entries(1)
    AuditEntry.objects.filter(seal__isnull=True).update(seal=1)
    assert "added" in audit.verify().reason


def test_a_block_taken_away_is_noticed(gemeente):
    entries()
    audit.seal()
    entries(1)
    AuditEntry.objects.filter(seal__isnull=True).update(seal=2)
    assert "missing" in audit.verify().reason
