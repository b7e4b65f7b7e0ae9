"""The real process on free ports: it answers, takes mail, sends webhooks, and knows everything again after `kill -9`."""
import os
import signal
import smtplib
import socket
import subprocess
import sys
import time

import httpx2
import pytest

from balie.demo import config
from balie.demo.tests.test_bank import NEW, shop  # noqa: F401 - a fixture
from balie.demo.tests.test_post import letter


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def run(tmp_path):
    port, mail_port = free_port(), free_port()
    # The settings of another process must not reach the town.
    environment = os.environ | {"BALIE_HOME": str(tmp_path), "TOWN_PORT": str(port), "BALIE_SMTP_PORT": str(mail_port), "BALIE_TOWN_SIZE": "120",
                                "BALIE_TOWN_URL": f"http://localhost:{port}", "DJANGO_SETTINGS_MODULE": "balie.settings.web"}
    for name in config.Config.__dataclass_fields__["keys"].default_factory():
        environment.pop(f"BALIE_{name.upper()}_API_KEY", None)
    started = []

    def start():
        process = subprocess.Popen([sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "8",
                                    "--host", "127.0.0.1", "--port", str(port), "balie.demo.wsgi:application"],
                                   env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        started.append(process)
        client = httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=5)
        for _ in range(200):
            try:
                if client.get("/health").status_code == 200:
                    return process, client, mail_port
            except httpx2.HTTPError:
                time.sleep(0.1)
        raise AssertionError("the town did not start")

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def until(condition, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_a_killed_town_comes_back_with_its_mail_and_payments(run, shop):  # noqa: F811
    process, client, mail_port = run()
    key = {"Authorization": f"Bearer {config.MOLLIE_API_KEY}"}
    payment = client.post("/mollie/v2/payments", headers=key, json=NEW | {"webhookUrl": shop.url}).json()
    with smtplib.SMTP("127.0.0.1", mail_port, timeout=5) as smtp:
        smtp.send_message(letter())
    assert "Zonnedam" in client.get("/").text
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()

    process, client, mail_port = run()
    assert len(client.get("/mail.json").json()["mails"]) == 1
    assert client.get(f"/mollie/v2/payments/{payment['id']}", headers=key).json()["status"] == "open"
    paid = client.post(f"/mollie/checkout/{payment['id']}", data={"knop": "betaal"})
    assert paid.status_code == 303
    assert until(lambda: shop.got == [payment["id"]])
    assert client.get("/digid/jwks").json()["keys"][0]["kid"]
    assert client.get("/", headers={"Host": "rebound.example"}).status_code == 400
