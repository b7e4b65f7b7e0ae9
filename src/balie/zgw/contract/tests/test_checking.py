"""Every mistake at once, where it is, with the code clients know; and nothing in the result that a client may not say."""
from __future__ import annotations

import json

import pytest

from balie.zgw.contract import cleaning, facts
from balie.zgw.contract.checking import check
from balie.zgw.contract.contract import load

URL = "https://zonnedam.example/catalogi/api/v1/zaaktypen/1"
ZAAK = {
    "bronorganisatie": "517439943", "zaaktype": URL, "startdatum": "2026-01-31", "verantwoordelijkeOrganisatie": "517439943",
}
ROL = {"zaak": URL, "roltype": URL, "roltoelichting": "x", "betrokkeneType": "vestiging"}


def faults(name, body, api="zaken", **options):
    return {each.name: each.code for each in check(load(api), name, body, **options)[1]}


def test_a_good_zaak_passes_as_it_is():
    body = ZAAK | {
        "omschrijving": "Boom", "verlenging": None, "opschorting": {"indicatie": True, "reden": "x"}, "archiefnominatie": None,
        "zaakgeometrie": {"type": "Point", "coordinates": [4.9, 52.3]}, "kenmerken": [{"kenmerk": "a", "bron": "b"}],
        "communicatiekanaal": "", "betalingsindicatie": "", "laatsteBetaaldatum": "2026-01-31T12:00:00+01:00",
    }

    assert check(load("zaken"), "Zaak", body) == (body, [])


def test_what_a_client_may_not_say_is_dropped():
    cleaned, errors = check(load("zaken"), "Zaak", ZAAK | {"url": "onzin", "einddatum": 5, "uuid": None, "onbekend": {"a": 1}})

    assert (cleaned, errors) == (ZAAK, [])


def test_unknown_attributes_within_a_group_are_dropped_too():
    cleaned, _ = check(load("zaken"), "Zaak", ZAAK | {"kenmerken": [{"kenmerk": "a", "bron": "b", "c": 1}]})

    assert cleaned["kenmerken"] == [{"kenmerk": "a", "bron": "b"}]


def test_all_mistakes_are_said_at_once():
    body = {
        "startdatum": "2026-02-30", "zaaktype": "", "bronorganisatie": 5, "omschrijving": "x" * 81, "kenmerken": {},
        "relevanteAndereZaken": [{"url": "x", "aardRelatie": "vervolg"}, 3, {"url": URL}], "verlenging": {"reden": "x", "duur": "3 weken"},
        "zaakgeometrie": {"type": "Punt"}, "vertrouwelijkheidaanduiding": None, "archiefstatus": "weg", "productenOfDiensten": ["a b"],
    }

    assert faults("Zaak", body) == {
        "startdatum": "invalid", "zaaktype": "blank", "bronorganisatie": "invalid", "omschrijving": "max_length", "kenmerken": "not_a_list",
        "relevanteAndereZaken.0.url": "bad-url", "relevanteAndereZaken.1": "invalid", "relevanteAndereZaken.2.aardRelatie": "required",
        "verlenging.duur": "invalid", "zaakgeometrie.type": "invalid_choice", "vertrouwelijkheidaanduiding": "null",
        "archiefstatus": "invalid_choice", "productenOfDiensten.0": "bad-url", "verantwoordelijkeOrganisatie": "required",
    }


def test_a_reason_is_a_sentence_and_repeats_nothing_that_was_sent():
    secret = "999993653"
    _, errors = check(load("zaken"), "Zaak", {"bronorganisatie": secret + "0", "startdatum": secret, "zaaktype": secret, "archiefstatus": secret})

    assert len(errors) >= 4
    assert all(each.reason.endswith(".") and secret not in each.reason for each in errors)


def test_a_patch_requires_nothing_but_within_a_group():
    assert faults("Zaak", {}, partial=True) == {}
    assert faults("Zaak", {"verlenging": {}}, partial=True) == {"verlenging.duur": "required", "verlenging.reden": "required"}
    assert "zaaktype" in faults("Zaak", {}), "the control: a whole zaak does"


@pytest.mark.parametrize("body", [None, [], "tekst", 5, True])
def test_what_is_no_object_is_one_mistake(body):
    assert faults("Zaak", body) == {"nonFieldErrors": "invalid"}


