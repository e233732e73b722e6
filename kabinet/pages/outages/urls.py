from django.urls import path

from kabinet.pages.outages import declaring, views

urlpatterns = [
    path("outages/", views.listed, name="outages"),
    path("outages/new/", declaring.declare, name="outage_new"),
    path("outages/<int:key>/", views.outage, name="outage"),
    path("outages/<int:key>/correct/", declaring.correct, name="outage_correct"),
    path("outages/<int:key>/end/", declaring.end, name="outage_end"),
]
