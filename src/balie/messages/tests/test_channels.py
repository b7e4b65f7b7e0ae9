"""Mail over real SMTP and SMS over real HTTP: what surely failed, what may have arrived."""

import json
import socket
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from joserfc import jwt
from joserfc.jwk import OctKey

from balie.messages.channels import Email, Notify, NotSent, Parcel, Uncertain

KEY = "proef-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222"


def parcel(**values):
    plain = {"delivery_id": uuid4(), "channel": "email", "address": "a@voorbeeld.nl", "subject": "Uw afspraak", "text": "Tekst é",
             "html": "<p>Tekst é</p>", "files": (("afspraak.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),)}
    return Parcel(**plain | values)


class Post:
    """An SMTP server that answers RCPT and DATA as it is told; "hang up" breaks the line."""

    def __init__(self):
        self.rcpt, self.data, self.received = "250 OK", "250 OK", []

    async def handle_RCPT(self, server, session, envelope, address, options):
        envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server, session, envelope):
        self.received.append(envelope.content)
        if self.data == "hang up":
            server.transport.abort()
            return ""
        return self.data


class AnyPort(Controller):
    """On a port that the system chose, which the library's own start-up check does not know."""

    def _trigger_server(self):
        with socket.create_connection(self.server.sockets[0].getsockname(), 5) as probe:
            probe.recv(1024)


@pytest.fixture
def post(settings):
    post = Post()
    controller = AnyPort(post, hostname="127.0.0.1", port=0)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.server.sockets[0].getsockname()[1]
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_TIMEOUT = 5
    yield post
    controller.stop()


def test_mail_arrives_as_written(post):
    sent = parcel()
    assert Email().send(sent).startswith(f"<{sent.delivery_id}@")
    [content] = post.received
    mail = message_from_bytes(content, policy=policy.default)
    assert (mail["To"], mail["Subject"], mail["Auto-Submitted"]) == ("a@voorbeeld.nl", "Uw afspraak", "auto-generated")
    assert str(sent.delivery_id) in mail["Message-ID"]
    assert [part.get_content_type() for part in mail.walk() if not part.is_multipart()] == ["text/plain", "text/html", "text/calendar"]
    assert mail.get_body(("plain",)).get_content().strip() == "Tekst é"


@pytest.mark.parametrize("where, answer, final", [
    ("rcpt", "550 no such user", True), ("rcpt", "451 later", False), ("data", "554 no", True), ("data", "452 full", False),
])
def test_the_server_says_no_so_it_was_not_sent(post, where, answer, final):
    setattr(post, where, answer)
    with pytest.raises(NotSent) as error:
        Email().send(parcel())
    assert error.value.final is final and "voorbeeld" not in str(error.value)


def test_hung_up_after_the_content_is_uncertain(post):
    post.data = "hang up"
    with pytest.raises(Uncertain):
        Email().send(parcel())


def test_no_server_is_surely_not_sent(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(NotSent):
        Email().send(parcel())


class Service(BaseHTTPRequestHandler):
    """NotifyNL as its documentation has it; `code` 0 hangs up."""

    code, found, heard = 201, [], []

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.heard.append((self.path, self.headers["Authorization"], json.loads(body) if body else None))
        if not self.code:
            self.close_connection = True
            return
        content = json.dumps({"id": "n-1"} if self.command == "POST" else {"notifications": self.found}).encode()
        self.send_response(self.code)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass


@pytest.fixture
def notify(gemeente, monkeypatch):
    from django.conf import settings

    monkeypatch.setattr(settings, "BALIE", settings.BALIE.model_copy(update={"notify_api_key": KEY}))
    Service.code, Service.found, Service.heard = 201, [], []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    gemeente.config["endpoints"] = {"notify": f"http://127.0.0.1:{server.server_port}"}
    yield Service
    server.shutdown()
    server.server_close()


def test_sms(notify):
    sent = parcel(channel="sms", address="+31612345678", text="Morgen hebt u een afspraak")
    assert Notify().send(sent) == "n-1"
    [(path, authorization, body)] = notify.heard
    assert path == "/v2/notifications/sms" and body["phone_number"] == "+31612345678" and body["reference"] == str(sent.delivery_id)
    assert body["personalisation"] == {"bericht": sent.text}
    token = jwt.decode(authorization.removeprefix("Bearer "), OctKey.import_key(KEY[-36:]), algorithms=["HS256"])
    assert token.claims["iss"] == "11111111-1111-4111-8111-111111111111" and isinstance(token.claims["iat"], int)


@pytest.mark.parametrize("code, error, final", [
    (400, NotSent, True), (403, NotSent, True), (429, NotSent, False), (500, Uncertain, None), (503, Uncertain, None), (0, Uncertain, None),
])
def test_sms_refused_or_uncertain(notify, code, error, final):
    notify.code = code
    with pytest.raises(error) as found:
        Notify().send(parcel(channel="sms"))
    assert final is None or found.value.final is final


def test_sms_service_not_there(notify, gemeente):
    gemeente.config["endpoints"] = {"notify": "http://127.0.0.1:9"}
    with pytest.raises(NotSent):
        Notify().send(parcel(channel="sms"))


@pytest.mark.parametrize("found, known", [
    ([], None), ([{"id": "n-1", "status": "sending"}], {"provider_id": "n-1", "arrived": None}),
    ([{"id": "n-1", "status": "delivered"}], {"provider_id": "n-1", "arrived": True}),
    ([{"id": "n-1", "status": "permanent-failure"}], {"provider_id": "n-1", "arrived": False}),
])
def test_what_became_of_it(notify, found, known):
    notify.code, notify.found = 200, found
    assert Notify().status("r") == known


def test_an_uncertain_sms_that_arrived_is_cleared_up(notify):
    from balie.messages import jobs, writing
    from balie.messages.models import Delivery

    notify.code = 500
    writing.plan(channel="sms", address="+31612345678", recipient="r", kind="bericht", fact="f", subject="Uw paspoort")
    row = Delivery.objects.get()
    jobs.send(delivery_id=str(row.id))
    row.refresh_from_db()
    assert row.state == "onzeker"
    notify.code, notify.found = 200, [{"id": "n-1", "status": "delivered"}]
    jobs.ask_about_sms()
    row.refresh_from_db()
    assert (row.state, row.arrived) == ("verstuurd", True)
