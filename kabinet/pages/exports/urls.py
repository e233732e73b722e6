from django.urls import path

from kabinet.pages.exports import views

urlpatterns = [
    path("exports/<slug:name>/", views.export, name="export"),
    path("exports/<slug:name>/file/", views.file, name="export_file"),
]
