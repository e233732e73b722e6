from django.urls import path

from kabinet.pages.registration import blank, call, keeping
from kabinet.pages.registration.form import details, uploads
from kabinet.pages.registration.level import views

urlpatterns = [
    path("calls/new/", call.call, name="call_new"),
    path("new/", views.start, name="new_ticket"),
    path("new/letter/", blank.letter_blank, name="letter_blank"),
    path("new/level/", views.counted, name="new_ticket_counted"),
    path("new/save/", keeping.save_start, name="new_ticket_start_save"),
    path("new/<int:draft>/", details.details, name="new_ticket_draft"),
    path("new/<int:draft>/level/", views.again, name="new_ticket_again"),
    path("new/<int:draft>/promise/", details.counted, name="new_ticket_promised"),
    path("new/<int:draft>/save/", keeping.save, name="new_ticket_save"),
    path("new/<int:draft>/files/", uploads.attached, name="new_ticket_attach"),
    path("new/<int:draft>/files/<uuid:file>/remove/", uploads.detached, name="new_ticket_detach"),
    path("new/<int:draft>/discard/", keeping.discard, name="new_ticket_discard"),
]