def test_text_that_no_database_can_hold_is_refused():
    assert faults("Zaak", ZAAK | {"toelichting": "a\0b"}) == {"toelichting": "null_characters_not_allowed"}
    assert faults("Zaak", ZAAK | {"kenmerken": [{"bron": "\ud800"}]}) == {"kenmerken.0.bron": "surrogate_characters_not_allowed"}
    assert faults("Zaak", ZAAK | {"sleutel\0": 1}) == {"nonFieldErrors": "null_characters_not_allowed"}
    assert faults("Zaak", ZAAK | {"toelichting": "é 🌳"}) == {}


def test_numbers_no_one_can_hold_are_refused():
    assert faults("Zaak", ZAAK | {"zaakgeometrie": {"type": "Point", "coordinates": [float("nan"), 1]}})
    assert faults("EnkelvoudigInformatieObjectCreateLockRequest", {"bestandsomvang": 2**63}, "documenten", partial=True) == {
        "bestandsomvang": "max_value",
    }
    assert faults("EnkelvoudigInformatieObjectCreateLockRequest", {"bestandsomvang": 10**400}, "documenten", partial=True)
    assert faults("EnkelvoudigInformatieObjectCreateLockRequest", {"bestandsomvang": 2**63 - 1}, "documenten", partial=True) == {}


def test_depth_and_size_are_bounded():
    deep: object = "x"
    for _ in range(cleaning.MAX_DEPTH + 2):
        deep = [deep]

    assert faults("Zaak", ZAAK | {"onbekend": deep}) == {"nonFieldErrors": "too_large"}
    assert faults("Zaak", ZAAK | {"productenOfDiensten": [URL] * (cleaning.MAX_VALUES + 1)}) == {"nonFieldErrors": "too_large"}


def test_many_mistakes_do_not_become_an_endless_answer():
    assert len(check(load("zaken"), "Zaak", ZAAK | {"productenOfDiensten": [1] * 5_000})[1]) <= 200


@pytest.mark.parametrize(
    ("kind", "identification", "wrong"),
    [
        ("natuurlijk_persoon", {"inpBsn": "1" * 10, "inpA_nummer": "abc"}, {"inpBsn": "max_length", "inpA_nummer": "invalid"}),
        ("natuurlijk_persoon", {"inpA_nummer": "", "geslachtsaanduiding": ""}, {}),
        ("vestiging", {"kvkNummer": "1" * 9}, {"kvkNummer": "max_length"}),
        ("vestiging", {"inpBsn": "1" * 10}, {}),  # not of a vestiging: dropped
    ],
)
def test_the_type_of_a_betrokkene_says_what_identifies_it(kind, identification, wrong):
    found = faults("Rol", ROL | {"betrokkeneType": kind, "betrokkeneIdentificatie": identification})

    assert found == {f"betrokkeneIdentificatie.{name}": code for name, code in wrong.items()}


@pytest.mark.parametrize(("kind", "code"), [("robot", "invalid_choice"), (5, "invalid_choice"), ([], "invalid_choice"), (None, "null")])
def test_a_type_that_is_none_is_said_once(kind, code):
    assert faults("Rol", ROL | {"betrokkeneType": kind, "betrokkeneIdentificatie": {"inpBsn": "1"}}) == {"betrokkeneType": code}


def test_a_patch_of_a_zaakobject_is_held_against_the_type_it_has():
    body = {"objectIdentificatie": {"identificatie": "x" * 101, "wplWoonplaatsNaam": "A", "gorOpenbareRuimteNaam": "B", "huisnummer": 1}}
    contract = load("zaken")

    assert check(contract, "PatchedZaakObject", body, partial=True)[0] == {}, "nobody knows what it identifies"
    cleaned, errors = check(contract, "PatchedZaakObject", body, partial=True, variant="adres")
    assert cleaned == body
    assert [(each.name, each.code) for each in errors] == [("objectIdentificatie.identificatie", "max_length")]


