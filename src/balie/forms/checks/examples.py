"""Examples that name what the service does not know."""

from collections.abc import Iterable, Iterator

from balie.forms.definition.folder import ServiceDefinition
from balie.forms.definition.service import Example
from balie.forms.definition.yamlfile import Place, YamlFile, read_yaml
from balie.forms.examples import REVIEW
from balie.forms.findings import Finding, finding
from balie.forms.language.errors import did_you_mean
from balie.forms.plan.facts import CATALOGUE
from balie.forms.plan.plan import Plan


def unknown(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    files: dict[str, YamlFile] = {}
    for path, example in definition.examples.items():
        name, _, line = path.partition("#")
        for key, word, known in _named(example, plan):
            if name not in files:
                files[name] = read_yaml(name, definition.files[name])
            said = (
                f"“{example.example}” noemt `{word}`, maar dat staat niet in de dienst.{did_you_mean(word, known)} Verbeter de naam, of haal hem weg."
            )
            yield finding("example-unknown", name, _line(files[name], int(line or 1), key, word), said)


def _named(example: Example, plan: Plan) -> Iterator[tuple[Place, str, list[str]]]:
    service, expect = plan.definition.service, example.expect
    questions = [*plan.types, *(plan.check.types if plan.check else ())]
    pages = [each.page for each in service.pages]
    lists: tuple[tuple[Place, Iterable[str], Iterable[str]], ...] = (
        (("answers",), example.answers, questions),
        (("settings",), example.settings, service.settings),
        (("facts",), example.facts, (*CATALOGUE, *plan.facts)),
        (("expect", "values"), expect.values or (), plan.names),
        (("expect", "pages"), expect.pages or (), (*pages, REVIEW)),
        (("expect", "shown"), expect.shown or (), (*pages, *questions)),
        (("expect", "hidden"), expect.hidden or (), (*pages, *questions)),
        (("expect", "errors"), expect.errors or (), questions),
        (("expect", "cosign"), expect.cosign or (), [each.role for each in service.cosign]),
        (("expect", "documents"), expect.documents or (), [each.document for each in service.documents]),
        (("expect", "tasks"), expect.tasks or (), [each.task for each in service.zaak.tasks]),
        (("expect", "offers"), expect.offers or (), [each.service for each in service.offers]),
        (("expect", "messages"), expect.messages or (), type(service.messages).model_fields),
        (("expect", "decision", "row"), [row] if (row := (expect.decision or {}).get("row")) else (), [each.row for each in service.decision.rows]),
    )
    for key, named, known in lists:
        yield from ((key, word, list(known)) for word in named if word not in set(known))


def _line(file: YamlFile, start: int, key: Place, word: str) -> int:
    """Where it stands: in the example itself, or under `given`."""
    own = next((place for place, line in file.lines.items() if line == start and place[:1] == ("scenarios",) and len(place) == 2), ())
    for place in ((*own, *key, word), ("given", *key, word), (*own, *key)):
        if place in file.lines:
            return file.lines[place]
    return start
