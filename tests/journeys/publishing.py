"""Putting a service on offer in a running house, as a service designer does."""
from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from balie.forms.definition import images


def publish(balie, name: str, files: Mapping[str, str]) -> None:
    """A service of these files: path in its folder → text, of an image its bytes as base64."""
    with tempfile.TemporaryDirectory(prefix="balie-dienst-") as temporary:
        folder = Path(temporary) / name
        for path, content in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(images.read(content) if images.is_image(path) else content.encode())
        publish_folder(balie, folder)


def publish_folder(balie, folder: Path) -> None:
    """Fails with what `balie publish` says."""
    command = [sys.executable, "-m", "balie.cli.main", "publish", str(folder), "--gemeente", "zonnedam"]
    told = subprocess.run(command, env=balie.environment, capture_output=True, text=True, timeout=120)
    assert told.returncode == 0, told.stdout + told.stderr
