from django.urls import path

from kabinet.pages.lists.queue import filtering, taking, views

urlpatterns = [
    path("queue/", views.queue, name="queue"),
    path("vendor-tickets/", views.vendor_tickets, name="vendor_tickets"),
    path("queue/<slug:queue>/news/", views.news, name="queue_news"),
    path("queue/<slug:queue>/choices/<slug:of>/", views.filter_choices, name="queue_choices"),
    path("queue/<slug:queue>/filters/", filtering.filtering, name="queue_filters"),
    path("queue/<str:number>/take/", taking.taking, name="queue_take"),
]
