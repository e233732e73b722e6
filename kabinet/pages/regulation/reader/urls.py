from django.urls import path

from kabinet.pages.regulation.reader import compare, own_rules, views

urlpatterns = [
    path("rules/", views.rules, name="rules"),
    path("rules/compare/", compare.compare, name="compare"),
    path("rules/own/", own_rules.own_rules, name="own_rules"),
    path("rules/clause/<str:code>/", views.clause, name="clause"),
    path("rules/version/<str:number>/", views.regulation, name="regulation"),
    path("rules/version/<str:number>/files/", views.files, name="regulation_files"),
]
