"""From a definition to a plan: every rule checked and compiled, everything in the order in which it must be computed.

A mistake becomes a finding with the line of its rule; all are gathered before anything is raised.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from balie.forms.definition.folder import SERVICE, ServiceDefinition
from balie.forms.definition.questions import QuestionPart
from balie.forms.findings import DefinitionError, Finding, finding
from balie.forms.language.checker import check
from balie.forms.language.compiler import compiled, compiled_condition
from balie.forms.language.errors import LanguageError, did_you_mean
from balie.forms.language.parser import RESERVED
from balie.forms.language.runtime import Moment
from balie.forms.language.tree import paths
from balie.forms.language.types import DATE, MONEY, TEXT, UNKNOWN, YES_NO, Type, simple
from balie.forms.plan import outgoing, own
from balie.forms.plan.asking import Asking
from balie.forms.plan.facts import CATALOGUE, SIGNED, TEXT_NAMES, asked, signed, typed
from balie.forms.plan.looking_up import Lookups
from balie.forms.plan.order import ordered
from balie.forms.plan.own_rules import has_rules
from balie.forms.plan.parts import Conditional, Ruled, Step
from balie.forms.plan.plan import CheckPlan, Plan
from balie.forms.questions import question_type

Place = tuple[str | int, ...]
Names = Mapping[str, Type]


def compile_plan(definition: ServiceDefinition) -> Plan:
    """The plan of a definition. Raises DefinitionError with every finding."""
    plan, findings = try_compile(definition)
    if findings:
        raise DefinitionError(findings)
    assert plan is not None
    return plan


def try_compile(definition: ServiceDefinition) -> tuple[Plan | None, list[Finding]]:
    """The plan, or None, and what is wrong."""
    compiler = _Compiler(definition)
    plan = compiler.plan()
    return (None if compiler.findings else plan), sorted(set(compiler.findings))


class _Compiler:
    def __init__(self, definition: ServiceDefinition) -> None:
        self.definition = definition
        self.service = definition.service
        self.findings: list[Finding] = []
        self.read: set[tuple[str, ...]] = set()
        self.settings = {name: simple(each.type) for name, each in self.service.settings.items()}
        self.lookups = Lookups(self)
        self.asking = Asking(self)

    def find(self, place: Place, message: str, code: str = "definition") -> None:
        self.findings.append(finding(code, SERVICE, self.definition.source.line(place), message))

    # -- rules

    def rule(self, text: str | None, names: Names, place: Place, expect: Type | None = YES_NO) -> Ruled | None:
        """A checked and compiled rule; None when there is none, or when it is wrong (and then there is a finding)."""
        if text is None:
            return None
        try:
            found = check(text, names, expect)
        except LanguageError as error:
            where = f" (regel {error.line}, teken {error.column})" if "\n" in text else f" (teken {error.column})"
            self.find(place, f"`{text.strip()}`: {self.hint(error, text, names, expect)}{where}", error.code)
            return None
        self.read |= paths(found.tree)
        return Ruled(found, compiled_condition(found.tree) if expect is YES_NO else compiled(found.tree))

    def hint(self, error: LanguageError, text: str, names: Names, expect: Type | None) -> str:
        try:
            check(text, {**CATALOGUE, **{name: kind for name, kind in names.items() if name not in CATALOGUE}}, expect)
        except LanguageError:
            return error.message
        return f"{error.message} Dit gegeven bestaat wel: zet het bij `facts`."

    # -- the whole

    def plan(self) -> Plan | None:
        for name, each in self.settings.items():
            written = self.definition.settings[name]
            if written is not None and typed(written, each, Moment(date.min)) is None:
                self.find(("settings", name), f"`{written}` is geen goede waarde voor de instelling `{name}`.")
        facts, unknown = asked(self.service.facts)
        for path in unknown:
            self.find(("facts",), f"Het gegeven `{path}` bestaat niet.{did_you_mean(path, _paths())}", "unknown-name")
        facts |= self.lookups.shapes(self.settings)
        late = {SIGNED: signed(self.service.cosign)} if any(each.lives_at for each in self.service.cosign) else {}
        names: dict[str, Type] = {**facts, **self.settings}
        parts = [(page, at, index, part) for at, page in enumerate(self.service.pages) for index, part in enumerate(page.questions)]
        self.unique(parts, {**names, **late})
        kinds = {part.question: self.kind(part) for *_, part in parts}
        names |= {part.question: self.typed(kinds[part.question], names, ("pages", at, "questions", index)) for _, at, index, part in parts}
        values = self.values(names)
        names |= {name: each.rule.type for name, each in values.items()}
        lookups = self.lookups.compile(names, values)
        pages = tuple(self.asking.page(at, names, kinds) for at in range(len(self.service.pages)))
        order = ordered(self, pages, values)
        fields = self.fields({**names, **late})
        given = {each.question: fields[each.question].type(names) for task in self.service.zaak.tasks if not task.for_each for each in task.fields}
        each = self.each(names, fields)
        rest = self.rest(names, {**names, **late}, each)
        rest |= self.counted(names, order, rest["decision"])
        if self.findings:
            return None
        return Plan(definition=self.definition, names={**names, **late}, facts={**facts, **late}, types=kinds, pages=pages, values=values,
                    lookups=lookups, order=order, check=self.check(), read=frozenset(self.read), fields=fields, given=given,
                    each=each, **rest)  # fmt: skip

    def unique(self, parts: Iterable[Any], taken: Names) -> None:
        seen = {**taken, **dict.fromkeys(self.service.values, TEXT)}
        for _, at, index, part in parts:
            place = ("pages", at, "questions", index)
            if part.question in seen:
                self.find(place, f"De naam `{part.question}` is al gebruikt. Geef deze vraag een andere naam.")
            if part.question in RESERVED or part.question in CATALOGUE or part.question == SIGNED:
                self.find(place, f"`{part.question}` heeft al een betekenis. Geef deze vraag een andere naam.")
            seen[part.question] = TEXT

    def kind(self, part: QuestionPart) -> Any:
        return question_type(part, language=self.definition.language, settings=self.definition.settings)

    def typed(self, kind: Any, names: Names, place: Place) -> Type:
        try:
            return kind.type(names)
        except KeyError as unknown:
            self.find(place, f"De lijst `{unknown.args[0]}` bestaat niet. Zet hem bij `facts`.", "unknown-name")
            return UNKNOWN

    def values(self, names: dict[str, Type]) -> dict[str, Ruled]:
        """Computed values, each checked after the values it reads, so that their types are known."""
        found: dict[str, Ruled] = {}
        waiting = dict(self.service.values)
        while waiting:
            known = {**names, **{name: each.rule.type for name, each in found.items()}}
            ready = [name for name, text in waiting.items() if not self.reads(text, known, waiting)]
            if not ready:
                for name in waiting:
                    self.find(("values", name), f"`{name}` hangt van zichzelf af, langs een omweg. Haal de kring weg.", "cycle")
                return found
            for name in ready:
                rule = self.rule(waiting.pop(name), known, ("values", name), None)
                if rule is None:
                    names[name] = UNKNOWN
                else:
                    found[name] = rule
        return found

    def reads(self, text: str, known: Names, waiting: Mapping[str, str]) -> bool:
        try:
            rule = check(text, {**known, **dict.fromkeys(waiting, UNKNOWN)})
        except LanguageError:
            return False
        return any(path[0] in waiting for path in paths(rule.tree))

    # -- what officials fill in, and lists of which each row gets its own

    def fields(self, taken: Names) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for index, task in enumerate(self.service.zaak.tasks):
            for at, part in enumerate(task.fields):
                place = ("zaak", "tasks", index, "fields", at)
                if part.question in {*taken, *found, *RESERVED, *CATALOGUE, *TEXT_NAMES}:
                    self.find(place, f"De naam `{part.question}` is al gebruikt. Geef dit veld een andere naam.")
                if has_rules(part):
                    self.find(place, f"Het veld `{part.question}` heeft een regel. Dat kan niet bij een taak.")
                found[part.question] = self.kind(part)
        return found

    def each(self, names: Names, fields: Mapping[str, Any]) -> dict[str, dict[str, Type]]:
        """List → the names of one of its rows, with what officials fill in for it."""
        found: dict[str, dict[str, Type]] = {}
        parts = [(("documents", index), each) for index, each in enumerate(self.service.documents)]
        parts += [(("zaak", "tasks", index), each) for index, each in enumerate(self.service.zaak.tasks)]
        parts += [(("cosign", index), each) for index, each in enumerate(self.service.cosign)]
        for place, part in parts:
            if part.for_each:
                rows = found.setdefault(part.for_each, self.row(part.for_each, names, (*place, "for each")))
                rows |= {each.question: fields[each.question].type(names) for each in getattr(part, "fields", ())}
        return found

    def row(self, path: str, names: Names, place: Place) -> dict[str, Type]:
        rule = self.rule(path, names, place, None)
        item = rule.rule.type.item if rule else None
        if rule and (item is None or item.kind != "record"):
            self.find(place, f"`{path}` is geen lijst met rijen. Noem een groep of een lijst.")
        return dict(item.fields) if item else {}

    # -- what follows from the answers

    def rest(self, names: Names, late: Names, each_row: Mapping[str, Names]) -> dict[str, Any]:
        """`late`: names that also know what became clear when others signed; what is fixed before that does not."""
        service = self.service
        zaak = service.zaak

        def many(parts: Iterable[Any], *place: str | int, amount: bool = False, names: Names = names) -> tuple[Conditional, ...]:
            return tuple(
                Conditional(part, self.rule(part.condition, names, (*place, index, "als")),
                            self.rule(part.amount, names, (*place, index, "amount"), MONEY) if amount else None)
                for index, part in enumerate(parts)
            )  # fmt: skip

        def one(part: Any, text: str | None, *place: str) -> Conditional | None:
            return Conditional(part, self.rule(text, names, place)) if part else None

        for index, task in enumerate(zaak.tasks):
            for at, each in enumerate(task.checks):
                known = {**late, **each_row.get(task.for_each or "", {})}
                self.rule(each.value, known, ("zaak", "tasks", index, "checks", at, "value"), None)
        for index, partner in enumerate(service.partners):
            for path in partner.data:
                self.rule(path, late, ("partners", index, "data"), None)
        for index, price in enumerate(service.about.prices):
            self.rule(price.amount, self.settings, ("about", "prices", index, "amount"), MONEY)
        for place, message in outgoing.faults(service, self.settings):
            self.find(place, message)
        for index, thing in enumerate(zaak.objects):
            self.address(thing.address, late, ("zaak", "objects", index, "address"))
        filled = [(part, self.rule(part.value, late, ("zaak", "properties", index, "value"), None)) for index, part in enumerate(zaak.properties)]
        for place, message in outgoing.secrets(service, filled):
            self.find(place, message)
        return {
            "registration": many(service.registration, "registration", names=late),
            "properties": tuple((part, rule) for part, rule in filled if rule),
            "costs": many(service.costs, "costs", amount=True),
            "decision": many(service.decision.rows, "decision", "rows", names=late),
            "cosign": tuple(self.cosigner(("cosign", index), each, names, each_row) for index, each in enumerate(service.cosign)),
            "documents": many(service.documents, "documents", names=late),
            "tasks": many(zaak.tasks, "zaak", "tasks", names=late),
            "partners": many(service.partners, "partners", names=late),
            "offers": many(service.offers, "offers"),
            "appointment": one(service.appointment, service.appointment and service.appointment.show_if, "appointment", "toon als"),
            "faster": one(zaak.faster, zaak.faster and zaak.faster.condition, "zaak", "faster", "als"),
        }

    def counted(self, names: Names, order: Iterable[Step], decision: Iterable[Conditional]) -> dict[str, Any]:
        """What is counted, per what, and from which day somebody has it."""
        places, product, changing = self.service.places, self.service.zaak.product, own.changing(order)
        pool = self.rule(places and places.per, names, ("places", "per"), TEXT)
        if own.reads(pool, changing):
            self.find(("places", "per"), "Waarvoor er plaatsen zijn, mag niet afhangen van hoeveel er in gebruik zijn. Gebruik hier niet `eigen`.")
        starts = self.rule(product and product.start, names, ("zaak", "product", "from"), DATE)
        return {"pool": pool, "starts": starts, "limits": own.limits(decision, changing)}

    def cosigner(self, place: Place, part: Any, names: Names, each_row: Mapping[str, Names]) -> Conditional:
        known = {**names, **each_row.get(part.for_each or "", {})}
        for key in ("who", "email", "phone"):
            self.rule(getattr(part, key), known, (*place, key), TEXT)
        if part.lives_at:
            self.address(part.lives_at.address, names, (*place, "lives_at", "address"))
        condition = self.rule(part.condition, known, (*place, "als"))
        if not part.for_each:
            return Conditional(part, condition)
        return Conditional(part, None, rows=self.rule(part.for_each, names, (*place, "for each"), None), in_row=condition)

    def address(self, path: str, names: Names, place: Place) -> None:
        rule = self.rule(path, names, place, None)
        if rule and "bag_id" not in rule.rule.type.fields:
            self.find(place, f"`{path}` is geen adres.")

    def check(self) -> CheckPlan | None:
        """The check before login knows its own questions and the settings only."""
        if self.service.check is None:
            return None
        kinds = {part.question: self.kind(part) for part in self.service.check.questions}
        names = {**self.settings, **{name: kind.type(self.settings) for name, kind in kinds.items() if kind.asks}}
        questions = tuple(
            self.asking.question(part, "", kinds[part.question], names, ("check", "questions", index))
            for index, part in enumerate(self.service.check.questions)
        )
        return CheckPlan(names, kinds, questions, self.asking.stops(self.service.check.stops, names, ("check", "stops")))


def _paths(fields: Mapping[str, Type] = CATALOGUE, before: str = "") -> list[str]:
    found = []
    for name, kind in fields.items():
        found += [before + name, *_paths(kind.fields, f"{before}{name}.")]
    return found
