"""Every pair of colours that pages use, in every house style; with a control that shows that a weak style is caught."""

import pytest

from balie.look import contrast
from balie.look.build import paths, styles

pytestmark = pytest.mark.skipif(not paths.NODE_MODULES.is_dir(), reason="front-end packages not installed: npm ci")


@pytest.mark.parametrize("name", styles.names())
def test_every_pair_in_use_has_enough_contrast(name):
    weak = [f"{one.front} on {one.back}: {one.ratio:.2f} < {one.needed}" for one in contrast.measure(styles.load(name).tokens) if not one.passes]
    assert weak == []


def test_control_a_pale_accent_is_found():
    weak = {one.front for one in contrast.measure(styles.derive("#e0b020", "#7cc6ea", "#10241f")) if not one.passes}
    assert "--b-accent" in weak


def test_contrast_hardly_depends_on_the_style():
    """Tints fix lightness and keep only the hue: text on them reads alike in every municipality."""
    ratios = [
        {(one.front, one.back): one.ratio for one in contrast.measure(styles.load(name).tokens)}[("--b-ink", "--b-soft")] for name in styles.names()
    ]
    assert max(ratios) - min(ratios) < 1.5
