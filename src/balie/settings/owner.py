"""Migrations and set-up: log in to PostgreSQL as the owner of the tables. Never serves a request."""
from balie.settings.base import *  # noqa: F403
from balie.settings.base import BALIE
from balie.settings.databases import database

DATABASES = {"default": database(BALIE, role="owner")}
