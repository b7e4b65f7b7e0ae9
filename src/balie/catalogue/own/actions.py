"""The verb: take over what a municipality has of its own, as its file says."""

from dataclasses import asdict

from django.db import transaction

from balie.catalogue.own import queries
from balie.catalogue.own.comparing import Change
from balie.catalogue.own.layer import Layer, Own, WrongLayer
from balie.catalogue.own.laying import chosen
from balie.catalogue.publishing import changed, put
from balie.catalogue.rules import checked_settings
from balie.catalogue.views import InvalidSetting
from balie.kernel import audit, tenancy


@transaction.atomic
def apply(wanted: Layer) -> tuple[str, ...]:
    """Make it as the file says: what is not in it, is as the standard has it. Returns the services that are otherwise now, by name.

    A file that names again what the standard changed since, has seen that.

    Raises WrongLayer with everything that is wrong; nothing is done then.
    """
    before = queries.layer()
    held = {each.service.slug: each for each in queries.held(lock=True)}
    new = _checked(wanted, held)
    touched = {}
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
        touched[slug] = each
    if touched:
        put({each.service: each.standard for each in touched.values()})
        audit.record("dienst.eigen", object_ref=f"gemeente:{tenancy.current_id()}", purpose="Dienst aanbieden", details={"diensten": sorted(touched)})
        changed()
    return tuple(sorted(touched))


def _checked(wanted: Layer, held: dict[str, queries.Held]) -> dict[str, tuple[dict, tuple[Change, ...]]]:
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
