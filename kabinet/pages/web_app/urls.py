from django.urls import path

from kabinet.pages.gate import outside
from kabinet.pages.gate.rules import ANYONE
from kabinet.pages.web_app import views

urlpatterns = [
    path("app.webmanifest", outside(ANYONE, views.manifest), name="app_manifest"),
    # At the root, for a worker serves no address above its own.
    path("service-worker.js", outside(ANYONE, views.service_worker), name="service_worker"),
    path("offline/", outside(ANYONE, views.offline), name="offline"),
]
