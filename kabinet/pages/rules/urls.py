from django.urls import path

from kabinet.pages.rules import views

urlpatterns = [
    path("rules/", views.rules, name="rules"),
    path("rules/clause/<str:code>/", views.clause, name="clause"),
]