@pytest.mark.parametrize(
    ("geometry", "wrong"),
    [
        ({"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [5, 6], [1, 2]]]}, {}),
        ({"type": "Polygon", "coordinates": [[[1, "x"]]]}, {"zaakgeometrie.coordinates.0.0.1": "invalid"}),
        ({"type": "Point", "coordinates": [1]}, {"zaakgeometrie.coordinates": "min_length"}),
        ({"type": "Point"}, {"zaakgeometrie.coordinates": "required"}),
        ({}, {"zaakgeometrie.type": "required"}),
        (None, {}),
        ([], {"zaakgeometrie": "invalid"}),
    ],
)
def test_geometry(geometry, wrong):
    assert faults("Zaak", {"zaakgeometrie": geometry}, partial=True) == wrong


def test_a_file_must_be_base64_and_its_size_costs_nothing_extra():
    name = "EnkelvoudigInformatieObjectCreateLockRequest"

    assert faults(name, {"inhoud": "aGFsbG8="}, "documenten", partial=True) == {}
    assert faults(name, {"inhoud": "geen base64!"}, "documenten", partial=True) == {"inhoud": "invalid"}
    assert faults(name, {"inhoud": 5}, "documenten", partial=True) == {"inhoud": "invalid"}
    assert check(load("documenten"), name, {"inhoud": "aGFsbG8="}, partial=True)[0] == {"inhoud": "aGFsbG8="}


def test_each_autorisatie_is_held_against_its_own_component():
    body = {"clientIds": ["a"], "label": "x", "autorisaties": [
        {"component": "zrc", "scopes": ["zaken.lezen"], "zaaktype": "x", "maxVertrouwelijkheidaanduiding": "hoog"},
        {"component": "xyz", "scopes": []}, {"scopes": [""]},
    ]}

    assert faults("Applicatie", body, "autorisaties") == {
        "autorisaties.0.zaaktype": "bad-url", "autorisaties.0.maxVertrouwelijkheidaanduiding": "invalid_choice",
        "autorisaties.1.component": "invalid_choice", "autorisaties.2.component": "required", "autorisaties.2.scopes.0": "blank",
    }


def test_a_choice_may_be_blank_in_an_api_that_cannot_say_so():
    besluit = {"verantwoordelijkeOrganisatie": "1", "besluittype": URL, "datum": "2026-01-01", "ingangsdatum": "2026-01-01"}

    assert faults("Besluit", besluit | {"vervalreden": ""}, "besluiten") == {}
    assert faults("Besluit", besluit | {"vervalreden": "zomaar"}, "besluiten") == {"vervalreden": "invalid_choice"}


def test_what_has_a_default_or_is_unknown_is_not_required():
    assert "heeftAlleAutorisaties" not in faults("Applicatie", {}, "autorisaties")
    assert "zaakinformatieobjecten" not in faults("StatusRequestbody", {}), "the standard requires what it does not define"


@pytest.mark.parametrize(
    "text", ["2026-01-31T12:30:00Z", "2026-01-31T12:30:00.123456789+01:00", "2026-01-31T12:30:00", "2026-01-31", "9000-01-01T00:00:00Z"],
)
def test_moments_as_clients_write_them(text):
    assert faults("Status", {"datumStatusGezet": text}, partial=True) == {}


@pytest.mark.parametrize(
    "text",
    ["", "gisteren", "2026-13-01T00:00:00Z", "20260131", "0001-01-01T00:00:00+14:00", "2026-01-31T00:00+16:00", "2026-W05-1", "2026-01-31T25:00Z"],
)
def test_moments_that_are_none(text):
    assert faults("Status", {"datumStatusGezet": text}, partial=True) == {"datumStatusGezet": "invalid"}


@pytest.mark.parametrize("text", ["P3M", "P1Y2M10DT2H30M", "PT36H", "P0D", "P6W"])
def test_durations(text):
    assert faults("Zaak", {"verlenging": {"reden": "x", "duur": text}}, partial=True) == {}


@pytest.mark.parametrize("text", ["P", "PT", "3M", "P3", "", "P-1D", "P1DT", "P99999999999Y"])
def test_durations_that_are_none(text):
    assert faults("Zaak", {"verlenging": {"reden": "x", "duur": text}}, partial=True) == {"verlenging.duur": "invalid"}


@pytest.mark.parametrize("text", ["https://a.nl", "http://localhost:8000/zaken/api/v1/zaken/1?a=b#c", "urn:uuid:1", "mailto:a@b.nl"])
def test_addresses(text):
    assert faults("Zaak", {"zaaktype": text}, partial=True) == {}


@pytest.mark.parametrize("text", ["a.nl", "/zaken/1", "https://", "https:///a", "https://a b.nl", "https://a.nl/<script>", "javascript"])
def test_addresses_that_are_none(text):
    assert faults("Zaak", {"zaaktype": text}, partial=True) == {"zaaktype": "bad-url"}


@pytest.mark.parametrize("api", facts.APIS)
def test_every_body_of_the_standard_can_be_checked(api):
    for operation in load(api).operations.values():
        for name in operation.body.values():
            if name:
                cleaned, errors = check(load(api), name, {})
                assert cleaned == {}
                assert all(each.code == "required" for each in errors), (name, errors)
                json.dumps([each.name for each in errors])
