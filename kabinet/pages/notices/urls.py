from django.urls import path

from kabinet.pages.notices import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/news/", views.news, name="notices_news"),
    path("notices/count/", views.count, name="notices_count"),
    path("notices/read/", views.read, name="notices_read"),
    path("notices/unread/", views.unread, name="notices_unread"),
    path("notices/<uuid:key>/open/", views.opened, name="notice_open"),
]
