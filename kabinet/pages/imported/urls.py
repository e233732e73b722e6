from django.urls import path

from kabinet.pages.imported import views

urlpatterns = [
    path("imported/", views.history, name="imported"),
    path("imported/<int:key>/", views.ticket, name="imported_ticket"),
    path("imported/files/<uuid:key>/", views.file, name="imported_file"),
]
