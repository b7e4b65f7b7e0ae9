"""What hangs on what: every rule and every text of a plan, with the names that it reads. The one source of the dependency graph."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from balie.forms.language.checker import Rule
from balie.forms.language.errors import LanguageError
from balie.forms.language.tree import paths
from balie.forms.plan.parts import Conditional, PagePlan, QuestionPlan, Ruled

OUTCOMES = (
    "costs", "decision", "limit", "cosigners", "appointment", "documents", "tasks", "partners", "offers", "product", "term", "pool", "starts",
)  # fmt: skip
PRICE = "prijs"


@dataclass(frozen=True, slots=True)
class Use:
    """One rule or text. `kind` and `of`: what it belongs to (page, question, value, or one of OUTCOMES with `of` the row).

    `part`: which rule of it ("toon als", "label", …), `inside`: the question in a group. `reads`: names, with the way into them.
    `step`: it decides whether something is there or what its value is; `show`: it decides how it looks. `ruled`: the rule itself, when it can
    be run over the names of the form.
    """

    kind: str
    of: str
    part: str
    rule: str = field(repr=False)
    reads: frozenset[tuple[str, ...]]
    inside: str = ""
    step: bool = False
    show: bool = True
    ruled: Ruled | None = field(default=None, repr=False, compare=False)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(path[0] for path in self.reads)


def uses(plan: Any) -> tuple[Use, ...]:
    """Every use in a plan, in the order of the definition."""
    return tuple(_all(plan))


def _all(plan: Any) -> Iterator[Use]:
    for name, ruled in plan.values.items():
        yield _rule("value", name, "waarde", ruled, step=True, show=False)
    for page in plan.pages:
        yield from _page(plan, page)
        for question in page.questions:
            yield from _question(plan, question, question.name)
    for name, each in plan.lookups.items():
        yield from _maybe("lookup", name, "als", each.holds)
        for key, ruled in each.asks.items():
            yield _rule("lookup", name, f"vraagt {key}", ruled)
    yield from _outcomes(plan)


def _page(plan: Any, page: PagePlan) -> Iterator[Use]:
    name = page.part.page
    yield from _maybe("page", name, "toon als", page.shown, step=True, show=False)
    yield from _text(plan, "page", name, page.part.title)
    yield from _text(plan, "page", name, plan.definition.words(page.part.intro))
    for stop in page.stops:
        yield _rule("page", name, "stop als", stop.holds)
        for text in (stop.part.title, stop.part.text):
            yield from _text(plan, "page", name, text)


def _question(plan: Any, question: QuestionPlan, of: str, inside: str = "", shadowed: frozenset[str] = frozenset()) -> Iterator[Use]:
    """`shadowed`: the names of the row in which it stands; those are not of the form."""
    part, row = question.part, bool(inside)

    def rule(name: str, ruled: Ruled | None, **how: bool) -> Iterator[Use]:
        for use in _maybe("question", of, name, ruled, **how):
            read = frozenset(each for each in use.reads if each[0] not in shadowed)
            yield Use(use.kind, use.of, use.part, use.rule, read, inside, use.step, use.show, None if inside else use.ruled)

    yield from rule("toon als", question.shown, step=True, show=row)
    yield from rule("alleen als", question.people, step=True)
    yield from rule("gegeven", question.fact, step=True, show=row)
    yield from rule("verplicht als", question.required)
    yield from rule("default", question.default, step=question.held is not None)
    for name, ruled in (("min", question.low), ("max", question.high), *(("price", each) for each in question.prices)):
        yield from rule(name, ruled)
    for error in question.errors:
        yield from rule("fout als", error.holds)
        yield from _text(plan, "question", of, error.text)
    for text in texts_of(part):
        yield from _text(plan, "question", of, text)
    yield from _text(plan, "question", of, plan.definition.words(getattr(part, "text", None)))
    names = frozenset(each.name for each in question.inner)
    if question.summary:
        read = frozenset(each for each in _read(question.summary.rules) if each[0] not in names | shadowed)
        yield Use("question", of, "summary", part.summary, read, inside)
    for each in question.inner:
        yield from _question(plan, each, of, f"{inside}.{each.name}" if inside else each.name, shadowed | names)


def texts_of(part: Any) -> list[str | None]:
    """The texts of a question that may have {{ }} in them: label, help, options."""
    options = getattr(part, "options", None)
    written = [text for each in options for text in (each.label, each.help)] if isinstance(options, tuple) else []
    return [part.label, part.help, *written]


def _outcomes(plan: Any) -> Iterator[Use]:
    for each in plan.costs:
        yield from _maybe("costs", each.part.label, "als", each.holds)
        yield from _maybe("costs", each.part.label, "amount", each.amount)
        yield from _text(plan, "costs", each.part.label, each.part.label)
    for each in (each for page in plan.pages for each in page.questions if each.prices):
        yield Use("costs", each.name, "product", each.name, frozenset({(each.name,)}))
    yield from _decided(plan)
    for each in plan.cosign:
        yield from _maybe("cosigners", each.part.role, "als", each.holds)
        if each.rows:
            yield from _per_row(plan, "cosigners", each)
        else:
            yield from _paths("cosigners", each.part.role, {"who": each.part.who, "email": each.part.email, "phone": each.part.phone})
    if plan.appointment:
        yield from _maybe("appointment", plan.appointment.part.product, "toon als", plan.appointment.holds)
    yield from _rows("documents", plan.documents, "document")
    yield from _rows("tasks", plan.tasks, "task")
    yield from _rows("partners", plan.partners, "partner")
    for each in plan.offers:
        yield from _maybe("offers", each.part.service, "als", each.holds)
        yield from _text(plan, "offers", each.part.service, each.part.text)
    zaak = plan.service.zaak
    if zaak.product:
        yield from _text(plan, "product", "product", zaak.product.name)
    yield from _maybe("term", "term", "als", plan.faster and plan.faster.holds)
    yield from _maybe("pool", "pool", "per", plan.pool)
    yield from _maybe("starts", "starts", "from", plan.starts)
    for each in plan.registration:
        yield from _maybe("registration", each.part.to, "als", each.holds)
    for part, ruled in plan.properties:
        yield _rule("properties", part.name, "value", ruled)


def _decided(plan: Any) -> Iterator[Use]:
    """The decision; its words also name what stands behind computed values, and it is not granted while a signature is unsure."""
    for each in plan.decision:
        for kind in ("decision", "limit") if each.part.row in plan.limits else ("decision",):
            for use in _maybe(kind, each.part.row, "als", each.holds):
                yield Use(kind, use.of, use.part, use.rule, behind(plan, use.reads), ruled=use.ruled)
            yield from _text(plan, kind, each.part.row, each.part.reason)
    for name, each in plan.lookups.items():
        if each.part.fails.then == "person":
            yield Use("decision", name, "fails", "", frozenset({(name, "gelukt")}))
            yield from _text(plan, "decision", name, each.part.fails.text)
    for each in plan.cosign:
        yield from _maybe("decision", each.part.role, "cosign", each.holds)
        if each.rows:
            yield from _per_row(plan, "decision", each)
            continue
        yield from _paths("decision", each.part.role, {"who": each.part.who, "lives_at": "ondertekening" if each.part.lives_at else None})


def _per_row(plan: Any, kind: str, each: Conditional) -> Iterator[Use]:
    """Who signs for each row of a list: the list, and the names around it that its keys and the names of its rows read."""
    part, inner = each.part, plan.each.get(each.part.for_each, {})
    question = next((one for page in plan.pages for one in page.questions if one.name == part.for_each), None)
    rules = [ruled.rule for ruled in (each.in_row,) if ruled] + list(question.summary.rules if question and question.summary else ())
    read = _read(rules) | {tuple(path.split(".")) for path in (part.who, part.email, part.phone) if path}
    yield Use(kind, part.role, "for each", part.for_each, _read([each.rows.rule]) | {path for path in read if path[0] not in inner})


def behind(plan: Any, reads: Iterable[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    """These names, and all that the computed values among them are made of."""
    found, waiting = set(), list(reads)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += paths(plan.values[path[0]].rule.tree) if path[0] in plan.values else ()
    return frozenset(found)


def _rows(kind: str, rows: Iterable[Conditional], name: str) -> Iterator[Use]:
    for each in rows:
        yield from _maybe(kind, getattr(each.part, name), "als", each.holds)


def _maybe(kind: str, of: str, part: str, ruled: Ruled | None, **how: Any) -> Iterator[Use]:
    if ruled is not None:
        yield _rule(kind, of, part, ruled, **how)


def _rule(kind: str, of: str, part: str, ruled: Ruled, **how: Any) -> Use:
    return Use(kind, of, part, ruled.rule.text, _read([ruled.rule]), ruled=ruled, **how)


def _paths(kind: str, of: str, given: dict[str, str | None]) -> Iterator[Use]:
    for part, path in given.items():
        if path:
            yield Use(kind, of, part, path, frozenset({tuple(path.split("."))}))


def _text(plan: Any, kind: str, of: str, text: str | None) -> Iterator[Use]:
    if text and "{{" in text:
        try:
            read = _read(plan.template(text).rules)
        except LanguageError:
            return  # the checks name it; whoever shows it gets the error
        yield Use(kind, of, "text", text, read)


def _read(rules: Iterable[Rule]) -> frozenset[tuple[str, ...]]:
    return frozenset(path for rule in rules for path in paths(rule.tree))
