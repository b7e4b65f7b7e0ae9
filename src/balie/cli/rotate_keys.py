"""`balie rotate-keys`: re-seal everything sealed under the newest key of BALIE_SECRET_KEYS, while Balie keeps working."""
from __future__ import annotations

import json

import click

from balie.cli.setup import start_django


@click.command()
@click.option("--batch", default=500, show_default=True, type=click.IntRange(1, 5000), help="Rows per transaction.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def command(batch: int, as_json: bool) -> None:
    """Re-seal everything that is sealed (BSNs, second factors, addresses of mail) under the newest secret key.

    \b
    1. Put the new key before the old one: BALIE_SECRET_KEYS="new,old". Restart web and worker.
    2. Run `balie rotate-keys`. It may be stopped and started again.
    3. When it says that nothing is left, remove the old key and restart.
    """
    start_django()
    from balie.kernel import rotation, tenancy
    from balie.kernel.models import Gemeente

    report = []
    for gemeente in Gemeente.objects.order_by("slug"):
        with tenancy.scope(gemeente):
            done: dict[str, int] = {}
            for name, count in rotation.rotate(batch=batch):
                done[name] = count
                if not as_json:
                    click.echo(f"{gemeente.naam}: {name}: {count} done")
            left = rotation.left()
            report.append({"gemeente": gemeente.slug, "rotated": sum(done.values()), "left": sum(left.values()), "left_by_kind": left})
    if as_json:
        click.echo(json.dumps(report))
    for line in report if not as_json else ():
        click.echo(f"{line['gemeente']}: {line['rotated']} re-sealed, {line['left']} left")
    if any(line["left"] for line in report):
        raise SystemExit(1)
