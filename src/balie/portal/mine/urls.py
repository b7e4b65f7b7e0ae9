"""Addresses of Mijn Balie."""
from django.urls import path

from balie.portal.mine import appointment, brp, elsewhere, inbox, mandates, overview, paid, papers, payment, personal, product, zaak

urlpatterns = [
    path("mijn/", overview.overview, name="mijn"),
    path("mijn/zaken/", overview.zaken, name="mijn_zaken"),
    path("mijn/zaken/<uuid:id>/", zaak.zaak, name="mijn_zaak"),
    path("mijn/zaken/elders/<uuid:id>/", elsewhere.zaak, name="mijn_zaak_elders"),
    path("mijn/zaken/<uuid:id>/antwoord/", zaak.answer, name="mijn_antwoord"),
    path("mijn/zaken/<uuid:id>/bericht/", zaak.write, name="mijn_bericht"),
    path("mijn/zaken/<uuid:id>/stoppen/", zaak.stop, name="mijn_stoppen"),
    path("mijn/zaken/<uuid:id>/documenten/<uuid:document>/", papers.of_zaak, name="mijn_document"),
    path("mijn/zaken/<uuid:id>/gegevens.json", papers.data_of_zaak, name="mijn_zaak_data"),
    path("mijn/zaken/<uuid:id>/betalen/", payment.pay, name="mijn_betalen"),
    path("mijn/zaken/<uuid:id>/betaald/", payment.back, name="mijn_betaald"),
    path("mijn/opzeggen/<uuid:id>/", product.give_up, name="mijn_opzeggen"),
    path("mijn/betalingen/", paid.payments_page, name="mijn_betalingen"),
    path("mijn/betalingen/<uuid:id>/betaalbewijs.pdf", paid.receipt, name="mijn_betaalbewijs"),
    path("mijn/documenten/", papers.documents_page, name="mijn_documenten"),
    path("mijn/berichten/", inbox.inbox, name="mijn_berichten"),
    path("mijn/berichten/<uuid:id>/", inbox.message, name="mijn_bericht_lezen"),
    path("mijn/afspraken/", appointment.appointments_page, name="mijn_afspraken"),
    path("mijn/afspraken/<uuid:id>/", appointment.change, name="appointment"),
    path("mijn/afspraken/<uuid:id>/agenda.ics", appointment.calendar, name="appointment_ics"),
    path("mijn/afspraken/<uuid:id>/afzeggen/", appointment.cancel, name="appointment_cancel"),
    path("mijn/machtigingen/", mandates.mandates, name="mijn_machtigingen"),
    path("mijn/machtigingen/geven/", mandates.give, name="mijn_machtigen"),
    path("mijn/machtigingen/code/", mandates.accept, name="mijn_machtiging_code"),
    path("mijn/machtigingen/<uuid:id>/stoppen/", mandates.end, name="mijn_machtiging_stoppen"),
    path("mijn/gegevens/", personal.data, name="mijn_gegevens"),
    path("mijn/gegevens/brp/", brp.own, name="mijn_brp"),
    path("mijn/gegevens/gezien/", personal.looks, name="mijn_gezien"),
    path("mijn/gegevens/toestemming/<uuid:id>/", personal.withdraw_consent, name="mijn_toestemming"),
]
