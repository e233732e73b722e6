from django.urls import path

from kabinet.pages.problems import alike, keeping, turning, views

urlpatterns = [
    path("problems/", views.register, name="problems"),
    path("problems/new/", keeping.add, name="problem_new"),
    path("problems/similar/", alike.similar, name="similar"),
    path("problems/<str:number>/", views.problem, name="problem"),
    path("problems/<str:number>/change/", keeping.change, name="problem_change"),
    path("problems/<str:number>/retire/", turning.retire, name="problem_retire"),
    path("problems/<str:number>/revive/", turning.revive, name="problem_revive"),
]
