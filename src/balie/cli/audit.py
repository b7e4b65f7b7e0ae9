"""`balie audit verify`: does the audit trail still say what it said? Recomputes the whole chain of every municipality."""
from __future__ import annotations

import dataclasses
import json
import sys
from datetime import timedelta

import click

from balie.cli.setup import start_django

LATE = timedelta(minutes=15)  # entries are sealed within a minute when the worker is alive


@click.group()
def command() -> None:
    """The audit trail."""


@command.command()
@click.option("--gemeente", "slug", help="Of one municipality (its slug); not given: of all.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def verify(slug: str | None, as_json: bool) -> None:
    """Recompute the chain of the audit trail from the content of its entries.

    Ends with 1 when it does not hold, and says where. Keep the hash of the last block somewhere else: as long as the blocks up to it
    hold, nothing before it was changed.
    """
    start_django()
    reports = [_report(gemeente) for gemeente in _municipalities(slug)]
    if as_json:
        click.echo(json.dumps(reports, default=str, indent=1))
    for each in reports if not as_json else ():
        click.echo(_sentence(each))
    sys.exit(any(not each["ok"] for each in reports))


def _municipalities(slug: str | None) -> list:
    from balie.kernel.models import Gemeente

    found = list(Gemeente.objects.order_by("slug").filter(**{"slug": slug} if slug else {}))
    if slug and not found:
        raise click.ClickException(f"There is no municipality {slug}.")
    return found


def _report(gemeente) -> dict:
    from django.db import transaction

    from balie.kernel import audit, clock, tenancy

    with tenancy.scope(gemeente), transaction.atomic():
        broken, chain = audit.verify(), audit.chain()
    late = chain.waiting_since is not None and clock.now() - chain.waiting_since > LATE
    return {
        "gemeente": gemeente.slug, "ok": broken is None, "block": broken and broken.number, "reason": broken.reason if broken else "",
        **dataclasses.asdict(chain), "late": late,
    }


def _sentence(each: dict) -> str:
    if not each["ok"]:
        return f"✗ {each['gemeente']}: broken at block {each['block']}: {each['reason']}"
    whole = f"✓ {each['gemeente']}: {each['entries']} entries in {each['blocks']} blocks hold; last block {each['head'] or 'none'}"
    if each["late"]:
        return f"{whole}. {each['waiting']} entries wait since {each['waiting_since']:%Y-%m-%d %H:%M}: is the worker alive?"
    return f"{whole}, {each['waiting']} not sealed yet" if each["waiting"] else whole
