from django.urls import path

from kabinet.pages.exports import ordered, views

urlpatterns = [
    path("exports/", ordered.exports, name="exports"),
    path("exports/made/<uuid:key>/", ordered.made, name="export_made"),
    path("exports/<slug:name>/", views.export, name="export"),
    path("exports/<slug:name>/order/", ordered.order, name="export_order"),
    path("exports/<slug:name>/file/", views.file, name="export_file"),
]
