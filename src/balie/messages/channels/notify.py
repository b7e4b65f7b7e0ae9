"""SMS through NotifyNL: the GOV.UK Notify protocol (POST v2/notifications/sms, JWT HS256 with `iss` and `iat`).

One template at NotifyNL holds nothing but ((bericht)); its id stands in the municipality's config as `notify_template`.
"""

from __future__ import annotations

import httpx2
from django.conf import settings
from joserfc import jwt
from joserfc.jwk import OctKey

from balie.kernel import clock, egress, tenancy

from .base import NotSent, Parcel, Uncertain

TEMPLATE = "0f2c9e52-3b0b-4f0e-8e35-5a1c3b2d0001"  # of the demo town
ARRIVED, LOST = {"delivered"}, {"permanent-failure", "temporary-failure", "technical-failure", "validation-failed"}
UUID_LENGTH = 36
TRY_LATER = {408, 425, 429}


class Notify:
    def configured(self) -> bool:
        return bool(settings.BALIE.notify_api_key) and egress.available("notify")

    def send(self, parcel: Parcel) -> str:
        body = {
            "phone_number": parcel.address, "template_id": tenancy.current().config.get("notify_template", TEMPLATE),
            "personalisation": {"bericht": parcel.text}, "reference": str(parcel.delivery_id),
        }
        try:
            with egress.client("notify") as http:
                try:
                    response = http.post("v2/notifications/sms", json=body, headers=_headers())
                except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                    raise NotSent(f"sms-dienst niet bereikt ({type(error).__name__})") from None
        except egress.EgressOff:
            raise NotSent("sms-dienst staat uit", final=True) from None
        except egress.EgressFailed as error:
            raise Uncertain(f"sms-dienst: {error.reason}") from None
        code = response.status_code
        if code == 201:
            return _id_of(response)
        if 400 <= code < 500:
            raise NotSent(f"sms-dienst weigert ({code})", final=code not in TRY_LATER)
        raise Uncertain(f"sms-dienst antwoordt {code}")

    def status(self, reference: str) -> dict | None:
        """What the provider knows under our reference: {"provider_id", "arrived"}; None when it does not know it or does not answer."""
        try:
            with egress.client("notify") as http:
                response = http.get("v2/notifications", params={"reference": reference}, headers=_headers())
                found = response.json().get("notifications", []) if response.status_code == 200 else []
        except (egress.EgressFailed, ValueError):
            return None
        if not found:
            return None
        status = found[0].get("status")
        arrived = True if status in ARRIVED else False if status in LOST else None
        return {"provider_id": str(found[0].get("id", ""))[:120], "arrived": arrived}


def _id_of(response) -> str:
    try:
        return str(response.json().get("id", ""))[:120]
    except ValueError:
        return ""


def _headers() -> dict[str, str]:
    key = settings.BALIE.notify_api_key
    secret, service = key[-UUID_LENGTH:], key[-2 * UUID_LENGTH - 1:-UUID_LENGTH - 1]
    claims = {"iss": service, "iat": int(clock.now().timestamp())}
    token = jwt.encode({"typ": "JWT", "alg": "HS256"}, claims, OctKey.import_key(secret))
    return {"Authorization": f"Bearer {token}"}
