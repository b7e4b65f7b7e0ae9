"""What is sealed under the secret key is re-sealed when that key changes: no column and no context is forgotten."""
import ast
import importlib
from pathlib import Path

from django.apps import apps
from django.db.models import BinaryField

from balie.kernel import rotation

SOURCE = Path(__file__).resolve().parents[2] / "src"
HASHES = {  # bytes that are no sealed text: nothing to open, so nothing to re-seal
    "kernel_auditentry.digest", "kernel_auditseal.hash", "applications_application.holder", "applications_resumelink.hash", "applications_code.hash",
    "registers_lookupanswer.question", "identity_mandate.code_hash",
    "identity_person.bsn_fingerprint",  # made anew together with its sealed column
}
IN_THE_SESSION = {"identity.kept"}  # gone after an hour: keep the old key that long


def columns_of_bytes() -> set[str]:
    return {f"{model._meta.db_table}.{field.column}" for model in apps.get_models() if model.__module__.startswith("balie.")
            for field in model._meta.local_fields if isinstance(field, BinaryField)}


def registered() -> dict[str, str]:
    return {column: context for one in rotation.registered().values() for column, context in one.contexts.items()}


def contexts_in(source: str, names: dict) -> set[str]:
    """The contexts that `crypto.seal` is called with in this source; `names` are those of its module."""
    return {
        eval(compile(ast.Expression(keyword.value), "seal", "eval"), dict(names))
        for call in ast.walk(ast.parse(source)) if isinstance(call, ast.Call) and ast.unparse(call.func) in ("crypto.seal", "seal")
        for keyword in call.keywords if keyword.arg == "context"
    }


def contexts_in_use() -> set[str]:
    found = set()
    for path in SOURCE.rglob("*.py"):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        if "tests" in parts or "demo" in parts or parts[-2:] == ("kernel", "rotation") or "crypto.seal(" not in (text := path.read_text()):
            continue
        found |= contexts_in(text, vars(importlib.import_module(".".join(parts))))
    return found


def test_every_column_of_bytes_is_re_sealed_or_a_hash():
    assert columns_of_bytes() - HASHES - set(registered()) == set()


def test_every_context_is_re_sealed():
    assert contexts_in_use() - IN_THE_SESSION - set(registered().values()) == set()


def test_what_is_registered_exists():
    fields = {f"{model._meta.db_table}.{field.column}" for model in apps.get_models() for field in model._meta.local_fields}
    assert set(registered()) <= fields and HASHES <= fields
    assert set(registered().values()) <= contexts_in_use()


def test_control_a_forgotten_room_is_seen(monkeypatch):
    known = {name: one for name, one in rotation.registered().items() if name != "messages"}
    monkeypatch.setattr(rotation, "registered", lambda: known)
    assert columns_of_bytes() - HASHES - set(registered()) == {"messages_delivery.address", "messages_delivery.content"}
    assert contexts_in_use() - IN_THE_SESSION - set(registered().values()) == {"messages.delivery.address", "messages.delivery.content"}


def test_control_a_new_context_is_seen():
    assert contexts_in("crypto.seal(text, context=SEAL)\ncrypto.seal(text, context='b')", {"SEAL": "a"}) == {"a", "b"}
