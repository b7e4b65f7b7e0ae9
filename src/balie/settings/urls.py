"""Every address of Balie: the doors, in one list."""
from pathlib import Path

from django.urls import include, path

DOORS = [("", "api"), ("werk/inloggen/", "workspace.login"), ("werk/", "workspace"), ("", "portal")]

HERE = Path(__file__).parents[1]

urlpatterns = [
    path(prefix, include(f"balie.{door}.urls")) for prefix, door in DOORS if (HERE / door.replace(".", "/") / "urls.py").exists()
]

handler400 = "balie.portal.errors.bad_request"
handler403 = "balie.portal.errors.forbidden"
handler404 = "balie.portal.errors.not_found"
handler500 = "balie.portal.errors.server_error"
