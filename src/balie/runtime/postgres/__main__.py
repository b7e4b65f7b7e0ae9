"""The keeper process of `shared.py`: `python -m balie.runtime.postgres HOME`."""
import signal
import sys

from balie.runtime.postgres.errors import CannotStart
from balie.runtime.postgres.shared import keep

signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for those who use the server; it leaves after them
try:
    keep(sys.argv[1])
except CannotStart as problem:
    sys.exit(str(problem))
