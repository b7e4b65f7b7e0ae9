"""Images of a service: kept beside its texts, as base64. What may be shown is decided here, before a version can be published.

A drawing (SVG) is XML in which much can hide. Only shapes, text and colours are let through; all else is refused, with what to do about it.
"""

import base64
import binascii
import re

from lxml import etree

FOLDER, SUFFIXES, LARGEST = "images", (".png", ".jpg", ".svg"), 300_000
TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".svg": "image/svg+xml"}
_STARTS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff"}
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_SHAPES = frozenset({
    "svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
    "tspan", "textPath", "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker", "style",
})  # fmt: skip
_NOTES = ("http://www.inkscape.org/", "http://sodipodi.", "http://www.w3.org/1999/02/22-rdf", "http://creativecommons.org/", "http://purl.org/dc/")
_ELSEWHERE = re.compile(r"url\s*\(\s*['\"]?\s*(?!#)|@import|\\|expression\s*\(|javascript:", re.IGNORECASE)


def is_image(path: str) -> bool:
    return path.startswith(f"{FOLDER}/") and path.endswith(SUFFIXES)


def stored(data: bytes) -> str:
    return base64.b64encode(data).decode()


def read(text: str) -> bytes:
    """The bytes of a stored image. Raises ValueError."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("no image") from error


def media_type(path: str) -> str:
    return TYPES[path[path.rindex(".") :]]


def fault(path: str, text: str) -> str:
    """What is wrong with a stored image, as a sentence that says how to mend it; empty: nothing."""
    try:
        data = read(text)
    except ValueError:
        return "dit beeld is niet te lezen. Sla het opnieuw op."
    if len(data) > LARGEST:
        return f"dit beeld is {len(data) // 1000} kB. Maak het kleiner: hoogstens {LARGEST // 1000} kB."
    suffix = path[path.rindex(".") :]
    if suffix == ".svg":
        return _drawing(data)
    return "" if data.startswith(_STARTS[suffix]) else f"dit is geen {suffix[1:].upper()}. Sla het beeld opnieuw op als PNG, JPEG of SVG."


def _drawing(data: bytes) -> str:
    try:
        # nothing is fetched, no entity filled in; a document type is refused below
        tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False))
    except etree.XMLSyntaxError:
        return "deze tekening is niet te lezen. Sla de tekening opnieuw op als SVG, of als PNG."
    strange = "`<!DOCTYPE>`" if tree.getroottree().docinfo.doctype else "" if tree.tag == f"{{{_SVG}}}svg" else "een ander begin dan `<svg>`"
    every = (*tree.itersiblings(preceding=True), *tree.iter(), *tree.itersiblings())
    if strange := strange or next((found for each in every if (found := _strange(each))), ""):
        return f"in deze tekening staat {strange}. Dat is niet veilig. Sla de tekening op als gewone SVG, of als PNG."
    return ""


def _strange(node: etree._Element) -> str:
    """What does not belong in a drawing; empty: nothing."""
    if isinstance(node, etree._Comment):
        return ""
    if not isinstance(node.tag, str):
        return "`<?…>` of `&…;`"
    name = etree.QName(node)
    if name.namespace != _SVG:
        return "" if str(name.namespace).startswith(_NOTES) else f"`<{name.localname}>`"
    if name.localname not in _SHAPES:
        return f"`<{name.localname}>`"
    for key, value in node.attrib.items():
        if key.lower().startswith("on") or _ELSEWHERE.search(value) or (key in ("href", _XLINK) and not value.strip().startswith("#")):
            return f"`{etree.QName(key).localname}` bij `<{name.localname}>`"
    return "`<style>` die iets van elders haalt" if name.localname == "style" and _ELSEWHERE.search("".join(node.itertext())) else ""
