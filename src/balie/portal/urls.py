"""Every address of the portal, part by part."""
from django.urls import include, path

app_name = "portal"
urlpatterns = [
    path("", include("balie.portal.public.urls")),
    path("", include("balie.portal.login.urls")),
    path("", include("balie.portal.apply.urls")),
    path("", include("balie.portal.mine.urls")),
    path("", include("balie.portal.gallery.urls")),
]
