"""Verbs: take over what a municipality has of its own, and bring a new standard without overwriting it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import transaction

from balie.catalogue import shelf
from balie.catalogue.models import Service, ServiceVersion
from balie.catalogue.own.comparing import Change, Update, compared
from balie.catalogue.own.layer import Layer, Own, WrongLayer
from balie.catalogue.own.laying import chosen
from balie.catalogue.publishing import changed, put
from balie.catalogue.rules import checked_settings
from balie.catalogue.views import InvalidSetting
from balie.forms.public import ServiceDefinition, definition_of, in_files
from balie.kernel import audit, tenancy


@dataclass(frozen=True)
class Held:
    """A service with the standard that is beneath the version on offer."""

    service: Service
    standard: ServiceDefinition
    own: tuple[Change, ...]

    @property
    def seen(self) -> bool:
        """Whether the standard still says what it said when the municipality chose."""
        return all(in_files(self.standard.files, each.what) == each.was for each in self.own)


def layer() -> Layer:
    """What this municipality has of its own now, as a file would say it."""
    rows = Service.objects.order_by("slug")
    services = {}
    for row in rows:
        mine = Own(
            settings=row.overlay.get("settings", {}), changes={each["what"]: each["to"] for each in row.overlay.get("changes", ())},
            confirmed=tuple(row.overlay.get("confirmed", ())),
        )  # fmt: skip
        if mine != Own():
            services[row.slug] = mine
    return Layer(municipality=tenancy.current().slug, not_offered=tuple(row.slug for row in rows if not row.on_offer), services=services)


@transaction.atomic
def apply(wanted: Layer) -> tuple[str, ...]:
    """Make it as the file says: what is not in it, is as the standard has it. Returns the services that are otherwise now, by name.

    A file that names again what the standard changed since, has seen that.

    Raises WrongLayer with everything that is wrong; nothing is done then.
    """
    before = layer()
    held = {each.service.slug: each for each in _held(lock=True)}
    new = _checked(wanted, held)
    touched = []
    for slug, each in held.items():
        mine, on_offer = wanted.services.get(slug, Own()), slug not in wanted.not_offered
        if mine == before.services.get(slug, Own()) and on_offer == each.service.on_offer and each.seen:
            continue
        settings, own = new.get(slug, ({}, ()))
        each.service.overlay = {key: value for key, value in {
            "settings": settings, "changes": [asdict(one) for one in own], "confirmed": list(mine.confirmed),
        }.items() if value}  # fmt: skip
        each.service.on_offer = on_offer
        each.service.save(update_fields=["overlay", "on_offer"])
        put(each.service, each.standard)
        touched.append(slug)
    if touched:
        audit.record("dienst.eigen", object_ref=f"gemeente:{tenancy.current_id()}", purpose="Dienst aanbieden", details={"diensten": sorted(touched)})
        changed()
    return tuple(sorted(touched))


def updates(standards: Iterable[ServiceDefinition]) -> tuple[Update, ...]:
    """What these standard services would change here, in order of name. Changes nothing."""
    new = {each.service.service: each for each in standards}
    held = {each.service.slug: each for each in _held()}
    return tuple(
        compared(slug, held[slug].standard.files if slug in held else None, new[slug].files if slug in new else None,
                 held[slug].own if slug in held else ())
        for slug in sorted({*new, *held})
    )  # fmt: skip


def unconfirmed() -> tuple[tuple[str, str, str], ...]:
    """(service, place, what has to be looked up) of what this municipality did not confirm yet."""
    confirmed = {row.slug: set(row.overlay.get("confirmed", ())) for row in Service.objects.filter(on_offer=True)}
    return tuple(
        (slug, each.what, each.text)
        for slug, head in sorted(shelf.heads().items())
        for each in shelf.definition(head.version_id).service.confirm
        if each.what not in confirmed.get(slug, ())
    )


def _held(*, lock: bool = False) -> list[Held]:
    rows = Service.objects.order_by("slug")
    newest = {
        service: standard or files
        for service, files, standard in ServiceVersion.objects.order_by("service", "-number").distinct("service").values_list(
            "service", "files", "standard")
    }
    found = []
    for row in rows.select_for_update() if lock else rows:
        if row.pk in newest:
            own = tuple(Change(**each) for each in row.overlay.get("changes", ()))
            found.append(Held(row, definition_of(newest[row.pk]), own))
    return found


def _checked(wanted: Layer, held: dict[str, Held]) -> dict[str, tuple[dict, tuple[Change, ...]]]:
    here = tenancy.current().slug
    wrong = [] if wanted.municipality == here else [f"Dit bestand is van {wanted.municipality}, en u bent bij {here}."]
    wrong += [f"De dienst {slug} is hier niet." for slug in sorted({*wanted.not_offered, *wanted.services} - held.keys())]
    found = {}
    for slug, mine in wanted.services.items():
        if slug not in held:
            continue
        standard = held[slug].standard
        own, sentences = chosen(standard, mine.changes)
        wrong += sentences
        known = {each.what for each in standard.service.confirm}
        wrong += [f"{slug}: `{what}` hoeft u niet te bevestigen." for what in mine.confirmed if what not in known]
        try:
            settings = checked_settings(standard.service.settings, mine.settings)
        except InvalidSetting as error:
            wrong.append(f"{slug}: {error}")
            continue
        found[slug] = ({name: value for name, value in settings.items() if value is not None}, own)
    if wrong:
        raise WrongLayer(wrong)
    return found
