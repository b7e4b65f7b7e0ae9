"""The resource `applicatie` of the Autorisaties API. Rules: ac-001, ac-002, ac-003."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, Q
from django.db.models.functions import JSONObject

from balie.zgw import rows
from balie.zgw.autorisaties import actions, rules
from balie.zgw.autorisaties.rules import COLUMNS, WIRE, Given, Wanted
from balie.zgw.calls import Answer, Call, handles
from balie.zgw.drafts import Draft
from balie.zgw.errors import NotFound
from balie.zgw.fields import Made, Self, plain_fields
from balie.zgw.models import Applicatie, Autorisatie, ClientId, Component
from balie.zgw.references import Links
from balie.zgw.resources import Access, Resource, register

WEERGAVEN = dict(Component.choices)


def _own(model: type[Model]) -> Any:
    """Of the applicatie of the row; the query is compiled once, for all municipalities."""
    return model.objects.filter(applicatie=OuterRef("pk"), gemeente=OuterRef("gemeente"))


def _client_ids() -> Any:
    return ArraySubquery(_own(ClientId).order_by("place").values("client_id"))


def _autorisaties() -> Any:
    return ArraySubquery(_own(Autorisatie).order_by("id").values(one=JSONObject(**{name: name for name in COLUMNS})))


def _shown(links: Links, found: list[str]) -> list[dict[str, Any]]:
    return [_one(msgspec.json.decode(each)) for each in found]


def _one(given: dict[str, Any]) -> dict[str, Any]:
    """What a component has no use for is not in the standard's schema of it; nor is an empty level a level."""
    component = given["component"]
    about = {WIRE.get(name, name): value for name, value in given.items() if name not in ("component", "scopes") and value}
    return {"component": component, "componentWeergave": WEERGAVEN[component], "scopes": given["scopes"]} | about


def _take_client_ids(draft: Draft, given: Any) -> None:
    draft.values["client_ids"] = tuple(given or ())


def _take_autorisaties(draft: Draft, given: Any) -> None:
    draft.values["autorisaties"] = tuple(Given.of(each) for each in given or ())


def _in_order(draft: Draft) -> None:
    """All three rules, also beside mistakes of form; each on what has the right form."""
    wanted = draft.notes["wanted"] = _wanted(draft)
    wrong = {each.name.partition(".")[0] for each in draft.errors}
    found = [*rules.ac_003(_readable(draft) if "autorisaties" in wrong else enumerate(wanted.autorisaties))]
    if "clientIds" not in wrong:
        found += rules.ac_001(wanted, actions.taken(wanted.client_ids, draft.old))
    if not wrong & {"autorisaties", "heeftAlleAutorisaties"}:
        found += rules.ac_002(wanted)
    draft.errors += found


def _wanted(draft: Draft) -> Wanted:
    if draft.old is not None:
        return actions.wanted(draft.old, draft.values)
    return Wanted(**{"client_ids": (), "label": ""} | draft.values)


def _readable(draft: Draft) -> Iterator[tuple[int, Given]]:
    """Those of the autorisaties that have no mistake of form."""
    wrong = {each.name.split(".")[1] for each in draft.errors if each.name.startswith("autorisaties.")}
    given = draft.body.get("autorisaties")
    if isinstance(given, list):
        yield from ((number, Given.of(each)) for number, each in enumerate(given) if str(number) not in wrong)


def _save(draft: Draft) -> Model:
    return actions.store(draft.notes["wanted"], draft.old)


def _with_all(client_ids: Iterable[str]) -> Q:
    """Applicaties that have every one of these client ids."""
    found = Q()
    for each in client_ids:
        found &= Q(pk__in=ClientId.objects.filter(client_id=each).values("applicatie"))
    return found


APPLICATIE = Resource(
    api="autorisaties", path="applicaties", name="applicatie", schema="Applicatie", model=Applicatie, access=Access("ac"), kanaal="autorisaties",
    fields=(
        Self(),
        Made("clientIds", select={"client_ids": _client_ids}, make=lambda links, found: found, takes=_take_client_ids),
        *plain_fields(Applicatie, "label", "heeftAlleAutorisaties", "alleenIsGereedVoorPublicatie"),
        Made("autorisaties", select={"autorisaties": _autorisaties}, make=_shown, takes=_take_autorisaties),
    ),
    filters={"clientIds": lambda text: _with_all(each for each in str(text).split(",") if each)},
    label=lambda row: row.label, rules=(_in_order,), save=_save,
    destroy=lambda draft: actions.erase(draft.old),
)


@handles("autorisaties", "applicatie_consumer")
def consumer(call: Call) -> Answer:
    """The applicatie of one client id; 404 when there is none."""
    found = ClientId.objects.filter(client_id=call.query["clientId"], applicatie__isnull=False).values_list("applicatie_id", flat=True).first()
    if found is None:
        raise NotFound("Er is geen applicatie met deze client id.")
    return Answer(rows.shown(APPLICATIE, [found], call.links)[0])


register(APPLICATIE)
