from django.urls import path

from kabinet.pages.help import views

urlpatterns = [
    path("help/", views.start, name="help"),
    path("help/<slug:code>/", views.guide, name="help_guide"),
]
