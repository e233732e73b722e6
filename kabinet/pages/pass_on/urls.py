from django.urls import path

from kabinet.pages.pass_on import foreign_start, sent, views

urlpatterns = [
    path("vendor-tickets/new/", foreign_start.start, name="foreign_new"),
    path("vendor-tickets/new/<int:draft>/", foreign_start.again, name="foreign_again"),
    path("tickets/<str:number>/pass-on/", views.preparing, name="pass_on"),
    path("tickets/<str:number>/pass-on/preview/", views.preview, name="pass_on_preview"),
    path("tickets/<str:number>/pass-on/draft/", views.keep, name="pass_on_draft"),
    path("tickets/<str:number>/pass-on/send/", views.send, name="pass_on_send"),
    path("tickets/<str:number>/document/", sent.sent, name="passed_document"),
]
