from django.urls import path

from kabinet.pages.bridges import forms, views

urlpatterns = [
    path("bridges/", views.bridges, name="bridges"),
    path("bridges/new/", forms.bridge_new, name="bridge_new"),
    path("bridges/<uuid:key>/", views.bridge, name="bridge"),
    path("bridges/<uuid:key>/change/", forms.bridge_change, name="bridge_change"),
    path("bridges/<uuid:key>/check/", views.bridge_check, name="bridge_check"),
    path("bridges/<uuid:key>/pause/", views.bridge_pause, name="bridge_pause"),
    path("bridges/<uuid:key>/resume/", views.bridge_resume, name="bridge_resume"),
    path("bridges/<uuid:key>/repeat/", views.bridge_repeat, name="bridge_repeat"),
]
