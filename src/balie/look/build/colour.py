"""Colours as people see them: OKLab/OKLCH (CSS Color 4, section 9) and contrast (WCAG 2.2, relative luminance). Pure."""

from __future__ import annotations

import math

RGB = tuple[float, float, float]


def parse(text: str) -> RGB:
    """`#0e5c4c` → red, green, blue from 0 to 1. Raises `ValueError` for anything but six hexadecimal digits."""
    if len(text) != 7 or text[0] != "#":
        raise ValueError(f"A colour is written as #rrggbb, not {text!r}.")
    return tuple(int(text[place : place + 2], 16) / 255 for place in (1, 3, 5))


def hexadecimal(rgb: RGB) -> str:
    return "#" + "".join(f"{round(min(max(part, 0), 1) * 255):02x}" for part in rgb)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def oklch(text: str) -> tuple[float, float, float]:
    """Lightness (0–1), chroma and hue (degrees) of a colour."""
    r, g, b = (_linear(part) for part in parse(text))
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def _rgb(lightness: float, chroma: float, hue: float) -> RGB:
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def at(lightness: float, chroma: float, hue: float) -> str:
    """The colour of this lightness and hue, with as much of the chroma as a screen can show."""
    while chroma > 0 and not all(-0.0005 <= part <= 1.0005 for part in _rgb(lightness, chroma, hue)):
        chroma -= 0.002
    return hexadecimal(tuple(_gamma(max(part, 0)) for part in _rgb(lightness, max(chroma, 0), hue)))


def mix(first: str, second: str, share: float) -> str:
    """`share` (0–1) of the first colour over the second, in sRGB."""
    return hexadecimal(tuple(a * share + b * (1 - share) for a, b in zip(parse(first), parse(second), strict=True)))


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours: 1 to 21 (WCAG 2.2, success criterion 1.4.3)."""
    light = sorted(
        (0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (tuple(map(_linear, parse(one))) for one in (first, second))), reverse=True
    )
    return (light[0] + 0.05) / (light[1] + 0.05)
