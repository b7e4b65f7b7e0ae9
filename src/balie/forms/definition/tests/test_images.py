"""Images of a service: read from its folder, and refused when they are large, no image, or hide something."""

import pytest

from balie.forms.definition import images
from balie.forms.definition.folder import read_files

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
GOOD = """<?xml version="1.0" encoding="UTF-8"?><!-- made by hand -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape">
<title>Plein</title><metadata/><inkscape:grid/><defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>
<style>.a{fill:url(#g)}</style><g class="a" style="stroke:#000"><path d="M0 0L5 5"/><use xlink:href="#g"/>
<text x="1">Dam &amp; kade</text></g></svg>"""
NASTY = {
    "a script": SVG.format("<script>alert(1)</script>"), "a handler": SVG.format('<path d="M0 0" onload="alert(1)"/>'),
    "a handler in capitals": SVG.format('<path d="M0 0" ONLOAD="alert(1)"/>'), "a link": SVG.format('<a href="https://x.example"><text>x</text></a>'),
    "a link to a script": SVG.format('<use xlink:href="javascript:alert(1)"/>'), "from elsewhere": SVG.format('<use href="https://x.example#a"/>'),
    "HTML": SVG.format("<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>"),
    "HTML alone": SVG.format("<body xmlns='http://www.w3.org/1999/xhtml'/>"), "an image": SVG.format('<image href="https://x.example/a.png"/>'),
    "a style from elsewhere": SVG.format("<style>@import 'https://x.example/a.css'</style>"), "an animation": SVG.format("<animate/>"),
    "a colour from elsewhere": SVG.format('<path d="M0 0" fill="url(https://x.example)"/>'),
    "a style that calls": SVG.format('<path d="M0 0" style="fill:url(\'//x.example\')"/>'), "an escape": SVG.format("<style>@\\69mport 'x'</style>"),
    "an entity": '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;"), "a sheet": '<?xml-stylesheet href="https://x.example"?>' + SVG.format(""),
    "a page": "<html><script>alert(1)</script></html>", "no XML": "plaatje",
    "a bomb": '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + SVG.format("&b;"),
    "an external entity": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format("&a;"),
}  # fmt: skip


@pytest.mark.parametrize("what", NASTY)
def test_a_drawing_that_hides_something_is_refused(what):
    assert images.fault("images/a.svg", images.stored(NASTY[what].encode()))


@pytest.mark.parametrize("drawing", [GOOD, SVG.format(""), SVG.format("<!-- niets -->")])
def test_control_a_plain_drawing_is_good(drawing):
    assert images.fault("images/a.svg", images.stored(drawing.encode())) == ""


@pytest.mark.parametrize(("path", "data", "said"), [
    ("images/a.png", b"\x89PNG\r\n\x1a\n...", ""), ("images/a.jpg", b"\xff\xd8\xff\xe0...", ""),
    ("images/a.png", b"\xff\xd8\xff\xe0...", "dit is geen PNG"), ("images/a.jpg", b"<svg/>", "dit is geen JPG"),
    ("images/a.png", b"\x89PNG\r\n\x1a\n" + b"x" * images.LARGEST, "Maak het kleiner: hoogstens 300 kB."),
])
def test_what_it_says_it_is_and_no_larger(path, data, said):
    found = images.fault(path, images.stored(data))
    assert said in found if said else found == ""


def test_what_cannot_be_read_is_said():
    assert "niet te lezen" in images.fault("images/a.png", "geen base64!")


def test_the_images_of_a_folder_are_read_and_other_files_are_not(tmp_path):
    tmp_path.joinpath("images").mkdir()
    tmp_path.joinpath("service.yaml").write_text("service: x")
    for name in ("a.png", "b.exe", "c.svg"):
        tmp_path.joinpath("images", name).write_bytes(b"\x00\xff")
    assert set(read_files(tmp_path)) == {"service.yaml", "images/a.png", "images/c.svg"}
    assert images.read(read_files(tmp_path)["images/a.png"]) == b"\x00\xff"
