"""Consent: what somebody agreed to, or refused, to have fetched; from which source, for what, on which legal basis. And look-ups elsewhere."""
from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from balie.kernel import clock, tenancy


class Toestemming(tenancy.TenantModel):
    """One answer to one question "may we fetch this?". `owner` says for what: "application:<uuid>".

    `fields` are names of facts ("persoon.adres"). An answer that is followed by another one for the same owner and source is `ended`.
    """

    subject = models.UUIDField(help_text="person_id of whose data it is")
    owner = models.CharField(max_length=120)
    source = models.CharField(max_length=40)
    fields = ArrayField(models.CharField(max_length=80))
    purpose = models.CharField(max_length=300)
    legal_basis = models.CharField(max_length=300, blank=True)
    given = models.BooleanField()
    answered_at = models.DateTimeField(default=clock.now)
    ended = models.DateTimeField(null=True, help_text="Withdrawn, or replaced by a newer answer")

    class Meta:
        verbose_name_plural = "toestemmingen"
        constraints = [
            models.UniqueConstraint("gemeente", "owner", "source", "subject", condition=models.Q(ended=None), name="one_answer_per_source")
        ]
        indexes = [models.Index(fields=["gemeente", "subject", "-answered_at"], name="toestemming_subject")]


class LookupConnection(tenancy.TenantModel):
    """An outside service in which services look things up (`from` of a look-up). `header`: in which the key goes; empty: without a key."""

    name = models.SlugField(max_length=50)
    label = models.CharField(max_length=80)
    address = models.CharField(max_length=400)
    header = models.CharField(max_length=60, blank=True)
    secret = models.BinaryField(blank=True, default=b"", help_text="Sealed")
    answered_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=80, blank=True, help_text="Why, without what was asked")

    class Meta:
        constraints = [models.UniqueConstraint("gemeente", "name", name="lookup_connection_name")]


class LookupAnswer(tenancy.TenantModel):
    """An answer that stays good `until` a moment. `question`: keyed mark of what was asked."""

    connection = models.SlugField(max_length=50)
    question = models.BinaryField(max_length=32)
    values = models.JSONField()
    until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("gemeente", "question", name="lookup_answer_once")]
        indexes = [models.Index(fields=["gemeente", "until"], name="lookup_answer_until")]
