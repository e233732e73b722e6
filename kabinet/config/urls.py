"""Every address of Kabinet: the pages' own tables, the API's, and the health of this process."""

from django.urls import URLPattern, URLResolver, include, path

from kabinet.config.serving.health import health
from kabinet.pages.gate import outside
from kabinet.pages.gate.rules import ANYONE

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", outside(ANYONE, health), name="health"),
    path("", include("kabinet.api.urls")),
    path("", include("kabinet.pages.urls")),
]

handler404 = "kabinet.config.serving.failing.nowhere"
handler400 = "kabinet.config.serving.failing.unreadable"
handler500 = "kabinet.config.serving.failing.failed"
