"""`balie explain FOLDER [NAME]`: why a form asks this, costs this, decides this; and what depends on what, as data or as a drawing."""
from __future__ import annotations

import json
from pathlib import Path

import click

from balie.forms.public import DefinitionError, Graph, Plan, Reason, State, compile_plan, evaluate, graph, load_folder, of_example, of_file, reasons
from balie.kernel import clock


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.argument("name", required=False)
@click.option("--example", help="The answers of this example: its title, or the name of its file without .yaml.")
@click.option("--answers", type=click.Path(path_type=Path, dir_okay=False, exists=True),
              help="A YAML or JSON file with answers, or with answers, facts, settings and today.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Write reasons and graph as JSON, with every rule and what it read.")
@click.option("--graph", "drawing", type=click.Choice(["dot", "mermaid"]), help="Write what depends on what, for Graphviz or Mermaid.")
def command(folder: Path, name: str | None, example: str | None, answers: Path | None, as_json: bool, drawing: str | None) -> None:
    """Explain a service: FOLDER is its folder, NAME a question, page, value or fact of it, or `prijs` or `decision`.

    A question in a group is called group.question. Without NAME everything is explained, without answers nothing is answered yet.
    """
    plan = _plan(folder)
    state = _state(plan, example, answers)
    try:
        drawn = graph(plan, state)
        found = {each: reasons(plan, state, each) for each in ([name] if name else _all(plan))}
        if name and (as_json or drawing):
            drawn = _around(drawn, name)
    except KeyError:
        raise click.ClickException(f"`{name}` bestaat niet in deze dienst. Noem een vraag, pagina of waarde, of `prijs` of `decision`.") from None
    if drawing:
        click.echo(drawn.as_dot() if drawing == "dot" else drawn.as_mermaid())
    elif as_json:
        click.echo(json.dumps({"reasons": {each: [_json(one) for one in told] for each, told in found.items()}, "graph": drawn.as_json()},
                              ensure_ascii=False, indent=2))  # fmt: skip
    else:
        for each, told in found.items():
            click.echo(f"{each}:")
            for one in told:
                click.echo(f"  {one.text}")
                if name and one.rule:
                    click.echo(f"    regel: {' '.join(one.rule.split())}")
                    for read, value in one.inputs.items():
                        click.echo(f"      {read} = {value or 'leeg'}")


def _plan(folder: Path) -> Plan:
    try:
        return compile_plan(load_folder(folder))
    except DefinitionError as error:
        found = "\n".join(map(str, error.findings[:10]))
        raise click.ClickException(f"Deze dienst is nog niet goed. Kijk met: balie check {folder}\n{found}") from None


def _state(plan: Plan, example: str | None, answers: Path | None) -> State:
    if example and answers:
        raise click.ClickException("Kies --example of --answers, niet allebei.")
    try:
        if example:
            return of_example(plan, example)
        return of_file(plan, answers, clock.today()) if answers else evaluate(plan, {}, {}, today=clock.today())
    except KeyError:
        names = ", ".join(f"“{each.example}”" for each in plan.definition.examples.values()) or "geen"
        raise click.ClickException(f"Het voorbeeld “{example}” bestaat niet. Er is: {names}.") from None
    except ValueError as error:
        raise click.ClickException(str(error)) from None


def _all(plan: Plan) -> list[str]:
    """Everything there is to explain, in the order of the form."""
    pages = [name for page in plan.pages for name in (page.part.page, *(each.name for each in page.questions))]
    return list(dict.fromkeys([*pages, *plan.lookups, *plan.values, "prijs", "decision"]))


def _around(whole: Graph, name: str) -> Graph:
    """What hangs together with this name. The price and the decision are many rows, each a vertex of its own."""
    ids = {"prijs": "costs:", "decision": "decision:"}.get(name)
    rows = [each.id for each in whole.vertices if ids and each.id.startswith(ids)] or [name.partition(".")[0]]
    parts = [whole.around(each) for each in rows]
    vertices = dict.fromkeys(each for part in parts for each in part.vertices)
    return Graph(tuple(vertices), tuple(dict.fromkeys(edge for part in parts for edge in part.edges)))


def _json(reason: Reason) -> dict:
    return {"about": reason.about, "holds": reason.holds, "text": reason.text, "rule": reason.rule, "inputs": reason.inputs}
