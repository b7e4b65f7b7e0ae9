"""A draft that was begun without logging in goes along with who logs in in the same browser; nobody else's ever does."""
import pytest

from balie.applications.models import Application
from balie.applications.tests import factories
from balie.identity.public import Loa, LoginStart, Proof
from balie.kernel import plugins
from balie.kernel.models import AuditEntry
from balie.portal.tests.browser import BSN, OTHER_BSN, browser, hidden


class Provider:
    """Vouches for whoever the test says."""

    bsn = BSN

    def start(self, *, level, redirect_uri):
        return LoginStart(url="https://inloggen.example/", transaction={"state": "s1"})

    def finish(self, *, answer, transaction, level):
        return Proof(via="digid", loa=Loa.MIDDEN, bsn=self.bsn)


@pytest.fixture
def provider(monkeypatch):
    fake, get = Provider(), plugins.get
    monkeypatch.setattr(plugins, "get", lambda kind, name=None: fake if kind == "identity_provider" else get(kind, name))
    return fake


def log_in(client, provider, bsn: str = BSN, after: str = "/mijn/"):
    provider.bsn = bsn
    client.get("/inloggen/digid/", {"next": after})
    return client.get("/inloggen/digid/terug/", {"state": "s1"})


@pytest.fixture
def begun(gemeente, provider):
    """A browser in which nobody is logged in, with a draft of an open service; `begun.at` is its address."""
    factories.publish_open()
    client = browser()
    client.at = client.get("/aanvragen/speelstraat/")["Location"]
    client.post(client.at, hidden(client.get(client.at).text) | {"kinderen": "30", "muziek": "nee"})
    return client


def owner() -> tuple:
    row = Application.objects.get()
    return row.person_id, row.holder


def test_after_logging_in_it_is_in_mijn_balie(begun, provider):
    assert log_in(begun, provider)["Location"] == "/mijn/"
    page = begun.get("/mijn/").text
    assert "Ga verder met: Speelstraat" in page and str(Application.objects.get().pk) in page
    person_id, holder = owner()
    assert person_id and holder is None and Application.objects.get().loa == Loa.MIDDEN
    assert AuditEntry.objects.filter(action="aanvraag.overgenomen", subject=person_id).count() == 1


def test_it_is_there_on_another_device_too_and_gone_from_the_old_one_after_logging_out(begun, provider):
    log_in(begun, provider)
    phone = browser(BSN)
    assert "Ga verder met: Speelstraat" in phone.get("/mijn/").text and phone.get(begun.at).status_code == 200
    begun.post("/uitloggen/")
    assert begun.get(begun.at).status_code == 404


def test_control_without_logging_in_it_is_the_browsers(begun):
    assert owner()[0] is None and begun.get(begun.at).status_code == 200 and browser(BSN).get(begun.at).status_code == 404


def test_nobody_takes_along_what_was_begun_in_another_browser(begun, provider):
    other = browser()
    other.get("/aanvragen/speelstraat/")
    log_in(other, provider, OTHER_BSN)
    mine = Application.objects.get(answers__kinderen="30")
    assert mine.person_id is None and begun.get(begun.at).status_code == 200 and other.get(begun.at).status_code == 404


def test_the_next_person_in_the_same_browser_does_not_get_it(begun, provider):
    log_in(begun, provider)
    first = owner()
    log_in(begun, provider, OTHER_BSN)
    assert owner() == first and begun.get(begun.at).status_code == 404
    assert "Ga verder met" not in begun.get("/mijn/").text


def test_what_was_sent_stays_the_visitors(begun, provider):
    Application.objects.update(status=Application.Status.SUBMITTED)
    log_in(begun, provider)
    assert owner()[0] is None


def test_logging_in_in_the_middle_goes_on_where_one_was(begun, provider):
    assert log_in(begun, provider, after=begun.at)["Location"] == begun.at
    assert 'value="30"' in begun.get(begun.at).text


def test_a_resume_link_that_is_opened_while_logged_in_makes_it_ones_own(begun, provider):
    from balie.applications import public as applications

    token = begun.session["draft_token"]
    link = applications.make_resume_link(application_id=Application.objects.get().pk, resident=None, token=token)
    jo = browser(BSN)
    assert jo.post(f"/verder/{link}/").status_code == 302
    assert owner() == (jo.resident.person_id, None) and begun.get(begun.at).status_code == 404
    assert "Ga verder met: Speelstraat" in jo.get("/mijn/").text
