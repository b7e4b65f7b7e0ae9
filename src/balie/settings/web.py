"""Web and worker processes: log in to PostgreSQL as the role that owns nothing."""
from balie.settings.base import *  # noqa: F403
from balie.settings.base import BALIE
from balie.settings.databases import database

DATABASES = {"default": database(BALIE, role="runtime")}
