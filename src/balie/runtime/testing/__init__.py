"""pytest plug-in, loaded by `-p` before Django's settings are read: tests have a data folder of their own."""
import os
from pathlib import Path

os.environ.setdefault("BALIE_HOME", str(Path(__file__).resolve().parents[4] / "var" / "test"))
