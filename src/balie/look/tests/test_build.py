"""What `balie assets` makes, and what our own sources may not contain."""

import gzip
import json
import re

import pytest

from balie.look.build import assets, css, icons, paths, styles

needs_packages = pytest.mark.skipif(not paths.NODE_MODULES.is_dir(), reason="front-end packages not installed: npm ci")


@pytest.fixture
def built(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "built", lambda: tmp_path / "look")
    monkeypatch.setattr(paths, "pictograms", lambda: tmp_path / "look" / "pictograms.json")
    return tmp_path / "look"


@needs_packages
def test_second_time_nothing_happens_until_an_input_changes(built, monkeypatch):
    assert assets.build().changed
    assert not assets.build().changed
    monkeypatch.setattr(assets, "_inputs", lambda: "other")
    assert assets.build().changed


@needs_packages
def test_a_file_that_went_missing_is_made_again(built):
    name = assets.build().files["balie.css"]
    (built / name).unlink()
    assert assets.build().changed and (built / name).is_file()


@needs_packages
def test_names_follow_the_content_and_compressed_copies_are_the_same(built):
    files = assets.build().files
    for key, name in files.items():
        assert re.fullmatch(rf"{key.rpartition('.')[0]}\.[0-9a-f]{{10}}\.{key.rpartition('.')[2]}", name)
    sheet = built / files["balie.css"]
    assert gzip.decompress((built / (sheet.name + ".gz")).read_bytes()) == sheet.read_bytes()
    assert files["figtree.woff2"] in sheet.read_text("utf-8")


@needs_packages
def test_first_visit_is_light(built):
    """CSS, font and script of a first visit; the page itself adds some 10 kB. The promise is 150 kB in all."""
    files = assets.build().files
    total = sum((built / (files[name] + ".br")).stat().st_size for name in ("balie.css", "zonnedam.css", "balie.js", "zonnedam.svg"))
    assert total + (built / files["figtree.woff2"]).stat().st_size < 60_000


@needs_packages
def test_only_tokens_in_use_are_kept_and_none_is_missing():
    sheet = css.stylesheet("f.woff2")
    theme = css.theme_tokens()
    kept = {name for name in theme if f"{name}:" in sheet}
    assert len(kept) < len(theme) / 2
    assert {name for name in css._USE.findall(sheet) if name in theme} <= kept


def test_tokens_are_followed_through_chains():
    declared = {"--a": "var(--b)", "--b": "var(--c, red)", "--c": "#fff", "--d": "#000"}
    assert css.used_tokens("x{color:var(--a)}", declared) == {"--a": "var(--b)", "--b": "var(--c, red)", "--c": "#fff"}


def test_own_layer_has_no_colours_and_old_browsers_understand_it():
    own = "".join(path.read_text("utf-8") for path in css.own_files())
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", own) == []
    assert "oklch" not in own and "color-mix" not in own


def test_every_token_of_our_own_is_declared():
    own = "".join(css.minify(path.read_text("utf-8")) for path in css.own_files())
    declared = set(re.findall(r"(--b-[\w-]+):", own)) | set(styles.load("zonnedam").tokens)
    assert {name for name in css._USE.findall(own) if name.startswith("--b-")} <= declared


def test_lock_file_names_no_host_and_every_version_is_exact():
    assert "//" not in (paths.ROOT / "package-lock.json").read_text("utf-8").replace('"//"', "")
    wanted = json.loads((paths.ROOT / "package.json").read_text("utf-8"))["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+(-[\w.]+)?", version) for version in wanted.values())


def test_pictogram_is_the_inside_only():
    svg = '<svg xmlns="x" width="24">\n  <!-- c --><path stroke="none" d="M0 0h24v24H0z" fill="none"/>\n  <path d="M1 1" />\n</svg>'
    assert icons.inside(svg) == '<path d="M1 1"/>'


@needs_packages
def test_pictograms_that_templates_and_services_name_exist():
    known = icons.collect()
    folders = [paths.ROOT / "src" / "balie", paths.ROOT / "services"]
    text = "".join(path.read_text("utf-8") for folder in folders for path in folder.rglob("*") if path.suffix in (".html", ".yaml"))
    patterns = (r'{% icon "([\w-]+)"', r'\bicon(?:_end)?="([\w-]+)"', r"pictogram: ([\w-]+)")
    named = {name for pattern in patterns for name in re.findall(pattern, text)}
    assert sorted(name for name in named if name not in known) == []
