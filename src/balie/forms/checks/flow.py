"""Rules that look ahead, or contradict themselves."""

from collections.abc import Iterator

from balie.forms.checks.rules import on_pages
from balie.forms.definition.folder import SERVICE, ServiceDefinition
from balie.forms.findings import Finding, finding
from balie.forms.language import tree
from balie.forms.language.tree import Node, paths
from balie.forms.plan.looking_up import made_of
from balie.forms.plan.plan import Plan


def _reads(plan: Plan, node: Node) -> set[str]:
    """The questions a rule reads, also through computed values and look-ups."""
    found = set()
    for name in {path[0] for path in paths(node)}:
        made = list(made_of(name, plan.values, plan.lookups))
        found |= {name} if not made else set().union(*(_reads(plan, each.rule.tree) for each in made))
    return found


def order(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """A condition on a question that is asked later: the applicant cannot know yet."""
    asked = {question.name: (at, index) for at, page in enumerate(plan.pages) for index, question in enumerate(page.questions)}
    for place, at, index, rule in on_pages(plan):
        for name in sorted(_reads(plan, rule.rule.tree)):
            there = asked.get(name)
            if there and there[0] > at:
                message = f"Deze regel gaat over `{name}`, maar die vraag komt pas later. Zet de vraag eerder, of deze regel later."
                yield finding("asked-later", SERVICE, definition.source.line(place), message)
            elif there and there[0] == at and index < there[1] and index != -1:
                message = f"Deze regel gaat over `{name}`, maar die vraag staat eronder. Zet de vraag erboven."
                yield finding("asked-below", SERVICE, definition.source.line(place), message)
            elif there and there[0] == at and index == -1:
                message = f"De pagina hangt af van `{name}`, een vraag op de pagina zelf. Zet de vraag op een eerdere pagina."
                yield finding("asked-later", SERVICE, definition.source.line(place), message)


def impossible(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """A condition that cannot hold, so that what it guards never shows."""
    for place, _, _, rule in on_pages(plan):
        if contradicts(rule.rule.tree):
            message = f"`{rule.rule.text.strip()}` kan nooit waar zijn. Bedoelt u `of` in plaats van `en`?"
            yield finding("impossible", SERVICE, definition.source.line(place), message)
    optional = {
        field.split(".")[0] + "." + field.split(".")[-1] for block in definition.service.facts if not block.required for field in block.fields
    }
    for at, page in enumerate(plan.pages):
        for index, question in enumerate(page.questions):
            if question.people and question.part.required and question.part.source in optional:  # type: ignore[attr-defined]
                message = f"`{question.name}` is verplicht, maar wie het opvragen weigert heeft niets te kiezen. Maak de vraag niet verplicht."
                yield finding("nothing-to-choose", SERVICE, definition.source.line(("pages", at, "questions", index)), message)


def contradicts(node: Node) -> bool:
    """x is a en x is b."""
    if not isinstance(node, tree.Logic):
        return False
    if node.op == "of":
        return all(contradicts(part) for part in node.parts)
    fixed: dict[Node, Node] = {}
    for part in node.parts:
        if contradicts(part):
            return True
        if isinstance(part, tree.Compare) and part.op == "is" and isinstance(part.right, tree.Option | tree.Text | tree.Number | tree.YesNo):
            if fixed.setdefault(part.left, part.right) != part.right:
                return True
    return False
