from django.urls import path

from kabinet.pages.uploads import door

urlpatterns = [
    path("uploads/", door.uploads, name="uploads"),
    path("uploads/<uuid:key>/", door.upload, name="upload"),
]
