"""Builds `static/look/`: reads the installed packages and our sources, writes files named after their content.

Nothing happens when the inputs have not changed since the last time (`inputs` in the manifest). The manifest is written last and at once,
so that a build that was interrupted is simply done again.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli
import django_htmx

from balie.look.build import css, icons, paths, styles, translations

FONT = paths.NODE_MODULES / "@fontsource-variable" / "figtree" / "files" / "figtree-latin-wght-normal.woff2"
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
MORPH = paths.NODE_MODULES / "idiomorph" / "dist" / "idiomorph-ext.min.js"  # what is drawn again stays the same element, with its focus
LEAFLET = paths.NODE_MODULES / "leaflet" / "dist"
SIGNATURE_PAD = paths.NODE_MODULES / "signature_pad" / "dist" / "signature_pad.umd.min.js"
_SOURCE_MAP = re.compile(rb"(?m)^//# sourceMappingURL=.*$")
_PICTURES = re.compile(r"[^{}]+\{[^{}]*url\([^{}]*\}")  # of markers and layers, which we draw ourselves
COMPRESSED = (".css", ".js", ".svg")
KEEP = 86400  # seconds


class MissingPackages(RuntimeError):
    """The front-end packages have not been installed."""


@dataclass(frozen=True)
class Result:
    """What a build did: `changed` is False when everything was up to date; `files` are names in the built folder."""

    changed: bool
    files: dict[str, str]
    translations: int


def build(*, force: bool = False) -> Result:
    """Build what is needed. Raises `MissingPackages` when `npm ci` has not run."""
    if not FONT.is_file():
        raise MissingPackages("The front-end packages are missing. Run `npm ci` in the project folder first.")
    compiled = translations.compile_all()
    inputs = _inputs()
    manifest = paths.built() / "manifest.json"
    if not force and manifest.is_file():
        known = json.loads(manifest.read_text("utf-8"))
        if known.get("inputs") == inputs and all((paths.built() / name).is_file() for name in known.values() if "." in name):
            return Result(False, {key: name for key, name in known.items() if key != "inputs"}, compiled)
    files = _write()
    _replace(manifest, json.dumps({"inputs": inputs, **files}, indent=1).encode())
    _tidy(set(files.values()))
    return Result(True, files, compiled)


def _inputs() -> str:
    """A fingerprint of all that the outcome depends on; the packages by their lock file."""
    digest = hashlib.sha256()
    own = [path for folder in (paths.LOOK,) for path in sorted(folder.rglob("*")) if path.suffix in (".css", ".js", ".svg", ".json", ".py")]
    for path in [paths.ROOT / "package-lock.json", HTMX, *own]:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _contents() -> Iterator[tuple[str, bytes]]:
    font = FONT.read_bytes()
    yield "figtree.woff2", font
    yield "balie.css", css.stylesheet(_named("figtree.woff2", font)).encode()
    yield "balie.js", b"".join(path.read_bytes() for path in sorted((paths.SOURCES / "js").glob("*.js")))
    yield "htmx.js", HTMX.read_bytes() + b"\n" + MORPH.read_bytes()
    for name in ("map", "signature"):  # for the pages that have one
        library = LEAFLET / "leaflet.js" if name == "map" else SIGNATURE_PAD
        own = (paths.SOURCES / "js" / name / f"{name}.js").read_bytes()
        yield f"{name}.js", _SOURCE_MAP.sub(b"", library.read_bytes()) + b"\n" + own
    yield "tryout.js", (paths.SOURCES / "js" / "tryout" / "tryout.js").read_bytes()
    yield "map.css", map_style().encode()
    for name in styles.names():
        yield f"{name}.css", styles.load(name).css().encode()
        yield f"{name}.svg", (paths.STYLES / name / "logo.svg").read_bytes()


def map_style() -> str:
    """Leaflet's style and our own on top of it; without the rules that need pictures."""
    leaflet = css.minify((LEAFLET / "leaflet.css").read_text("utf-8"))
    return _PICTURES.sub("", leaflet) + css.minify((paths.SOURCES / "js" / "map" / "map.css").read_text("utf-8"))


def _named(name: str, content: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}.{ending}"


def _write() -> dict[str, str]:
    paths.built().mkdir(parents=True, exist_ok=True)
    files = {}
    for name, content in _contents():
        files[name] = _named(name, content)
        target = paths.built() / files[name]
        _replace(target, content)
        if target.suffix in COMPRESSED:
            _replace(target.with_name(target.name + ".gz"), gzip.compress(content, 9, mtime=0))
            _replace(target.with_name(target.name + ".br"), brotli.compress(content))
    _replace(paths.pictograms(), json.dumps(icons.collect(), separators=(",", ":")).encode())
    return files


def _replace(target: Path, content: bytes) -> None:
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    temporary.write_bytes(content)
    temporary.replace(target)


def _tidy(current: set[str]) -> None:
    """Remove what is a day old: a running process or an open page may still ask for files of the build before this one."""
    keep = current | {name + ending for name in current for ending in (".gz", ".br")} | {"manifest.json", paths.pictograms().name}
    for path in paths.built().iterdir():
        if path.name not in keep and time.time() - path.stat().st_mtime > KEEP:
            path.unlink(missing_ok=True)
