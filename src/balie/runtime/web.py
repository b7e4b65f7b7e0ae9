"""The web application as granian's worker processes load it: it ends when granian's main process is killed.

Left alone, such a worker would go on serving beside its successor.
"""
import os
import signal

from balie.runtime.processes import die_with_parent
from balie.settings.wsgi import application

if arrange := die_with_parent(signal.SIGKILL, parent=os.getppid()):
    arrange()

__all__ = ["application"]
