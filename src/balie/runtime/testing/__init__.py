"""pytest plug-in, loaded by `-p` before Django's settings are read: tests have a data folder of their own, and one that the processes of a
run share."""
import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("BALIE_HOME", str(Path(__file__).resolve().parents[4] / "var" / "test"))
RUN = Path(tempfile.gettempdir()) / f"balie-run-{os.environ.setdefault('PYTEST_RUN_OF_BALIE', str(os.getpid()))}"


@atexit.register
def throw_away() -> None:
    if os.environ["PYTEST_RUN_OF_BALIE"] == str(os.getpid()):  # the one that the others were started by
        shutil.rmtree(RUN, ignore_errors=True)
