"""The move from begin to end, in the order in which one thing names another: types, documents, zaken, besluiten. It can be stopped at any moment,
and begun again: what is here is not made twice."""
from __future__ import annotations

from collections.abc import Callable, Collection

from django.db import transaction

from balie.cases.moving_in import besluiten, catalogi, papers, zaken
from balie.cases.moving_in.mapping import Addresses
from balie.cases.moving_in.move import Move
from balie.cases.moving_in.report import Report
from balie.cases.moving_in.source import Source
from balie.kernel import audit
from balie.kernel.web.roots import root
from balie.zgw.public import Links, providers, taking

STEPS: dict[str, Callable[[Move], None]] = {
    "catalogi": catalogi.take, "documenten": papers.take, "zaken": zaken.take, "besluiten": besluiten.take,
}


def move_in(
    connection: str, *, only: Collection[str] = (), dry_run: bool = False, thorough: bool = False,
    said: Callable[[str], None] = lambda text: None,
) -> Report:
    """`connection`: its name. `only`: some of `STEPS`. `dry_run`: look and count, and change nothing. `thorough`: also compare all that belongs to
    each zaak that is here. `said`: is told how far it is.

    Raises `providers.Unknown` for a connection that the municipality does not have.
    """
    source = Source(connection, said)
    report = Report(label=source.label, dry_run=dry_run)
    here = root()
    move = Move(source, report, Addresses(source.roots, here), Links(here), f"{taking.NOTE} {source.label}", dry_run, thorough)
    try:
        for step, take in STEPS.items():
            if only and step not in only:
                continue
            said(f"{step} …")
            if step not in source.roots:
                report.stopped = f"De koppeling heeft geen adres van de {step.capitalize()} API. Geef het, of laat {step} weg met --only."
                continue
            take(move)
    except (providers.Unreachable, providers.Refused) as problem:
        report.stopped = str(problem)
    _on_record(connection, report)
    return report


@transaction.atomic
def _on_record(connection: str, report: Report) -> None:
    if not report.dry_run:
        copied = {kind: each.copied for kind, each in report.counts.items() if each.copied}
        audit.record("zaaksysteem.overgenomen", object_ref=f"koppeling:{connection}", details=copied)
