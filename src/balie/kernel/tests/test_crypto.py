"""Sealed values: unreadable without the key, bound to their place, rotated without loss."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balie.kernel import crypto


@pytest.fixture
def keys(settings):
    def use(*texts: str):
        settings.BALIE = settings.BALIE.model_copy(update={"secret_keys": ",".join(texts)})
        crypto.forget_keys()

    yield use
    crypto.forget_keys()


@given(st.text(max_size=200))
def test_what_was_sealed_can_be_opened(text):
    assert crypto.open_sealed(crypto.seal(text, context="t"), context="t") == text


def test_equal_texts_are_sealed_differently_but_have_one_fingerprint():
    assert crypto.seal("999990019", context="t") != crypto.seal("999990019", context="t")
    assert crypto.fingerprint("999990019", context="t") == crypto.fingerprint("999990019", context="t")
    assert crypto.fingerprint("999990019", context="t") != crypto.fingerprint("999990019", context="u")


def test_a_value_cannot_move_to_another_place():
    with pytest.raises(crypto.CannotOpen):
        crypto.open_sealed(crypto.seal("x", context="person.bsn"), context="person.name")


@given(st.integers(min_value=0, max_value=30))
def test_a_changed_byte_is_noticed(place):
    sealed = bytearray(crypto.seal("999990019", context="t"))
    sealed[place] ^= 1
    with pytest.raises(crypto.CannotOpen):
        crypto.open_sealed(bytes(sealed), context="t")


def test_old_values_stay_readable_under_a_new_key_and_not_without_the_old(keys):
    keys("old")
    sealed, print_ = crypto.seal("x", context="t"), crypto.fingerprint("x", context="t")
    keys("new", "old")
    assert crypto.open_sealed(sealed, context="t") == "x"
    assert print_ in crypto.fingerprints("x", context="t")
    assert crypto.key_id_of(crypto.seal("x", context="t")) == crypto.current_key_id() != crypto.key_id_of(sealed)
    keys("new")
    with pytest.raises(crypto.CannotOpen, match="BALIE_SECRET_KEYS"):
        crypto.open_sealed(sealed, context="t")
