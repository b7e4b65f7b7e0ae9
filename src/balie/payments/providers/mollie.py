"""Mollie, Payments API v2: create, get, cancel, refund; idempotent by the Idempotency-Key header."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from urllib.parse import quote

from django.conf import settings

from balie.kernel import egress

from .base import Checkout, ProviderFailed, ProviderRefund, Report

MAY_COME_RIGHT = {408, 409, 423, 425, 429}  # beside every 5xx


class Mollie:
    name = "mollie"

    def configured(self) -> bool:
        return egress.available("mollie")

    def create(self, *, amount: Decimal, description: str, return_url: str, webhook_url: str, key: str) -> Checkout:
        answer = self._ask("POST", "payments", key, {
            "amount": _euros(amount), "description": description, "redirectUrl": return_url, "cancelUrl": return_url,
            "webhookUrl": webhook_url, "locale": "nl_NL",
        })
        with _as_agreed():
            return Checkout(provider_id=answer["id"], url=answer["_links"]["checkout"]["href"])

    def fetch(self, provider_id: str, *, refunds: bool = False) -> Report:
        answer = self._ask("GET", f"payments/{quote(provider_id, safe='')}")
        with _as_agreed():
            returned = Decimal((answer.get("amountRefunded") or {}).get("value", "0"))
            report = Report(status=answer["status"], amount=_amount(answer["amount"]))
        if not (refunds or returned):
            return report
        listed = self._ask("GET", f"payments/{quote(provider_id, safe='')}/refunds")
        with _as_agreed():
            return Report(status=report.status, amount=report.amount, refunds=tuple(map(_refund, listed["_embedded"]["refunds"])))

    def cancel(self, provider_id: str) -> None:
        self._ask("DELETE", f"payments/{quote(provider_id, safe='')}")

    def refund(self, provider_id: str, *, amount: Decimal, description: str, key: str) -> ProviderRefund:
        body = {"amount": _euros(amount), "description": description}
        answer = self._ask("POST", f"payments/{quote(provider_id, safe='')}/refunds", key, body)
        with _as_agreed():
            return _refund(answer)

    def _ask(self, method: str, path: str, key: str = "", body: dict | None = None) -> dict:
        headers = {"Authorization": f"Bearer {settings.BALIE.mollie_api_key}"}
        if key:
            headers["Idempotency-Key"] = key
        try:
            with egress.client("mollie") as http:
                response = http.request(method, path, headers=headers, json=body)
        except egress.EgressFailed as error:
            raise ProviderFailed(error.reason) from None
        if response.status_code >= 300:
            code = response.status_code
            raise ProviderFailed(f"answered {code}", final=400 <= code < 500 and code not in MAY_COME_RIGHT)
        with _as_agreed():
            return response.json() if response.content else {}


class _as_agreed:
    """An answer that misses what the API promises is a failure of the provider, not a fault of ours."""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind and issubclass(kind, (AttributeError, KeyError, TypeError, ValueError, InvalidOperation)):
            raise ProviderFailed("answered something else than agreed") from None


def _euros(amount: Decimal) -> dict:
    return {"currency": "EUR", "value": f"{amount:.2f}"}


def _amount(value: dict) -> Decimal:
    if value["currency"] != "EUR":
        raise ValueError("not in euros")
    return Decimal(value["value"])


def _refund(answer: dict) -> ProviderRefund:
    return ProviderRefund(id=answer["id"], amount=_amount(answer["amount"]), status=answer["status"])
