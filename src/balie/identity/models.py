"""Tables of identity. The BSN is here and nowhere else: sealed, with a fingerprint to find it by.

Officials are rows with a plain key, because the tables of django-allauth (second factors) point at them. Those tables have no
column for the municipality; a policy on each lets the runtime role see only rows of officials that it may see, and which officials
it may see is decided by their own policy. So a municipality sees its own officials' passkeys and no other's.
"""
from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from balie.identity.rules import ROLES, Loa
from balie.kernel import clock, tenancy
from balie.kernel.ids import new_id
from balie.kernel.tenancy import context


class Person(tenancy.TenantModel):
    """Somebody we know by BSN, as a random id. `bsn_sealed` opens only with the key of `key_version`."""

    bsn_sealed = models.BinaryField()
    bsn_fingerprint = models.BinaryField(max_length=32)
    key_version = models.CharField(max_length=16)
    name = models.CharField(max_length=300, blank=True, help_text="As the BRP gave it, with consent; to greet somebody with")
    created = models.DateTimeField(default=clock.now)
    erased = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("gemeente", "bsn_fingerprint", name="one_person_per_bsn")]
        indexes = [models.Index(fields=["gemeente", "key_version"], name="person_key_version")]

    def __str__(self):
        return f"Person {self.id}"


class Organisation(tenancy.TenantModel):
    """A business or association, by KvK number and, when it logged in for one, its vestiging."""

    kvk_nummer = models.CharField(max_length=8)
    vestigingsnummer = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=300, blank=True)
    created = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("gemeente", "kvk_nummer", "vestigingsnummer", name="one_organisation_per_kvk")]

    def __str__(self):
        return f"Organisation {self.id}"


class ContactDetails(tenancy.TenantModel):
    """How a person or organisation (`subject`) wants to be reached."""

    subject = models.UUIDField()
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True, help_text="E.164: +31612345678")
    language = models.CharField(max_length=2, default="nl")
    by_email = models.BooleanField(default=True)
    by_sms = models.BooleanField(default=False)
    by_post = models.BooleanField(default=False)
    changed = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("gemeente", "subject", name="one_contact_per_subject")]


class Mandate(tenancy.TenantModel):
    """`giver` lets `receiver` act for them, in some services and for some time. `code_hash`: of the code with which the receiver accepts it.

    With basis `gezag` the giver is a child, and what was given is what the BRP said of who has authority over it.
    """

    class Basis(models.TextChoices):
        MACHTIGING = "machtiging", "Machtiging"
        GEZAG = "gezag", "Gezag over een kind"

    basis = models.CharField(max_length=12, choices=Basis.choices, default=Basis.MACHTIGING)
    giver = tenancy.TenantForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    receiver = tenancy.TenantForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    giver_name = models.CharField(max_length=120, help_text="As the giver wants to be called by who helps them")
    receiver_name = models.CharField(max_length=120, help_text="What the giver calls who helps them")
    services = ArrayField(models.SlugField(max_length=80))
    until = models.DateField(help_text="The last day on which it holds")
    code_hash = models.BinaryField(max_length=32, null=True)
    code_expires = models.DateTimeField(null=True)
    given = models.DateTimeField(default=clock.now)
    accepted = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    warned = models.DateTimeField(null=True, help_text="Both were told that it runs out soon")
    lapsed = models.DateTimeField(null=True, help_text="Both were told that it ran out")

    class Meta:
        constraints = [
            models.UniqueConstraint("gemeente", "code_hash", name="mandate_code"),
            models.CheckConstraint(condition=~models.Q(giver=models.F("receiver")), name="mandate_never_oneself"),
        ]
        indexes = [
            models.Index(fields=["gemeente", "receiver", "until"], name="mandate_receiver"),
            models.Index(fields=["gemeente", "giver"], name="mandate_giver"),
            models.Index(fields=["gemeente", "until"], name="mandate_until", condition=models.Q(ended=None, lapsed=None)),
        ]


class OfficialManager(BaseUserManager):
    """Officials of the municipality in scope; outside a scope the database shows none, and this says so out loud."""

    def get_queryset(self):
        return super().get_queryset().filter(gemeente_id=context.current_id())

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class Official(AbstractBaseUser):
    """Somebody who works for one municipality. Signs in with e-mail, password and a second factor, or a passkey."""

    secured_by_gemeente = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    gemeente = models.ForeignKey(
        "kernel.Gemeente", on_delete=models.PROTECT, default=context.current_id_or_none, editable=False, related_name="+"
    )
    email = models.EmailField()
    name = models.CharField(max_length=200)
    roles = ArrayField(models.CharField(max_length=20, choices=list(ROLES.items())), default=list)
    teams = ArrayField(models.CharField(max_length=50), default=list, help_text="As tasks name them: burgerzaken, parkeren")
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField(default=clock.now)

    objects = OfficialManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint("gemeente", Lower("email"), name="one_official_per_email")]

    extra_sql = tuple(
        statement.format(table=table, own="(exists (select 1 from identity_official o where o.id = user_id))")
        for table in ("mfa_authenticator", "account_emailaddress")
        for statement in (
            "alter table {table} enable row level security",
            "drop policy if exists of_own_officials on {table}",
            "create policy of_own_officials on {table} to public using {own} with check {own}",
        )
    )

    def __str__(self):
        return self.name


class LoginEvent(tenancy.TenantModel):
    """A login of a resident. `session_key` lets "log out everywhere" find the sessions that are still open."""

    subject = models.UUIDField()
    kind = models.CharField(max_length=20)
    via = models.CharField(max_length=20)
    loa = models.CharField(max_length=20, choices=[(loa.value, loa.value) for loa in Loa], blank=True)
    at = models.DateTimeField(default=clock.now)
    session_key = models.CharField(max_length=64, blank=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["gemeente", "subject", "-at"], name="login_of_subject")]


class AssistedSession(tenancy.TenantModel):
    """An official does something for a resident at the counter, after checking who that is."""

    official_id = models.UUIDField()
    subject = models.UUIDField()
    document_kind = models.CharField(max_length=40, help_text="What the official saw: paspoort, identiteitskaart, rijbewijs …")
    reason = models.CharField(max_length=300)
    started = models.DateTimeField(default=clock.now)
    ends = models.DateTimeField()
    ended = models.DateTimeField(null=True)
