from django.urls import path

from kabinet.pages.desk.bulk import views as bulk

urlpatterns = [
    path("queue/bulk/", bulk.bulk, name="queue_bulk"),
]
