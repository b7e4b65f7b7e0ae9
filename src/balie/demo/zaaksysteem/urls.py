"""Addresses of the zaaksysteem: its page, and the three APIs under it."""
from django.urls import path

from balie.demo.zaaksysteem import catalogus, console, documenten, notificaties, zaken

_ZAKEN, _DOCUMENTEN, _CATALOGI = "zaaksysteem/zaken/api/v1/", "zaaksysteem/documenten/api/v1/", "zaaksysteem/catalogi/api/v1/"

urlpatterns = [
    path("zaaksysteem", console.overview),
    path("zaaksysteem.json", console.as_json),
    path("zaaksysteem/maak", console.make),
    path("zaaksysteem/<str:identification>/werk", console.work),
    path("zaaksysteem/notificaties/api/v1/abonnement", notificaties.abonnementen),
    path("zaaksysteem/notificaties/api/v1/abonnement/<str:identification>", notificaties.abonnement),
    path(_ZAKEN + "zaken", zaken.zaken),
    path(_ZAKEN + "zaken/<str:identification>", zaken.one("zaken", "zaak")),
    path(_ZAKEN + "zaken/<str:identification>/zaakeigenschappen", zaken.eigenschappen),
    path(_ZAKEN + "rollen", zaken.rollen),
    path(_ZAKEN + "rollen/<str:identification>", zaken.one("rollen", "rol")),
    path(_ZAKEN + "statussen", zaken.statussen),
    path(_ZAKEN + "statussen/<str:identification>", zaken.one("statussen", "status")),
    path(_ZAKEN + "resultaten", zaken.resultaten),
    path(_ZAKEN + "resultaten/<str:identification>", zaken.one("resultaten", "resultaat")),
    path(_ZAKEN + "zaakinformatieobjecten", zaken.informatieobjecten),
    path(_ZAKEN + "zaakobjecten", zaken.objecten),
    path(_DOCUMENTEN + "enkelvoudiginformatieobjecten", documenten.documenten),
    path(_DOCUMENTEN + "enkelvoudiginformatieobjecten/<str:identification>", documenten.one),
    path(_CATALOGI + "<str:kind>", catalogus.many),
    path(_CATALOGI + "<str:kind>/<str:identification>", catalogus.one),
]
