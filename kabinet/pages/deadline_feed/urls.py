from django.urls import path

from kabinet.pages.deadline_feed import choosing, feed

urlpatterns = [
    path("me/deadlines/", choosing.deadline_feed, name="deadline_feed"),
    path("me/deadlines/end/", choosing.end, name="deadline_feed_end"),
    path("deadlines/<str:secret>.ics", feed.deadlines, name="deadlines"),
]
