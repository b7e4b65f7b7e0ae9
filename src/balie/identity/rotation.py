"""This room's part of changing the secret key: every BSN, and every secret of officials' second factors.

During the rotation both keys are known: look-ups try the fingerprints of all keys (`crypto.fingerprints`), so a person is found before
and after their row was done.
"""
from __future__ import annotations

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.db import transaction

from balie.identity import second_factor, vault
from balie.identity.models import Official, Person
from balie.kernel import audit, crypto, rotation

FIELDS = ("bsn_sealed", "bsn_fingerprint", "key_version")


class People(rotation.Batches):
    """BSNs, with the fingerprint to find them by."""

    contexts = {"identity_person.bsn_sealed": vault.SEAL}

    def _older(self):
        return Person.objects.filter(erased=None).exclude(key_version=crypto.current_key_id().hex())

    @transaction.atomic
    def _batch(self, size: int) -> int:
        rows = list(self._older().order_by("id").select_for_update(skip_locked=True)[:size])
        for row in rows:
            for column, value in vault.lock_up(crypto.open_sealed(row.bsn_sealed, context=vault.SEAL)).items():
                setattr(row, column, value)
        if rows:
            Person.objects.bulk_update(rows, FIELDS)
            audit.record("sleutel.gewisseld", details={"aantal": len(rows)}, purpose="Beveiliging van burgerservicenummers")
        return len(rows)


class SecondFactors:
    """Secrets of officials. They are tens or hundreds: one transaction."""

    contexts = {"mfa_authenticator.data": second_factor.SEAL}

    @transaction.atomic
    def rotate(self, *, batch: int) -> Iterator[int]:
        older = [row for row in self._rows().select_for_update() if _is_older(row.data)]
        for row in older:
            row.data = row.data | {name: _again(value) for name, value in _sealed_in(row.data).items()}
            row.save(update_fields=["data"])
        if older:
            audit.record("sleutel.gewisseld", details={"aantal": len(older)}, purpose="Beveiliging van tweede stappen")
        return iter([len(older)] if older else [])

    def left(self) -> int:
        return sum(_is_older(row.data) for row in self._rows())

    def _rows(self):
        officials = list(Official.objects.values_list("id", flat=True))
        return Authenticator.objects.filter(user_id__in=officials).exclude(type=Authenticator.Type.WEBAUTHN)


def _sealed_in(data: dict) -> dict:
    return {name: data[name] for name in ("secret", "seed", "migrated_codes") if name in data}


def _is_older(data: dict) -> bool:
    values = [each for value in _sealed_in(data).values() for each in (value if isinstance(value, list) else [value])]
    return any(crypto.key_id_of(bytes.fromhex(each)) != crypto.current_key_id() for each in values)


def _again(value):
    if isinstance(value, list):
        return [_again(each) for each in value]
    adapter = second_factor.MFAAdapter()
    return adapter.encrypt(adapter.decrypt(value))
