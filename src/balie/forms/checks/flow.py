"""Rules that look ahead, can never hold, or hold when nothing was answered."""

from collections.abc import Iterator

from balie.forms.definition.folder import SERVICE, ServiceDefinition
from balie.forms.definition.yamlfile import Place
from balie.forms.findings import Finding
from balie.forms.language import tree
from balie.forms.language.tree import Node, paths, walk
from balie.forms.plan.parts import Ruled
from balie.forms.plan.plan import Plan


def _rules(plan: Plan) -> Iterator[tuple[Place, int, int, Ruled]]:
    """Every rule on a page: its place, its page's number, its question's number (-1: the page, a large one: a stop)."""
    for at, page in enumerate(plan.pages):
        if page.shown:
            yield ("pages", at, "toon als"), at, -1, page.shown
        for index, question in enumerate(page.questions):
            place: Place = ("pages", at, "questions", index)
            for key, rule in (("toon als", question.shown), ("verplicht als", question.required)):
                if rule:
                    yield (*place, key), at, index, rule
            for number, error in enumerate(question.errors):
                yield (*place, "fout als", number), at, index + 1, error.holds
        for index, stop in enumerate(page.stops):
            yield ("pages", at, "stops", index), at, 1000, stop.holds


def _reads(plan: Plan, node: Node) -> set[str]:
    """The questions a rule reads, also through computed values."""
    found = set()
    for name in {path[0] for path in paths(node)}:
        found |= _reads(plan, plan.values[name].rule.tree) if name in plan.values else {name}
    return found


def order(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """A condition on a question that is asked later: the applicant cannot know yet."""
    asked = {question.name: (at, index) for at, page in enumerate(plan.pages) for index, question in enumerate(page.questions)}
    for place, at, index, rule in _rules(plan):
        for name in sorted(_reads(plan, rule.rule.tree)):
            there = asked.get(name)
            if there and there[0] > at:
                message = f"Deze regel gaat over `{name}`, maar die vraag komt pas later. Zet de vraag eerder, of deze regel later."
                yield Finding(SERVICE, definition.source.line(place), "error", message)
            elif there and there[0] == at and index < there[1] and index != -1:
                message = f"Deze regel gaat over `{name}`, maar die vraag staat eronder. Zet de vraag erboven."
                yield Finding(SERVICE, definition.source.line(place), "warning", message)
            elif there and there[0] == at and index == -1:
                message = f"De pagina hangt af van `{name}`, een vraag op de pagina zelf. Zet de vraag op een eerdere pagina."
                yield Finding(SERVICE, definition.source.line(place), "error", message)


def impossible(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """A condition that cannot hold, so that what it guards never shows."""
    for place, _, _, rule in _rules(plan):
        if contradicts(rule.rule.tree):
            message = f"`{rule.rule.text.strip()}` kan nooit waar zijn. Bedoelt u `of` in plaats van `en`?"
            yield Finding(SERVICE, definition.source.line(place), "error", message)
    optional = {
        field.split(".")[0] + "." + field.split(".")[-1] for block in definition.service.facts if not block.required for field in block.fields
    }
    for at, page in enumerate(plan.pages):
        for index, question in enumerate(page.questions):
            if question.people and question.part.required and question.part.source in optional:  # type: ignore[attr-defined]
                message = f"`{question.name}` is verplicht, maar wie het opvragen weigert heeft niets te kiezen."
                yield Finding(SERVICE, definition.source.line(("pages", at, "questions", index)), "warning", message)


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


def unanswered(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """`is niet` also holds when nothing was answered; a warning where that can happen."""
    unsure = {
        question.name for page in plan.pages for question in page.questions
        if page.shown or question.shown or not question.part.required or question.required
    }  # fmt: skip
    for place, _, _, rule in _rules(plan):
        surely = {part.part for part in walk(rule.rule.tree) if isinstance(part, tree.Filled)}
        for part in walk(rule.rule.tree):
            if isinstance(part, tree.Compare) and part.op == "is niet" and isinstance(part.left, tree.Name):
                if part.left.path[0] in unsure and part.left not in surely:
                    name = part.left.path[0]
                    message = f"`{name} is niet …` is ook waar als er niets is ingevuld. Wilt u dat niet? Zet er `en {name} is ingevuld` bij."
                    yield Finding(SERVICE, definition.source.line(place), "warning", message)
