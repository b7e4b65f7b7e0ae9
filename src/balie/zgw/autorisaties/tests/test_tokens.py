"""Who gets in with which token: only one that the secret of its own client signed, lately; and what is wrong is said without telling who exists."""
from __future__ import annotations

import hashlib
import time
from datetime import timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from balie.kernel import clock, tenancy
from balie.zgw import errors
from balie.zgw.autorisaties import authenticate, memory, tokens
from balie.zgw.autorisaties.tests.world import SECRET, ZAAKTYPE, bearer, make_client, packed, signed, token, zaken

NO_MOMENTS = ["2026-01-01", True, [1], {}, float("nan"), float("inf"), -float("inf"), -5, 10**400, 1e300]


@pytest.fixture
def client(gemeente):
    """The clock stands still: a second more or less decides here."""
    with clock.frozen(clock.now().replace(microsecond=0)):
        yield make_client("zaaksysteem", zaken("zaken.lezen", level="openbaar"))


def refused(header: str) -> errors.ZgwError:
    with pytest.raises(errors.ZgwError) as caught:
        authenticate(header)
    assert caught.value.status == 403
    return caught.value


def test_a_good_token_says_who_it_is(client):
    found = authenticate(bearer())
    assert (found.client_id, found.applicatie_id, found.label, found.superuser) == ("zaaksysteem", client.id, "Het zaaksysteem", False)
    assert (found.user_id, found.user_representation) == ("jansen", "J. Jansen")
    assert found.may("zrc", "zaken.lezen") and not found.may("zrc", "zaken.aanmaken")
    assert found.limits("zrc", frozenset({"zaken.lezen"})).by_type == {ZAAKTYPE: frozenset({"openbaar"})}
    assert SECRET not in repr(found)


def test_with_all_autorisaties_it_may_everything(gemeente):
    make_client("beheer")
    found = authenticate(bearer("beheer"))
    assert found.superuser and found.may("ac", "autorisaties.bijwerken") and found.limits("zrc", frozenset({"zaken.lezen"})).all


def test_a_library_makes_what_we_take(client):
    made = jwt.encode({"alg": "HS256", "typ": "JWT"}, {"iss": "zaaksysteem", "iat": int(time.time()), "client_id": "zaaksysteem"},
                      OctKey.import_key(SECRET))
    assert authenticate(f"Bearer {made}").user_id == ""


def test_an_unknown_part_of_its_header_is_ignored(client):
    """Older clients repeat the client id there."""
    assert authenticate(bearer(header={"alg": "HS256", "typ": "JWT", "client_identifier": "zaaksysteem"}))


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic amFuc2VuOmdlaGVpbQ==", "Token abc", "bearer\t"])
def test_without_a_token_nobody_is_logged_in(client, header):
    assert refused(header).code == "not_authenticated"


@pytest.mark.parametrize("text", [
    "x", "a.b", "a.b.c", "a.b.c.d.e", "....", "é.é.é", f"{packed({'alg': 'HS256'})}.!!!.x", f"{packed({'alg': 'HS256'})}.{packed('tekst')}.x",
    f"{packed({'alg': 'HS256'})}.{packed([1])}.x", f"{packed({'alg': 'HS256'})}.{packed({'client_id': 5})}.x", "x" * 5000,
    f"{packed({'alg': 'HS256'})}.{packed({'client_id': 'a' + chr(0)})}.x", f"{packed({'alg': 'HS256'})}.{packed({'client_id': ''})}.x",
])
def test_what_is_no_token_is_said_to_be_none(client, text):
    assert refused(f"Bearer {text}").code in ("jwt-decode-error", "missing-client-identifier")


def test_what_no_database_takes_does_not_get_in(client):
    found = authenticate(bearer(user_id="jan\x00sen" + "n" * 300, user_representation={"naam": "x"}))
    assert found.user_id == "jansen" + "n" * 249 and found.user_representation == ""
    for header in (bearer("a\ud800"), bearer(user_id="a\ud800")):
        assert refused(header).code == "jwt-decode-error"


