"""A small service that uses most of the format, for the tests of this room. Nothing here is a real service."""

from balie.forms.definition.folder import definition_of

SERVICE = """\
service: straatfeest
name: Straatfeest aanvragen
title: Straatfeest
summary: Vier feest in uw eigen straat.
login: {digid: midden}
promise: {online: direct, term: 5 werkdagen, minutes: 4}
settings:
  tarief: {type: money, value: "25.50", label: Prijs}
  wijken: {type: list, value: [Noord, Zuid], label: Wijken}
facts:
  - source: brp
    fields: [persoon.naam, persoon.geboortedatum, persoon.adres, persoon.kinderen]
    purpose: Om te zien wie u bent.
    legal_basis: Artikel 1
check:
  questions:
    - {question: check_privaat, type: yes_no, label: Is het feest bij u in de tuin?}
  stops:
    - {als: check_privaat is ja, title: U hoeft niets aan te vragen, text: Veel plezier.}
values:
  leeftijd: leeftijd van persoon.geboortedatum
  groot: bezoekers >= 100
  kosten_muziek: als muziek is ja dan tarief * 2 anders 0
pages:
  - page: feest
    title: Wat voor feest is het?
    intro: texts/intro.md
    questions:
      - question: bezoekers
        type: number
        label: Hoeveel mensen komen er?
        min: 1
        fout als: [{als: bezoekers > 5000, text: "Bel ons: dit is een evenement. U hebt er {{ bezoekers }}."}]
      - {question: muziek, type: yes_no, label: Is er muziek?, default: nee}
      - {question: wijk, type: choice, label: In welke wijk?, options: wijken}
      - question: activiteiten
        type: choices
        label: Wat gaat u doen?
        required: false
        options: [{value: alcohol, label: Alcohol schenken}, {value: vuur, label: Vuur maken}]
    stops:
      - {als: bezoekers < 5, title: U hoeft niets aan te vragen, text: "Met {{ bezoekers }} mensen mag het zo."}
  - page: groot
    title: Vertel meer over het feest
    toon als: groot
    questions:
      - {question: eerste_hulp, type: text, label: Wie geeft eerste hulp?, verplicht als: activiteiten bevat vuur, required: false}
  - page: wie
    title: Wie helpen er mee?
    questions:
      - {question: naam, type: name, label: Uw naam, prefill: persoon, required: false}
      - {question: adres_feest, type: address_nl, label: Waar is het?, prefill: persoon.adres}
      - {question: adres_bekend, type: fact, label: Uw adres, fact: persoon.adres}
      - {question: kind, type: people, from: persoon.kinderen, max: 1, alleen als: leeftijd < 18, label: Welk kind helpt?, required: false}
      - question: kramen
        type: group
        label: Kramen
        required: false
        min: 0
        summary: "{{ soort }} van {{ meter }} meter"
        questions:
          - {question: soort, type: choice, label: Soort, options: [{value: eten, label: Eten}, {value: spel, label: Spel}]}
          - {question: meter, type: number, label: Hoe breed?, min: 1, max: 20}
          - {question: gas, type: yes_no, label: Gebruikt u gas?, toon als: soort is eten}
costs:
  - {label: Straatfeest, amount: tarief}
  - {label: Muziek, amount: kosten_muziek, als: muziek is ja}
payment: {when: submit, description: Straatfeest}
decision:
  rows:
    - {row: jong, als: leeftijd < 18, outcome: weigeren, reason: U bent nog geen 18 jaar.}
    - {row: groot, als: groot of activiteiten bevat vuur, outcome: medewerker, reason: Wij bekijken dit eerst.}
    - {row: standaard, outcome: verlenen, reason: U mag het feest vieren.}
cosign:
  - {role: andere-ouder, name: De andere ouder, als: kind is ingevuld, who: kind.andere_ouder, text: texts/toestemming.md}
zaak:
  term: 5 werkdagen
  faster: {als: bezoekers < 20, term: 1 werkdag}
  statuses: [{status: ontvangen, name: Ontvangen, text: Wij hebben uw aanvraag.}, {status: klaar, name: Klaar, text: U krijgt ons besluit.}]
  tasks: [{task: bekijken, name: Bekijk de aanvraag, role: behandelaar, checks: [{name: Bezoekers, value: bezoekers}]}]
  results:
    - {result: verleend, name: Verleend, on: verlenen, selectielijst: x, archive: vernietigen, keep: 5 jaar}
    - {result: geweigerd, name: Geweigerd, on: weigeren, selectielijst: x, archive: vernietigen, keep: 5 jaar}
  product: {name: "Straatfeest in {{ wijk }}"}
offers:
  - {service: afvalpas, als: groot, text: Vraag extra bakken aan.}
messages:
  received: texts/ontvangen.md
  granted: texts/verleend.md
  refused: texts/geweigerd.md
  cosign: texts/toestemming.md
  payment_failed: texts/betaling.md
"""

EXAMPLE = """\
example: Een klein feest mag meteen
today: 2026-11-23
facts: {persoon: {naam: Jo Vos, geboortedatum: 1990-02-01, adres: {straat: Laan, huisnummer: "3", postcode: 1998AB, woonplaats: Zonnedam}}}
answers: {bezoekers: 30, muziek: ja, wijk: Noord, adres_feest: {postcode: 1998AB, huisnummer: 3}}
expect:
  pages: [feest, wie, controle]
  price: "76.50"
  decision: {outcome: verlenen, row: standaard}
  messages: [received, granted]
  values: {leeftijd: 36}
"""

FILES = {
    "service.yaml": SERVICE,
    "texts/intro.md": "Een feest in {{ gemeente.naam }}.",
    "texts/toestemming.md": "Toestemming\n\nVoor {{ kind.naam }}.",
    "texts/ontvangen.md": "Uw aanvraag\n\nBeste {{ aanvrager.naam }}, het nummer is {{ zaak.kenmerk }}.",
    "texts/verleend.md": "Het mag\n\n{{ als muziek is ja }} Zet de muziek om 23.00 uur uit.\nHet kost {{ prijs }}.",
    "texts/geweigerd.md": "Het mag niet\n\n{{ zaak.reden }}",
    "texts/betaling.md": "Betalen is niet gelukt",
    "examples/klein.yaml": EXAMPLE,
    "translations/en.yaml": """\
Straatfeest aanvragen: Apply for a street party
Is er muziek?: Is there music?
texts/intro.md: A party in {{ gemeente.naam }}.
""",
}  # fmt: skip

FACTS = {
    "persoon": {
        "naam": "Jo Vos",
        "geboortedatum": "1990-02-01",
        "adres": {"straat": "Laan", "huisnummer": "3", "postcode": "1998AB", "woonplaats": "Zonnedam"},
        "kinderen": [
            {"person_id": "k1", "naam": "Bo Vos", "geboortedatum": "2019-03-04", "andere_ouder": "p9"},
            {"person_id": "k2", "naam": "Al Vos", "geboortedatum": "2001-03-04", "andere_ouder": "p9"},
        ],
    }
}
ANSWERS = {"bezoekers": "30", "muziek": False, "wijk": "Noord", "adres_feest": {"postcode": "1998AB", "huisnummer": "3"}}


def files(*changes: tuple[str, str], **extra: str) -> dict[str, str]:
    """The sample's files, with texts replaced in service.yaml; a change that changes nothing is a mistake in the test."""
    service = SERVICE
    for old, new in changes:
        assert old in service, old
        service = service.replace(old, new)
    return {**FILES, "service.yaml": service, **extra}


def definition(*changes: tuple[str, str]):
    """The sample as a definition."""
    return definition_of(files(*changes))
