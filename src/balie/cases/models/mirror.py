"""Our own: which other systems we follow, and what we know of the zaken that live there. A copy to read from, never the truth."""
from django.db import models
from django.db.models import Q

from balie.kernel import tenancy


class Followed(tenancy.TenantModel):
    """That the zaken behind a connection are shown here; how far reading them all is, and since when that fails."""

    class Stage(models.TextChoices):
        REST = "rust", "Alles is gelezen"
        PAGES = "bladeren", "Wij lezen alle zaken"
        CHECKING = "nakijken", "Wij kijken na wat er niet meer is"

    connection = models.CharField(max_length=50)
    label = models.CharField(max_length=80)
    link = models.CharField(max_length=400, blank=True, help_text="Where officials open a zaak there, with {identificatie} or {uuid} in it")
    notificaties = models.URLField(max_length=400, blank=True, help_text="Root of the Notificaties API there; empty: not told, only asked")
    callback = models.URLField(max_length=400, blank=True)
    abonnement = models.URLField(max_length=1000, blank=True, help_text="Our subscription there")
    secret = models.BinaryField(help_text="Sealed: what the other side sends along in Authorization")
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.REST)
    next_page = models.URLField(max_length=2000, blank=True)
    round_began = models.DateTimeField(null=True)
    round_ended = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True, help_text="When we ask again by ourselves; empty: now")
    busy_until = models.DateTimeField(null=True, help_text="Somebody is at it; after this moment they were killed")
    tries = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True, help_text="A sentence for who administers, without personal data")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "connection"], name="followed_one_per_connection")]


class ZaakElsewhere(tenancy.TenantModel):
    """What was last read of a zaak there. `read_at`: when we asked, so that an older answer never overwrites a newer one."""

    followed = tenancy.TenantForeignKey(Followed, on_delete=models.CASCADE, related_name="zaken")
    url = models.URLField(max_length=1000)
    identificatie = models.CharField(max_length=40)
    omschrijving = models.CharField(max_length=80, blank=True)
    zaaktype = models.CharField(max_length=80, blank=True)
    confidentiality = models.PositiveSmallIntegerField(help_text="Place in the list of vertrouwelijkheidaanduidingen, 0 = openbaar")
    person_id = models.UUIDField(null=True, help_text="The initiator, when a resident; the BSN stays in the vault of identity")
    applicant = models.CharField(max_length=200, blank=True)
    handler = models.CharField(max_length=120, blank=True)
    statuses = models.JSONField(default=list, help_text="[[name, moment]], oldest first")
    result = models.CharField(max_length=80, blank=True)
    started = models.DateField()
    ended = models.DateField(null=True)
    deadline = models.DateField(null=True, help_text="The latest end date, else the planned one")
    fingerprint = models.CharField(max_length=64, help_text="Of the zaak as listed there: the same means nothing to read")
    read_at = models.DateTimeField()
    missing_since = models.DateTimeField(null=True, help_text="It is no longer there; kept a day, without what it said, against late answers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "followed", "url"], name="elsewhere_one_per_address")]
        indexes = [
            models.Index(fields=["gemeente", "person_id", "-id"], condition=Q(person_id__isnull=False), name="elsewhere_of_resident"),
            models.Index(fields=["gemeente", "deadline", "id"], condition=Q(ended=None, missing_since=None), name="elsewhere_open"),
            models.Index(fields=["gemeente", "followed", "read_at"], name="elsewhere_unseen"),
        ]
