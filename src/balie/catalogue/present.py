"""From a published definition to what a page shows of it."""

from functools import lru_cache

from balie.catalogue import shelf
from balie.catalogue.shelf import Head
from balie.catalogue.views import LegalBasis, Price, Question, ServiceCard, ServiceView, Source, Step
from balie.forms.public import prices


def card_of(head: Head, language: str) -> ServiceCard:
    return ServiceCard(**_card(head, language))


def view_of(head: Head, language: str) -> ServiceView:
    return _view(head, repr(sorted(head.overlay.items())), language)


def _card(head: Head, language: str) -> dict:
    return _card_fields(head, repr(sorted(head.overlay.items())), language)


# the overlay decides the prices, so it is part of the key
@lru_cache(maxsize=512)
def _card_fields(head: Head, overlay: str, language: str) -> dict:
    definition = shelf.definition(head.version_id, language)
    service = definition.service
    settings = {**definition.settings, **head.overlay.get("settings", {})}
    amounts = prices(shelf.plan(head.version_id, language), settings)
    return dict(
        slug=service.service, name=service.name, title=service.title, summary=service.summary, pictogram=service.pictogram,
        audience=service.audience, life_events=service.life_events, keywords=service.keywords, online=service.promise.online,
        term=service.promise.term, minutes=service.promise.minutes, version_id=head.version_id,
        prices=tuple(Price(row.label, amount, row.note or "") for row, amount in zip(service.about.prices, amounts, strict=True)),
    )  # fmt: skip


@lru_cache(maxsize=512)
def _view(head: Head, overlay: str, language: str) -> ServiceView:
    service = shelf.definition(head.version_id, language).service
    return ServiceView(
        **_card_fields(head, overlay, language),
        upl=service.upl or "",
        login=service.login.model_dump(exclude_none=True),
        bring=service.bring,
        steps=tuple(Step(step.title, step.text) for step in service.about.steps),
        questions=tuple(Question(each.ask, each.answer) for each in service.about.questions),
        legal_basis=tuple(LegalBasis(each.text, each.url or "") for each in service.legal_basis),
        sources=tuple(Source(each.source, each.purpose, each.legal_basis, each.required) for each in service.facts),
        has_check=service.check is not None,
        has_appointment=service.appointment is not None,
        appointment_product=service.appointment.product if service.appointment else "",
        needs_payment=service.payment is not None,
    )
