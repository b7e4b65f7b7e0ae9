"""The web application as granian's worker processes load it: each ends when granian's main process is killed.

Left alone, such a worker would go on serving beside its successor.
"""
from balie.runtime.processes import end_with_parent
from balie.settings.wsgi import application

end_with_parent()

__all__ = ["application"]
