from django.urls import path

from kabinet.pages.search import views

urlpatterns = [path("search/", views.search, name="search")]
