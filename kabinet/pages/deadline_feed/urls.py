from django.urls import path

from kabinet.pages.deadline_feed import address, feed

urlpatterns = [
    path("me/deadlines/", address.deadline_feed, name="deadline_feed"),
    path("me/deadlines/end/", address.end, name="deadline_feed_end"),
    path("deadlines/<str:secret>.ics", feed.read_deadlines, name="deadlines"),
]
