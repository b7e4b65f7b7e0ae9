"""The command line finds its commands by themselves."""
from click.testing import CliRunner

from balie.cli.main import main


def test_every_command_has_help():
    names = main.list_commands(None)
    assert {"run", "migrate", "doctor"} <= set(names)
    for name in names:
        done = CliRunner().invoke(main, [name, "--help"])
        assert done.exit_code == 0 and "Usage:" in done.output, name


def test_an_unknown_command_is_said_to_be_so():
    done = CliRunner().invoke(main, ["fly"])
    assert done.exit_code == 2 and "No such command 'fly'" in done.output


def test_a_wrong_setting_gives_a_sentence(monkeypatch):
    monkeypatch.setenv("PORT", "http")
    done = CliRunner().invoke(main, ["run"])
    assert done.exit_code == 1 and "PORT" in str(done.exception)


def test_the_doctor_tells_every_wrong_setting(monkeypatch):
    monkeypatch.setenv("PORT", "http")
    monkeypatch.setenv("BALIE_STORAGE", "tape")
    done = CliRunner().invoke(main, ["doctor"])
    assert done.exit_code == 1 and "✗ settings: PORT: input should be" in done.output and "BALIE_STORAGE: input should be" in done.output


def test_the_doctor_says_what_is_switched_off(monkeypatch):
    monkeypatch.setenv("BALIE_KVK_URL", "off")
    assert "switched off: kvk" in CliRunner().invoke(main, ["doctor"]).output
