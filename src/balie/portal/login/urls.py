"""Addresses of logging in."""
from django.urls import path

from balie.portal.login import session, views

urlpatterns = [
    path("inloggen/", views.choose, name="login"),
    path("inloggen/sessie/", session.status, name="session_status"),
    path("inloggen/verlengen/", session.extend, name="session_extend"),
    path("inloggen/<slug:means>/", views.begin, name="login_begin"),
    path("inloggen/<slug:means>/terug/", views.back, name="login_back"),
    path("uitloggen/", session.log_out, name="logout"),
    path("uitgelogd/", session.logged_out, name="logged_out"),
]
