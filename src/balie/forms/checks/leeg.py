"""What relies on an answer that is not always there: `is niet`, prices, letters, addresses."""

from collections.abc import Iterable, Iterator

from balie.forms.checks.dead import World, never
from balie.forms.checks.rules import after, on_pages
from balie.forms.checks.world import about, both, gone_on, world
from balie.forms.definition.folder import SERVICE, ServiceDefinition
from balie.forms.findings import Finding, finding
from balie.forms.language import tree
from balie.forms.language.errors import LanguageError
from balie.forms.language.tree import Node
from balie.forms.plan.parts import Ruled
from balie.forms.plan.plan import Plan

_GRANTS = ("verlenen", "medewerker", "wachtlijst")
_ENOUGH = (tree.Fold, tree.Filter, tree.Quantifier, tree.Filled, tree.Compare, tree.OneOf, tree.Contains, tree.Between, tree.Logic, tree.Not)


def negated(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """`is niet` also holds when nothing was answered; a warning where that can happen."""
    unsure = {
        question.name for page in plan.pages for question in page.questions
        if page.shown or question.shown or not question.part.required or question.required
    }  # fmt: skip
    known = world(plan)
    rules = [(place, rule, plan.pages[at].shown) for place, at, _, rule in on_pages(plan)] + [(place, rule, None) for place, rule in after(plan)]
    rules += [(("decision", "rows", index), each.holds, None) for index, each in enumerate(plan.decision) if each.holds]
    for place, rule, page in rules:
        surely = {part.part for part in tree.walk(rule.rule.tree) if isinstance(part, tree.Filled)}
        for part in tree.walk(rule.rule.tree):
            if isinstance(part, tree.Compare) and part.op == "is niet" and isinstance(part.left, tree.Name):
                name = part.left.path[0]
                around = [each.rule.tree for each in (page, rule) if each]
                if name in unsure and part.left not in surely and not never((*around, tree.Filled(tree.Name((name,)), empty=True)), known):
                    said = f"`{name} is niet …` is ook waar als er niets is ingevuld. Wilt u dat niet? Zet er `en {name} is ingevuld` bij."
                    yield finding("leeg-is-not", SERVICE, definition.source.line(place), said)


def relied_on(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """A required question that is not always asked, in what must be complete: an amount, a letter, a date, an address."""
    known = world(plan)
    sometimes = {
        each.name: when for page in plan.pages for each in page.questions
        if each.kind.asks and each.part.required and not each.required and (when := both(page.shown, each.shown)) is not None
    }  # fmt: skip
    past = gone_on(plan)
    for file, line, what, node, around in _uses(definition, plan):
        for name, context in _read(node, tuple(around), plan, 0):
            asked = sometimes.get(name.path[0])
            if asked is None or _sure(name, asked, [*context, *about([*context, asked], past, known)], known):
                continue
            said = f"{what} heeft `{name.path[0]}` nodig, maar die vraag wordt niet altijd gesteld. "
            yield finding(
                "hidden-needed", file, line, said + f"Zet er een voorwaarde bij, zoals `{name.path[0]} is ingevuld`, of stel de vraag altijd."
            )


def _sure(name: tree.Name, asked: Node, context: Iterable[Node], known: World) -> bool:
    """Is it surely answered, or at least asked, where these hold?"""
    missing = (tree.Not(asked), tree.Filled(tree.Name(name.path[:1]), empty=True), tree.Filled(name, empty=True))
    return any(never((*context, each), known) for each in missing)


def _read(node: Node, around: tuple[Node, ...], plan: Plan, depth: int) -> Iterator[tuple[tree.Name, tuple[Node, ...]]]:
    """The names whose value this cannot do without, each with what holds by then; conditions and lists can do without."""
    if isinstance(node, tree.Name):
        value = plan.values.get(node.path[0])
        if value is None:
            yield node, around
        elif depth < 8:
            yield from _read(value.rule.tree, around, plan, depth + 1)
    elif isinstance(node, tree.Choose):
        yield from _read(node.then, (*around, node.condition), plan, depth)
        yield from _read(node.other, (*around, tree.Not(node.condition)), plan, depth)
    elif not isinstance(node, _ENOUGH):
        for each in tree.children(node):
            yield from _read(each, around, plan, depth)


Use = tuple[str, int, str, Node, list[Node]]


def _uses(definition: ServiceDefinition, plan: Plan) -> Iterator[Use]:
    """What must be complete: file, line, what it is, the rule, and what holds when it counts."""
    granted = _granted(plan)

    def line(*place: str | int) -> int:
        return definition.source.line(place)

    for index, cost in enumerate(plan.costs):
        if cost.amount:
            yield SERVICE, line("costs", index, "amount"), "Dit bedrag", cost.amount.rule.tree, _holds(cost.holds)
    if plan.starts:
        yield SERVICE, line("zaak", "product", "from"), "De eerste dag", plan.starts.rule.tree, granted
    for index, each in enumerate(plan.cosign):
        invited = [(key, path) for key in ("email", "phone") if (path := getattr(each.part, key))]
        if len(invited) == 1 and each.part.who is None and each.rows is None:  # who is named reads it in Mijn Balie too
            (key, path), = invited
            yield SERVICE, line("cosign", index, key), "De uitnodiging", tree.Name(tuple(path.split("."))), _holds(each.holds)
    for each in plan.documents:
        around = [*_holds(each.holds), *(granted if each.part.when == "granted" else [])]
        yield from _in_text(plan, definition.files.get(each.part.template, ""), each.part.template, 0, around, each.part.for_each or "")
    for name in type(definition.service.messages).model_fields:
        path = getattr(definition.service.messages, name)
        if path and name != "cosign":
            yield from _in_text(plan, definition.files.get(path, ""), path, 0, granted if name in ("granted", "ready") else [])
    if product := definition.service.zaak.product:
        yield from _in_text(plan, product.name, SERVICE, line("zaak", "product", "name"), granted)
    before: list[Node] = []
    for index, row in enumerate(plan.decision):
        yield from _in_text(plan, row.part.reason, SERVICE, line("decision", "rows", index, "reason"), [*before, *_holds(row.holds)])
        before += [tree.Not(each) for each in _holds(row.holds)]


def _in_text(plan: Plan, text: str, file: str, at: int, around: list[Node], rows: str = "") -> Iterator[Use]:
    """The slots of a text; `at` 0: count its own lines."""
    try:
        lines = plan.template(text, rows).lines
    except LanguageError:
        return  # another check's finding
    own = plan.each.get(rows, {})
    for number, line in enumerate(lines, 1) if "{{" in text else ():
        condition, slots = (line.rules[0].tree, line.rules[1:]) if line.shown else (None, line.rules)
        for slot in slots:
            if not any(part[0] in own for part in tree.paths(slot.tree)):
                yield file, at or number, "Deze tekst", slot.tree, [*around, *([condition] if condition else [])]


def _holds(rule: Ruled | None) -> list[Node]:
    return [rule.rule.tree] if rule else []


def _granted(plan: Plan) -> list[Node]:
    """What surely does not hold of what was granted: the refusals above the first row that may grant."""
    found: list[Node] = []
    for row in plan.decision:
        if row.part.outcome in _GRANTS or row.holds is None:
            break
        found.append(tree.Not(row.holds.rule.tree))
    return found
