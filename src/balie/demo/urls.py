"""Every address of the town."""
from django.urls import path, re_path

from balie.demo.bank import api, checkout
from balie.demo.brp.views import personen
from balie.demo.console import views as console
from balie.demo.oidc import login, provider
from balie.demo.pages import asset
from balie.demo.post import mailbox, notify
from balie.demo.registers import bag, calendar, documents, trade, vehicles
from balie.demo.zaaksysteem.urls import urlpatterns as zaaksysteem

BAG = "lvbag/individuelebevragingen/v2/"


def _both(route: str, view: object) -> list:
    return [re_path(rf"^(?P<provider>digid|eherkenning)/{route}$", view)]  # type: ignore[arg-type]


urlpatterns = [
    path("", console.console),
    path("health", console.health),
    path("console/faults", console.switch),
    path("console/people.json", console.people_json),
    path("kaart", console.map_page),
    path("kaart/<slug:slug>", console.map_page),
    path("kaart/<slug:slug>.<str:kind>", console.map_file),
    path("static/<str:name>", asset),
    *_both(r"\.well-known/openid-configuration", provider.discovery),
    *_both("jwks", provider.jwks),
    *_both("authorize", login.authorize),
    *_both("login", login.login),
    *_both("token", provider.token),
    *_both("userinfo", provider.userinfo),
    *_both("logout", provider.logout),
    path("haalcentraal/api/brp/personen", personen),
    path(BAG + "adressen/zoek", bag.suggestions),
    path(BAG + "adressen", bag.addresses),
    path(BAG + "adressen/<str:identification>", bag.address),
    path(BAG + "adressenuitgebreid", bag.addresses, {"extended": True}),
    path(BAG + "adressenuitgebreid/<str:identification>", bag.address, {"extended": True}),
    path("reisdocumenten/v1/documenten", documents.documents),
    path("rdw/resource/m9d7-ebf2.json", vehicles.vehicle),
    path("rdw/resource/tenaamstelling", vehicles.in_name),
    path("kvk/api/v1/basisprofielen/<str:number>", trade.profile),
    path("kvk/api/v1/basisprofielen/<str:number>/vestigingen", trade.branches),
    path("opzoeken/evenementenkalender", calendar.events),
    path("mollie/v2/payments", api.create),
    path("mollie/v2/payments/<str:identification>", api.one),
    path("mollie/v2/payments/<str:identification>/refunds", api.refunds),
    path("mollie/v2/payments/<str:identification>/refunds/<str:refund>", api.refunds),
    path("mollie/checkout/<str:identification>", checkout.checkout),
    *zaaksysteem,
    path("mail", mailbox.mail),
    path("mail.json", mailbox.mail_json),
    path("mail/<str:identification>", mailbox.one),
    path("mail/<str:identification>/html", mailbox.one_html),
    path("sms", mailbox.sms),
    path("sms.json", mailbox.sms_json),
    re_path(r"^(?P<kind>mail|sms)/leeg/maken$", mailbox.empty),
    path("notify/v2/notifications/sms", notify.send_sms),
    path("notify/v2/notifications/email", notify.send_email),
    path("notify/v2/notifications", notify.listed),
    path("notify/v2/notifications/<str:identification>", notify.status),
]
