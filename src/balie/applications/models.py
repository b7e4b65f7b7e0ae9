"""Tables: an application from its first answer to its submission, and who must sign it."""
from __future__ import annotations

from django.db import models

from balie.kernel.tenancy import TenantForeignKey, TenantModel


class Application(TenantModel):
    """A draft or a submitted application.

    `answers` and `facts` hold personal data in their stored (JSON) form; a BSN never. `revision` grows with every saved page, so that a
    second tab cannot overwrite silently. A draft of somebody who has not logged in belongs to the holder of a random token. `expires`: when
    a draft is deleted, when an application that nobody pays stops, and when one that was stopped is deleted.
    """

    class Status(models.TextChoices):
        CONCEPT = "concept", "Nog niet verstuurd"
        SIGNING = "ondertekenen", "Wacht op een handtekening"
        PAYING = "betalen", "Wacht op betaling"
        SUBMITTED = "ingediend", "Verstuurd"
        WITHDRAWN = "ingetrokken", "Gestopt"

    service = models.SlugField(max_length=80)
    version_id = models.UUIDField(help_text="The published version of the service that this draft keeps")
    language = models.CharField(max_length=5, default="nl")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.CONCEPT)
    person = TenantForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    organisation = TenantForeignKey("identity.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    loa = models.CharField(max_length=20, blank=True)
    assisted_by = models.CharField(max_length=64, blank=True, help_text="Official who filled it in at the desk")
    mandate_id = models.UUIDField(null=True, help_text="By which somebody else fills it in for this person, as identity knows it")
    holder = models.BinaryField(max_length=32, null=True, help_text="SHA-256 of the token in the visitor's session")
    revision = models.IntegerField(default=0)
    answers = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    fact_sources = models.JSONField(default=dict, help_text="source → moment fetched, or 'geweigerd'")
    visited = models.JSONField(default=list, help_text="Pages that were saved")
    proven = models.JSONField(default=list, help_text="Keyed hashes (hex) of the addresses that were shown to be the applicant's with a code")
    created = models.DateTimeField()
    saved = models.DateTimeField()
    expires = models.DateTimeField(null=True)

    kenmerk = models.CharField(max_length=30, null=True)  # noqa: DJ001 (unique once it is there)
    submitted = models.DateTimeField(null=True)
    completed = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict, help_text="What the server computed at submission: costs, decision, values, needs")
    price = models.DecimalField(max_digits=10, decimal_places=2, default=0)
    payment_id = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("gemeente", "kenmerk", name="kenmerk_once")]
        indexes = [
            models.Index(fields=["gemeente", "person", "status", "-saved"], name="application_person"),
            models.Index(fields=["gemeente", "mandate_id"], name="application_mandate", condition=models.Q(mandate_id__isnull=False)),
            models.Index(fields=["gemeente", "holder"], name="application_holder", condition=models.Q(holder__isnull=False)),
            models.Index(fields=["gemeente", "expires"], name="application_expires", condition=models.Q(expires__isnull=False)),
        ]

    extra_sql = (
        "create sequence if not exists applications_kenmerk minvalue 100001",
        "grant usage on sequence applications_kenmerk to balie_runtime",
    )


class Cosigner(TenantModel):
    """Somebody who must agree before the application counts. `row`: for which row of a list, counted from 1, and `called`: what that was
    called when it was sent; 0 when it is for none."""

    class Status(models.TextChoices):
        ASKED = "gevraagd", "Gevraagd"
        AGREED = "akkoord", "Akkoord"
        REFUSED = "geweigerd", "Niet akkoord"
        EXPIRED = "verlopen", "Te laat"
        DROPPED = "vervallen", "Niet meer nodig"

    application = TenantForeignKey(Application, on_delete=models.CASCADE, related_name="cosigners")
    role = models.SlugField(max_length=40)
    person = TenantForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    row = models.PositiveSmallIntegerField(default=0)
    called = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True, help_text="For who has no address; E.164")
    signed_name = models.CharField(max_length=120, blank=True, help_text="What somebody who agreed with a code typed as their name")
    token = models.CharField(max_length=60)
    text = models.TextField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ASKED)
    asked = models.DateTimeField()
    until = models.DateField()
    reminded = models.DateTimeField(null=True)
    answered = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("gemeente", "application", "role", "row", name="one_cosigner_per_row"),
            models.UniqueConstraint("gemeente", "token", name="cosign_token"),
        ]


class ResumeLink(TenantModel):
    """A link by mail that brings a draft back. Only its hash is kept; it works until it expires."""

    application = TenantForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    hash = models.BinaryField(max_length=32)
    expires = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("gemeente", "hash", name="resume_hash")]


class Code(TenantModel):
    """A one-time code that was sent to an address. Only a keyed hash over application, purpose, address and code is kept.

    `purpose`: what it proves ("vraag:e_mail"). A new code takes the place of the one before; it ends with its use, its time or its tries.
    """

    application = TenantForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=80)
    hash = models.BinaryField(max_length=32)
    tries = models.PositiveSmallIntegerField(default=0)
    expires = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("gemeente", "application", "purpose", name="one_code_per_purpose")]
        indexes = [models.Index(fields=["gemeente", "expires"], name="code_expires")]
