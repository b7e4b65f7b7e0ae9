"""`balie new-service NAME`: a small service that works, to start from."""
from __future__ import annotations

import re
from pathlib import Path
from string import Template

import click

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST = 60
PATTERN = Path(__file__).with_name("new_service_files")


@click.command()
@click.argument("name")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=Path("services"), show_default=True, help="Where it comes.")
def command(name: str, folder: Path) -> None:
    """Make a service folder NAME with a question, a price, a decision, messages and an example."""
    if not NAME.fullmatch(name) or len(name) > LONGEST:
        raise click.ClickException(
            f"{name!r} kan geen naam van een dienst zijn. Gebruik kleine letters, cijfers en streepjes, en begin met een letter. "
            "Bijvoorbeeld: speelstraat-aanvragen."
        )
    place = folder / name
    if place.exists():
        raise click.ClickException(f"{place} bestaat al. Kies een andere naam, of pas die map aan.")
    title = name.replace("-", " ").capitalize()
    for pattern in sorted(PATTERN.rglob("*.txt")):
        # named .txt, so that nobody takes a pattern for a service
        target = place / pattern.relative_to(PATTERN).with_suffix("")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(Template(pattern.read_text(encoding="utf-8")).substitute(name=name, title=title), encoding="utf-8")
    click.echo(f"{place} is gemaakt. Pas service.yaml aan en kijk dan of alles klopt:\n\n    balie check {place}")
