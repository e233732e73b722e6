from django.urls import path

from kabinet.pages.previews import views

urlpatterns = [
    path("files/<uuid:key>/picture/<slug:size>/", views.picture, name="file_picture"),
    path("files/<uuid:key>/inside/", views.inside, name="file_inside"),
]
