"""A change of the secret key while mail is waiting."""
import pytest
from django.conf import settings

from balie.kernel import crypto, rotation
from balie.messages import delivery, public
from balie.messages.models import Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys(monkeypatch):
    """Call it with the keys there are, newest first."""
    def are(*names: str):
        monkeypatch.setattr(type(settings.BALIE), "keys", lambda self: [name.encode().ljust(32) for name in names])
        crypto.forget_keys()

    yield are
    monkeypatch.undo()
    crypto.forget_keys()


@pytest.fixture
def waiting(gemeente, keys):
    """Two links that wait under the old key, one of them erased."""
    keys("old")
    for number in (1, 2, 3):
        public.send_resume_link(address=f"a{number}@voorbeeld.nl", link="https://x/y", service="Paspoort", until="morgen", key=str(number))
    gone = Delivery.objects.order_by("id").last()
    Delivery.objects.filter(id=gone.id).update(address=b"", content=None)
    return Delivery.objects.exclude(id=gone.id).order_by("id")


def test_what_waits_is_sent_after_the_old_key_is_gone(waiting, keys, postman):
    keys("new", "old")
    assert rotation.left()["messages"] == 2
    assert [count for name, count in rotation.rotate(batch=1) if name == "messages"] == [1, 2]
    assert rotation.left()["messages"] == 0 and [count for name, count in rotation.rotate() if name == "messages"] == []
    keys("new")
    for row in waiting:
        delivery.bring(row.id)
    assert sorted(parcel.address for parcel in postman.sent) == ["a1@voorbeeld.nl", "a2@voorbeeld.nl"]
    assert all("https://x/y" in parcel.text for parcel in postman.sent)


def test_control_without_rotating_it_cannot_be_sent(waiting, keys, postman):
    keys("new")
    with pytest.raises(crypto.CannotOpen):
        delivery.bring(waiting[0].id)


def test_nothing_is_left_of_another_municipality(waiting, keys, other_gemeente):
    from balie.kernel import tenancy

    keys("new", "old")
    with tenancy.scope(other_gemeente):
        assert rotation.left()["messages"] == 0
        assert list(rotation.rotate()) == []
    assert rotation.left()["messages"] == 2
