from django.urls import path

from kabinet.pages.sendings import views

urlpatterns = [path("sendings/", views.sendings, name="sendings")]
