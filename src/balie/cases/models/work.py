"""Our own: what has to be done on open zaken, what was asked of the resident, and what the resident has in the end.

`WorkItem` exists only while its zaak is open, so the queue stays small however many zaken there are.
"""
from django.db import models
from django.db.models import Q

from balie.cases.models import zaken
from balie.kernel import tenancy


class WorkItem(tenancy.TenantModel):
    """The open zaak as the queue shows it: one row read per line, nothing joined."""

    class State(models.TextChoices):
        NIEUW = "nieuw", "Nieuw"
        IN_BEHANDELING = "in_behandeling", "In behandeling"
        WACHT_OP_INWONER = "wacht_op_inwoner", "Wacht op inwoner"
        WACHTLIJST = "wachtlijst", "Op de wachtlijst"
        WACHT_OP_BETALING = "wacht_op_betaling", "Wacht op betaling"
        BESLOTEN = "besloten", "Wordt gemaakt"
        ELDERS = "elders", "Bij een ander systeem"
        KLAAR_VOOR_AFHALEN = "klaar_voor_afhalen", "Klaar om af te halen"

    zaak = tenancy.TenantForeignKey(zaken.Zaak, on_delete=models.CASCADE, related_name="work")
    kenmerk = models.CharField(max_length=40)
    title = models.CharField(max_length=80)
    service = models.CharField(max_length=50)
    kind = models.CharField(max_length=80, blank=True, help_text="Name of the zaaktype; empty: of a service of Balie, whose title says it")
    applicant = models.CharField(max_length=200, blank=True, help_text="Name as the queue shows it: J. de Wit")
    status_name = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.NIEUW)
    team = models.CharField(max_length=50, blank=True, help_text="Who works on it, as the first task says: burgerzaken")
    official_id = models.CharField(max_length=64, blank=True, help_text="Who took it; empty: nobody yet")
    official_name = models.CharField(max_length=120, blank=True)
    confidentiality = models.PositiveSmallIntegerField(help_text="Place in the list of vertrouwelijkheidaanduidingen, 0 = openbaar")
    deadline = models.DateField(null=True, help_text="Empty: the term has not begun, we wait for the visit")
    term_from = models.DateField(null=True, help_text="The day from which the term counts: of the application, or of the visit")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "zaak"], name="work_een_per_zaak")]
        indexes = [
            models.Index(fields=["gemeente", "deadline", "id"], name="work_op_termijn"),
            models.Index(fields=["gemeente", "team", "deadline", "id"], name="work_van_team"),
            models.Index(fields=["gemeente", "official_id", "deadline", "id"], condition=~Q(official_id=""), name="work_van_mij"),
            models.Index(fields=["gemeente", "deadline", "id"], condition=Q(official_id=""), name="work_van_niemand"),
            models.Index(fields=["gemeente", "state", "deadline", "id"], name="work_naar_stand"),
        ]


class SearchWord(tenancy.TenantModel):
    """A word by which officials find a zaak, open or closed: its kenmerk and the names of the applicant, in lower case.

    A plain table and `=`/`>=`/`<` on text, since those are leakproof and so may use the index under row-level security.
    """

    zaak = tenancy.TenantForeignKey(zaken.Zaak, on_delete=models.CASCADE, related_name="search_words")
    word = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "word", "zaak"], name="search_word_once")]


class Task(tenancy.TenantModel):
    """Something an official has to do: before it can be granted, or `after` that."""

    zaak = tenancy.TenantForeignKey(zaken.Zaak, on_delete=models.CASCADE, related_name="tasks")
    code = models.CharField(max_length=50)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=50)
    after = models.BooleanField(default=False, help_text="Comes after granting, such as handing out")
    at_desk = models.BooleanField(default=False, help_text="Whoever helps at the desk may do it too")
    checks = models.JSONField(default=list, help_text="[{name, value, source}]: what registers say about it")
    fields = models.JSONField(default=list, help_text="[{name, type, label, help, required, options}]: what the official fills in")
    answers = models.JSONField(default=dict, help_text="What the official filled in, in stored form")
    rows_of = models.CharField(max_length=80, blank=True, help_text="The list of which this task is about one row")
    row = models.PositiveSmallIntegerField(null=True, help_text="Which row, from 1")
    deadline = models.DateField(null=True)
    taken_by = models.CharField(max_length=64, blank=True)
    taken_name = models.CharField(max_length=120, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "zaak", "code"], name="task_once")]


class Ask(tenancy.TenantModel):
    """A question of the municipality to the resident; the term of the zaak stands still until the answer (Awb 4:15)."""

    zaak = tenancy.TenantForeignKey(zaken.Zaak, on_delete=models.CASCADE, related_name="asks")
    question = models.TextField()
    wants_document = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120, blank=True)
    deadline = models.DateField()
    answer = models.TextField(blank=True)
    document_ids = models.JSONField(default=list)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "zaak"], condition=Q(answered_at__isnull=True), name="ask_one_open"),
        ]


class Product(tenancy.TenantModel):
    """What the resident *has* after a granted zaak: a permit, a pass. `ended_at` when withdrawn early."""

    zaak = tenancy.TenantForeignKey(zaken.Zaak, on_delete=models.CASCADE, related_name="products")
    service = models.CharField(max_length=50)
    name = models.CharField(max_length=200)
    person_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    ended_at = models.DateField(null=True)
    address = models.CharField(max_length=40, blank=True, help_text="Where the applicant lived then: BAG id, else postcode and number")
    pool = models.CharField(max_length=80, blank=True, help_text="Whose places are counted together: a parking zone")
    give_up = models.BooleanField(default=True, help_text="Whether the resident can end it in Mijn Balie")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "zaak"], name="product_one_per_zaak")]
        indexes = [
            models.Index(fields=["gemeente", "person_id", "valid_until"], name="product_van_inwoner"),
            models.Index(fields=["gemeente", "service", "address", "valid_until"], name="product_op_adres"),
            models.Index(fields=["gemeente", "service", "pool", "valid_until"], name="product_in_gebruik"),
        ]


class WaitingPlace(tenancy.TenantModel):
    """A place on the waiting list of a service, of one `pool` of it. The position is the rank by `id`, which rises with time."""

    zaak = tenancy.TenantForeignKey(zaken.Zaak, on_delete=models.CASCADE, related_name="waiting_places")
    service = models.CharField(max_length=50)
    pool = models.CharField(max_length=80, blank=True)
    reason = models.TextField(blank=True)
    since = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "zaak"], name="waiting_place_one")]
        indexes = [
            models.Index(fields=["gemeente", "service", "pool", "id"], condition=Q(left_at__isnull=True), name="waiting_list_of_pool"),
        ]
