"""Every address of Balie: the doors, in one list."""
from django.urls import include, path

urlpatterns = [
    path("", include("balie.api.urls")),
    path("werk/inloggen/", include("balie.workspace.login.urls")),
    path("werk/", include("balie.workspace.urls")),
    path("", include("balie.portal.urls")),
]

handler400 = "balie.portal.errors.bad_request"
handler403 = "balie.portal.errors.forbidden"
handler404 = "balie.portal.errors.not_found"
handler500 = "balie.portal.errors.server_error"
