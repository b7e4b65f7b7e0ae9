"""Two ways to fill in any question by the names of its fields: with a pointer, or with keys alone."""
from __future__ import annotations

import contextlib
import io
import struct
import zlib

import pypdf
from playwright.sync_api import Locator, TimeoutError, expect

from tests.journeys.steps import Visitor

DRAWING = "tekening.pdf"
MOST_TABS = 120


class Pointer:
    """Clicks and types."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page

    def fill(self, posted: dict[str, list[str]]) -> None:
        """`posted`: the name of a field → what a browser would send for it."""
        for name, values in posted.items():
            boxes = self.page.locator(f"main [name='{name}']:not([type=hidden])")
            if self.comes_later(boxes):
                continue
            match kind_of(boxes.first):
                case "radio" | "checkbox":
                    for value in values:
                        self.tick(self.page.locator(f"main [name='{name}'][value='{value}']"))
                        self.settle()
                case "select":
                    self.select(boxes.first, values[0])
                case _:
                    self.type(boxes.first, values[0])
            self.settle()

    def comes_later(self, boxes: Locator) -> bool:
        """A field that an answer brings up, at once with JavaScript, else once the page is sent; or one that turns out not to be needed."""
        if not self.visitor.plain:
            with contextlib.suppress(TimeoutError):
                boxes.first.wait_for(state="attached", timeout=2000)
        return boxes.count() == 0

    def tick(self, box: Locator) -> None:
        if not box.is_checked():
            self.page.locator(f"label[for='{box.get_attribute('id')}']").click()

    def select(self, box: Locator, value: str) -> None:
        box.select_option(value)

    def type(self, box: Locator, text: str) -> None:
        box.fill(text)
        box.blur()

    def attach(self, name: str) -> None:
        self.page.locator(f"main [name='{name}'][type=file]").set_input_files(paper())
        self.settle()

    def press(self, name: str) -> None:
        self.visitor.press(name)

    def settle(self) -> None:
        """With JavaScript an answer may make the server draw the questions again."""
        if not self.visitor.plain and self.page.locator("#velden[hx-post]").count():
            self.page.wait_for_timeout(120)
            expect(self.page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


class Keys(Pointer):
    """Tab, arrows, space and Enter; nothing is touched that Tab does not reach."""

    def reach(self, box: Locator) -> None:
        here = "element => element === document.activeElement"
        for _time in range(MOST_TABS):
            if box.evaluate(here):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {box}")

    def tick(self, box: Locator) -> None:
        if box.get_attribute("type") == "checkbox":
            self.reach(box)
            self.page.keyboard.press("Space")
        else:
            name = box.get_attribute("name")
            self.reach(self.page.locator(f"main [name='{name}']").first)
            self.page.keyboard.press("Space")
            for _time in range(20):
                if box.is_checked():
                    break
                self.page.keyboard.press("ArrowDown")
        expect(box).to_be_checked()

    def select(self, box: Locator, value: str) -> None:
        self.reach(box)
        self.page.keyboard.type(box.locator(f"option[value='{value}']").inner_text())
        expect(box).to_have_value(value)

    def type(self, box: Locator, text: str) -> None:
        self.reach(box)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Tab")

    def attach(self, name: str) -> None:
        box = self.page.locator(f"main [name='{name}'][type=file]")
        for key in ("Enter", "Space", "Enter"):  # a browser that is busy may miss one, as it may with a person
            self.reach(box)
            with contextlib.suppress(TimeoutError):
                with self.page.expect_file_chooser(timeout=4000) as asked:
                    self.page.keyboard.press(key)
                asked.value.set_files(paper())
                break
        else:
            raise AssertionError(f"no key opens the choice of files at {name}")
        self.settle()

    def press(self, name: str) -> None:
        self.visitor.press_with_keys(name)


def kind_of(box: Locator) -> str:
    return box.evaluate("element => element.localName === 'input' ? element.type : element.localName")


def paper() -> dict:
    """A PDF of one empty page, as something to send along."""
    writer, file = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.write(file)
    return {"name": DRAWING, "mimeType": "application/pdf", "buffer": file.getvalue()}


def file_named(name: str) -> dict:
    """A file of the kind that its name says: a small picture, or a PDF."""
    stem, _, ending = name.rpartition(".")
    if ending.lower() not in ("jpg", "jpeg", "png"):
        return paper() | {"name": name}
    return {"name": f"{stem}.png", "mimeType": "image/png", "buffer": PICTURE}


def _png() -> bytes:
    """One white pixel."""
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\xff")) + chunk(b"IEND", b"")


PICTURE = _png()
