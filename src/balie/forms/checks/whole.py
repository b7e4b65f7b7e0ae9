"""Whether the parts of a definition fit together: names, outcomes with results and messages, money, facts that nobody needs."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from balie.forms.checks.files import leaves
from balie.forms.definition.folder import SERVICE, ServiceDefinition
from balie.forms.definition.yamlfile import Place
from balie.forms.findings import Finding, finding
from balie.forms.language import tree
from balie.forms.language.errors import LanguageError
from balie.forms.language.tree import Node, paths
from balie.forms.plan.parts import QuestionPlan
from balie.forms.plan.plan import Plan

_MESSAGES = {"verlenen": "granted", "weigeren": "refused", "wachtlijst": "waiting_list"}


def _at(definition: ServiceDefinition, code: str, place: Place, message: str) -> Finding:
    return finding(code, SERVICE, definition.source.line(place), message)


def names(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """Names within one list must differ."""
    service = definition.service
    lists: tuple[tuple[Place, list[str]], ...] = (
        (("decision", "rows"), [each.row for each in service.decision.rows]),
        (("documents",), [each.document for each in service.documents]),
        (("cosign",), [each.role for each in service.cosign]),
        (("zaak", "statuses"), [each.status for each in service.zaak.statuses]),
        (("zaak", "tasks"), [each.task for each in service.zaak.tasks]),
        (("zaak", "results"), [each.result for each in service.zaak.results]),
    )
    for place, found in lists:
        for name, count in Counter(found).items():
            if count > 1:
                yield _at(
                    definition,
                    "double-name",
                    (*place, len(found) - 1 - found[::-1].index(name)),
                    f"`{name}` staat er {count} keer. Geef elk een eigen naam.",
                )
    for at, page in enumerate(service.pages):
        for index, part in enumerate(page.questions):
            values = [each.value for each in part.options] if isinstance(getattr(part, "options", None), tuple) else []
            for name, count in Counter(values).items():
                if count > 1:
                    yield _at(
                        definition,
                        "double-name",
                        ("pages", at, "questions", index, "options"),
                        f"De keuze `{name}` staat er {count} keer. Haal er een weg.",
                    )


def outcomes(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """Each way it can end needs a result for the archive and a message for the resident."""
    service = definition.service
    rows = {row.outcome for row in service.decision.rows}
    by_person = any(each.fails.then == "person" for each in service.lookups)
    ends = rows - {"medewerker", "wachtlijst"} | ({"verlenen", "weigeren"} if by_person or rows & {"medewerker", "wachtlijst"} else set())
    results = {result.on for result in service.zaak.results}
    for outcome in sorted(ends - results):
        yield _at(
            definition, "result-missing", ("zaak", "results"), f"Er is geen resultaat met `on: {outcome}`, maar zo kan het wel aflopen. Voeg het toe."
        )
    for outcome in sorted(ends | rows & {"wachtlijst"}):
        if getattr(service.messages, _MESSAGES[outcome]) is None:
            yield _at(
                definition,
                "message-missing",
                ("messages",),
                f"De tekst `{_MESSAGES[outcome]}` ontbreekt, maar `{outcome}` is een mogelijke uitkomst. Voeg hem toe bij `messages`.",
            )
    if ("medewerker" in rows or by_person) and not service.zaak.tasks:
        yield _at(
            definition, "tasks-missing", ("zaak",), "De aanvraag kan naar een medewerker gaan, maar er zijn geen taken (`tasks`). Voeg er een toe."
        )
    for wanted, message in ((service.cosign, "cosign"), (service.appointment, "appointment"), (service.payment, "payment_failed")):
        if wanted and getattr(service.messages, message) is None:
            yield _at(definition, "message-missing", ("messages",), f"De tekst `{message}` ontbreekt. Voeg hem toe bij `messages`.")


def money(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    sold = products(plan)
    if (definition.service.costs or sold) and definition.service.payment is None:
        place = ("costs",) if definition.service.costs else sold[0][0]
        yield _at(definition, "payment-missing", place, "Er zijn kosten, maar `payment` ontbreekt. Zeg wanneer er betaald wordt.")
    if definition.service.payment and not definition.service.costs and not sold:
        yield _at(definition, "payment-missing", ("payment",), "Er valt niets te betalen: `costs` ontbreekt. Voeg het toe, of haal `payment` weg.")
    for index, cost in enumerate(plan.costs):
        if cost.amount and (name := _again(cost.amount.rule.tree, plan, {each.name for _, each in sold})):
            message = f"Wat er bij `{name}` gekozen is, telt vanzelf al mee. Haal `{name}.totaal` hier weg."
            yield _at(definition, "counted-twice", ("costs", index, "amount"), message)


def products(plan: Plan) -> list[tuple[Place, QuestionPlan]]:
    """The questions that offer products, with their places."""
    asked = [(("pages", at, "questions", index), each) for at, page in enumerate(plan.pages) for index, each in enumerate(page.questions)]
    return [(place, each) for place, each in asked if each.prices]


def _again(node: Node, plan: Plan, sold: set[str]) -> str:
    """The products whose total is one of the terms of a sum; a part of it, such as a discount, may be."""
    if isinstance(node, tree.Sum) and node.op in "+-":
        return _again(node.left, plan, sold) or (_again(node.right, plan, sold) if node.op == "+" else "")
    if not isinstance(node, tree.Name):
        return ""
    if len(node.path) == 1 and node.path[0] in plan.values:
        return _again(plan.values[node.path[0]].rule.tree, plan, sold)
    return node.path[0] if node.path[1:] == ("totaal",) and node.path[0] in sold else ""


def people(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """Whose data we fetch must have logged in; who must agree must be found."""
    service = definition.service
    if service.facts and not (service.login.digid or service.login.eherkenning):
        yield _at(definition, "login-missing", ("facts",), "Gegevens opvragen kan alleen na inloggen. Zeg bij `login` hoe.")
    for index, each in enumerate(service.cosign):
        invited = each.email or each.phone
        if each.who is None and invited is None:
            yield _at(definition, "cosigner-missing", ("cosign", index), "Zeg met `who`, `email` of `phone` wie toestemming moet geven.")
        elif each.by == "code":
            if invited is None or each.who is not None or each.lives_at is not None:
                said = "Bij `by: code` hoort `email` of `phone`, zonder `who` en `lives_at`."
                yield _at(definition, "cosigner-missing", ("cosign", index), said)
        elif each.who is None and each.lives_at is None:
            message = "Iedereen met de link kan hier tekenen. Zeg met `who` of `lives_at` wie dat mag."
            yield _at(definition, "cosigner-anyone", ("cosign", index), message)


def facts(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """Data that is fetched and used nowhere is data that must not be fetched."""
    # the applicant's name heads every message and the zaak itself; a name is filled in from the whole person
    used = {("persoon", "naam"), *plan.read, *read_in_texts(definition, plan)}
    used -= {("persoon",)}
    if any(part.type == "name" and part.prefill == "persoon" for page in definition.service.pages for part in page.questions):
        used |= {("persoon", part) for part in ("voornamen", "voorvoegsel", "geslachtsnaam")}
    for number, block in enumerate(definition.service.facts):
        for index, field in enumerate(block.fields):
            path = tuple(field.split("."))
            if not any(path[: len(other)] == other or other[: len(path)] == path for other in used):
                message = f"U vraagt `{field}` op, maar gebruikt het nergens. Haal het weg: wij vragen niet meer op dan nodig is."
                yield _at(definition, "fact-unused", ("facts", number, "fields", index), message)


def read_in_texts(definition: ServiceDefinition, plan: Plan) -> set[tuple[str, ...]]:
    """The names that texts fill in; a text that is wrong is another check's finding."""
    found: set[tuple[str, ...]] = set()
    files = [text for path, text in definition.files.items() if path.endswith(".md")]
    for text in (*files, *(text for _, text in leaves(definition.source.data) if "{{" in text)):
        for rows in ("", *plan.each):
            with suppress(LanguageError):
                found |= {path for rule in plan.template(text, rows).rules for path in paths(rule.tree)}
    return found


def patterns(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    for at, page in enumerate(definition.service.pages):
        for index, part in enumerate(page.questions):
            if pattern := getattr(part, "pattern", None):
                try:
                    re.compile(pattern)
                except re.error as error:
                    yield _at(definition, "pattern-wrong", ("pages", at, "questions", index, "pattern"), f"Dit patroon klopt niet: {error}.")
