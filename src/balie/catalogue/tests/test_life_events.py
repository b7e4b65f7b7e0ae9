"""Life events: only those with a service, in order, and none that a service invents."""

from pathlib import Path

from balie.catalogue import public as catalogue
from balie.catalogue.life_events import known_life_events
from balie.forms.public import load_folder

SERVICES = Path(__file__).parents[4] / "services"


def test_events_with_their_services_in_order(gemeente):
    assert catalogue.life_events() == ()
    catalogue.publish_standard_catalogue()
    events = {event.slug: event for event in catalogue.life_events()}
    assert [card.slug for card in events["kind-krijgen"].services][:3] == ["geboorteaangifte", "identiteitskaart", "paspoort"]
    assert events["verhuizen"].services[0].slug == "verhuizing"
    assert {event.slug: event.name for event in catalogue.life_events(language="en")}["verhuizen"] == "I am moving house"


def test_services_name_only_known_events():
    named = {event for place in SERVICES.glob("*/service.yaml") for event in load_folder(place.parent).service.life_events}
    assert named and named <= known_life_events()
