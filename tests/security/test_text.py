"""What is no text never reaches a page: NUL in address, query, cookie, field or file name is 400, half characters are replaced."""
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from balie.kernel.web.text import OnlyText
from tests.security import people


@pytest.mark.parametrize("address", ["/akkoord/a%00b/", "/verder/%00/", "/betalen/melding/%00/", "/zoeken/?q=a%00b", "/zoeken/?%00=1", "/x%00"])
def test_a_nul_in_the_address_is_refused(world, address):
    assert people.client(world, "parent").get(address).status_code == 400
    assert people.client(world, "parent").post(address).status_code == 400


def test_a_nul_in_a_field_is_refused_and_nothing_is_kept(world):
    browser = people.client(world, "owner")
    zaak = world.objects["zaak"]
    with people.undone():
        refused(browser, zaak)


def refused(browser, zaak):
    for data in ({"bericht": "a\x00b"}, {"\x00": "a"}, {"bericht": ["a", "b\x00"]}):
        assert browser.post(f"/mijn/zaken/{zaak}/bericht/", data).status_code == 400
    file = SimpleUploadedFile("a\x00.pdf", b"%PDF-1.4")  # Django takes it out of a name
    assert browser.post(f"/mijn/zaken/{zaak}/antwoord/", {"antwoord": "ja", "bestand": file}).status_code in (302, 400, 422)


def test_a_nul_in_a_cookie_is_refused(world):
    browser = people.client(world, "visitor")
    browser.cookies["balie_session"] = "abcdefgh\x00"
    assert browser.get("/mijn/").status_code in (302, 400)


def test_half_characters_are_read_as_signs(world):
    assert people.client(world, "visitor").get("/zoeken/?q=%ed%a0%80%ff").status_code == 200


def test_control_without_the_check_a_nul_reaches_the_database(world, monkeypatch):
    monkeypatch.setattr(OnlyText, "__call__", lambda self, request: self.get_response(request))
    with people.undone():
        assert people.client(world, "parent", raise_request_exception=False).get("/akkoord/a%00b/").status_code == 500
