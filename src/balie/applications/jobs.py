"""Background work: drafts, unpaid and stopped applications do not stay for ever; cosigners are reminded once."""
from __future__ import annotations

from datetime import timedelta

from balie.applications import cosigning, rules
from balie.applications.actions import stop, throw_away
from balie.applications.events import CosignAsked
from balie.applications.models import Application, Code, Cosigner, ResumeLink
from balie.kernel import audit, clock, outbox

BATCH = 500


@outbox.periodic("23 * * * *")
def forget_old_drafts() -> None:
    """A draft that nobody touched for its term is deleted, with what registers said and the files that came with it."""
    old = Application.objects.select_for_update(skip_locked=True).filter(status=Application.Status.CONCEPT, expires__lt=clock.now())
    throw_away(list(old.values_list("pk", flat=True)[:BATCH]))
    ResumeLink.objects.filter(expires__lt=clock.now()).delete()
    Code.objects.filter(expires__lt=clock.now()).delete()


@outbox.periodic("33 * * * *")
def stop_unpaid() -> None:
    unpaid = Application.objects.select_for_update(skip_locked=True).filter(status=Application.Status.PAYING, expires__lt=clock.now())
    for application in unpaid[:BATCH]:
        stop(application, reason="niet-betaald")


@outbox.periodic("53 * * * *")
def forget_stopped() -> None:
    """A stopped application is deleted after its term, with its files, its signatures and what registers said."""
    old = Application.objects.select_for_update(skip_locked=True).filter(status=Application.Status.WITHDRAWN, expires__lt=clock.now())
    gone = list(old.values_list("pk", "person_id")[:BATCH])
    throw_away(key for key, _ in gone)
    for key, person_id in gone:
        audit.record("aanvraag.opgeruimd", object_ref=f"application:{key}", subject=person_id, details={"dagen": rules.STOPPED_DAYS})


@outbox.periodic("43 * * * *")
def watch_cosigners() -> None:
    today = clock.today()
    waiting = Cosigner.objects.filter(status=Cosigner.Status.ASKED)
    for cosign_id in waiting.filter(until__lt=today).values_list("pk", flat=True)[:BATCH]:
        cosigning.expire(cosign_id)
    soon = waiting.filter(reminded=None, until__lte=today + timedelta(days=rules.REMIND_BEFORE_DAYS), asked__date__lt=today)
    for cosigner in soon.select_for_update(skip_locked=True, of=("self",))[:BATCH]:
        cosigner.reminded = clock.now()
        cosigner.save(update_fields=["reminded"])
        outbox.announce(CosignAsked(application_id=cosigner.application_id, cosign_id=cosigner.pk))
