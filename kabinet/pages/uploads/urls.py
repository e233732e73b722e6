from django.urls import path

from kabinet.pages.uploads import door, place

urlpatterns = [
    path("uploads/", door.uploads, name="uploads"),
    path("uploads/<uuid:key>/", door.upload, name="upload"),
    path("place/<str:code>/<str:name>", place.put, name="place"),
]
