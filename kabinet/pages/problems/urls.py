from django.urls import path

from kabinet.pages.problems import keeping, retirement, similar, views

urlpatterns = [
    path("problems/", views.register, name="problems"),
    path("problems/new/", keeping.add, name="problem_new"),
    path("problems/similar/", similar.similar, name="similar"),
    path("problems/<str:number>/", views.problem, name="problem"),
    path("problems/<str:number>/change/", keeping.change, name="problem_change"),
    path("problems/<str:number>/retire/", retirement.retire, name="problem_retire"),
    path("problems/<str:number>/revive/", retirement.revive, name="problem_revive"),
]
