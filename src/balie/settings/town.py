"""Settings of the simulators' own process. No database, no sessions, no cookies; the town keeps its state in files."""
import os
import secrets
from urllib.parse import urlsplit

SECRET_KEY = secrets.token_urlsafe(32)  # unused: the town signs with a key from its own folder
DEBUG = False
# Only its own names: a page elsewhere whose name is pointed at this machine must not read the town.
ALLOWED_HOSTS = ["localhost", ".localhost", "127.0.0.1", "[::1]", urlsplit(os.environ.get("BALIE_TOWN_URL", "http://localhost")).hostname]
ROOT_URLCONF = "balie.demo.urls"
INSTALLED_APPS: list[str] = []
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]
APPEND_SLASH = False
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
LANGUAGE_CODE = "nl"
DATABASES: dict[str, dict] = {}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 45 * 1024 * 1024  # a document of 30 MB, in the base64 of the Documenten API
LOGGING = {
    "version": 1, "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
