"""Mail and SMS: a real SMTP conversation, the boxes, the NotifyNL protocol."""
import json
import smtplib
import socket
import time
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from joserfc import jwt
from joserfc.jwk import OctKey

from balie.demo import config
from balie.demo.post import mailbox, notify, smtp


@pytest.fixture
def server(place):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(smtp.Letterbox(), hostname="127.0.0.1", port=port)
    controller.start()
    yield controller
    controller.stop()


def letter(to="Sanne@post.example"):
    message = EmailMessage()
    message["Subject"], message["From"], message["To"], message["Message-ID"] = "Uw uittreksel: €", "Balie <noreply@balie.example>", to, "<1@balie>"
    message.set_content("Klik op http://localhost:8000/mijn?a=1&b=2. <b>")
    message.add_alternative("<p>Klik <a href='http://localhost:8000/mijn'>hier</a></p><script>alert(1)</script>", subtype="html")
    return message


def send(server, message):
    with smtplib.SMTP("127.0.0.1", server.port, timeout=5) as client:
        client.send_message(message)


def test_a_mail_arrives_and_can_be_read(call, server):
    send(server, letter())
    mails = json.loads(call("GET", "/mail.json?to=sanne@post.example").content)["mails"]
    assert [(mail["subject"], mail["message_id"]) for mail in mails] == [("Uw uittreksel: €", "<1@balie>")]
    assert json.loads(call("GET", "/mail.json?to=ander@post.example").content)["mails"] == []
    page = call("GET", f"/mail/{mails[0]['id']}").content.decode()
    assert '<a href="http://localhost:8000/mijn?a=1&amp;b=2">' in page and "&lt;b&gt;" in page
    shown = call("GET", f"/mail/{mails[0]['id']}/html")
    assert "sandbox" in shown["Content-Security-Policy"] and "allow-scripts" not in shown["Content-Security-Policy"]
    assert "Uw uittreksel" in call("GET", "/mail").content.decode()
    assert call("GET", "/mail/unknown").status_code == 404


def test_a_doubled_mail_is_seen_twice(call, server):
    send(server, letter())
    send(server, letter())
    assert len(json.loads(call("GET", "/mail.json").content)["mails"]) == 2
    assert call("POST", "/mail/leeg/maken").status_code == 303
    assert json.loads(call("GET", "/mail.json").content)["mails"] == []


@pytest.mark.parametrize(("fault", "code"), [("error", 451), ("refuse", 550)])
def test_a_mail_that_is_not_taken(call, server, fault, code):
    call.fault("mail", fault)
    with pytest.raises(smtplib.SMTPDataError) as refused:
        send(server, letter())
    assert refused.value.smtp_code == code and json.loads(call("GET", "/mail.json").content)["mails"] == []
    call.fault("mail", "off")
    send(server, letter())
    assert len(json.loads(call("GET", "/mail.json").content)["mails"]) == 1


@pytest.mark.parametrize(("fault", "arrives"), [("slow", True), ("timeout", False)])
def test_a_slow_and_a_silent_mail_server(call, server, fault, arrives):
    call.fault("mail", fault, 0.3)
    start = time.monotonic()
    if arrives:
        send(server, letter())
    else:
        with pytest.raises(smtplib.SMTPDataError):
            send(server, letter())
    assert time.monotonic() - start >= 0.3
    assert bool(json.loads(call("GET", "/mail.json").content)["mails"]) == arrives


def test_text_becomes_links_and_nothing_else():
    assert mailbox.linked('x <a> "http://a.b/c".') == 'x &lt;a&gt; &quot;<a href="http://a.b/c">http://a.b/c</a>&quot;.'


def test_moments_are_told_in_dutch_time():
    assert mailbox.when("2026-11-23T13:05:00+00:00") == "23 november, 14.05 uur"
    assert mailbox.when("2026-07-01T22:30:00+00:00") == "2 juli, 0.30 uur"


def bearer(*, secret=config.NOTIFY_SECRET, service=config.NOTIFY_SERVICE_ID, at=0):
    return "Bearer " + jwt.encode({"alg": "HS256", "typ": "JWT"}, {"iss": service, "iat": int(time.time()) + at}, OctKey.import_key(secret))


SMS = {"phone_number": "+31 6 12345678", "template_id": notify.SMS_TEMPLATE, "reference": "r1",
       "personalisation": {"bericht": "Uw paspoort ligt klaar."}}


def test_an_sms(call):
    response = call("POST", "/notify/v2/notifications/sms", body=SMS, authorization=bearer())
    body = json.loads(response.content)
    assert (response.status_code, body["content"]["body"], body["reference"]) == (201, "Uw paspoort ligt klaar.", "r1")
    assert json.loads(call("GET", "/sms.json?to=%2B31612345678").content)["sms"][0]["body"] == "Uw paspoort ligt klaar."
    assert "Uw paspoort ligt klaar." in call("GET", "/sms").content.decode()
    assert json.loads(call("GET", f"/notify/v2/notifications/{body['id']}", authorization=bearer()).content)["status"] == "sending"


def test_notifications_by_reference(call):
    for reference in ("r1", "r2", "r1"):
        call("POST", "/notify/v2/notifications/sms", body=SMS | {"reference": reference}, authorization=bearer())

    def found(query):
        response = call("GET", f"/notify/v2/notifications{query}", authorization=bearer())
        return [row["reference"] for row in json.loads(response.content)["notifications"]]
    assert found("?reference=r1") == ["r1", "r1"] and found("?reference=unknown") == []
    assert len(found("")) == len(found("?template_type=sms&status=sending")) == 3 and found("?status=delivered") == []


@pytest.mark.parametrize(("number", "state"), [("+31612345678", "delivered"), ("+31600000000", "permanent-failure")])
def test_what_became_of_it(call, number, state, monkeypatch):
    body = json.loads(call("POST", "/notify/v2/notifications/sms", body=SMS | {"phone_number": number}, authorization=bearer()).content)
    row = call.place.journal.get("notification", body["id"])
    call.place.journal.put("notification", body["id"], row | {"sent": row["sent"] - 2})
    assert json.loads(call("GET", f"/notify/v2/notifications/{body['id']}", authorization=bearer()).content)["status"] == state


def test_an_email_by_notify_comes_in_the_same_box(call):
    body = {"email_address": "a@b.example", "template_id": notify.EMAIL_TEMPLATE, "personalisation": {"onderwerp": "Klaar", "bericht": "Ja"}}
    assert call("POST", "/notify/v2/notifications/email", body=body, authorization=bearer()).status_code == 201
    assert json.loads(call("GET", "/mail.json?to=a@b.example").content)["mails"][0]["subject"] == "Klaar"


@pytest.mark.parametrize("token", ["", "Bearer x.y.z", bearer(secret="0" * 36), bearer(service="other"), bearer(at=-90)])
def test_a_wrong_token_is_refused(call, token):
    assert call("POST", "/notify/v2/notifications/sms", body=SMS, authorization=token).status_code == 403


@pytest.mark.parametrize("change", [{"phone_number": "bel mij"}, {"template_id": "x"}, {"personalisation": {}},
                                    {"template_id": notify.EMAIL_TEMPLATE}])
def test_a_wrong_sms_is_refused(call, change):
    assert call("POST", "/notify/v2/notifications/sms", body=SMS | change, authorization=bearer()).status_code == 400
