"""A house style: two colours, a font and radii, from which all tokens that a page uses are derived."""

from __future__ import annotations

import json
from dataclasses import dataclass

from balie.look.build import colour, paths

DEFAULT = "zonnedam"
FONTS = {
    "figtree": ("'Figtree Variable', system-ui, sans-serif", "figtree.woff2"),
    "serif": ("Georgia, 'Noto Serif', 'DejaVu Serif', serif", ""),
    "system": ("system-ui, sans-serif", ""),
}
WHITE = "#ffffff"
# steps of the ramp of the base theme: (lightness, share of the chroma); None keeps the colour as given
RAMP = {50: (0.982, 0.10), 100: (0.957, 0.25), 200: (0.885, 0.45), 300: (0.80, 0.6), 400: (0.53, 0.95), 600: (0.36, 0.9), 700: (0.26, 0.7)}


@dataclass(frozen=True)
class Style:
    """What the pages and the tests need to know: `tokens` are the custom properties, name → value."""

    name: str
    theme_class: str
    font_file: str
    horizon: bool
    tokens: dict[str, str]

    def css(self) -> str:
        """The small stylesheet of this style."""
        declarations = "".join(f"{name}:{value};" for name, value in self.tokens.items())
        return f".{self.theme_class}{{{declarations}}}\n"


def load(name: str) -> Style:
    """Read `styles/<name>/style.json`. Raises `ValueError` when a colour is not #rrggbb."""
    data = json.loads((paths.STYLES / name / "style.json").read_text("utf-8"))
    family, font_file = FONTS[data["font"]]
    return Style(
        name=data["name"],
        theme_class=f"{data['name']}-theme",
        font_file=font_file,
        horizon=data["horizon"],
        tokens=derive(data["accent"], data["identity"], data["ink"]) | _shape(family, data["radius"]) | data["tokens"],
    )


def names() -> list[str]:
    return sorted(folder.parent.name for folder in paths.STYLES.glob("*/style.json"))


def derive(accent: str, identity: str, ink: str) -> dict[str, str]:
    """All colours of a style. Lightness is fixed and only the hue follows the style: contrast is then nearly the same everywhere."""
    _, chroma, hue = colour.oklch(accent)
    _, own_chroma, own_hue = colour.oklch(identity)
    soft = min(chroma, 0.10)

    def tint(lightness: float, strength: float) -> str:
        return colour.at(lightness, strength * soft, hue)

    def dawn(lightness: float, strength: float) -> str:
        return colour.at(lightness, strength * own_chroma, own_hue)

    return _ramps(accent, ink, hue, soft) | {
        "--b-accent": accent,
        "--b-accent-hover": colour.mix(accent, ink, 0.82),
        "--b-on-accent": WHITE,
        "--b-paper": WHITE,
        "--b-deep": colour.mix(accent, ink, 0.72),
        "--b-tint": tint(0.982, 0.12),
        "--b-soft": tint(0.957, 0.22),
        "--b-soft-2": tint(0.885, 0.36),
        "--b-line-art": tint(0.55, 0.7),
        "--b-identity": identity,
        "--b-surface": dawn(0.985, 0.09),
        "--b-dawn": dawn(0.945, 0.34),
        "--b-ink": ink,
        "--b-muted": colour.mix(ink, WHITE, 0.72),
        "--b-edge": colour.mix(ink, WHITE, 0.58),
        "--b-line": colour.mix(ink, WHITE, 0.14),
        "--b-desk": colour.mix(ink, WHITE, 0.03),
    }


def _ramps(accent: str, ink: str, hue: float, chroma: float) -> dict[str, str]:
    brand = {step: colour.at(lightness, share * chroma, hue) for step, (lightness, share) in RAMP.items()} | {500: accent}
    grey = {700: 1.0, 600: 0.84, 500: 0.72, 400: 0.58, 300: 0.25, 200: 0.12, 100: 0.065, 50: 0.025}
    ramps = {f"--voorbeeld-kleuren-{name}-{step}": value for name in ("violet", "blauw") for step, value in sorted(brand.items())}
    return ramps | {f"--voorbeeld-kleuren-grijs-{step}": colour.mix(ink, WHITE, share) for step, share in grey.items()}


def _shape(family: str, radius: dict[str, str]) -> dict[str, str]:
    return {"--basis-text-font-family-default": family, "--basis-heading-font-family": family} | {
        f"--basis-border-radius-{size}": value for size, value in radius.items()
    } | {"--basis-form-control-border-radius": radius["sm"]}
