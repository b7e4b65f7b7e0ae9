"""A service with every kind of value, and applications for it; for tests of exports and of registering elsewhere."""
from __future__ import annotations

import copy

from balie.cases.tests import factories
from balie.catalogue import public as catalogue
from balie.forms.public import ServiceDefinition, definition_of

QUESTIONS = """      - {question: hoogte, type: number, label: Hoe hoog is het terras?, unit: meter, decimals: 1}
      - {question: bedrag, type: money, label: Wat kost het?, required: false}
      - {question: vanaf, type: date, label: Vanaf wanneer?, required: false}
      - {question: hulp, type: yes_no, label: Hebt u hulp nodig?, required: false}
      - question: kleur
        type: choice
        label: Welke kleur?
        required: false
        options: [{value: r, label: Rood}, {value: b, label: Blauw}]
      - question: wensen
        type: choices
        label: Wat wilt u erbij?
        required: false
        options: [{value: hek, label: Een hek}, {value: trap, label: Een trap}]
      - {question: waar, type: address_nl, label: Waar is het?, required: false}
      - {question: tekening, type: upload, label: Tekening, types: [pdf], max: 2, max_mb: 5, required: false}
      - question: buren
        type: group
        label: Uw buren
        required: false
        min: 0
        max: 5
        questions:
          - {question: naam_buur, type: text, label: Naam}
          - {question: nummer, type: number, label: Huisnummer, required: false}
          - {question: bsn_van_buur, type: bsn, label: Burgerservicenummer, required: false}
          - question: dieren
            type: group
            label: Huisdieren
            required: false
            min: 0
            questions:
              - {question: soort_dier, type: text, label: Soort}
              - {question: gewicht, type: number, label: Gewicht, required: false}
              - {question: bsn_van_dier, type: bsn, label: Nummer van de verzorger, required: false}
"""
OLD = "      - {question: hoogte, type: number, label: Hoe hoog is het terras?, unit: meter}\n"
TEXT = factories.SERVICE.replace(OLD, QUESTIONS)
ANSWERS = {
    "hoogte": "2.5", "bedrag": "1250.50", "vanaf": "2026-12-01", "hulp": True, "kleur": "r", "wensen": ["hek", "trap"],
    "waar": {"postcode": "1998AB", "huisnummer": "12", "straat": "Kade", "woonplaats": "Zonnedam"},
    "tekening": [{"document_id": "0190a1a0-0000-7000-8000-000000000001", "name": "dak.pdf", "size": 1234}],
    "buren": [
        {"naam_buur": "Ans", "nummer": "14", "bsn_van_buur": "999993653",
         "dieren": [{"soort_dier": "Hond", "gewicht": "20", "bsn_van_dier": "999993653"}, {"soort_dier": "Kat"}]},
        {"naam_buur": "Bo"},
    ],
}


def definition(*changes: tuple[str, str]) -> ServiceDefinition:
    """`changes`: (old text, new text) in service.yaml, each there once."""
    text = TEXT
    for old, new in changes:
        assert text.count(old) == 1, (text.count(old), old)
        text = text.replace(old, new)
    return definition_of(factories.FILES | {"service.yaml": text})


def publish(*changes: tuple[str, str]):
    return catalogue.publish(definition=definition(*changes))


def application(version_id, **changes):
    answers = copy.deepcopy(ANSWERS) | changes.pop("answers", {})
    return factories.application(version_id, answers=answers, **changes)
