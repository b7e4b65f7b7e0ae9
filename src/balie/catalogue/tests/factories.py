"""A small service for tests."""

from balie.forms.public import ServiceDefinition, definition_of

SERVICE = """
service: stoepkrijt
name: Stoepkrijt lenen
title: Stoepkrijt
summary: Vraag krijt.
life_events: [verhuizen]
promise: {online: direct, term: 2 werkdagen, minutes: 1}
about:
  prices:
    - {label: Per doos, amount: tarief}
    - {label: Twee dozen, amount: 2 * tarief}
settings:
  tarief: {type: money, value: "2.50", label: Prijs per doos}
  max_dozen: {type: number, value: 3, label: Hoogste aantal}
  kleuren: {type: list, value: [rood, wit], label: Kleuren}
pages:
  - page: dozen
    title: Hoeveel dozen?
    questions: [{question: dozen, type: number, label: Aantal dozen}]
costs: [{label: Krijt, amount: dozen * tarief}]
decision: {rows: [{row: standaard, outcome: verlenen, reason: U krijgt krijt.}]}
zaak:
  term: 2 werkdagen
  statuses: [{status: ontvangen, name: Gevraagd, text: U vroeg krijt.}, {status: klaar, name: Klaar, text: U hebt krijt.}]
  results: [{result: geleverd, name: Geleverd, on: verlenen, selectielijst: "5.1", archive: vernietigen, keep: 1 jaar}]
messages: {received: texts/ontvangen.md}
"""


def definition() -> ServiceDefinition:
    return definition_of({"service.yaml": SERVICE, "texts/ontvangen.md": "Ontvangen\n\nDank u."})
