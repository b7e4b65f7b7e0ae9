"""The set-up does a step once, and again when what it depends on changed."""
from __future__ import annotations

import importlib.util
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def setup(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("balie_setup", ROOT / "bin" / "setup.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path)
    monkeypatch.setattr(module, "DONE", tmp_path / "done.json")
    return module


def test_a_step_is_done_once_per_input(setup, tmp_path):
    done = []
    for wanted in ("a", "a", "b", "b", "a"):
        setup.step("packages", lambda wanted=wanted: done.append(wanted), wanted, within=tmp_path)
    assert done == ["a", "b", "a"]


def test_a_step_is_done_again_when_its_result_is_gone(setup, tmp_path):
    done = []
    for _ in range(2):
        setup.step("packages", lambda: done.append(1), "a", within=tmp_path / "gone")
    assert len(done) == 2


def test_a_failed_step_is_not_remembered(setup, tmp_path):
    def broken():
        raise setup.Failed("no network")

    with pytest.raises(setup.Failed):
        setup.step("packages", broken, "a", within=tmp_path)
    assert setup.remembered() == {}


def test_a_failing_command_shows_what_it_said(setup):
    with pytest.raises(setup.Failed, match="no such package"):
        setup.run(["/bin/sh", "-c", "echo no such package; exit 1"])


def test_without_a_home_folder_nothing_is_kept_there(setup, monkeypatch):
    monkeypatch.delenv("HOME")
    assert setup.no_cache("yes") == ["yes"]
    monkeypatch.setenv("HOME", "/tmp")
    assert setup.no_cache("yes") == []


def test_a_python_that_is_too_old_is_passed_by(tmp_path):
    for name, code in (("python3.11", "exit 1"), ("python3.12", 'echo "$0"')):
        (tmp_path / name).write_text(f"#!/bin/sh\n{code}\n")
        (tmp_path / name).chmod(0o755)
    done = subprocess.run([ROOT / "bin" / "python"], env={"PATH": f"{tmp_path}:{os.defpath}"}, capture_output=True, text=True)
    assert done.stdout.strip().endswith("python3.12")


def test_every_package_is_pinned_with_a_hash_and_no_registry_is_named():
    for path in [*(ROOT / "requirements").glob("*.txt"), ROOT / "package-lock.json"]:
        text = path.read_text()
        assert "https://registry" not in text and "--index-url" not in text.partition("\n\n")[0].replace("--no-emit-index-url", ""), path
    for path in (ROOT / "requirements").glob("*.txt"):
        pins = [line for line in path.read_text().splitlines() if "==" in line and not line.lstrip().startswith("#")]
        assert pins and all(line.endswith("\\") for line in pins), path
