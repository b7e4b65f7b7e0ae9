"""A provider for tests that answers what the test says, and payments in every state."""

from decimal import Decimal
from uuid import uuid4

import psycopg
from django.conf import settings
from django.db import connection

from balie.payments import public
from balie.payments.providers import Checkout, ProviderFailed, ProviderRefund, Report

URLS = {"return_url": "https://zonnedam.example/betaald/", "webhook_url": "https://zonnedam.example/betalingen/webhook/x/"}


class Bank:
    """Honest, and idempotent like the real one. `status` by provider id; `down` makes every question fail."""

    name = "bank"

    def __init__(self):
        self.status, self.by_key, self.refunds, self.down, self.asked, self.refund_status = {}, {}, {}, False, 0, "refunded"

    def _up(self):
        self.asked += 1
        if self.down:
            raise ProviderFailed("down")

    def create(self, *, amount, description, return_url, webhook_url, key):
        self._up()
        provider_id = self.by_key.setdefault(key, f"tr_{len(self.by_key) + 1}")
        self.status.setdefault(provider_id, ["open", amount])
        return Checkout(provider_id=provider_id, url=f"https://bank.example/{provider_id}")

    def fetch(self, provider_id, *, refunds=False):
        self._up()
        status, amount = self.status[provider_id]
        return Report(status=status, amount=amount, refunds=tuple(self.refunds.get(provider_id, ())))

    def cancel(self, provider_id):
        self.status[provider_id][0] = "canceled"

    def refund(self, provider_id, *, amount, description, key):
        self._up()
        made = ProviderRefund(id=f"re_{key}", amount=amount, status=self.refund_status)
        self.refunds[provider_id] = [one for one in self.refunds.get(provider_id, []) if one.id != made.id] + [made]
        return made


def asked(*, owner="proef:een", amount="77.85", key=None):
    return public.request(owner=owner, amount=Decimal(amount), description="Paspoort", key=key or str(uuid4()))


def started(**values):
    payment = asked(**values)
    public.start(payment_id=payment.id, **URLS)
    return payment


def as_owner(statement: str) -> None:
    """What only the owner of the tables may do, such as taking a guarantee away to see a test fail."""
    from balie.settings.embedded import connection_urls

    url = settings.BALIE.database_url or connection_urls(settings.BALIE.home)[0]
    with psycopg.connect(url, dbname=connection.settings_dict["NAME"], autocommit=True) as owner:
        owner.execute(statement)