# -- who signed it


def test_another_secret_is_a_bad_signature(client):
    assert refused(bearer(secret="een-ander-lang-geheim")).code == "invalid-jwt-signature"


def test_an_unknown_client_gets_the_same_answer(client):
    unknown, wrong = refused(bearer("bestaat-niet")), refused(bearer(secret="een-ander-lang-geheim"))
    assert (unknown.code, unknown.detail, unknown.title, unknown.status) == (wrong.code, wrong.detail, wrong.title, wrong.status)
    assert "bestaat-niet" not in str(unknown) + unknown.detail


def test_the_secret_of_one_client_opens_no_other(client):
    make_client("beheer", secret="het-geheim-van-beheer")
    assert refused(bearer("beheer", SECRET)).code == "invalid-jwt-signature"
    assert authenticate(bearer("beheer", "het-geheim-van-beheer")).superuser, "control: its own does"


@pytest.mark.parametrize("part", [0, 1, 2])
def test_what_was_changed_is_a_bad_signature(client, part):
    make_client("beheer", secret="het-geheim-van-beheer")
    good = token().split(".")
    other = token("beheer", "het-geheim-van-beheer", header={"alg": "HS256"}).split(".")
    good[part] = other[part]
    assert refused("Bearer " + ".".join(good)).code == "invalid-jwt-signature"


@pytest.mark.parametrize("alg", ["none", "None", "NONE", "", "HS512", "HS384", "RS256", "ES256", None, ["HS256"], 5])
def test_no_other_algorithm_counts(client, alg):
    """Also not when it was signed with the right secret, or not signed at all."""
    how = {"HS512": hashlib.sha512, "HS384": hashlib.sha384}.get(alg if isinstance(alg, str) else "", hashlib.sha256)
    claims = {"iat": int(time.time()), "client_id": "zaaksysteem"}
    assert refused("Bearer " + signed({"alg": alg}, claims, SECRET, how)).code == "invalid-jwt-signature"
    assert refused(f"Bearer {packed({'alg': alg})}.{packed(claims)}.").code in ("invalid-jwt-signature", "jwt-decode-error")


def test_a_public_key_is_no_secret(client):
    """Algorithm confusion: signed with RS256, and HS256 with a public key."""
    key = RSAKey.generate_key(2048)
    claims = {"iat": int(time.time()), "client_id": "zaaksysteem"}
    for text in (jwt.encode({"alg": "RS256"}, claims, key), signed({"alg": "HS256"}, claims, key.as_pem(private=False).decode())):
        assert refused(f"Bearer {text}").code == "invalid-jwt-signature"


@pytest.mark.parametrize("header", [{"alg": "HS256", "crit": ["x"], "x": 1}, {"alg": "HS256", "b64": False, "crit": ["b64"]}])
def test_what_it_demands_and_we_do_not_know_is_refused(client, header):
    assert refused(bearer(header=header)).code == "invalid-jwt-signature"


def test_a_client_without_a_secret_gets_in_with_none(gemeente):
    row = make_client()
    row.clients.update(secret=b"")
    memory.forget()
    assert refused(bearer()).code == "invalid-jwt-signature"
    assert refused(bearer(secret="")).code == "invalid-jwt-signature"


def test_the_client_of_one_municipality_is_nobody_in_another(client, other_gemeente):
    header = bearer()
    assert authenticate(header)
    with tenancy.scope(other_gemeente):
        assert refused(header).code == "invalid-jwt-signature"


# -- when


@pytest.mark.parametrize(("age", "code"), [(0, ""), (3600, ""), (3629, ""), (3631, "jwt-expired"), (10**7, "jwt-expired"), (-29, ""),
                                          (-31, "jwt-not-yet-valid")])
def test_a_token_counts_an_hour_after_it_was_made(client, age, code):
    header = bearer(iat=int(clock.now().timestamp()) - age)
    assert (refused(header).code if code else authenticate(header) and "") == code


