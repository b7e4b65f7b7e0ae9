"""Colour mathematics against published values."""

import pytest

from balie.look.build import colour


@pytest.mark.parametrize(
    ("first", "second", "ratio"), [("#ffffff", "#000000", 21.0), ("#ffffff", "#767676", 4.54), ("#ffffff", "#ffffff", 1.0)]
)
def test_contrast_of_wcag(first, second, ratio):
    assert colour.contrast(first, second) == pytest.approx(ratio, abs=0.005)


def test_oklch_of_known_colours():
    lightness, chroma, hue = colour.oklch("#ff0000")
    assert (lightness, chroma, hue) == (pytest.approx(0.628, abs=0.001), pytest.approx(0.2577, abs=0.001), pytest.approx(29.23, abs=0.05))


@pytest.mark.parametrize("text", ["#0e5c4c", "#7a1f4b", "#f7c244", "#ffffff", "#000000"])
def test_there_and_back(text):
    assert colour.at(*colour.oklch(text)) == text


def test_a_colour_outside_the_screen_loses_chroma_not_lightness():
    vivid = colour.at(0.95, 0.4, 145)
    assert colour.oklch(vivid)[0] == pytest.approx(0.95, abs=0.01)


@pytest.mark.parametrize("text", ["red", "#fff", "0e5c4c", "#0e5c4g"])
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError):
        colour.parse(text)
