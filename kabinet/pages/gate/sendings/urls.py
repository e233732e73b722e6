from django.urls import path

from kabinet.pages.gate.sendings import views

urlpatterns = [path("sendings/", views.sendings, name="sendings")]