def test_how_long_is_a_setting(client, settings):
    header = bearer(iat=int(clock.now().timestamp()) - 100)
    assert authenticate(header)
    settings.BALIE = settings.BALIE.model_copy(update={"jwt_expiry": 60})
    assert refused(header).code == "jwt-expired"


@pytest.mark.parametrize(("claims", "code"), [
    ({"exp": -31}, "jwt-expired"), ({"exp": -29}, ""), ({"exp": 60}, ""), ({"nbf": 31}, "jwt-not-yet-valid"), ({"nbf": 29}, ""),
])
def test_exp_and_nbf_count_too(client, claims, code):
    header = bearer(**{name: int(clock.now().timestamp()) + seconds for name, seconds in claims.items()})
    assert (refused(header).code if code else authenticate(header) and "") == code


def test_exp_cannot_make_it_longer(client):
    now = int(clock.now().timestamp())
    assert refused(bearer(iat=now - 7200, exp=now + 7200)).code == "jwt-expired"


def test_without_iat_it_is_refused(client):
    assert refused(bearer(iat=None)).code == "jwt-missing-iat-claim"


@pytest.mark.parametrize("name", ["iat", "exp", "nbf"])
@pytest.mark.parametrize("value", NO_MOMENTS, ids=lambda value: str(value)[:10])
def test_what_is_no_moment_is_refused(client, name, value):
    assert refused(bearer(**{name: value})).code == "jwt-decode-error"


@pytest.mark.parametrize("name", ["iat", "exp", "nbf"])
@pytest.mark.parametrize("value", NO_MOMENTS, ids=lambda value: str(value)[:10])
def test_what_is_no_moment_is_refused_whoever_reads_the_json(name, value):
    """NaN compares as nothing: a token with it would count for ever."""
    with pytest.raises(errors.Forbidden, match="403 jwt-decode-error"):
        tokens._in_time({"iat": clock.now().timestamp()} | {name: value})
    tokens._in_time({"iat": clock.now().timestamp()})


def test_a_moment_with_a_fraction_is_fine(client):
    assert authenticate(bearer(iat=clock.now().timestamp()))


def test_it_also_ends_for_a_token_that_was_remembered(client):
    header = bearer()
    assert authenticate(header) and authenticate(header)
    with clock.frozen(clock.now() + timedelta(hours=2)):
        assert refused(header).code == "jwt-expired"


def test_a_wrong_signature_is_said_before_the_time(client):
    """Who cannot sign learns nothing of the token."""
    assert refused(bearer(secret="een-ander-lang-geheim", iat=1)).code == "invalid-jwt-signature"


def test_no_text_of_a_refusal_repeats_what_was_sent(client):
    for header in (bearer("jansen-bv", user_id="999900006"), "Bearer geheime.tekst.hier", "Basic geheim", bearer(iat="geheim")):
        error = refused(header)
        assert not any(word in f"{error} {error.detail} {error.title}" for word in ("jansen", "999900006", "geheim", "tekst"))


# -- what it costs


def test_a_warm_token_asks_the_database_nothing(client, django_assert_num_queries):
    header = bearer()
    with django_assert_num_queries(2):  # client with applicatie, autorisaties
        authenticate(header)
    with django_assert_num_queries(0):
        authenticate(header)
        authenticate(bearer(user_id="pieterse"))


def test_a_remembered_token_is_not_verified_again(client, monkeypatch):
    header = bearer()
    authenticate(header)
    monkeypatch.setattr(tokens, "_verified", None)
    assert authenticate(header).user_id == "jansen"
    with pytest.raises(TypeError):
        authenticate(bearer(user_id="pieterse"))


def test_many_tokens_do_not_fill_the_memory(client, monkeypatch):
    monkeypatch.setattr(memory, "MOST_TOKENS", 10)
    for number in range(50):
        authenticate(bearer(user_id=str(number)))
    assert len(memory.client("zaaksysteem").verified) <= 10


