"""Where the look reads from and builds to. Built files are never committed."""

from __future__ import annotations

from pathlib import Path

LOOK = Path(__file__).resolve().parent.parent
SOURCES = LOOK / "static_src"
STYLES = LOOK / "styles"
ROOT = LOOK.parents[2]
NODE_MODULES = ROOT / "node_modules"


def built() -> Path:
    """The folder of built files; the web process serves it as `/static/look/`."""
    return ROOT / "static" / "look"


def pictograms() -> Path:
    """The collected pictograms: one JSON object, name → inside of the `<svg>`."""
    return built() / "pictograms.json"
