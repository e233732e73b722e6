from django.urls import path

from kabinet.pages.help import api, views

urlpatterns = [
    path("help/", views.start, name="help"),
    path("help/api/", api.api, name="api_help"),
    path("help/<slug:code>/", views.guide, name="help_guide"),
]
