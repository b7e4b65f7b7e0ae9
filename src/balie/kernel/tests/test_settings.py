"""The settings: production leads nowhere by itself, every mistake has a readable line, and a wrong name of a plug-in stops the start."""
import pytest

from balie.kernel import egress, plugins
from balie.settings import environment
from balie.settings.outside import SERVICES

RIGHT = {
    "BALIE_MODE": "production", "BALIE_SECRET_KEYS": "k" * 48, "BALIE_SMTP_HOST": "mail.gemeente.example",
    "BALIE_MAIL_FROM": "Gemeente <noreply@gemeente.example>", "BALIE_SCANNER": "clamav://scanner:3310",
    **{f"BALIE_{one.setting.upper()}": f"https://{name}.example/api" for name, one in SERVICES.items()},
    **{f"BALIE_{needed.upper()}": f"our-own-{needed}" for one in SERVICES.values() for needed in one.needs},
}


@pytest.fixture
def read(monkeypatch):
    """Reads the settings as if only these were set; `None` takes one away from those of a right production."""
    def reading(**changes):
        import os

        for name in [name for name in os.environ if name.startswith("BALIE_") or name == "PORT"]:
            monkeypatch.delenv(name)
        for name, value in (RIGHT | changes).items():
            if value is not None:
                monkeypatch.setenv(name, value)
        return environment.read()

    return reading


def faults(read, **changes) -> list[str]:
    with pytest.raises(SystemExit) as stopped:
        read(**changes)
    first, *lines = str(stopped.value).splitlines()
    assert first == "Balie cannot start: the settings are not right."
    return [line.strip() for line in lines]


def test_a_right_production_is_read(read):
    found = read()
    assert found.https and found.smtp_security == "starttls" and found.switched_off() == []
    assert [found.endpoint(name) for name in SERVICES] == [f"https://{name}.example/api" for name in SERVICES]


@pytest.mark.parametrize("name", SERVICES)
def test_a_forgotten_address_never_leads_to_the_demo_town(read, name):
    setting = f"BALIE_{SERVICES[name].setting.upper()}"
    [line] = faults(read, **{setting: None})
    assert line.startswith(f"{setting}: is empty") and "or off when you do not use it" in line


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_can_be_switched_off(read, name):
    found = read(**{f"BALIE_{SERVICES[name].setting.upper()}": "off", **{f"BALIE_{each.upper()}": None for each in SERVICES[name].needs}})
    assert found.switched_off() == [name] and found.endpoint(name) == ""


def test_control_in_demo_what_is_not_set_is_in_the_town(read):
    found = read(**dict.fromkeys(RIGHT))
    assert found.mode == "demo" and found.endpoint("bag").startswith("http://localhost:8001/") and found.switched_off() == []
    assert read(**dict.fromkeys(RIGHT) | {"BALIE_BAG_URL": "off"}).endpoint("bag") == ""


@pytest.mark.parametrize(("changes", "said"), [
    ({"BALIE_BRP_URL": "http://brp.example"}, "BALIE_BRP_URL: is sent in the clear"),
    ({"BALIE_BRP_URL": "brp.example"}, "BALIE_BRP_URL: write it as https://name/path"),
    ({"BALIE_BRP_URL": "https://brp.example:poort"}, "BALIE_BRP_URL: write it as https://name/path"),
    ({"BALIE_SCANNER": None}, "BALIE_SCANNER: is empty"),
    ({"BALIE_SCANNER": "demo"}, "BALIE_SCANNER: demo is for the demo"),
    ({"BALIE_SCANNER": "clamav://"}, "BALIE_SCANNER: write it as clamav://host:3310"),
    ({"BALIE_PAYMENT_PROVIDER": "failing"}, "BALIE_PAYMENT_PROVIDER: failing is for the demo"),
    ({"BALIE_SECRET_KEYS": "kort"}, "BALIE_SECRET_KEYS: a key is too easy"),
    ({"BALIE_MOLLIE_API_KEY": environment.DEMO_CREDENTIALS["mollie_api_key"]}, "BALIE_MOLLIE_API_KEY: is the demo town's"),
    ({"BALIE_DIGID_CLIENT_SECRET": None}, "BALIE_DIGID_CLIENT_SECRET: is empty. BALIE_DIGID_ISSUER needs it"),
    ({"BALIE_STORAGE": "s3"}, "BALIE_S3_BUCKET: is empty"),
    ({"BALIE_STORAGE": "tape"}, "BALIE_STORAGE: input should be 'files' or 's3'"),
    ({"BALIE_SMTP_PASSWORD": "x", "BALIE_SMTP_SECURITY": "none"}, "BALIE_SMTP_SECURITY: is none"),
    ({"BALIE_SMTP_HOST": None}, "BALIE_SMTP_HOST: is empty"), ({"BALIE_WORKER_THREADS": "veel"}, "BALIE_WORKER_THREADS: input should be"),
])
def test_every_mistake_has_a_line_of_its_own(read, changes, said):
    [line] = faults(read, **changes)
    assert line.startswith(said) and line.endswith(".")


@pytest.mark.parametrize("tiles", [
    "http://tegels.example/{z}/{x}/{y}.png", "https://tegels.example/{z}/{x}.png", "https://a.example; script-src *{z}{x}{y}",
])
def test_map_tiles_are_a_template_that_cannot_widen_the_policy(read, tiles):
    [line] = faults(read, BALIE_MAP_TILES=tiles)
    assert line.startswith("BALIE_MAP_TILES: write it as https://")


def test_control_a_template_of_map_tiles_is_taken(read):
    tiles = "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/standaard/EPSG:3857/{z}/{x}/{y}.png"
    assert read(BALIE_MAP_TILES=tiles).map_tiles == tiles


def test_all_mistakes_are_told_at_once(read):
    assert len(faults(read, BALIE_BAG_URL=None, BALIE_KVK_URL=None, BALIE_SCANNER=None)) == 3


def test_a_program_on_this_machine_may_be_reached_without_https(read):
    assert read(BALIE_BRP_URL="http://127.0.0.1:9000/brp").endpoint("brp") == "http://127.0.0.1:9000/brp"


def test_no_line_repeats_a_secret(read):
    assert "hunter2hunter2" not in "".join(faults(read, BALIE_SECRET_KEYS="hunter2hunter2"))


def test_a_plugin_that_is_not_there_stops_the_start():
    plugins.register("test_chosen", "one", lambda: 1)
    plugins.check_setting("test_chosen", "one", setting="BALIE_X")
    with pytest.raises(SystemExit, match="BALIE_X: two is unknown. Choose one of: one."):
        plugins.check_setting("test_chosen", "two", setting="BALIE_X")


def test_what_is_off_is_refused_before_anything_is_sent(gemeente, settings):
    settings.BALIE = settings.BALIE.model_copy(update={"kvk_url": "off"})
    assert not egress.available("kvk") and egress.available("brp")
    with pytest.raises(egress.EgressOff), egress.client("kvk"):
        pass


def test_a_municipality_may_have_an_address_of_its_own(gemeente, settings):
    settings.BALIE = settings.BALIE.model_copy(update={"kvk_url": "off"})
    gemeente.config["endpoints"] = {"kvk": "https://kvk.gemeente.example"}
    assert egress.available("kvk") and egress.address("kvk") == "https://kvk.gemeente.example/"
