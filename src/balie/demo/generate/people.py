"""Fills houses with households: alone, couples, families, single parents, elderly; with births, moves, deaths, secrecy."""
from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from balie.demo.generate.names import BACKGROUNDS, NEDERLANDSE, Background
from balie.demo.generate.person import Person

KINDS = ("alone", "couple", "family", "single_parent", "sharing")
WEIGHTS = (38, 27, 25, 7, 3)


class Registrar:
    """Hands out BSNs and index numbers in order, and remembers everybody."""

    def __init__(self, numbers: Iterator[str], today: date) -> None:
        self.numbers, self.today, self.people = numbers, today, list[Person]()

    def add(self, **fields: object) -> Person:
        bsn = fields.pop("bsn", None) or next(self.numbers)
        person = Person(bsn=bsn, index=len(self.people) + 1, **fields)  # type: ignore[arg-type]
        self.people.append(person)
        return person


def years_before(today: date, years: int, days: int = 0) -> date:
    return date(today.year - years, today.month, min(today.day, 28)) - timedelta(days=days)


def age(person: Person, today: date) -> int:
    return today.year - person.born.year - ((today.month, today.day) < (person.born.month, person.born.day))


def marry(one: Person, other: Person, day: date, kind: str = "H", ended: date | None = None) -> None:
    one.partner, other.partner = other, one
    one.partnership = other.partnership = (day, kind)
    one.partnership_ended = other.partnership_ended = ended


def give_birth(child: Person, *parents: Person, custody: tuple[Person, ...] | None = None) -> None:
    child.parents = list(parents)
    child.custody = list(parents if custody is None else custody)
    for parent in parents:
        parent.children.append(child)


def populate(registrar: Registrar, homes: list[dict], size: int, rng: random.Random) -> None:
    """Fill `homes` (addresses as JSON, shuffled by the caller) until `size` people are registered or homes run out."""
    makers: dict[str, Callable] = {"alone": _alone, "couple": _couple, "family": _family, "single_parent": _single_parent,
                                   "sharing": _sharing}
    free = iter(homes)
    while len(registrar.people) < size:
        home = next(free, None)
        if home is None:
            return
        background = rng.choices(BACKGROUNDS, [one.share for one in BACKGROUNDS])[0]
        since = registrar.today - timedelta(days=int(rng.triangular(20, 14_000, 1500)))
        makers[rng.choices(KINDS, WEIGHTS)[0]](registrar, rng, background, home, since)


def _person(registrar: Registrar, rng: random.Random, background: Background, home: dict, since: date, *, years: tuple[int, int],
            sex: str | None = None, family: tuple[str, str] | None = None, born_here: float = 0.6) -> Person:
    sex = sex or rng.choice("MV")
    given = rng.choice(background.women if sex == "V" else background.men)
    if rng.random() < 0.3:
        given += " " + rng.choice(background.women if sex == "V" else background.men)
    born = years_before(registrar.today, rng.randint(*years), rng.randrange(364))
    native = background is BACKGROUNDS[0] or rng.random() < born_here or (registrar.today - born).days < 6000
    prefix, name = family or rng.choice(background.families)
    since = max(since, born)
    person = registrar.add(
        given=given, prefix=prefix, family=name, sex=sex, born=born, address=home, since=since,
        municipality=home["gemeente"], arrived=max(born, since - timedelta(days=rng.choice((0, 0, 2000, 6000)))),
        birth_country=BACKGROUNDS[0].country if native else background.country,
        birth_town=rng.choice(("Zonnedam", "Zonnedam", "Waterrijk", "Hoorn", "Lelystad", "Enkhuizen")) if native else background.town,
        nationalities=_nationalities(background, native, rng), secret=rng.random() < 0.012,
    )
    if not native:
        person.immigrated = (max(person.born + timedelta(days=900), since - timedelta(days=rng.randrange(3000))), background.country)
    _oddities(person, registrar.today, rng)
    if age(person, registrar.today) >= 18 and not person.parents:
        person.parents = [_loose_parent(person, background, sex_of, rng) for sex_of in "VM"]
    return person


def _nationalities(background: Background, native: bool, rng: random.Random) -> tuple[tuple[str, str], ...]:
    if background.nationality == NEDERLANDSE:
        return (NEDERLANDSE,)
    if native:
        return (NEDERLANDSE, background.nationality) if rng.random() < 0.5 else (NEDERLANDSE,)
    return (background.nationality,) if rng.random() < 0.6 else (NEDERLANDSE, background.nationality)


