"""Addresses of the public pages."""
from django.urls import path

from balie.portal.public import app, browsing, eligibility, finding, home, online, pages, plan, products, services

urlpatterns = [
    path("", home.home, name="home"),
    path("bekeken/wissen/", home.forget_recent, name="forget_recent"),
    path("zoeken/", finding.find, name="search"),
    path("zoeken/suggesties/", finding.suggest, name="suggest"),
    path("diensten/", browsing.all_services, name="services"),
    path("diensten/<slug:service>/", services.service, name="service"),
    path("diensten/<slug:service>/kan-ik-dit/", eligibility.check, name="eligibility"),
    path("producten/", products.all_products, name="products"),
    path("producten/<slug:product>/", products.product, name="product"),
    path("zelf-regelen/", online.how_much, name="online"),
    path("gebeurtenis/<slug:event>/", plan.life_event, name="life_event"),
    path("contact/", pages.contact, name="contact"),
    path("toegankelijkheid/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("componenten/", pages.components, name="components"),
    path("taal/", pages.set_language, name="language"),
    path("manifest.webmanifest", app.manifest, name="manifest"),
    path("sw.js", app.service_worker, name="service_worker"),
    path("offline/", app.offline, name="offline"),
]
