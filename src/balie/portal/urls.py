"""Every address of the portal, part by part."""
from pathlib import Path

from django.urls import include, path

app_name = "portal"
HERE = Path(__file__).parent
PARTS = ("public", "login", "apply", "mine")
urlpatterns = [path("", include(f"balie.portal.{part}.urls")) for part in PARTS if (HERE / part / "urls.py").exists()]
