from django.urls import path

from kabinet.pages.technological_logs import views

urlpatterns = [path("files/<uuid:key>/log/", views.log, name="file_log")]
