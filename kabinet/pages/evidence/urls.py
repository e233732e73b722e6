from django.urls import path

from kabinet.pages.evidence import views

urlpatterns = [
    path("evidence/<slug:kind>/<slug:of>/", views.evidence, name="evidence"),
    path("evidence/<slug:kind>/<slug:of>/order/", views.order, name="evidence_order"),
]
