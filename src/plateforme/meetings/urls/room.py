"""Addresses of the day itself: run sheet, methods, room, attendance, what is printed, reviews."""

from django.urls import path

from plateforme.meetings.views import attendance, methods, printed, reviews, room, runsheet

NETWORK = "r/<slug:network>/"
MEETING = NETWORK + "rencontres/<uuid:meeting>/"
RUN_SHEET = MEETING + "deroule/"
STEP = RUN_SHEET + "<uuid:step>/"
ROOM = MEETING + "salle/"
ATTENDANCE = MEETING + "presences/"

urlpatterns = [
    path(RUN_SHEET, runsheet.runsheet, name="runsheet"),
    path(MEETING + "deroule.pdf", runsheet.runsheet_pdf, name="runsheet_pdf"),
    path(RUN_SHEET + "ajouter/", runsheet.step_add, name="step_add"),
    path(RUN_SHEET + "partir-de/", runsheet.runsheet_start, name="runsheet_start"),
    path(RUN_SHEET + "vider/", runsheet.runsheet_clear, name="runsheet_clear"),
    path(STEP, runsheet.step, name="step"),
    path(STEP + "deplacer/", runsheet.step_move, name="step_move"),
    path(STEP + "retirer/", runsheet.step_remove, name="step_remove"),
    path(ROOM, room.room, name="room"),
    path(ROOM + "avancer/", room.room_move, name="room_move"),
    path(ROOM + "recommencer/", room.room_restart, name="room_restart"),
    path(NETWORK + "methodes/", methods.methods, name="methods"),
    path(NETWORK + "methodes/<slug:method>/", methods.method, name="method"),
    path(ATTENDANCE, attendance.attendance, name="attendance"),
    path(ATTENDANCE + "noter/", attendance.attendance_record, name="attendance_record"),
    path(ATTENDANCE + "ajouter/", attendance.attendance_walkin, name="attendance_walkin"),
    path(ATTENDANCE + "<uuid:attendance>/retirer/", attendance.attendance_undo, name="attendance_undo"),
    path(ATTENDANCE + "signer/<uuid:participant>/", attendance.attendance_sign, name="attendance_sign"),
    path(MEETING + "emargement.pdf", printed.sheet, name="sheet"),
    path(MEETING + "attestations.pdf", printed.certificates, name="certificates"),
    path(MEETING + "attestations/<uuid:participant>.pdf", printed.certificate, name="certificate"),
    path("moi/<slug:token>/attestations/<uuid:meeting>.pdf", printed.own_certificate, name="own_certificate"),
    path(MEETING + "bilans/", reviews.reviews, name="reviews"),
    path(MEETING + "bilans/code/", reviews.review_code, name="review_code"),
    path("bilan/<slug:token>/", reviews.review, name="review"),
]
