"""A hundred files that nobody should send: what runs, what lies about what it is, what bursts open, and names that lead elsewhere."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

SCRIPT = b"<script>alert(document.cookie)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>"
HTML = b"<!doctype html><html><body>" + SCRIPT + b"</body></html>"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
GIF = b"GIF89a"
ENDINGS = ("pdf", "jpg", "png", "docx")


def png(width: int = 1, height: int = 1, extra: bytes = b"") -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"tEXt", b"Comment\0" + extra) + chunk(b"IDAT", zlib.compress(bytes(2))) + chunk(b"IEND", b"")


def packed(**parts: bytes) -> bytes:
    """A Word document with these parts (`__` for `/`) beside the usual ones."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as file:
        for name in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"):
            file.writestr(name, "<x/>")
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return found.getvalue()


def odt(**parts: bytes) -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, content in parts.items():
            file.writestr(name.replace("__", "/"), content)
    return found.getvalue()


def _bomb() -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as file:
        for name in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"):
            file.writestr(name, "<x/>")
        for number in range(8):
            file.writestr(f"word/media/{number}.bin", bytes(45 * 1024 * 1024))
    return found.getvalue()


REFUSED = {
    "svg": SVG,
    "svg with a declaration": b'<?xml version="1.0"?>' + SVG,
    "html": HTML,
    "html after spaces": b" \n\t" + HTML,
    "html in utf-16": HTML.decode().encode("utf-16"),
    "xhtml": b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">' + SCRIPT + b"</html>",
    "laughs": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>',
    "entity": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>',
    "javascript": b"alert(1)//",
    "php": b"<?php system($_GET[0]); ?>",
    "python": b"#!/usr/bin/env python3\nimport os\n",
    "shell": b"#!/bin/sh\nrm -rf /\n",
    "batch": b"@echo off\r\ndel *.*\r\n",
    "windows": b"MZ" + bytes(300),
    "linux": b"\x7fELF" + bytes(300),
    "wasm": b"\0asm\1\0\0\0",
    "java": b"\xca\xfe\xba\xbe" + bytes(60),
    "gif with script": GIF + b"=1;alert(1)",
    "flash": b"CWS\x09" + bytes(60),
    "rar": b"Rar!\x1a\x07\x00" + bytes(60),
    "empty zip": b"PK\x05\x06" + bytes(18),
    "gzip": b"\x1f\x8b\x08" + bytes(60),
    "mail": b"From: x\r\nSubject: y\r\n\r\n" + HTML,
    "shortcut": b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60),
    "nothing": b"",
    "zeros": bytes(1000),
    "old word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "script before pdf": SCRIPT + PDF,
}
INSIDE = {
    "word with macros": packed(word__vbaProject_dot_bin=b"x"),
    "word with activex": packed(word__activeX__a_dot_bin=b"x"),
    "word with an object": packed(word__embeddings__oleObject1_dot_bin=b"x"),
    "word cut off": packed()[:-30],
    "odt with macros": odt(Basic__Standard__Module1=b"x"),
    "odt with python": odt(Scripts__python__x=b"x"),
    "bomb": _bomb(),
    "many parts": packed(**{f"word__{number}": b"" for number in range(5_100)}),
}
KEPT = {
    "pdf and html": (PDF + HTML, "pdf"),
    "pdf that runs": (PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "pdf"),
    "pdf that starts a program": (PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/Launch/F(cmd.exe)>>"), "pdf"),
    "pdf and zip": (PDF + packed(), "pdf"),
    "jpeg and html": (JPEG + HTML, "jpg"),
    "jpeg and php": (JPEG + b"<?php ?>", "jpg"),
    "png and html": (png(extra=HTML), "png"),
    "png and svg": (png() + SVG, "png"),
    "enormous png": (png(60_000, 60_000), "png"),
    "png that lies": (png(), "pdf"),
    "pdf that lies": (PDF, "png"),
}
NAMES = (
    "../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/etc/shadow",
    "C:\\x",
    "plan.html",
    "plan.svg",
    "plan.pdf.exe",
    "plan\u202efdp.exe",
    "plan\r\nSet-Cookie: a=b",
    'plan"; filename="x.html',
    "plan\x00.html",
    "<script>alert(1)</script>",
    "x" * 5_000,
    "  . .. ",
    "CON",
    "plan;.html",
    "plan%2e%2e%2fx",
    "=cmd|' /C calc'!A0",
    "💥" * 300,
)


def hostile() -> Iterator[tuple[str, str, bytes, bool]]:
    """(what it is, file name as sent, content, whether it must be refused)."""
    for what, content in REFUSED.items():
        for ending in ENDINGS[:2]:
            yield what, f"plan.{ending}", content, True
    for what, content in INSIDE.items():
        yield what, "plan.odt" if what.startswith("odt") else "plan.docx", content, True
    for what, (content, ending) in KEPT.items():
        yield what, f"plan.{ending}", content, False
    for name in NAMES:
        yield "a name", f"{name}.pdf", PDF, False
    for ending in ("html", "svg", "js", "exe", "htm", "xhtml", "php", "shtml", "jsp", "", "pdf/", "PDF.HTML"):
        yield "another ending", f"plan.{ending}", PDF, True
