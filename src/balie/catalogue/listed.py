"""Lists that are data, in a file beside this module: life events, themes, seasons."""

from functools import cache
from pathlib import Path

import yaml


@cache
def rows(name: str) -> list[dict]:
    """Of `name`.yaml, in its order."""
    return yaml.load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
