"""Addresses of applying: from the first question to the confirmation."""
from django.urls import path

from balie.portal.apply import appointment, check, child, consent, cosign, done, form, maps, newer, payment, pictures, prove, resume, start

urlpatterns = [
    path("aanvragen/<slug:service>/", start.begin, name="apply"),
    path("aanvragen/<slug:service>/kind/", child.child, name="child"),
    path("aanvraag/<uuid:id>/", start.go_on, name="application"),
    path("aanvraag/<uuid:id>/toestemming/<slug:source>/", consent.consent, name="consent"),
    path("aanvraag/<uuid:id>/stap/<slug:page>/", form.step, name="step"),
    path("aanvraag/<uuid:id>/stap/<slug:page>/vooruit/", form.preview, name="preview"),
    path("aanvraag/<uuid:id>/code/<str:question>/", prove.prove, name="prove"),
    path("aanvraag/<uuid:id>/controle/", check.check, name="check"),
    path("aanvraag/<uuid:id>/betalen/", payment.pay, name="pay"),
    path("aanvraag/<uuid:id>/betaald/", payment.back, name="paid"),
    path("aanvraag/<uuid:id>/afspraak/", appointment.choose, name="book"),
    path("aanvraag/<uuid:id>/klaar/", done.done, name="done"),
    path("aanvraag/<uuid:id>/bevestiging.pdf", done.receipt, name="receipt"),
    path("aanvraag/<uuid:id>/bewaren/", resume.pause, name="pause"),
    path("aanvraag/<uuid:id>/nieuwe-versie/", newer.newer, name="newer"),
    path("aanvraag/<uuid:id>/opnieuw/", newer.again, name="again"),
    path("aanvraag/<uuid:id>/stoppen/", start.discard, name="discard"),
    path("beeld/<uuid:version>/<str:name>", pictures.picture, name="picture"),
    path("kaart/over.json", maps.about, name="map_about"),
    path("kaart/ondergrond.svg", maps.ground, name="map_ground"),
    path("verder/<str:token>/", resume.resume, name="resume"),
    path("akkoord/<str:token>/", cosign.cosign, name="cosign"),
    path("betalen/melding/<str:token>/", payment.webhook, name="webhook"),
]
