from django.urls import path

from kabinet.pages.organisations.handover import views

urlpatterns = [
    path("handovers/", views.handovers, name="handovers"),
    path("handovers/ask/<str:number>/", views.asking, name="handover_ask"),
    path("handovers/<int:key>/", views.one, name="handover"),
    path("handovers/<int:key>/consent/", views.consenting, name="handover_consent"),
    path("handovers/<int:key>/decline/", views.declining, name="handover_decline"),
]
