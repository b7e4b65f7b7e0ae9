"""The inbox and the conversation, both ways, each for their own reader."""

from uuid import uuid4

import pytest
from django.core import mail

from balie.identity.public import Resident
from balie.kernel import audit, outbox
from balie.kernel.tenancy import scope
from balie.messages import public
from balie.messages.models import Delivery, Message

OWNER = "zaak:0190e0c0-0000-7000-8000-000000000001"


def write(resident, *, key="k", text="Uw *aanvraag* is binnen.", owner=OWNER):
    with audit.acting(audit.Actor("medewerker", "m1", "Sanne")):
        return public.send_from_official(owner=owner, person_id=resident.person_id, subject="Over uw\npaspoort", text=text, key=key)


def test_from_official_to_inbox_mail_and_sms(postman, resident, run_jobs):
    message = write(resident)
    assert write(resident) == message
    run_jobs()
    assert (message.subject, message.author, message.direction) == ("Over uw paspoort", "Sanne", "uit")
    assert public.inbox(resident) == [message] and public.unread_count(resident) == 1
    email, sms = sorted(postman.sent, key=lambda parcel: parcel.channel)
    assert email.address == "a.bakker@voorbeeld.nl" and email.subject == "Over uw paspoort" and "/mijn/berichten/" in email.text
    assert sms.address == "+31612345678" and sms.text == "Zonnedam: u hebt een nieuw bericht. Log in op Mijn Balie om het te lezen."
    assert "aanvraag* is binnen" not in email.text + email.html + sms.text  # the message itself stays behind the login
    assert [(one.channel, one.address, one.state) for one in public.deliveries(OWNER)] == [
        ("email", "a…@voorbeeld.nl", "verstuurd"), ("sms", "…5678", "verstuurd"),
    ]


def test_who_wants_no_mail_gets_none(postman, resident, run_jobs):
    from balie.identity import public as identity

    identity.update_contact(person_id=resident.person_id, by_email=False, by_sms=False)
    write(resident)
    run_jobs()
    assert len(public.inbox(resident)) == 1 and not postman.sent and not Delivery.objects.exists()


def test_read_once(postman, resident):
    message = write(resident)
    public.mark_read(resident=resident, message_id=message.id)
    first = public.message_for(resident, message.id).read_at
    public.mark_read(resident=resident, message_id=message.id)
    assert first and public.message_for(resident, message.id).read_at == first and public.unread_count(resident) == 0


def test_the_resident_answers(postman, resident, monkeypatch):
    heard = []
    monkeypatch.setattr(outbox, "announce", heard.append)
    write(resident)
    answer = public.send_from_resident(resident=resident, owner=OWNER, text="Wanneer kan ik komen?\n\n**Groet**", key="a")
    assert public.send_from_resident(resident=resident, owner=OWNER, text="Wanneer kan ik komen?", key="a") == answer
    assert (answer.subject, answer.author, answer.direction) == ("Wanneer kan ik komen? **Groet**", "A. Bakker", "in")
    assert answer.html == "<p>Wanneer kan ik komen?</p><p>**Groet**</p>"
    assert [one.direction for one in public.thread(OWNER, person_id=resident.person_id)] == ["uit", "in"]
    assert [event.direction for event in heard] == ["uit", "in"]
    assert public.mark_read_by_official(owner=OWNER) == 1 and public.mark_read_by_official(owner=OWNER) == 0
    assert public.unread_count(resident) == 1


@pytest.mark.parametrize("text, sentence", [("  ", "leeg"), ("x" * 5001, "hoogstens 5000")])
def test_what_cannot_be_sent(postman, resident, text, sentence):
    with pytest.raises(public.Refused, match=sentence):
        public.send_from_resident(resident=resident, owner=OWNER, text=text, key="a")


def test_nobody_reads_what_is_of_another(postman, resident, other_gemeente):
    message, stranger = write(resident), Resident(person_id=uuid4())
    assert public.inbox(stranger) == [] and public.thread(OWNER, person_id=stranger.person_id) == []
    for read in (lambda: public.message_for(stranger, message.id), lambda: public.mark_read(resident=stranger, message_id=message.id)):
        with pytest.raises(public.NotFound):
            read()
    with scope(other_gemeente):
        assert public.inbox(resident) == [] and public.deliveries(OWNER) == []
        with pytest.raises(public.NotFound):
            public.message_for(resident, message.id)


@pytest.mark.parametrize("messages", [1, 12])
def test_lists_are_one_query(postman, resident, django_assert_num_queries, messages):
    for number in range(messages):
        write(resident, key=str(number))
    for read in (lambda: public.inbox(resident), lambda: public.thread(OWNER), lambda: public.deliveries(OWNER), public.uncertain,
                 lambda: public.unread_count(resident)):
        with django_assert_num_queries(1):
            read()


def test_pages_of_the_inbox(postman, resident):
    made = [write(resident, key=str(number)) for number in range(3)]
    first = public.inbox(resident, limit=2)
    assert [one.id for one in first] == [made[2].id, made[1].id]
    assert [one.id for one in public.inbox(resident, before=first[-1].created)] == [made[0].id]


def test_mail_says_who_and_where_and_carries_its_own_id(resident, run_jobs, settings):
    write(resident, text="Vertrouwelijk")
    Delivery.objects.filter(channel="sms").delete()
    run_jobs()
    [sent] = mail.outbox
    delivery = Delivery.objects.get()
    assert sent.extra_headers["Message-ID"].startswith(f"<{delivery.id}@") and delivery.provider_id == sent.extra_headers["Message-ID"]
    assert sent.alternatives[0].mimetype == "text/html" and '<html lang="nl">' in sent.alternatives[0].content
    whole = sent.message().as_string()
    assert "Vertrouwelijk" not in whole and str(resident.person_id) not in whole and OWNER not in whole
    assert Message.objects.count() == 1


def test_addresses_are_sealed(postman, resident):
    write(resident)
    for row in Delivery.objects.all():
        assert b"voorbeeld" not in bytes(row.address) and b"612345678" not in bytes(row.address)


def test_resume_link(postman, gemeente, run_jobs):
    public.send_resume_link(address="x@voorbeeld.nl", link="https://zonnedam.example/verder/abc/", service="Paspoort *aanvragen*",
                            until="1 januari 2027", key="k")
    run_jobs()
    [parcel] = postman.sent
    assert "https://zonnedam.example/verder/abc/" in parcel.text and 'href="https://zonnedam.example/verder/abc/"' in parcel.html
    assert "Paspoort *aanvragen*" in parcel.html and Delivery.objects.get().content is None
