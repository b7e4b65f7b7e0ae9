"""How far residents are with their plans."""

from django.db import models

from balie.kernel.tenancy import TenantModel


class Progress(TenantModel):
    """One plan of one person. `answers` in stored form, `done`: names of steps. It goes when nobody touched it for a year."""

    person_id = models.UUIDField()
    plan = models.SlugField(max_length=60)
    answers = models.JSONField(default=dict)
    done = models.JSONField(default=list)
    changed = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "person_id", "plan"], name="plan_of_person")]
        indexes = [models.Index(fields=["gemeente", "changed"], name="plan_untouched")]

    def __str__(self):
        return self.plan
