"""Texts, safe to show whatever was filled in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balie.messages import rules
from balie.messages.rendering import MARKDOWN, as_text, fill_in, render, render_plain


def test_markdown():
    assert render("# Kop\n\n**Vet** en [een link](https://voorbeeld.nl)\n\n- punt") == (
        '<h2>Kop</h2>\n<p><strong>Vet</strong> en <a href="https://voorbeeld.nl" rel="noopener">een link</a></p>\n<ul>\n<li>punt</li>\n</ul>\n'
    )


def test_the_number_of_a_zaak_stays_on_one_line_and_an_address_stays_an_address():
    assert render("Het nummer is Z-2026-100002.") == '<p>Het nummer is <span class="b-nowrap">Z-2026-100002</span>.</p>\n'
    assert 'href="https://voorbeeld.nl/Z-2026-100002"' in render("[Z-2026-100002](https://voorbeeld.nl/Z-2026-100002)")


@pytest.mark.parametrize("evil", [
    "<script>alert(1)</script>", "[klik](javascript:alert(1))", "![x](https://elders.example/spion.png)", '<a href="x" onclick="y">z</a>',
    "<style>body{}</style>", "[x](data:text/html;base64,xx)", '<iframe src="https://elders.example"></iframe>',
])
def test_nothing_dangerous(evil):
    for html in (render(evil), render_plain(evil)):
        assert not any(tag in html for tag in ("<script", "<img", "<iframe", "<style", 'href="javascript', 'href="data', "<a onclick", '<a href="x"'))


def test_what_a_resident_typed_means_nothing():
    assert render_plain("**Hallo**\r\nregel 2\n\n<b>x</b>") == "<p>**Hallo**<br>regel 2</p><p>&lt;b&gt;x&lt;/b&gt;</p>"


@given(st.text("ab*_`[]<>#|~\\ ()", max_size=30))
def test_a_filled_in_value_stays_as_typed(value):
    from html import unescape
    from re import sub

    shown = unescape(sub(r"<[^>]+>", "", MARKDOWN.renderInline("x" + fill_in(value) + "x")))
    assert " ".join(shown.split()) == " ".join(f"x{value}x".split())


def test_plain_text_of_a_mail():
    assert as_text("**Waar:** Stadhuis\n\n[Lees het](https://x.example/)") == "Waar: Stadhuis\n\nLees het: https://x.example/"


def test_subject_is_the_first_line():
    assert rules.cut("\n# Uw paspoort\n\nBeste A,\n") == ("Uw paspoort", "Beste A,")


@pytest.mark.parametrize("channel, address, shown", [("email", "a.bakker@voorbeeld.nl", "a…@voorbeeld.nl"), ("sms", "+31612345678", "…5678")])
def test_masked(channel, address, shown):
    assert rules.mask(channel, address) == shown
