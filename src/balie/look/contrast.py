"""Measures the pairs of colours that pages use, from the tokens of a style (WCAG 2.2, criteria 1.4.3 and 1.4.11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from balie.look.build import colour, css

TEXT, CONTROL = 4.5, 3.0
PAIRS = (
    ("--b-ink", "--b-paper", TEXT), ("--b-ink", "--b-soft", TEXT), ("--b-ink", "--b-surface", TEXT), ("--b-ink", "--b-dawn", TEXT),
    ("--b-ink", "--b-tint", TEXT), ("--b-ink", "--b-desk", TEXT), ("--b-muted", "--b-paper", TEXT), ("--b-muted", "--b-soft", TEXT),
    ("--b-muted", "--b-surface", TEXT), ("--b-muted", "--b-dawn", TEXT), ("--b-muted", "--b-tint", TEXT), ("--b-muted", "--b-desk", TEXT),
    ("--b-accent", "--b-paper", TEXT), ("--b-accent", "--b-soft", TEXT), ("--b-accent", "--b-tint", TEXT), ("--b-accent", "--b-surface", TEXT),
    ("--b-accent", "--b-desk", TEXT), ("--b-on-accent", "--b-accent", TEXT), ("--b-on-accent", "--b-accent-hover", TEXT),
    ("--b-on-accent", "--b-deep", TEXT), ("--b-deep", "--b-soft", TEXT), ("--b-deep", "--b-soft-2", TEXT), ("--b-deep", "--b-paper", TEXT),
    ("--b-positive", "--b-positive-soft", TEXT), ("--b-positive", "--b-paper", TEXT), ("--b-ink", "--b-positive-soft", TEXT),
    ("--b-warning", "--b-warning-soft", TEXT), ("--b-warning", "--b-paper", TEXT), ("--b-ink", "--b-warning-soft", TEXT),
    ("--b-negative", "--b-negative-soft", TEXT), ("--b-negative", "--b-paper", TEXT), ("--b-ink", "--b-negative-soft", TEXT),
    ("--b-edge", "--b-paper", CONTROL), ("--b-edge", "--b-tint", CONTROL), ("--b-edge", "--b-desk", CONTROL),
    ("--b-accent", "--b-soft-2", CONTROL), ("--b-warning-edge", "--b-paper", CONTROL), ("--b-negative-edge", "--b-paper", CONTROL),
    ("--b-ink", "--basis-focus-background-color", CONTROL),
)


@dataclass(frozen=True)
class Measured:
    """A pair with its ratio, and what it must be at least."""

    front: str
    back: str
    ratio: float
    needed: float

    @property
    def passes(self) -> bool:
        return self.ratio >= self.needed


def measure(tokens: Mapping[str, str]) -> list[Measured]:
    """Every pair in use, for a style whose `tokens` lie over the base theme and our own layer."""
    all_tokens = css.theme_tokens() | own_tokens() | dict(tokens)
    return [Measured(front, back, colour.contrast(resolve(front, all_tokens), resolve(back, all_tokens)), needed) for front, back, needed in PAIRS]


def own_tokens() -> dict[str, str]:
    """The custom properties that our own layer declares."""
    text = "".join(css.minify(path.read_text("utf-8")) for path in css.own_files()).replace("}", ";}")
    return {name: value.strip() for name, value in css._DECLARATION.findall(text)}


def resolve(name: str, tokens: Mapping[str, str]) -> str:
    """Follow `var()` to a colour. Raises `KeyError` when the chain ends nowhere."""
    value = tokens[name].strip()
    while value.startswith("var("):
        value = tokens[value[4:-1].split(",")[0].strip()].strip()
    return value
