"""Doubled, late and reordered callbacks against a bank that forgets the order of things. Used by `make soak` and, short, by the tests.

Commits for real, in the current municipality. The bank here is a stand-in for the provider's answers; the protocol itself is
tested elsewhere.
"""

from __future__ import annotations

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from uuid import uuid4

from django.db import connections, transaction

from balie.kernel import plugins, tenancy

from . import public
from .models import Attempt
from .process import check
from .providers import KIND, Checkout, ProviderRefund, Report

AMOUNT, BACK = Decimal("77.85"), Decimal("7.85")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """`wrong`: payments whose balance is not what the bank holds. `retried`: callbacks that failed and would be repeated."""

    rounds: int
    callbacks: int
    retried: int
    wrong: int

    @property
    def sound(self) -> bool:
        return not self.wrong


class ForgetfulBank:
    """Answers a question with any state the payment ever had, as proxies and replicas do, until it is asked to be honest."""

    name = "forgetful"

    def __init__(self, seed: int):
        self.random, self.history, self.refunds, self.honest = random.Random(seed), {}, {}, False  # noqa: S311 - a simulation

    def create(self, *, amount, key, **_) -> Checkout:
        self.history.setdefault(key, [("open", amount)])
        return Checkout(provider_id=key, url=f"https://bank.example/{key}")

    def fetch(self, provider_id: str, *, refunds: bool = False) -> Report:
        past, back = self.history[provider_id], self.refunds.get(provider_id, [])
        status, amount = past[-1] if self.honest else self.random.choice(past)
        seen = back if self.honest else back[: self.random.randint(0, len(back))]
        return Report(status=status, amount=amount, refunds=tuple(seen))

    def cancel(self, provider_id: str) -> None:
        self.history[provider_id].append(("canceled", AMOUNT))

    def refund(self, provider_id: str, *, amount, key, **_) -> ProviderRefund:
        made = ProviderRefund(id=f"re_{key}", amount=amount, status="refunded")
        self.refunds[provider_id] = [made]
        return made


def callbacks(*, rounds: int, at_once: int, seed: int = 1) -> Outcome:
    """In each round one payment is made, paid and partly paid back, while `at_once` callbacks arrive at the same moment, twice."""
    bank = ForgetfulBank(seed)
    plugins.register(KIND, bank.name, lambda: bank)
    results, wrong, gemeente = Counter(), 0, tenancy.current()
    with ThreadPoolExecutor(at_once) as pool:
        for _ in range(rounds):
            payment, attempt = _started(bank)
            bank.honest = False
            bank.history[attempt.provider_id] += [("pending", AMOUNT), ("paid", AMOUNT)]
            results += _storm(pool, at_once, gemeente, payment, attempt)
            bank.refund(attempt.provider_id, amount=BACK, key=str(uuid4()))
            results += _storm(pool, at_once, gemeente, payment, attempt)
            bank.honest = True
            wrong += not _settled(payment, attempt)
        list(pool.map(lambda _: connections.close_all(), range(at_once)))
    return Outcome(rounds=rounds, callbacks=results["done"] + results["retried"], retried=results["retried"], wrong=wrong)


@transaction.atomic
def _started(bank: ForgetfulBank):
    payment = public.request(owner=f"wedloop:{uuid4()}", amount=AMOUNT, description="Proef", key=str(uuid4()))
    checkout = bank.create(amount=AMOUNT, key=f"tr_{uuid4().hex}")
    return payment, Attempt.objects.create(payment_id=payment.id, number=1, provider=bank.name, provider_id=checkout.provider_id,
                                           checkout_url=checkout.url, created=payment.created)


def _storm(pool, at_once: int, gemeente, payment, attempt) -> Counter:
    def call(_) -> str:
        with tenancy.scope(gemeente):
            try:
                public.process_callback(token=payment.token, provider_id=attempt.provider_id)
                return "done"
            except Exception:
                return "retried"

    return Counter(pool.map(call, range(at_once)))


def _settled(payment, attempt) -> bool:
    """After one honest look, the balance is what the bank holds and the payment is paid."""
    try:
        check(attempt)
    except Exception:
        return False
    with transaction.atomic():
        view = public.get(payment.id, owner=payment.owner)
        return public.balance(payment.owner) == AMOUNT - BACK and view.status == "betaald" and view.refunded == BACK
