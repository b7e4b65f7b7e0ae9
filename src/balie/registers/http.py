"""One call to a register: short retries where they are safe, and a plain sentence when it gives no answer."""
from __future__ import annotations

import structlog

from balie.kernel import egress
from balie.registers.views import RegisterUnavailable

log = structlog.get_logger("balie.registers")
TRIES = 2


def call(source: str, method: str, path: str, *, headers: dict | None = None, json: dict | None = None, params: dict | None = None):
    """The JSON of the answer; {} for 404. Anything else, or no answer after two tries, is `RegisterUnavailable`.

    Reads only (a BRP search is a POST that changes nothing), so a second try does no harm.
    """
    reason = ""
    for _ in range(TRIES):
        try:
            with egress.client(source) as http:
                response = http.request(method, path, headers={k: v for k, v in (headers or {}).items() if v}, json=json, params=params)
                if response.status_code == 404:
                    return {}
                if response.status_code == 200:
                    return response.json()
                reason = f"answered {response.status_code}"
                if response.status_code < 500:
                    break
        except egress.EgressOff as error:
            reason = error.reason
            break
        except egress.EgressFailed as error:
            reason = error.reason
        except ValueError:
            reason = "no JSON"
    log.warning("register_unavailable", source=source, reason=reason)
    raise RegisterUnavailable(source)
