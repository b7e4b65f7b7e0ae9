"""pytest plug-in, loaded by `-p` before Django's settings are read: tests have a data folder of their own, and one that the processes of a
run share."""
import atexit
import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from hypothesis import settings

os.environ.setdefault("BALIE_HOME", str(Path(__file__).resolve().parents[4] / "var" / "test"))
# a run starts Balie dozens of times: modules that are compiled anew for every process double what that takes
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# how many examples a property is tried with: few at each push, many in `make soak`
settings.register_profile("push", max_examples=40, deadline=None)
settings.register_profile("long", max_examples=600, deadline=None)
settings.load_profile("long" if os.environ.get("BALIE_LONG") else "push")
RUN = Path(tempfile.gettempdir()) / f"balie-run-{os.environ.setdefault('PYTEST_RUN_OF_BALIE', str(os.getpid()))}"

# most tests need a catalogue, and none of them all two hundred services: those have tests of their own, that read the folders themselves
SOME = ("afvalpas", "akte-burgerlijke-stand", "avg-inzage", "bedrijfsparkeervergunning", "bewijs-in-leven", "bezwaar", "briefadres", "brp-uittreksel",
        "collectevergunning", "emigratie", "geboorteaangifte", "geheimhouding", "hondenbelasting", "identiteitskaart", "klacht", "kwijtschelding",
        "overlijden", "parkeervergunning", "paspoort", "schadeclaim", "standplaats", "terras", "verhuizing", "vog", "woo-verzoek")  # fmt: skip


def some_services() -> Path:
    """A standard catalogue of a few services, for the processes of this run."""
    folder = RUN / "catalogue"
    folder.mkdir(parents=True, exist_ok=True)
    RUN.chmod(0o755)
    for name in SOME:
        with contextlib.suppress(FileExistsError):
            (folder / name).symlink_to(Path(__file__).resolve().parents[4] / "services" / name)
    return folder


os.environ.setdefault("BALIE_CATALOGUE", str(some_services()))


@atexit.register
def throw_away() -> None:
    if os.environ["PYTEST_RUN_OF_BALIE"] == str(os.getpid()):  # the one that the others were started by
        shutil.rmtree(RUN, ignore_errors=True)
