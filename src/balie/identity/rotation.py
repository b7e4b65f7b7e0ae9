"""Re-seals every BSN, and every secret of officials' second factors, under the newest key, while the municipality keeps working.

During the rotation both keys are known: look-ups try the fingerprints of all keys (`crypto.fingerprints`), so a person is found before
and after their row was done. Two rotations beside each other skip each other's rows.
"""
from __future__ import annotations

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.db import transaction

from balie.identity.models import Official, Person
from balie.identity.second_factor import MFAAdapter
from balie.identity.vault import SEAL, lock_up
from balie.kernel import audit, crypto

FIELDS = ("bsn_sealed", "bsn_fingerprint", "key_version")


def rotate_keys(*, batch: int = 500) -> Iterator[int]:
    """Of the municipality in scope; yields after each batch how many people are done. Safe to stop and start again."""
    _rotate_second_factors()
    done = 0
    while count := _rotate_batch(batch):
        done += count
        yield done


@transaction.atomic
def _rotate_batch(batch: int) -> int:
    newest = crypto.current_key_id().hex()
    rows = list(
        Person.objects.filter(erased=None).exclude(key_version=newest).order_by("id").select_for_update(skip_locked=True)[:batch]
    )
    for row in rows:
        for column, value in lock_up(crypto.open_sealed(row.bsn_sealed, context=SEAL)).items():
            setattr(row, column, value)
    if rows:
        Person.objects.bulk_update(rows, FIELDS)
        audit.record("sleutel.gewisseld", details={"aantal": len(rows)}, purpose="Beveiliging van burgerservicenummers")
    return len(rows)


@transaction.atomic
def _rotate_second_factors() -> None:
    """Officials are tens or hundreds: one transaction."""
    officials = Official.objects.values_list("id", flat=True)
    for row in Authenticator.objects.filter(user_id__in=list(officials)).exclude(type=Authenticator.Type.WEBAUTHN).select_for_update():
        renewed = row.data | {name: _again(row.data[name]) for name in ("secret", "seed") if name in row.data}
        if "migrated_codes" in row.data:
            renewed["migrated_codes"] = [_again(code) for code in row.data["migrated_codes"]]
        if renewed != row.data:
            row.data = renewed
            row.save(update_fields=["data"])


def _again(sealed: str) -> str:
    if crypto.key_id_of(bytes.fromhex(sealed)) == crypto.current_key_id():
        return sealed
    adapter = MFAAdapter()
    return adapter.encrypt(adapter.decrypt(sealed))


@transaction.atomic
def left_to_rotate() -> int:
    """People whose BSN is still under an older key."""
    return Person.objects.filter(erased=None).exclude(key_version=crypto.current_key_id().hex()).count()
