"""Tables of messages. An owner ("zaak:…") is the conversation: everything said about it, both ways, in order of time."""

from django.db import models
from django.db.models import Q

from balie.kernel.tenancy import TenantForeignKey, TenantModel

from .rules import CHANNELS, STATES


class Message(TenantModel):
    """Something said, as it stands in the inbox. `direction` "uit" is from the municipality, "in" from the resident.

    `fact` names what it is about; the same fact is told to the same person once. `body` is Markdown when "uit", plain text when "in".
    `read_at`: when the other side read it.
    """

    owner = models.CharField(max_length=80)
    person_id = models.UUIDField(null=True)
    direction = models.CharField(max_length=3, choices=(("uit", "Van de gemeente"), ("in", "Van de inwoner")))
    kind = models.CharField(max_length=40)
    fact = models.CharField(max_length=160)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    author = models.CharField(max_length=200, blank=True)
    attachments = models.JSONField(default=list, help_text="[{document_id, title}]")
    appointment_id = models.UUIDField(null=True)
    created = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "fact", "person_id"], nulls_distinct=False, name="message_told_once"),
        ]
        indexes = [
            models.Index(fields=["gemeente", "owner", "created"], name="message_thread"),
            models.Index(fields=["gemeente", "person_id", "-created"], name="message_inbox"),
            models.Index(fields=["gemeente", "person_id"], name="message_unread", condition=Q(read_at=None, direction="uit")),
        ]


UNDELIVERED = Q(settled_at=None) & (Q(state__in=("mislukt", "onzeker")) | Q(arrived=False))


class Delivery(TenantModel):
    """One thing to bring to one address by one channel. Sent by marking `bezig` first: see `delivery.py`.

    `recipient` is the person_id, or a fingerprint of the address when nobody is logged in. `content` holds (sealed) what stands in
    no inbox, such as a link to continue; it is wiped when sent.
    """

    message = TenantForeignKey(Message, null=True, on_delete=models.PROTECT, related_name="deliveries")
    owner = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=40)
    fact = models.CharField(max_length=160)
    recipient = models.CharField(max_length=64)
    channel = models.CharField(max_length=10, choices=tuple(CHANNELS.items()))
    address = models.BinaryField()
    masked = models.CharField(max_length=80)
    subject = models.CharField(max_length=200)
    content = models.BinaryField(null=True)
    language = models.CharField(max_length=5, default="nl")
    state = models.CharField(max_length=10, choices=tuple(STATES.items()), default="wacht")
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=120, blank=True, help_text="Why it failed, without personal data")
    provider_id = models.CharField(max_length=120, blank=True)
    arrived = models.BooleanField(null=True)
    created = models.DateTimeField()
    next_try = models.DateTimeField()
    busy_since = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True, help_text="It did not arrive, and an official told the resident in another way")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "fact", "recipient", "channel"], name="delivered_once")]
        indexes = [
            models.Index(fields=["gemeente", "owner", "created"], name="delivery_owner"),
            models.Index(fields=["gemeente", "state", "next_try"], name="delivery_open", condition=~Q(state="verstuurd")),
            models.Index(fields=["gemeente", "created"], name="delivery_unknown", condition=Q(channel="sms", arrived=None)),
            models.Index(fields=["gemeente", "-created"], name="delivery_undelivered", condition=UNDELIVERED),
        ]
