"""Puts the town together from a seed, and keeps it as JSON files in a folder: `build`, `load_or_build`.

The first day is kept with the files: ages and expiry dates are counted from that day, so that a town does not change
under the people who use it. Removing the folder makes a new one.
"""
from __future__ import annotations

import json
import os
import random
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from balie.demo.generate import addresses, belongings, businesses, drawing, plan, situations
from balie.demo.generate.numbers import number_plates, test_bsns
from balie.demo.generate.people import Registrar, populate
from balie.demo.generate.person import record

VERSION = 2  # raised when the files get another shape


@dataclass(kw_only=True)
class Town:
    """Everything invented, as plain JSON values. `persons` are BRP records; `maps` and `pictures` go by slug."""
    about: dict
    persons: list[dict]
    test_people: list[dict]
    addresses: list[dict]
    documents: list[dict]
    vehicles: list[dict]
    businesses: list[dict]
    maps: dict[str, dict] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)


def build(*, seed: int = 1, size: int = 2000, today: date) -> Town:
    """The whole town. The same seed, size and day always give the same one."""
    rng = random.Random(f"zonnedam:{seed}")  # noqa: S311 - a reproducible town, no secret
    sizes = {"9991": size, "9992": max(60, size * 15 // 100)}
    town = Town(about={"version": VERSION, "seed": seed, "size": size, "today": today.isoformat()}, persons=[], test_people=[],
                addresses=[], documents=[], vehicles=[], businesses=[])
    dwellings: dict[str, list[dict]] = {}
    for one in plan.PLANS:
        built = addresses.build(one, int(sizes[one.code] / 2.05) + 40)
        rows = [address.as_json() for address in built]
        town.addresses += rows
        dwellings[one.code] = [row for row in rows if row["gebruiksdoel"] == "woonfunctie"]
        slug = one.name.lower()
        town.maps[slug], town.pictures[slug] = drawing.geojson(one, built), drawing.svg(one, built)

    registrar = Registrar(islice(test_bsns(), situations.RESERVED, None), today)
    claimed: set[str] = set()

    def home_of(code: str, street: str, number: int) -> dict:
        homes = [row for row in dwellings[code] if row["straat"] == street]
        home = homes[min(number, len(homes)) - 1]
        claimed.add(home["nummeraanduidingIdentificatie"])
        return home

    shown = situations.settle(registrar, home_of)
    town.test_people = [asdict(one) for one in shown]
    for code, homes in dwellings.items():
        free = [home for home in homes if home["nummeraanduidingIdentificatie"] not in claimed]
        rng.shuffle(free)
        populate(registrar, free, sizes[code] + (len(registrar.people) if code != "9991" else 0), rng)

    keys = {one.bsn: one.key for one in shown}
    town.persons = [record(person) for person in registrar.people]
    town.documents = belongings.documents(registrar.people, keys, today, rng)
    town.vehicles = belongings.vehicles(registrar.people, keys, today, number_plates(rng), rng)
    owner = next(person for person in registrar.people if keys.get(person.bsn) == "tarik")
    premises = [row for row in town.addresses if row["gemeente"] == "9991"
                and row["gebruiksdoel"] not in ("woonfunctie", "bijeenkomstfunctie")]
    town.businesses = businesses.found(owner, registrar.people, premises[:max(60, size // 25)], rng)
    return town


FILES = ("about", "persons", "test_people", "addresses", "documents", "vehicles", "businesses", "maps", "pictures")


def save(town: Town, folder: Path) -> None:
    """One file per part; `about.json` comes last and says that the others are complete."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in reversed(FILES):
        fresh = folder / f".{name}.{os.getpid()}"
        fresh.write_text(json.dumps(getattr(town, name), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        fresh.replace(folder / f"{name}.json")


def load(folder: Path) -> Town | None:
    """The kept town, or None when there is none of this version."""
    try:
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        if about.get("version") != VERSION:
            return None
        return Town(**{name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in FILES})
    except (FileNotFoundError, json.JSONDecodeError):
        return None


def load_or_build(folder: Path, *, seed: int, size: int, today: date) -> Town:
    """The kept town when it has this seed and size, else a new one that is kept from now on."""
    kept = load(folder)
    if kept and (kept.about["seed"], kept.about["size"]) == (seed, size):
        return kept
    fresh = build(seed=seed, size=size, today=today)
    save(fresh, folder)
    return fresh
