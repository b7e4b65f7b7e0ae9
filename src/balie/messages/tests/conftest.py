"""A resident who wants mail and SMS, and a channel that remembers what it sent."""

import pytest

from balie.identity import public as identity
from balie.kernel import plugins
from balie.messages.channels import KIND, Email, Notify


class Postman:
    """Counts what went out; `then` may raise after sending, as a crash does."""

    def __init__(self):
        self.sent, self.before, self.then = [], None, None

    def configured(self):
        return True

    def send(self, parcel):
        if self.before:
            raise self.before
        self.sent.append(parcel)
        if self.then:
            raise self.then
        return f"id-{len(self.sent)}"


@pytest.fixture
def postman(gemeente):
    postman = Postman()
    for name in ("email", "sms"):
        plugins.register(KIND, name, lambda: postman)
    yield postman
    plugins.register(KIND, "email", Email)
    plugins.register(KIND, "sms", Notify)


@pytest.fixture
def resident(gemeente):
    person_id = identity.person_for_bsn("999990639")
    identity.update_contact(person_id=person_id, email="a.bakker@voorbeeld.nl", phone="+31612345678", by_email=True, by_sms=True)
    return identity.Resident(person_id=person_id, name="A. Bakker")
