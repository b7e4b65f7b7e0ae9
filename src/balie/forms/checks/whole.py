"""Whether the parts of a definition fit together: names, outcomes with results and messages, money, facts that nobody needs."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from balie.forms.checks.files import leaves
from balie.forms.definition.folder import SERVICE, ServiceDefinition
from balie.forms.definition.yamlfile import Place
from balie.forms.findings import Finding
from balie.forms.language.errors import LanguageError
from balie.forms.language.tree import paths
from balie.forms.plan.plan import Plan

_MESSAGES = {"verlenen": "granted", "weigeren": "refused", "wachtlijst": "waiting_list"}


def _at(definition: ServiceDefinition, place: Place, message: str, level: str = "error") -> Finding:
    return Finding(SERVICE, definition.source.line(place), level, message)  # type: ignore[arg-type]


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
                    (*place, len(found) - 1 - found[::-1].index(name)),
                    f"`{name}` staat er {count} keer. Geef elk een eigen naam.",
                )
    for at, page in enumerate(service.pages):
        for index, part in enumerate(page.questions):
            values = [each.value for each in part.options] if isinstance(getattr(part, "options", None), tuple) else []
            for name, count in Counter(values).items():
                if count > 1:
                    yield _at(definition, ("pages", at, "questions", index, "options"), f"De keuze `{name}` staat er {count} keer.")


def outcomes(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """Each way it can end needs a result for the archive and a message for the resident."""
    service = definition.service
    rows = {row.outcome for row in service.decision.rows}
    ends = rows - {"medewerker", "wachtlijst"} | ({"verlenen", "weigeren"} if rows & {"medewerker", "wachtlijst"} else set())
    results = {result.on for result in service.zaak.results}
    for outcome in sorted(ends - results):
        yield _at(definition, ("zaak", "results"), f"Er is geen resultaat met `on: {outcome}`, maar zo kan het wel aflopen. Voeg het toe.")
    for outcome in sorted(ends | rows & {"wachtlijst"}):
        if getattr(service.messages, _MESSAGES[outcome]) is None:
            yield _at(
                definition,
                ("messages",),
                f"De tekst `{_MESSAGES[outcome]}` ontbreekt, maar `{outcome}` is een mogelijke uitkomst.",
                "warning",
            )
    if "medewerker" in rows and not service.zaak.tasks:
        yield _at(definition, ("zaak",), "De aanvraag kan naar een medewerker gaan, maar er zijn geen taken (`tasks`).")
    for wanted, message in ((service.cosign, "cosign"), (service.appointment, "appointment"), (service.payment, "payment_failed")):
        if wanted and getattr(service.messages, message) is None:
            yield _at(definition, ("messages",), f"De tekst `{message}` ontbreekt.", "warning")


def money(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    if definition.service.costs and definition.service.payment is None:
        yield _at(definition, ("costs",), "Er zijn kosten, maar `payment` ontbreekt. Zeg wanneer er betaald wordt.")
    if definition.service.payment and not definition.service.costs:
        yield _at(definition, ("payment",), "Er valt niets te betalen: `costs` ontbreekt.")


def people(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """Whose data we fetch must have logged in; who must agree must be found."""
    service = definition.service
    if service.facts and not (service.login.digid or service.login.eherkenning):
        yield _at(definition, ("facts",), "Gegevens opvragen kan alleen na inloggen. Zeg bij `login` hoe.")
    for index, each in enumerate(service.cosign):
        if each.who is None and each.email is None:
            yield _at(definition, ("cosign", index), "Zeg met `who` of `email` wie toestemming moet geven.")
        elif each.by == "code":
            if each.email is None or each.who is not None or each.lives_at is not None:
                yield _at(definition, ("cosign", index), "Bij `by: code` hoort `email`, zonder `who` en `lives_at`.")
        elif each.who is None and each.lives_at is None:
            message = "Iedereen met de link kan hier tekenen. Zeg met `who` of `lives_at` wie dat mag."
            yield _at(definition, ("cosign", index), message, "warning")


def facts(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """Data that is fetched and used nowhere is data that must not be fetched."""
    # the applicant's name heads every message and the zaak itself; a name is filled in from the whole person
    used = {("persoon", "naam"), *plan.read, *_read_in_texts(definition, plan)}
    used -= {("persoon",)}
    if any(part.type == "name" and part.prefill == "persoon" for page in definition.service.pages for part in page.questions):
        used |= {("persoon", part) for part in ("voornamen", "voorvoegsel", "geslachtsnaam")}
    for number, block in enumerate(definition.service.facts):
        for index, field in enumerate(block.fields):
            path = tuple(field.split("."))
            if not any(path[: len(other)] == other or other[: len(path)] == path for other in used):
                message = f"U vraagt `{field}` op, maar gebruikt het nergens. Haal het weg: wij vragen niet meer op dan nodig is."
                yield _at(definition, ("facts", number, "fields", index), message, "warning")


def _read_in_texts(definition: ServiceDefinition, plan: Plan) -> set[tuple[str, ...]]:
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
                    yield _at(definition, ("pages", at, "questions", index, "pattern"), f"Dit patroon klopt niet: {error}.")