def _oddities(person: Person, today: date, rng: random.Random) -> None:
    chance = rng.random()
    if chance < 0.006:
        person.investigation = ("081120", today - timedelta(days=rng.randrange(20, 300)))
    elif chance < 0.009:
        person.investigation = ("010310", today - timedelta(days=rng.randrange(20, 300)))
    elif chance < 0.014 and person.immigrated:
        person.born_text = f"{person.born.year}{person.born.month:02d}00" if chance < 0.012 else f"{person.born.year}0000"
    elif chance < 0.019 and age(person, today) >= 18:
        day = today - timedelta(days=rng.randrange(30, 900))
        person.emigrated = (day, ("5010", "België"), f"Rue du Port {rng.randrange(1, 90)}")
    elif chance < 0.021 and age(person, today) >= 18:
        person.address_unknown = True


def _loose_parent(child: Person, background: Background, sex: str, rng: random.Random) -> Person:
    prefix, name = (child.prefix, child.family) if sex == "M" else rng.choice(background.families)
    given = rng.choice(background.women if sex == "V" else background.men)
    return Person(bsn="", given=given, prefix=prefix, family=name, sex=sex, born=years_before(child.born, rng.randint(21, 38)),
                  birth_country=child.birth_country, birth_town=child.birth_town)


def _alone(registrar: Registrar, rng: random.Random, background: Background, home: dict, since: date) -> None:
    person = _person(registrar, rng, background, home, since, years=rng.choice(((19, 34), (35, 64), (65, 92))))
    if age(person, registrar.today) > 66 and rng.random() < 0.6:
        late = _person(registrar, rng, background, home, since, years=(66, 90), sex="M" if person.sex == "V" else "V")
        late.died = registrar.today - timedelta(days=rng.randrange(20, 2500))
        late.emigrated, late.address_unknown = None, False
        marry(person, late, years_before(max(person.born, late.born), -24), ended=late.died)


def _couple(registrar: Registrar, rng: random.Random, background: Background, home: dict, since: date,
            years: tuple[int, int] | None = None) -> tuple[Person, Person]:
    years = years or rng.choice(((24, 45), (46, 66), (67, 88)))
    other = background if rng.random() < 0.8 else rng.choice(BACKGROUNDS)
    one = _person(registrar, rng, background, home, since, years=years)
    two = _person(registrar, rng, other, home, since, years=years, sex={"M": "V", "V": "M"}[one.sex] if rng.random() < 0.94 else one.sex)
    if rng.random() < 0.72:
        earliest = years_before(max(one.born, two.born), -23)
        day = min(earliest + timedelta(days=rng.randrange(3000)), registrar.today - timedelta(days=30))
        marry(one, two, day, "H" if rng.random() < 0.8 else "P")
        if two.sex == "V" and rng.random() < 0.3:
            two.naming = rng.choice("PVN")
    return one, two


def _children(registrar: Registrar, rng: random.Random, background: Background, home: dict, since: date, parents: tuple[Person, ...],
              custody: tuple[Person, ...] | None = None) -> None:
    mother = max(parents, key=lambda parent: parent.born)
    oldest = min(20, age(mother, registrar.today) - 20)
    for _ in range(rng.choices((1, 2, 3, 4), (35, 43, 17, 5))[0]):
        child = _person(registrar, rng, background, home, since, years=(0, max(0, oldest)), family=(parents[0].prefix, parents[0].family))
        child.emigrated, child.address_unknown = None, False
        minor = age(child, registrar.today) < 18
        give_birth(child, *parents, custody=(custody or parents) if minor else ())


def _family(registrar: Registrar, rng: random.Random, background: Background, home: dict, since: date) -> None:
    parents = _couple(registrar, rng, background, home, since, years=(26, 50))
    _children(registrar, rng, background, home, since, parents)


def _single_parent(registrar: Registrar, rng: random.Random, background: Background, home: dict, since: date) -> None:
    parent = _person(registrar, rng, background, home, since, years=(24, 52), sex="V" if rng.random() < 0.8 else "M")
    _children(registrar, rng, background, home, since, (parent,))


def _sharing(registrar: Registrar, rng: random.Random, background: Background, home: dict, since: date) -> None:
    for _ in range(rng.randint(2, 4)):
        _person(registrar, rng, rng.choice(BACKGROUNDS), home, since + timedelta(days=rng.randrange(15)), years=(19, 29))
