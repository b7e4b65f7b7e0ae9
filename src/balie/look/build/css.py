"""One stylesheet from many: component CSS, the base theme trimmed to the tokens in use, and our own layer. Pure but for reading."""

from __future__ import annotations

import json
import re
from pathlib import Path

from balie.look.build import paths

THEME = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
_USE = re.compile(r"var\(\s*(--[\w-]+)")
_DECLARATION = re.compile(r"(--[\w-]+):\s*([^;]+);")


def component_files() -> list[Path]:
    """The stylesheets of the components that package.json names, in its order; `root` and `document` come first."""
    wanted = json.loads((paths.ROOT / "package.json").read_text("utf-8"))["dependencies"]
    names = sorted((name for name in wanted if name.startswith("@utrecht/")), key=lambda name: (name.split("/")[1] not in _FIRST, name))
    return [paths.NODE_MODULES / name / "dist" / "index.min.css" for name in names]


_FIRST = ("root-css", "document-css", "body-css")


def own_files() -> list[Path]:
    return sorted((paths.SOURCES / "css").glob("*.css"))


def minify(css: str) -> str:
    """Without comments and superfluous white space; enough for CSS that is written tersely and compressed afterwards."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    return re.sub(r"\s*\n\s*", "", css).strip() + "\n"


def used_tokens(css: str, declared: dict[str, str]) -> dict[str, str]:
    """The declarations that `css` needs, followed through `var()` chains to the end."""
    waiting, found = set(_USE.findall(css)), {}
    while waiting:
        name = waiting.pop()
        if name in declared and name not in found:
            found[name] = declared[name]
            waiting.update(_USE.findall(declared[name]))
    return {name: found[name] for name in declared if name in found}


def theme_tokens() -> dict[str, str]:
    text = re.sub(r"/\*.*?\*/", "", (paths.NODE_MODULES / THEME).read_text("utf-8"), flags=re.S)
    return {name: value.strip() for name, value in _DECLARATION.findall(text)}


def stylesheet(font_name: str) -> str:
    """All of `balie.css`. `font_name` is the built file name of the font, which stands beside the stylesheet."""
    components = "".join(minify(path.read_text("utf-8")) for path in component_files())
    own = "".join(minify(path.read_text("utf-8")) for path in own_files()).replace("figtree.woff2", font_name)
    tokens = used_tokens(components + own, theme_tokens())
    theme = ".voorbeeld-theme{" + "".join(f"{name}:{value};" for name, value in tokens.items()) + "}\n"
    return components + theme + own
