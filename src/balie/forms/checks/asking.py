"""Whether questions are easy to answer: help where a type needs it, not too many at once, files that can be sent together."""

from collections.abc import Iterator, Sequence

from balie.forms.definition.folder import SERVICE, ServiceDefinition
from balie.forms.definition.yamlfile import Place
from balie.forms.findings import Finding, finding
from balie.forms.plan.parts import PagePlan, QuestionPlan
from balie.forms.plan.plan import Plan

MOST = 10  # questions on a page that everybody gets
SENT_AT_ONCE = 100  # megabytes; a test holds it against what the server takes
_HARD = {"upload": "wat erop moet staan", "bsn": "van wie u het nodig hebt en waar het staat", "iban": "van welke rekening"}


def helped(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """A type that needs a word of help; a text right above it will do as well."""
    for at, page in enumerate(plan.pages):
        yield from _helped(definition, ("pages", at, "questions"), page.questions, page)


def _helped(definition: ServiceDefinition, place: Place, questions: Sequence[QuestionPlan], page: PagePlan) -> Iterator[Finding]:
    for index, question in enumerate(questions):
        yield from _helped(definition, (*place, index, "questions"), question.inner, page)
        part, above = question.part, questions[index - 1] if index else None
        told = part.help or part.why or (not above and page.part.intro) or above and not above.kind.asks and above.part.type in ("info", "picture")
        wanted = _HARD.get(part.type) or getattr(part, "pattern", None) and not part.pattern_text and "welke vorm u verwacht, met een voorbeeld"  # type: ignore[attr-defined]
        if wanted and not told:
            yield finding(
                "help-missing", SERVICE, definition.source.line((*place, index)), f"Leg bij `{question.name}` uit {wanted} (`help` of `why`)."
            )


def together(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    for at, page in enumerate(plan.pages):
        count = sum(each.kind.asks and not each.shown for each in page.questions)
        if count > MOST:
            said = f"Deze pagina stelt {count} vragen tegelijk. Verdeel ze over meer pagina's: dat is makkelijker in te vullen."
            yield finding("page-long", SERVICE, definition.source.line(("pages", at)), said)
        size = sum(each.part.max * each.part.max_mb for each in page.questions if each.part.type == "upload")  # type: ignore[attr-defined]
        if size > SENT_AT_ONCE:
            said = f"De bestanden van deze pagina mogen samen {size} MB zijn, maar er kan {SENT_AT_ONCE} MB tegelijk worden verstuurd. "
            yield finding(
                "upload-large", SERVICE, definition.source.line(("pages", at)), said + "Maak `max` of `max_mb` kleiner, of maak er meer pagina's van."
            )
