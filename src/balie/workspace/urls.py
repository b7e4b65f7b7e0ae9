"""Every address of the workspace, under /werk/. Logging in is `workspace.login`, mounted beside it."""
from django.urls import path

from balie.workspace import account, assist, desk, queue, verbs, visits, zaak

app_name = "workspace"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("volgende/", queue.take_next, name="take_next"),
    path("zoeken/", queue.search, name="search"),
    path("account/", account.account, name="account"),
    path("afspraken/", desk.day, name="desk"),
    path("afspraken/zoeken/", desk.find, name="find_visit"),
    path("afspraken/<uuid:id>/aankomst/", visits.arrive, name="arrive"),
    path("afspraken/<uuid:id>/begin/", visits.start, name="start"),
    path("afspraken/<uuid:id>/niet-verschenen/", visits.no_show, name="no_show"),
    path("afspraken/<uuid:id>/klaar/", visits.finish, name="finish"),
    path("afspraken/<uuid:id>/uitreiken/", visits.hand_out, name="hand_out"),
    path("helpen/", assist.find, name="assist"),
    path("helpen/begin/", assist.start, name="start_assisting"),
    path("helpen/stop/", assist.stop, name="stop_assisting"),
    path("zaken/<uuid:id>/", zaak.zaak, name="zaak"),
    path("zaken/<uuid:id>/documenten/<uuid:document>/", zaak.document, name="document"),
    path("zaken/<uuid:id>/oppakken/", verbs.take, name="take"),
    path("zaken/<uuid:id>/terugleggen/", verbs.release, name="release"),
    path("zaken/<uuid:id>/overdragen/", verbs.assign, name="assign"),
    path("zaken/<uuid:id>/taken/<uuid:task>/", verbs.finish_task, name="finish_task"),
    path("zaken/<uuid:id>/besluit/", verbs.decide, name="decide"),
    path("zaken/<uuid:id>/vraag/", verbs.ask, name="ask"),
    path("zaken/<uuid:id>/vraag-weg/", verbs.withdraw_ask, name="withdraw_ask"),
    path("zaken/<uuid:id>/verlengen/", verbs.extend, name="extend"),
    path("zaken/<uuid:id>/ligt-klaar/", verbs.ready, name="ready"),
    path("zaken/<uuid:id>/uitreiken/", verbs.hand_over, name="hand_over"),
    path("zaken/<uuid:id>/stoppen/", verbs.stop, name="stop"),
    path("zaken/<uuid:id>/notitie/", verbs.note, name="note"),
    path("zaken/<uuid:id>/bericht/", verbs.write, name="write"),
    path("zaken/<uuid:id>/document/", verbs.add_document, name="add_document"),
    path("zaken/<uuid:id>/verzendingen/<uuid:delivery>/", verbs.send_again, name="send_again"),
]
