"""A small service for the journeys of places and signatures: whoever tidies up the neighbourhood tells where. No service of a municipality."""
from __future__ import annotations

NAME = "buurt-opruimen"
SERVICE = """\
service: buurt-opruimen
name: Buurt opruimen melden
title: Buurt opruimen
summary: Vertel waar u met de buurt gaat opruimen.
audience: [inwoner]
life_events: []
promise: {online: direct, term: 5 werkdagen, minutes: 3}
values:
  lang: route.lengte >= 100
pages:
  - page: plek
    title: Waar spreekt u af?
    questions:
      - {question: plek, type: map_point, label: Waar spreekt u af?}
  - page: route
    title: Welke route loopt u?
    questions:
      - {question: route, type: map_line, label: Welke route loopt u?}
      - {question: water, type: yes_no, label: Loopt u langs het water?, toon als: lang}
  - page: gebied
    title: Welk gebied ruimt u op?
    questions:
      - {question: gebied, type: map_area, label: Welk gebied ruimt u op?}
  - page: tekenen
    title: Zet uw handtekening
    questions:
      - {question: handtekening, type: signature, label: Zet uw handtekening}
decision:
  rows:
    - {row: altijd, outcome: medewerker, reason: Wij kijken of er genoeg grijpers zijn.}
zaak:
  term: 5 werkdagen
  statuses: [{status: ontvangen, name: Ontvangen, text: Wij hebben uw melding.}, {status: klaar, name: Klaar, text: U krijgt ons antwoord.}]
  tasks: [{task: kijken, name: Kijk naar de route, role: vergunningen, checks: [{name: Plek, value: plek.beschrijving, source: aanvrager}]}]
  results:
    - {result: verleend, name: Verleend, on: verlenen, selectielijst: "5.1", archive: vernietigen, keep: 1 jaar}
    - {result: geweigerd, name: Geweigerd, on: weigeren, selectielijst: "5.2", archive: vernietigen, keep: 1 jaar}
messages: {received: texts/ontvangen.md}
"""
FILES = {"service.yaml": SERVICE, "texts/ontvangen.md": "Wij hebben uw melding\n\nDank u wel."}


def with_pages(name: str, pages: str, *, check: str) -> str:
    """The same service under another name, with pages of its own; `check`: the answer that the official looks at."""
    start, end = SERVICE.index("values:"), SERVICE.index("decision:")
    return (SERVICE[:start] + pages + SERVICE[end:]).replace(NAME, name).replace("plek.beschrijving", check)
