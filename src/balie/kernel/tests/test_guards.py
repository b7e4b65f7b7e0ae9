"""Egress, logs, headers, settings and plug-ins."""
import logging

import httpx2
import pytest

from balie.kernel import egress, logs, plugins
from balie.settings import environment


def test_only_the_services_own_address_is_reached(gemeente):
    with pytest.raises(egress.EgressRefused), egress.client("brp") as http:
        http.get("http://169.254.169.254/latest/meta-data")


def test_a_dead_service_is_a_named_failure(gemeente, settings):
    settings.BALIE = settings.BALIE.model_copy(update={"brp_url": "http://127.0.0.1:9/brp"})
    with pytest.raises(egress.EgressFailed, match="^brp: "), egress.client("brp") as http:
        http.get("personen")


def test_a_redirect_is_not_followed(gemeente, monkeypatch):
    monkeypatch.setattr(httpx2.HTTPTransport, "handle_request", lambda *_: httpx2.Response(302, headers={"location": "http://evil.example"}))
    egress._client.cache_clear()
    with egress.client("brp") as http:
        assert http.get("personen").status_code == 302


@pytest.mark.parametrize("text", ["bsn 999990019 is", "mail aan jan@voorbeeld.nl", "NL91ABNA0417164300"])
def test_logs_blot_out_personal_data(text):
    record = logging.LogRecord("x", logging.INFO, "f", 1, "regel: %s", (text,), None)
    logs.NoPersonalData().filter(record)
    assert "[" in record.getMessage() and not any(part in record.getMessage() for part in ("999990019", "jan@", "ABNA"))


def test_an_exceptions_text_never_reaches_the_log():
    try:
        raise ValueError("999990019 typed by somebody")
    except ValueError:
        import sys

        record = logging.LogRecord("x", logging.ERROR, "f", 1, "failed", (), sys.exc_info())
    assert "typed" not in logs.JsonLine().format(record)


def test_pages_carry_a_policy_without_unsafe(client, gemeente):
    response = client.get("/bestaat-niet")
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy and "default-src 'self'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("name", "value", "said"), [
    ("PORT", "eighty", "PORT"), ("BALIE_DATABASE_URL", "mysql://x", "postgresql://"), ("BALIE_MODE", "production", "BALIE_SECRET_KEYS"),
])
def test_wrong_settings_are_named_in_one_readable_message(monkeypatch, name, value, said):
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as stopped:
        environment.read()
    assert said in str(stopped.value) and "Balie cannot start" in str(stopped.value)


def test_plugins_are_chosen_by_name():
    plugins.register("test_kind", "good", lambda: "good", default=True)
    plugins.register("test_kind", "bad", lambda: "bad")
    assert plugins.get("test_kind") == "good" and plugins.get("test_kind", "bad") == "bad"
    with pytest.raises(plugins.UnknownPlugin, match="bad, good"):
        plugins.get("test_kind", "missing")
