"""`balie import-zgw SOURCE --municipality …`: everything of another zaaksysteem over its ZGW APIs, with a report that counts both sides."""
from __future__ import annotations

import json
import sys
from typing import Any

import click

from balie.cli.officials import _scope

NAME, LABEL = "verhuizing", "Vorig zaaksysteem"
STEPS = ("catalogi", "documenten", "zaken", "besluiten")
TITLES = {"refused": "Niet overgenomen", "differs": "Anders dan bij de bron"}
HEADS = ("bij de bron", "hier", "nieuw", "bijgewerkt", "anders", "ontbreekt")
ROW = "{:32}" + "{:>12}" * len(HEADS)


@click.command()
@click.argument("source")
@click.option("--municipality", required=True, help="Which one moves in: its slug, such as zonnedam.")
@click.option("--client-id", default="", help="With a URL that no connection has yet: as the source knows us. Its secret is asked.")
@click.option("--label", default=LABEL, show_default=True, help="With such a URL: what the audit trail calls the source.")
@click.option("--only", multiple=True, type=click.Choice(STEPS), help="Take only these; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Look and count, and change nothing.")
@click.option("--thorough", is_flag=True, help="Read all that belongs to zaken that are here again, and compare it.")
@click.option("--json", "as_json", is_flag=True, help="Write the report as JSON.")
def command(
    source: str, municipality: str, client_id: str, label: str, only: tuple[str, ...], dry_run: bool, thorough: bool, as_json: bool,
) -> None:
    """Take over types, documents, zaken and besluiten from SOURCE: a connection (see `balie zgw-connection`), or the URL under which the APIs are.

    Everything keeps its id, dates and archive attributes. Nobody is told of it. Stop it at any moment and begin again: what is here is not made
    twice, what changed at the source since is brought up to date, and what was changed here as well is named and left alone. Ends with 1 when
    something is missing.
    """
    with _scope(municipality):
        from balie.cases.moving_in import public as moving
        from balie.zgw.public import providers

        connection = _connection(source, client_id, label, providers) if "://" in source else source
        try:
            report = moving.move_in(connection, only=only, dry_run=dry_run, thorough=thorough, said=lambda text: click.echo(text, err=True))
        except providers.Unknown:
            raise click.ClickException(f"There is no connection {connection!r}.") from None
    click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2)) if as_json else _told(report)
    sys.exit(0 if report.complete else 1)


def _connection(url: str, client_id: str, label: str, providers: Any) -> str:
    """The name of the one with these addresses, which stays as it is; made when there is none."""
    roots = {step: f"{url.rstrip('/')}/{step}/api/v1" for step in STEPS}
    for row in providers.listed():
        if all(getattr(row, step).rstrip("/") == root for step, root in roots.items()):
            return row.name
    if not client_id:
        raise click.ClickException("Say as whom: --client-id. Its secret is asked, and kept sealed.")
    try:
        providers.set_connection(name=NAME, label=label, client_id=client_id, secret=click.prompt("Secret", hide_input=True), **roots)
    except providers.Unfit as unfit:
        raise click.ClickException(str(unfit)) from None
    return NAME


def _told(report: Any) -> None:
    click.echo(_summary(report))
    click.echo(f"\n{ROW.format('', *HEADS)}")
    for kind, each in report.counts.items():
        if each.source or each.refused:
            click.echo(ROW.format(kind, each.source, each.here, each.copied, each.updated, each.differs, each.missing))
    if report.bytes:
        click.echo(f"\nInhoud van documenten: {report.bytes:,} bytes.".replace(",", "."))
    for status, title in TITLES.items():
        lines = [f"{each.kind} {each.url}: {' '.join(each.reasons)}" for each in report.lines if each.status == status]
        _listed(title, lines)
    _listed("Kent deze bron niet", report.absent)
    _listed("Let op", report.notes)


def _summary(report: Any) -> str:
    if report.stopped:
        return f"Gestopt. {report.stopped} Begin opnieuw: wat er is, blijft."
    if report.dry_run:
        return f"Zo staat het nu, met {report.missing} dat er nog niet is. Er is niets veranderd."
    return "Klaar. Alles is er." if report.complete else "Klaar, maar niet alles is er. Los op wat hieronder staat en begin opnieuw."


def _listed(title: str, lines: list[str]) -> None:
    """All of them: who has to mend something wants to see the last one too."""
    if lines:
        click.echo("\n".join([f"\n{title}:", *(f"  - {line}" for line in lines)]))
