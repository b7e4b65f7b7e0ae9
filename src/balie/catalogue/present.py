"""From a published definition to what a page shows of it."""

from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache

from balie.catalogue import shelf
from balie.catalogue.shelf import Head
from balie.catalogue.views import LegalBasis, Price, Question, ServiceCard, ServiceView, Source, Step
from balie.forms.public import Context, evaluate, prices, render_text

MOST = 16_384  # two hundred services in two languages, for forty municipalities


# heads are equal when version and overlay are, and the overlay decides the prices; the name of the town may stand in a text
@lru_cache(maxsize=MOST)
def card_of(head: Head, language: str, town: str) -> ServiceCard:
    return ServiceCard(**_card(head, language, town))


@lru_cache(maxsize=MOST)
def view_of(head: Head, language: str, town: str, phone: str) -> ServiceView:
    service = shelf.definition(head.version_id, language).service
    say = _filled_in(head, language, town, phone)
    return ServiceView(
        **_card(head, language, town),
        products=(*([service.upl] if service.upl else []), *(each.upl for each in service.products)),
        why=say(service.promise.why or ""),
        bring=tuple(say(each) for each in service.bring),
        steps=tuple(Step(say(step.title), say(step.text)) for step in service.about.steps),
        questions=tuple(Question(say(each.ask), say(each.answer)) for each in service.about.questions),
        legal_basis=tuple(LegalBasis(say(each.text), each.url or "") for each in service.legal_basis),
        sources=tuple(Source(each.source, each.purpose, each.legal_basis, each.required) for each in service.facts),
        has_check=service.check is not None,
        has_appointment=service.appointment is not None,
        appointment_product=service.appointment.product if service.appointment else "",
    )


def _card(head: Head, language: str, town: str) -> dict:
    service = shelf.definition(head.version_id, language).service
    amounts = prices(shelf.definition(head.version_id, language), head.overlay.get("settings"))
    say = _filled_in(head, language, town)
    return {
        "slug": service.service, "name": service.name, "title": service.title, "summary": say(service.summary),
        "pictogram": service.pictogram, "audience": service.audience, "theme": service.theme,
        "life_events": service.life_events, "keywords": service.keywords,
        "online": service.promise.online, "term": service.promise.term, "minutes": service.promise.minutes, "version_id": head.version_id,
        "login": service.login.model_dump(exclude_none=True), "needs_payment": service.payment is not None, "represent": service.represent,
        "language": language if language in shelf.definition(head.version_id).translations else "nl",
        "required_sources": tuple(source.source for source in service.facts if source.required),
        "prices": tuple(Price(row.label, amount, row.note or "") for row, amount in zip(service.about.prices, amounts, strict=True)),
    }  # fmt: skip


def _filled_in(head: Head, language: str, town: str, phone: str = "") -> Callable[[str], str]:
    """Fills in settings, the name of the town and its number: nothing is known of a visitor, or of the day."""

    @cache
    def context() -> Context:
        plan = shelf.plan(head.version_id, language)
        known = {"gemeente": {"naam": town, "telefoon": phone}}
        return evaluate(plan, {}, {}, today=date.min, settings=head.overlay.get("settings"), known=known).context

    return lambda text: render_text(text, context()) if "{{" in text else text
