"""The generator: valid numbers, the same town from the same seed, families that fit, fixed test people."""
import dataclasses
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn as official

from balie.demo.generate.numbers import bsn_is_valid, rsin
from balie.demo.generate.rd import to_wgs84
from balie.demo.generate.town import build, load, load_or_build, save
from balie.demo.municipality import MUNICIPALITIES

DAY = date(2026, 11, 23)


@given(st.integers(0, 999_999_999))
def test_the_elfproef_is_that_of_an_independent_library(number):
    text = f"{number:09d}"
    assert bsn_is_valid(text) == (official.is_valid(text) and text != "000000000")


def test_everybody_has_a_valid_test_number_of_their_own(town):
    numbers = [person["burgerservicenummer"] for person in town.persons]
    assert len(set(numbers)) == len(numbers) >= 400
    assert all(bsn_is_valid(number) and number.startswith("999") for number in numbers)
    assert all(bsn_is_valid(rsin(i)) for i in range(50))
    assert len({rsin(i) for i in range(50)}) == 50


def test_a_changed_digit_is_no_valid_number(town):
    number = town.persons[0]["burgerservicenummer"]
    assert not bsn_is_valid(number[:-1] + str((int(number[-1]) + 1) % 10))


def test_the_same_seed_gives_the_same_town_and_another_seed_another():
    one, same, other = (build(seed=seed, size=150, today=DAY) for seed in (3, 3, 4))
    assert dataclasses.asdict(one) == dataclasses.asdict(same)
    assert one.persons != other.persons


def test_test_people_do_not_depend_on_seed_or_size():
    towns = [build(seed=seed, size=size, today=DAY) for seed, size in ((1, 100), (9, 900))]
    assert towns[0].test_people == towns[1].test_people
    assert len(towns[0].test_people) >= 14


def test_any_size_fits():
    town = build(seed=1, size=9000, today=DAY)
    assert 9000 <= len(town.persons) <= 11_000
    assert all(person["verblijfplaats"].get("straat") for person in town.persons if not person.get("opschortingBijhouding")
               and person["verblijfplaats"].get("land", {}).get("code") != "0000")


def test_families_point_at_each_other(town):
    people = {person["burgerservicenummer"]: person for person in town.persons}
    links = 0
    for bsn, person in people.items():
        for child in person["kinderen"]:
            assert bsn in [parent.get("burgerservicenummer") for parent in people[child["burgerservicenummer"]]["ouders"]]
            assert child["geboorte"]["datum"][:4] > person["geboorte"]["datum"][:4]
            links += 1
        for partner in person["partners"]:
            assert people[partner["burgerservicenummer"]]["partners"][0]["burgerservicenummer"] == bsn
            links += 1
    assert links > 100


def test_nothing_lies_in_the_future(town):
    today = date.today().strftime("%Y%m%d")
    for person in town.persons:
        assert person["geboorte"]["datum"] <= today
        assert person["verblijfplaats"]["datumIngangGeldigheid"] <= today
        for partner in person["partners"]:
            assert partner["aangaanHuwelijkPartnerschap"]["datum"] <= today


def test_the_town_has_every_situation_we_test_with(town):
    people = town.persons
    assert any(person.get("geheimhoudingPersoonsgegevens") for person in people)
    assert any(person.get("overlijden") for person in people)
    assert any(person["verblijfplaats"].get("inOnderzoek") for person in people)
    assert any(person["nationaliteiten"][0]["nationaliteit"]["code"] != "0001" for person in people)
    assert {"paspoort", "identiteitskaart"} == {row["soort"] for row in town.documents}
    assert {"geldig", "verlopen", "vermist"} <= {row["status"] for row in town.documents}


def test_addresses_are_unique_and_agree_with_the_municipality(town):
    keys = [(row["postcode"], row["huisnummer"], row["huisletter"], row["huisnummertoevoeging"]) for row in town.addresses]
    assert len(set(keys)) == len(keys)
    streets = {(row["gemeente"], row["straat"]) for row in town.addresses}
    for one in MUNICIPALITIES:
        for location in one.locations:
            here = (one.code, location.street, location.number)
            found = [row for row in town.addresses if (row["gemeente"], row["straat"], row["huisnummer"]) == here]
            said = [(row["postcode"], row["woonplaats"], row["gebruiksdoel"]) for row in found]
            assert said == [(location.postcode, location.place, "bijeenkomstfunctie")]
        assert {(one.code, street) for zone in one.parking_zones for street in zone.streets} <= streets


def test_coordinates_agree_with_the_known_point_of_the_rd_system():
    assert to_wgs84(155_000, 463_000) == (5.3872062, 52.1551744)
    lon, lat = to_wgs84(121_687, 487_484)  # Amsterdam
    assert abs(lon - 4.8980) < 0.0005 and abs(lat - 52.3742) < 0.0005


def test_the_map_is_valid_geojson_in_open_water(town):
    for slug, picture in town.pictures.items():
        features = town.maps[slug]["features"]
        assert {feature["properties"]["kind"] for feature in features} >= {"land", "canal", "street", "building"}
        rings = [feature["geometry"]["coordinates"][0] for feature in features if feature["geometry"]["type"] == "Polygon"]
        assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in rings)
        assert all(5.2 < lon < 5.6 and 52.6 < lat < 52.9 for ring in rings for lon, lat in ring)
        assert picture.startswith("<svg") and "style=" not in picture


def test_test_people_live_where_their_sentence_says():
    town = build(seed=2, size=300, today=DAY)
    streets = {one["key"]: next(p for p in town.persons if p["burgerservicenummer"] == one["bsn"])["verblijfplaats"]["straat"]
               for one in town.test_people}
    zones = {zone.key: zone.streets for zone in MUNICIPALITIES[0].parking_zones}
    assert streets["sanne"] in zones["A"] and streets["mila"] in zones["B"] and streets["kevin"] in zones["B"]
    assert not any(streets["ingrid"] in names for names in zones.values())
    homes = [(p["verblijfplaats"]["straat"], p["verblijfplaats"]["huisnummer"]) for p in town.persons[:30]]
    assert len(set(homes)) >= 18  # nobody of them shares a house with a stranger


def test_a_kept_town_is_used_again(tmp_path, town):
    save(town, tmp_path)
    assert dataclasses.asdict(load(tmp_path)) == dataclasses.asdict(town)
    again = load_or_build(tmp_path, seed=7, size=400, today=date(2030, 1, 1))
    assert again.about == town.about
    assert load_or_build(tmp_path, seed=8, size=100, today=DAY).about["seed"] == 8
    (tmp_path / "about.json").unlink()  # as after a kill while saving
    assert load(tmp_path) is None
