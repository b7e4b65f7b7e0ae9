"""What is searched for without success, as words only, and the words that a municipality adds itself."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from balie.kernel.tenancy import TenantModel


class Heard(TenantModel):
    """One search in one week.

    `key` is a keyed hash of the words; the words themselves stay empty until enough different sessions typed them. `sessions` and `chose` hold
    marks, numbers below 256 that differ per word and per week: they count sessions (those that searched, those that went on to a result)
    and lead back to none.
    """

    key = models.CharField(max_length=32)
    week = models.DateField()
    sessions = ArrayField(models.SmallIntegerField(), default=list)
    chose = ArrayField(models.SmallIntegerField(), default=list)
    nothing = models.BooleanField(default=False)
    words = models.CharField(max_length=120, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "key", "week"], name="heard_in_week")]
        indexes = [models.Index(fields=["gemeente", "week"], name="heard_week")]

    def __str__(self):
        return self.words or self.key


class OwnWord(TenantModel):
    """Words that mean a service or a product in this municipality. `target`: the slug of a service, or the URI of a product."""

    words = models.CharField(max_length=120)
    target = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "words", "target"], name="own_word_once")]

    def __str__(self):
        return self.words
