"""What a newer standard holds for a municipality, before it is published: all services at a glance, and one of them place by place.

A service that is the same is not read: its files are, and whether they are the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from balie.catalogue import shelf
from balie.catalogue.models import ServiceVersion
from balie.catalogue.own.comparing import Change, Update, compared
from balie.catalogue.rules import content_hash
from balie.catalogue.views import UnknownService
from balie.forms.public import DefinitionError, read_files, stands_at


@dataclass(frozen=True, slots=True)
class Waiting:
    """A service that the newer standard changes. `kind`: as that of an Update, or broken: the standard can't be read.

    `meetings`: how many places both changed; the municipality's own stays there.
    """

    slug: str
    kind: str
    on_offer: bool
    own: int = 0
    meetings: int = 0


def waiting(folder: Path) -> tuple[Waiting, ...]:
    """Every service that is otherwise in the standard catalogue in `folder`, or that it does not know, in order of name. One query."""
    new = {place.parent.name: read_files(place.parent) for place in _places(folder).values()}
    newest = ServiceVersion.objects.order_by("service", "-number").distinct("service")
    here = {row[0]: row for row in newest.values_list("service__slug", "service__on_offer", "service__overlay", "content_hash", "standard")}
    found = (_compared(slug, here.get(slug), new.get(slug)) for slug in sorted({*new, *here}))
    return tuple(each for each in found if each.kind != "same" or each.meetings)


def update_of(slug: str, folder: Path) -> Update:
    """What the standard catalogue in `folder` changes in this service. Raises UnknownService, and DefinitionError when it can't be read."""
    place = _places(folder).get(slug)
    newest = ServiceVersion.objects.filter(service__slug=slug).order_by("-number").values_list("files", "standard", "service__overlay").first()
    if place is None and newest is None:
        raise UnknownService(slug)
    after = shelf.kept(read_files(place.parent)) if place else None
    if newest is None:
        return compared(slug, None, after, ())
    files, standard, overlay = newest
    return compared(slug, shelf.kept(standard or files), after, _own(overlay))


def _places(folder: Path) -> dict[str, Path]:
    return {place.parent.name: place for place in sorted(folder.glob("*/service.yaml"))}


def _compared(slug: str, here: tuple | None, new: Mapping[str, str] | None) -> Waiting:
    if here is None:
        return Waiting(slug, "new", on_offer=False)
    _, on_offer, overlay, digest, standard = here
    own = _own(overlay)
    if new is None:
        return Waiting(slug, "only_here", on_offer, len(own))
    try:
        after = shelf.kept(new) if own else None
    except DefinitionError:
        return Waiting(slug, "broken", on_offer, len(own))
    same = content_hash(new) == (content_hash(standard) if standard else digest)
    meetings = sum(stands_at(after, each.what) != each.was for each in own) if after else 0
    return Waiting(slug, "same" if same else "changed", on_offer, len(own), meetings)


def _own(overlay: Mapping[str, Any]) -> tuple[Change, ...]:
    return tuple(Change(**each) for each in overlay.get("changes", ()))
