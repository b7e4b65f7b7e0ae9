"""The simulators as granian's worker process loads them; see `web.py`."""
from balie.demo.wsgi import application
from balie.runtime.processes import end_with_parent

end_with_parent()

__all__ = ["application"]
