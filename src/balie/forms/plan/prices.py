"""The price list of the service page: rules over the settings alone, so it needs no plan."""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from balie.forms.definition.folder import ServiceDefinition
from balie.forms.language.checker import check
from balie.forms.language.compiler import compiled
from balie.forms.language.runtime import Moment
from balie.forms.language.types import MONEY, simple
from balie.forms.plan.facts import typed
from balie.forms.plan.plan import Values


def prices(definition: ServiceDefinition, settings: Mapping[str, Any] | None = None) -> tuple[Decimal, ...]:
    """Euros for each row of `about.prices`, in order. `settings` overrule the definition's; an amount that is leeg counts as 0."""
    service = definition.service
    names = {name: simple(each.type) for name, each in service.settings.items()}
    moment = Moment(date.min)
    written = {**definition.settings, **(settings or {})}
    values = Values({name: typed(written.get(name), kind, moment) for name, kind in names.items()})
    amounts = (compiled(check(row.amount, names, MONEY).tree)(values, moment) for row in service.about.prices)
    return tuple((amount or Decimal(0)).quantize(Decimal("0.01"), ROUND_HALF_UP) for amount in amounts)
