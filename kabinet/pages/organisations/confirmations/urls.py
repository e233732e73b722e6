from django.urls import path

from kabinet.pages.organisations.confirmations import views

urlpatterns = [
    path("confirmations/", views.confirmations, name="confirmations"),
    path("confirmations/decide/", views.decide, name="decide_contacts"),
]
